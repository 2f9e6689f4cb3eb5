//! Finding what a name means: columns, tables in a `from`, relations.

use super::analyzer::Analyzer;
use super::names;
use super::scope::{Scope, Table, Visible};
use crate::error::{Result, SqlError};
use catalog::{Composite, Expression, Field, Modifier, Name, QualifiedName, Relation, Test, Type};
use squawk_syntax::SyntaxNode;
use std::sync::Arc;

/// The furthest that a name is taken for a slip of another's.
const FURTHEST_SLIP: usize = 3;

impl Analyzer<'_> {
    /// `a`: a column, or a whole row by its table's name.
    pub(super) fn column(
        &self,
        name: &Name,
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        for level in scope.outwards() {
            let mut found = level.tables.iter().filter(|it| it.by_columns).flat_map(|visible| {
                visible.table.columns.iter().filter(|column| column.0 == *name)
            });
            match (found.next(), found.next()) {
                (Some((_, expression)), None) => return Ok(expression.clone()),
                (Some(_), Some(_)) => return Err(ambiguous(name, at)),
                (None, _) => {}
            }
        }
        match find_table(None, name, scope, at)? {
            Some(visible) => whole_row(visible, at),
            None => self.parameter_named(name).ok_or_else(|| missing_column(None, name, scope, at)),
        }
    }

    /// `t.a`, `s.t.a`: a column of a table.
    pub(super) fn column_of(
        &self,
        (schema, table): (Option<&Name>, &Name),
        name: &Name,
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let visible = self.table(schema, table, scope, at)?;
        let mut found = visible.table.columns.iter().filter(|column| column.0 == *name);
        match (found.next(), found.next()) {
            (Some((_, expression)), None) => Ok(expression.clone()),
            (Some(_), Some(_)) => Err(ambiguous(name, at)),
            (None, _) => Err(missing_column(Some(visible), name, scope, at)),
        }
    }

    /// The table of a `from` that a name means.
    pub(super) fn table<'t>(
        &self,
        schema: Option<&Name>,
        name: &Name,
        scope: &'t Scope<'t>,
        at: &SyntaxNode,
    ) -> Result<&'t Visible> {
        if let Some(visible) = find_table(schema, name, scope, at)? {
            return Ok(visible);
        }
        let is_aliased = |visible: &&Visible| {
            visible.table.relation.as_ref().is_some_and(|(relation, _)| {
                relation.name.name == *name && schema.is_none_or(|it| relation.name.schema == *it)
            })
        };
        let aliased = scope.outwards().flat_map(|level| &level.tables).find(is_aliased);
        match aliased.and_then(|visible| visible.table.name.as_ref()) {
            Some(alias) => Err(SqlError::new(
                "42P01",
                at,
                format!("invalid reference to FROM-clause entry for table \"{name}\""),
            )
            .hint(format!("Perhaps you meant to reference the table alias \"{alias}\"."))),
            None => {
                let message = format!("missing FROM-clause entry for table \"{name}\"");
                Err(SqlError::new("42P01", at, message))
            }
        }
    }

    /// The table that something of this name is a partition of.
    fn partitioned(&self, schema: Option<&Name>, name: &Name) -> Option<&QualifiedName> {
        let is_it = |known: &QualifiedName| {
            known.name == *name
                && match schema {
                    Some(schema) => known.schema == *schema,
                    None => self.env.search_path.contains(&known.schema),
                }
        };
        let mut relations = self.env.catalog.relations.values();
        let found = relations.find(|relation| {
            let partitions = relation.partitioning.iter().flat_map(|it| &it.partitions);
            partitions.into_iter().any(|partition| is_it(&partition.name))
        });
        found.map(|relation| &relation.name)
    }

    /// A relation of the catalog by its name.
    pub(super) fn relation(
        &self,
        schema: Option<&Name>,
        name: &Name,
        at: &SyntaxNode,
    ) -> Result<Arc<Relation>> {
        let found = match schema {
            Some(schema) => {
                self.env.catalog.relation(&QualifiedName::new(schema.clone(), name.clone()))
            }
            None => self.env.catalog.relation_in(self.env.search_path, name),
        };
        found.cloned().ok_or_else(|| {
            let shown = names::shown(schema, name);
            if let Some(table) = self.partitioned(schema, name) {
                return SqlError::unsupported(at, format!("naming the partition {shown}"))
                    .hint(format!("Its rows are in the table {table}."));
            }
            SqlError::new("42P01", at, format!("relation \"{shown}\" does not exist"))
        })
    }
}

