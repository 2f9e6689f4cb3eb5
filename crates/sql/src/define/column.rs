//! A column of a table: its type, its default or how it is generated, and the constraints written with it.

use crate::analyze;
use crate::define::constraint::{self, New};
use crate::define::draft::Draft;
use crate::define::names::{present, required};
use crate::define::{purity, sequence};
use crate::error::{Result, SqlError};
use catalog::{Column, Expression, Generation, Identity, Privileges, Relation, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Modifier, Name, Scalar};

/// A column as it was written, in `create table` or in `add column`.
pub(crate) struct Written {
    name: Name,
    of: ast::Type,
    constraints: Vec<ast::Constraint>,
    at: SyntaxNode,
}

impl Written {
    /// Of `create table`.
    pub(crate) fn of_column(column: &ast::Column) -> Result<Self> {
        for clause in column.clauses() {
            match clause {
                ast::ColumnClause::Collate(collate) => require_known_collation(&collate)?,
                ast::ColumnClause::AlterOptionList(list) => {
                    return Err(SqlError::unsupported(list.syntax(), "an option of a column"));
                }
                // How a value is compressed or stored shows nowhere.
                ast::ColumnClause::CompressionMethod(_)
                | ast::ColumnClause::Storage(_)
                | ast::ColumnClause::WithOptions(_)
                | ast::ColumnClause::ColumnConstraint(_) => {}
            }
        }
        Self::of_parts(column.syntax(), column.name(), column.ty())
    }

    /// Of `add column`.
    pub(crate) fn of_addition(addition: &ast::AddColumn) -> Result<Self> {
        if let Some(collate) = addition.collate() {
            require_known_collation(&collate)?;
        }
        Self::of_parts(addition.syntax(), addition.column_name(), addition.ty())
    }

    fn of_parts(
        at: &SyntaxNode,
        name: Option<ast::ColumnName>,
        of: Option<ast::Type>,
    ) -> Result<Self> {
        let name = required(name, at)?;
        let of =
            of.ok_or_else(|| SqlError::syntax(at, format!("the column \"{name}\" has no type")))?;
        let constraints = at.children().filter_map(ast::Constraint::cast).collect();
        Ok(Self { name, of, constraints, at: at.clone() })
    }
}

/// Adds a column to a table that isn't yet, or is again, in the catalog; what reads the whole row comes into
/// `later`.
pub(crate) fn add(
    draft: &mut Draft,
    table: &mut Relation,
    written: Written,
    later: &mut Vec<New>,
) -> Result<()> {
    let Written { name, of, constraints, at } = written;
    if table.column(&name).is_some() {
        let message = format!("column \"{name}\" specified more than once");
        return Err(SqlError::new("42701", &at, message));
    }
    let (of, modifier, serial) = column_type(draft, &of)?;
    let mut column = Column {
        name,
        of,
        modifier,
        not_null: serial,
        generation: None,
        privileges: Privileges::default(),
        comment: None,
    };
    if serial {
        let identity = sequence::serial(draft, table, &column.name);
        column.generation = Some(Generation::Identity(identity));
    }
    let mut nullable = false;
    for constraint in &constraints {
        match constraint {
            ast::Constraint::NullConstraint(_) => nullable = true,
            ast::Constraint::NotNullConstraint(_) => column.not_null = true,
            _ => generation_or_later(draft, table, &mut column, constraint, later)?,
        }
    }
    if nullable && column.not_null {
        let message = format!(
            "conflicting NULL/NOT NULL declarations for column \"{}\" of table \"{}\"",
            column.name, table.name.name
        );
        return Err(SqlError::new("42601", &at, message));
    }
    table.columns.push(column);
    Ok(())
}

fn generation_or_later(
    draft: &mut Draft,
    table: &Relation,
    column: &mut Column,
    constraint: &ast::Constraint,
    later: &mut Vec<New>,
) -> Result<()> {
    let generation = match constraint {
        ast::Constraint::DefaultConstraint(default) => {
            let expr = present(default.expr(), default.syntax())?;
            default_of(draft, table, column, &expr)?
        }
        ast::Constraint::GeneratedConstraint(generated) => {
            match present(generated.generated_as(), generated.syntax())? {
                ast::GeneratedAs::GeneratedIdentity(identity) => {
                    let always = is_always(identity.generated_when().as_ref());
                    let options = identity.sequence_option_list();
                    column.not_null = true;
                    let identity = sequence::identity(
                        draft,
                        table,
                        column,
                        always,
                        options,
                        generated.syntax(),
                    )?;
                    Some(Generation::Identity(identity))
                }
                ast::GeneratedAs::GeneratedStored(stored) => {
                    if let Some(ast::GeneratedKind::Virtual(kind)) = stored.generated_kind() {
                        return Err(SqlError::unsupported(kind.syntax(), "a virtual column")
                            .hint("Write stored instead of virtual."));
                    }
                    let expression = present(stored.expr(), stored.syntax())?;
                    let computed = column.name.clone();
                    let twice = later.iter().any(|new| new.computes(&computed));
                    refuse_two(twice || column.generation.is_some(), column, table, constraint)?;
                    later.push(New::Computed { column: computed, expression });
                    return Ok(());
                }
            }
        }
        other => {
            later.extend(constraint::of_column(other, &column.name)?);
            return Ok(());
        }
    };
    let twice = later.iter().any(|new| new.computes(&column.name));
    refuse_two(twice, column, table, constraint)?;
    if generation.is_some() && column.generation.is_some() {
        let message = format!(
            "multiple default values specified for column \"{}\" of table \"{}\"",
            column.name, table.name.name
        );
        return Err(SqlError::new("42601", constraint.syntax(), message));
    }
    column.generation = generation;
    Ok(())
}

