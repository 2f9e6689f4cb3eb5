//! `alter table … alter column`, but for its type.

use crate::define::alter_table::missing_column;
use crate::define::column::{default_of, identity_of, is_always};
use crate::define::draft::Draft;
use crate::define::names::{present, required};
use crate::define::{constraint, convert_column, sequence, sequence_options};
use crate::error::{Result, SqlError};
use catalog::{Column, Generation, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// `alter column name …`
pub(crate) fn alter(
    draft: &mut Draft,
    table: &QualifiedName,
    action: &ast::AlterColumn,
) -> Result<()> {
    let at = action.syntax();
    let name = required(action.column_name_ref(), at)?;
    let relation = draft.known(table, at)?;
    let Some(column) = relation.column(&name) else {
        return Err(missing_column(table, &name, at));
    };
    use ast::AlterColumnOption as Option;
    match present(action.option(), at)? {
        Option::SetNotNull(_) => set_not_null(draft, table, &name, true, at),
        Option::DropNotNull(_) => set_not_null(draft, table, &name, false, at),
        Option::SetDefault(set) => {
            let expr = present(set.expr(), at)?;
            set_default(draft, &relation, column, &expr)
        }
        Option::DropDefault(_) => drop_default(draft, table, column, at),
        Option::SetType(set) => convert_column::set_type(draft, &relation, column, &set),
        // How values are stored or sampled shows nowhere.
        Option::ResetOptions(_)
        | Option::SetCompression(_)
        | Option::SetOptions(_)
        | Option::SetStatistics(_)
        | Option::SetStorage(_) => Ok(()),
        other => generated(draft, &relation, column, &other, at),
    }
}

/// What concerns identities and computed columns.
fn generated(
    draft: &mut Draft,
    relation: &Relation,
    column: &Column,
    option: &ast::AlterColumnOption,
    at: &SyntaxNode,
) -> Result<()> {
    use ast::AlterColumnOption as Option;
    let (table, name) = (&relation.name, &column.name);
    match option {
        Option::AddGenerated(add) => add_identity(draft, relation, column, add, at),
        Option::SetGenerated(set) => {
            set_generated(draft, table, column, is_always(set.generated_when().as_ref()), at)
        }
        Option::SetGeneratedOptions(options) => {
            for option in options.set_generated_options() {
                set_generated_option(draft, table, column, option, at)?;
            }
            Ok(())
        }
        Option::Restart(restart) => restart_identity(draft, table, column, restart, at),
        Option::SetSequenceOption(set) => {
            require_identity(table, column, at)?;
            sequence::alter_option(draft, table, name, &present(set.sequence_option(), at)?)
        }
        Option::DropIdentity(drop) => match identity_of(column) {
            Some(identity) if !identity.serial => {
                generate(draft, table, name, None);
                Ok(())
            }
            _ if drop.if_exists().is_some() => Ok(()),
            _ => Err(not_identity(table, column, at)),
        },
        Option::DropExpression(drop) => match &column.generation {
            Some(Generation::Computed(_)) => {
                generate(draft, table, name, None);
                Ok(())
            }
            _ if drop.if_exists().is_some() => Ok(()),
            _ => Err(not_computed(table, name, at)),
        },
        Option::SetExpression(set) => match &column.generation {
            Some(Generation::Computed(_)) => {
                constraint::compute(draft, relation, name, &present(set.expr(), at)?)
            }
            _ => Err(not_computed(table, name, at)),
        },
        other => Err(SqlError::unsupported(other.syntax(), "this change of a column")),
    }
}

/// `add generated … as identity`
fn add_identity(
    draft: &mut Draft,
    relation: &Relation,
    column: &Column,
    add: &ast::AddGenerated,
    at: &SyntaxNode,
) -> Result<()> {
    let refused = |why: &str| {
        let (name, table) = (&column.name, &relation.name.name);
        let message = format!("column \"{name}\" of relation \"{table}\" {why}");
        Err(SqlError::new("55000", at, message))
    };
    if column.generation.is_some() {
        return refused("already has a default value");
    }
    if !column.not_null {
        return refused("must be declared NOT NULL before identity can be added");
    }
    let always = is_always(add.generated_when().as_ref());
    let options = add.sequence_option_list();
    let identity = sequence::identity(draft, relation, column, always, options, at)?;
    generate(draft, &relation.name, &column.name, Some(Generation::Identity(identity)));
    Ok(())
}

/// `set not null`, `drop not null`
pub(crate) fn set_not_null(
    draft: &mut Draft,
    table: &QualifiedName,
    name: &Name,
    not_null: bool,
    at: &SyntaxNode,
) -> Result<()> {
    let relation = draft.known(table, at)?;
    let Some(column) = relation.column(name) else {
        return Err(missing_column(table, name, at));
    };
    if !not_null {
        if relation.key_columns().contains(name) {
            let message = format!("column \"{name}\" is in a primary key");
            return Err(SqlError::new("42P16", at, message));
        }
        if identity_of(column).is_some_and(|identity| !identity.serial) {
            let message =
                format!("column \"{name}\" of relation \"{}\" is an identity column", table.name);
            return Err(SqlError::new("42601", at, message));
        }
    }
    draft.edit(table, |relation| {
        for column in relation.columns.iter_mut().filter(|column| column.name == *name) {
            column.not_null = not_null;
        }
    });
    Ok(())
}

fn generate(draft: &mut Draft, table: &QualifiedName, name: &Name, generation: Option<Generation>) {
    draft.edit(table, |relation| {
        if let Some(column) = relation.columns.iter_mut().find(|column| column.name == *name) {
            column.generation = generation;
        }
    });
}

fn set_default(
    draft: &mut Draft,
    relation: &Relation,
    column: &Column,
    expr: &ast::Expr,
) -> Result<()> {
    refuse_generated(&relation.name, column, expr.syntax())?;
    let generation = default_of(draft, relation, column, expr)?;
    generate(draft, &relation.name, &column.name, generation);
    Ok(())
}

fn drop_default(
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Column,
    at: &SyntaxNode,
) -> Result<()> {
    refuse_generated(table, column, at)?;
    generate(draft, table, &column.name, None);
    Ok(())
}

fn refuse_generated(table: &QualifiedName, column: &Column, at: &SyntaxNode) -> Result<()> {
    let kind = match &column.generation {
        Some(Generation::Identity(identity)) if !identity.serial => "an identity column",
        Some(Generation::Computed(_)) => "a generated column",
        _ => return Ok(()),
    };
    let message = format!("column \"{}\" of relation \"{}\" is {kind}", column.name, table.name);
    let hint = match kind {
        "an identity column" => "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead.",
        _ => "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead.",
    };
    Err(SqlError::new("42601", at, message).hint(hint))
}

fn set_generated_option(
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Column,
    option: ast::SetGeneratedOption,
    at: &SyntaxNode,
) -> Result<()> {
    match option {
        ast::SetGeneratedOption::Restart(restart) => {
            restart_identity(draft, table, column, &restart, at)
        }
        ast::SetGeneratedOption::SetGenerated(set) => {
            set_generated(draft, table, column, is_always(set.generated_when().as_ref()), at)
        }
        ast::SetGeneratedOption::SetSequenceOption(set) => {
            require_identity(table, column, at)?;
            let option = present(set.sequence_option(), at)?;
            sequence::alter_option(draft, table, &column.name, &option)
        }
    }
}

fn set_generated(
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Column,
    always: bool,
    at: &SyntaxNode,
) -> Result<()> {
    require_identity(table, column, at)?;
    sequence::edit_identity(draft, table, &column.name, |identity| identity.always = always);
    Ok(())
}

fn restart_identity(
    draft: &mut Draft,
    table: &QualifiedName,
    column: &Column,
    restart: &ast::Restart,
    at: &SyntaxNode,
) -> Result<()> {
    require_identity(table, column, at)?;
    let next = restart.expr().map(|expr| sequence_options::integer(&expr)).transpose()?;
    sequence::restart(draft, table, &column.name, next);
    Ok(())
}

fn require_identity(table: &QualifiedName, column: &Column, at: &SyntaxNode) -> Result<()> {
    match identity_of(column) {
        Some(identity) if !identity.serial => Ok(()),
        _ => Err(not_identity(table, column, at)),
    }
}

fn not_identity(table: &QualifiedName, column: &Column, at: &SyntaxNode) -> SqlError {
    let message = format!(
        "column \"{}\" of relation \"{}\" is not an identity column",
        column.name, table.name
    );
    SqlError::new("55000", at, message)
}

fn not_computed(table: &QualifiedName, name: &Name, at: &SyntaxNode) -> SqlError {
    let message =
        format!("column \"{name}\" of relation \"{}\" is not a generated column", table.name);
    SqlError::new("42601", at, message)
}