fn find_table<'t>(
    schema: Option<&Name>,
    name: &Name,
    scope: &'t Scope<'t>,
    at: &SyntaxNode,
) -> Result<Option<&'t Visible>> {
    let is_named = |visible: &&Visible| {
        let table = &visible.table;
        visible.by_name
            && table.name.as_ref() == Some(name)
            && schema.is_none_or(|schema| table.schema.as_ref() == Some(schema))
    };
    for level in scope.outwards() {
        let mut found = level.tables.iter().filter(is_named);
        match (found.next(), found.next()) {
            (Some(visible), None) => return Ok(Some(visible)),
            (Some(_), Some(_)) => {
                let message = format!("table reference \"{name}\" is ambiguous");
                return Err(SqlError::new("42P09", at, message));
            }
            (None, _) => {}
        }
    }
    Ok(None)
}

/// The row of a table as one value.
pub(super) fn whole_row(visible: &Visible, at: &SyntaxNode) -> Result<Expression> {
    let table = &visible.table;
    if let ([(_, only)], true) = (table.columns.as_slice(), table.is_scalar) {
        return Ok(only.clone());
    }
    let items = table.columns.iter().map(|column| column.1.clone()).collect();
    let of = Type::Composite(Arc::new(row_type(table)));
    let row = Expression::Row { items, of: of.clone() };
    if !visible.nullable {
        return Ok(row);
    }
    // Where an outer join found nothing, the whole row is null, which is not a row of nulls.
    match never_null(table) {
        Some(operand) => {
            let is_there =
                Expression::Is { operand: Box::new(operand), test: Test::Null, negated: true };
            Ok(Expression::Case { branches: vec![(is_there, row)], otherwise: None, of })
        }
        None => Err(SqlError::unsupported(at, "the whole row of an outer join's table")
            .hint("Name its columns.")),
    }
}

/// The type of a table's rows.
pub(super) fn row_type(table: &Table) -> Composite {
    if let Some((relation, _)) = &table.relation {
        return relation.row_type();
    }
    if let Some(of) = &table.of {
        return of.as_ref().clone();
    }
    let field = |(name, of): &(Name, Expression)| Field {
        name: name.clone(),
        of: of.type_of(),
        modifier: Modifier::None,
    };
    let name = QualifiedName::new("pg_catalog", "record");
    Composite { name, fields: table.columns.iter().map(field).collect() }
}

/// A column that is null only where the whole row is missing.
fn never_null(table: &Table) -> Option<Expression> {
    let (relation, _) = table.relation.as_ref()?;
    let position = relation.columns.iter().position(|column| column.not_null)?;
    table.columns.get(position).map(|column| column.1.clone())
}

fn ambiguous(name: &Name, at: &SyntaxNode) -> SqlError {
    SqlError::new("42702", at, format!("column reference \"{name}\" is ambiguous"))
}

fn missing_column(
    of: Option<&Visible>,
    name: &Name,
    scope: &Scope<'_>,
    at: &SyntaxNode,
) -> SqlError {
    let message = match of.and_then(|visible| visible.table.name.as_ref()) {
        Some(table) => format!("column {table}.{name} does not exist"),
        None => format!("column \"{name}\" does not exist"),
    };
    let error = SqlError::new("42703", at, message);
    let tables: Vec<&Visible> = match of {
        Some(visible) => vec![visible],
        None => scope.outwards().flat_map(|level| &level.tables).collect(),
    };
    let near: Vec<String> =
        nearest(name, &tables).into_iter().map(|it| format!("\"{it}\"")).collect();
    match near.as_slice() {
        [one] => error.hint(format!("Perhaps you meant to reference the column {one}.")),
        [one, other] => error.hint(format!(
            "Perhaps you meant to reference the column {one} or the column {other}."
        )),
        _ => error,
    }
}

/// The columns whose names are nearest to a name, as PostgreSQL measures it.
fn nearest(name: &Name, tables: &[&Visible]) -> Vec<String> {
    let mut best = FURTHEST_SLIP;
    let mut near = Vec::new();
    for visible in tables {
        let Some(table) = &visible.table.name else { continue };
        for (column, _) in &visible.table.columns {
            let distance = strsim::levenshtein(name, column);
            if distance > column.len() / 2 || distance > best {
                continue;
            }
            if distance < best {
                near.clear();
                best = distance;
            }
            near.push(format!("{table}.{column}"));
        }
    }
    near
}