fn refuse_two(twice: bool, column: &Column, table: &Relation, at: &ast::Constraint) -> Result<()> {
    if !twice {
        return Ok(());
    }
    let message = format!(
        "both default and generation expression specified for column \"{}\" of table \"{}\"",
        column.name, table.name.name
    );
    Err(SqlError::new("42601", at.syntax(), message))
}

/// `generated always`, not `by default`.
pub(crate) fn is_always(when: Option<&ast::GeneratedWhen>) -> bool {
    matches!(when, Some(ast::GeneratedWhen::GeneratedAlways(_)))
}

/// A default of a column; none for `default null`, which changes nothing.
pub(crate) fn default_of(
    draft: &mut Draft,
    table: &Relation,
    column: &Column,
    expr: &ast::Expr,
) -> Result<Option<Generation>> {
    if let Some((schema, name)) = analyze::sequence_of_nextval(expr) {
        let identity = sequence::of_nextval(draft, table, column, schema, name, expr.syntax())?;
        return Ok(Some(Generation::Identity(identity)));
    }
    let expected = Some((&column.of, column.modifier));
    let expression = analyze::expression(draft.environment(), expr, None, expected)?;
    purity::require_default(&expression, expr.syntax())?;
    if is_null(&expression) {
        return Ok(None);
    }
    Ok(Some(Generation::Default(crate::define::ranges::renumbered(expression))))
}

fn is_null(expression: &Expression) -> bool {
    match expression {
        Expression::Constant { value, .. } => value.is_null(),
        Expression::Cast { operand, .. } => is_null(operand),
        _ => false,
    }
}

/// A column's type, and whether it was written as one of the serials.
pub(crate) fn column_type(draft: &Draft, of: &ast::Type) -> Result<(Type, Modifier, bool)> {
    if let Some(scalar) = serial_kind(of) {
        return Ok((scalar.of(), Modifier::None, true));
    }
    let (of_type, modifier) = analyze::type_name(draft.environment(), of)?;
    if let Type::Scalar(Scalar::Unknown | Scalar::Void | Scalar::Record) = of_type {
        let message = format!("column has pseudo-type {of_type}");
        return Err(SqlError::new("42P16", of.syntax(), message));
    }
    Ok((of_type, modifier, false))
}

fn serial_kind(of: &ast::Type) -> Option<Scalar> {
    let ast::Type::PathType(path) = of else { return None };
    let path = path.path_ref()?;
    if path.qualifier().is_some() {
        return None;
    }
    match &*crate::define::names::fold(path.segment()?.syntax()) {
        "smallserial" | "serial2" => Some(Scalar::Int2),
        "serial" | "serial4" => Some(Scalar::Int4),
        "bigserial" | "serial8" => Some(Scalar::Int8),
        _ => None,
    }
}

/// Text compares by its bytes with Unicode's case; every name of a collation that means this is accepted.
pub(crate) fn require_known_collation(collate: &ast::Collate) -> Result<()> {
    let reference = present(collate.collation_ref(), collate.syntax())?;
    let path = reference.path_ref();
    let path = present(path, reference.syntax())?;
    let name = present(path.segment(), path.syntax())?;
    let name = crate::define::names::fold(name.syntax());
    match &*name {
        "default" | "C" | "POSIX" | "ucs_basic" | "C.UTF-8" | "C.utf8" | "pg_c_utf8" => Ok(()),
        _ => Err(SqlError::unsupported(collate.syntax(), format!("the collation \"{name}\""))
            .hint("Text is compared by its code points (\"C\"); leave the collation out.")),
    }
}

/// The identity of a column, if it has one.
pub(crate) fn identity_of(column: &Column) -> Option<&Identity> {
    match &column.generation {
        Some(Generation::Identity(identity)) => Some(identity),
        _ => None,
    }
}
