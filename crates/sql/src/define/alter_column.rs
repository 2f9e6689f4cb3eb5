//! `alter table … alter column`

use crate::analyze;
use crate::define::alter_table::missing_column;
use crate::define::column::{self, default_of, identity_of, is_always};
use crate::define::dependants::{Thing, dependants, shown};
use crate::define::draft::Draft;
use crate::define::names::{present, required};
use crate::define::{constraint, foreign_key, ranges, retype, sequence};
use crate::error::{Result, SqlError};
use crate::reread::reread;
use catalog::{Column, Expression, Generation, Relation, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Modifier, Name, QualifiedName};

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
        Option::SetType(set) => set_type(draft, &relation, column, &set),
        Option::AddGenerated(add) => {
            if column.generation.is_some() {
                let message = format!(
                    "column \"{name}\" of relation \"{}\" already has a default value",
                    table.name
                );
                return Err(SqlError::new("55000", at, message));
            }
            if !column.not_null {
                let message = format!(
                    "column \"{name}\" of relation \"{}\" must be declared NOT NULL before identity can be added",
                    table.name
                );
                return Err(SqlError::new("55000", at, message));
            }
            let always = is_always(add.generated_when());
            let options = add.sequence_option_list();
            let identity = sequence::identity(draft, &relation, column, always, options, at)?;
            generate(draft, table, &name, Some(Generation::Identity(identity)));
            Ok(())
        }
        Option::SetGenerated(set) => {
            set_generated(draft, table, column, is_always(set.generated_when()), at)
        }
        Option::SetGeneratedOptions(options) => {
            for option in options.set_generated_options() {
                set_generated_option(draft, table, column, option, at)?;
            }
            Ok(())
        }
        Option::Restart(restart) => restart_identity(draft, table, column, &restart, at),
        Option::SetSequenceOption(set) => {
            require_identity(table, column, at)?;
            sequence::alter_option(draft, table, &name, &present(set.sequence_option(), at)?)
        }
        Option::DropIdentity(drop) => match identity_of(column) {
            Some(identity) if !identity.serial => {
                generate(draft, table, &name, None);
                Ok(())
            }
            _ if drop.if_exists().is_some() => Ok(()),
            _ => Err(not_identity(table, column, at)),
        },
        Option::DropExpression(drop) => match &column.generation {
            Some(Generation::Computed(_)) => {
                generate(draft, table, &name, None);
                Ok(())
            }
            _ if drop.if_exists().is_some() => Ok(()),
            _ => Err(not_computed(table, &name, at)),
        },
        Option::SetExpression(set) => match &column.generation {
            Some(Generation::Computed(_)) => {
                constraint::compute(draft, &relation, &name, &present(set.expr(), at)?)
            }
            _ => Err(not_computed(table, &name, at)),
        },
        // How values are stored or sampled shows nowhere.
        Option::ResetOptions(_)
        | Option::SetCompression(_)
        | Option::SetOptions(_)
        | Option::SetStatistics(_)
        | Option::SetStorage(_) => Ok(()),
        other => Err(SqlError::unsupported(other.syntax(), "this change of a column")),
    }
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
            set_generated(draft, table, column, is_always(set.generated_when()), at)
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
    let next = restart.expr().map(|expr| sequence::integer(&expr)).transpose()?;
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

/// `type … using …`
fn set_type(
    draft: &mut Draft,
    relation: &Relation,
    column: &Column,
    set: &ast::SetType,
) -> Result<()> {
    let at = set.syntax();
    if let Some(collate) = set.collate() {
        column::require_known_collation(&collate)?;
    }
    let (of, modifier, serial) = column::column_type(draft, &present(set.ty(), at)?)?;
    if serial {
        return Err(SqlError::new("42704", at, "serial is a type only of a new column")
            .hint("Use integer or bigint, and add generated by default as identity."));
    }
    refuse_users(draft, relation, column, at)?;
    let using = match set.using_expr() {
        Some(using) => Some(conversion(draft, relation, &of, modifier, &using)?),
        None => {
            require_automatic(column, &of, at)?;
            None
        }
    };
    let generation = converted_default(draft, relation, column, &of, modifier, at)?;
    if let Some(using) = using {
        draft.conversions.push((relation.name.clone(), column.name.clone(), using));
    }
    draft.edit(&relation.name, |relation| {
        if let Some(it) = relation.columns.iter_mut().find(|it| it.name == column.name) {
            it.of = of;
            it.modifier = modifier;
            it.generation = generation;
        }
    });
    read_again(draft, &relation.name, at)?;
    require_keys(draft, &relation.name, at)?;
    retype::row_type(draft, &relation.name);
    Ok(())
}

fn conversion(
    draft: &Draft,
    relation: &Relation,
    of: &Type,
    modifier: Modifier,
    using: &ast::UsingExpr,
) -> Result<Expression> {
    let expr = present(using.expr(), using.syntax())?;
    let row = Some((relation, Relation::ROW));
    let new = analyze::expression(draft.environment(), &expr, row, Some((of, modifier)))?;
    Ok(ranges::renumbered(new))
}

fn require_automatic(column: &Column, of: &Type, at: &SyntaxNode) -> Result<()> {
    if builtin::resolve::can_cast(&column.of, of, value::Context::Assignment) {
        return Ok(());
    }
    let name = &column.name;
    let message = format!("column \"{name}\" cannot be cast automatically to type {of}");
    Err(SqlError::new("42804", at, message)
        .hint(format!("You might need to specify \"USING {name}::{of}\".")))
}

/// Views and policies were made for the old type; PostgreSQL refuses to guess what they mean with the new one.
fn refuse_users(
    draft: &Draft,
    relation: &Relation,
    column: &Column,
    at: &SyntaxNode,
) -> Result<()> {
    let thing = Thing::Column(relation.name.clone(), column.name.clone());
    for user in dependants(&draft.catalog, &thing) {
        let kind = match &user {
            Thing::Relation(_) => "used by a view or rule",
            Thing::Policy(..) => "used in a policy definition",
            Thing::Column(..) => "used by a generated column",
            _ => continue,
        };
        let message = format!("cannot alter type of a column {kind}");
        return Err(SqlError::new("0A000", at, message).detail(format!(
            "{} depends on column \"{}\" of table {}",
            user.described(&draft.catalog),
            column.name,
            shown(&relation.name)
        )));
    }
    Ok(())
}

fn converted_default(
    draft: &Draft,
    relation: &Relation,
    column: &Column,
    of: &Type,
    modifier: Modifier,
    at: &SyntaxNode,
) -> Result<Option<Generation>> {
    let expected = Some((of, modifier));
    match &column.generation {
        Some(Generation::Default(default)) => {
            let new = reread(draft, default, None, expected, at).map_err(|_| {
                let name = &column.name;
                let message = format!(
                    "default for column \"{name}\" cannot be cast automatically to type {of}"
                );
                SqlError::new("42804", at, message)
            })?;
            Ok(Some(Generation::Default(new)))
        }
        Some(Generation::Computed(computed)) => {
            let new = reread(draft, computed, Some(relation), expected, at)?;
            Ok(Some(Generation::Computed(new)))
        }
        Some(Generation::Identity(identity)) => {
            use value::Scalar::{Int2, Int4, Int8};
            if matches!(of, Type::Scalar(Int2 | Int4 | Int8)) {
                return Ok(Some(Generation::Identity(identity.clone())));
            }
            let message = "identity column type must be smallint, integer, or bigint";
            Err(SqlError::new("22023", at, message))
        }
        None => Ok(None),
    }
}

/// Checks and indexes mean what their text means with the new type.
fn read_again(draft: &mut Draft, table: &QualifiedName, at: &SyntaxNode) -> Result<()> {
    let old = draft.known(table, at)?;
    let mut relation = old.as_ref().clone();
    for check in &mut relation.checks {
        check.expression = reread(draft, &check.expression, Some(&old), None, at)?;
    }
    for index in &mut relation.indexes {
        for part in &mut index.parts {
            part.expression = reread(draft, &part.expression, Some(&old), None, at)?;
        }
        if let Some(filter) = &mut index.filter {
            *filter = reread(draft, filter, Some(&old), None, at)?;
        }
    }
    draft.edit(table, |edited| {
        edited.checks = relation.checks;
        edited.indexes = relation.indexes;
    });
    Ok(())
}

fn require_keys(draft: &Draft, table: &QualifiedName, at: &SyntaxNode) -> Result<()> {
    for relation in draft.catalog.relations.values() {
        for key in &relation.foreign_keys {
            if let Some(target) = draft.catalog.relation(&key.target)
                && (relation.name == *table || key.target == *table)
            {
                foreign_key::require_types(relation, target, key, at)?;
            }
        }
    }
    Ok(())
}
