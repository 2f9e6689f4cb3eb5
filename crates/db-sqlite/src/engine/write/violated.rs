//! PostgreSQL's words for a constraint or policy that a row violates. Under row security they show no row and
//! no key.

use super::Writing;
use crate::engine::connection::Frame;
use crate::engine::errors::{Violation, violation};
use crate::engine::foreign_keys::shown;
use crate::layout;
use crate::statement::ConstraintName;
use catalog::{Name, QualifiedName, Relation};
use db::{Error, SqlError};
use value::Value;

impl Writing<'_> {
    /// What went wrong when a row was written.
    pub(super) fn violation(&self, error: &rusqlite::Error, frame: Frame<'_>) -> Error {
        match violation(error) {
            Some(Violation::Unique(what)) => self.unique_violated(&what, frame),
            Some(Violation::ForeignKey) => self.restricted(),
            Some(Violation::NotNull(what)) => {
                let known = self.not_null(&what);
                let known =
                    known.map(|(relation, column)| null_violated(&relation.name.name, column));
                self.or_unknown(known, error)
            }
            Some(Violation::Check(what)) => {
                let known = layout::violated_check(self.run.catalog, self.relation, &what);
                let known = known
                    .map(|(relation, check)| check_violated(relation, &relation.name.name, check));
                self.or_unknown(known, error)
            }
            None => self.run.connection.error(error),
        }
    }

    fn or_unknown(&self, known: Option<SqlError>, error: &rusqlite::Error) -> Error {
        match known {
            Some(known) => Error::Sql(Box::new(known)),
            None => self.run.connection.error(error),
        }
    }

    pub(super) fn policy_violated(&self, policy: Option<&Name>, kind: &str) -> Error {
        let table = &self.relation.name.name;
        let named = policy.map_or_else(String::new, |policy| format!(" \"{policy}\""));
        let message = format!(
            "new row violates row-level security policy{named}{kind} for table \"{table}\""
        );
        Error::sql("42501", message)
    }

    pub(super) fn null_violated(&self, column: &Name, row: &[Value]) -> Error {
        let table = self.written_table(row);
        self.with_row(null_violated(table, column), row)
    }

    pub(super) fn check_violated(&self, at: usize, row: &[Value]) -> Error {
        match self.compiled.constraint_names.get(at) {
            Some(ConstraintName::Domain(domain, name)) => {
                let message =
                    format!("value for domain {domain} violates check constraint \"{name}\"");
                self.error("23514", message, None, Some(name))
            }
            Some(ConstraintName::Relation(name)) => {
                self.with_row(check_violated(self.relation, self.written_table(row), name), row)
            }
            None => Error::Internal("a check without a name".to_owned()),
        }
    }

    /// The table that a row is written to: the partition, where the rows of a table are told apart.
    pub(super) fn written_table(&self, row: &[Value]) -> &Name {
        let relation = self.relation;
        let partitioning = relation.partitioning.as_ref();
        let partition = partitioning.and_then(|it| it.partition_of(&relation.columns, row));
        partition.map_or(&relation.name.name, |partition| &partition.name.name)
    }

    pub(super) fn no_partition(&self, row: &[Value]) -> Error {
        let table = &self.relation.name.name;
        let message = format!("no partition of relation \"{table}\" found for row");
        let keys = self.relation.partitioning.as_ref().map_or(&[][..], |it| &it.keys);
        let columns = &self.relation.columns;
        let position = |key: &Name| columns.iter().position(|column| column.name == *key);
        let values: Vec<Value> =
            keys.iter().filter_map(|key| row.get(position(key)?)).cloned().collect();
        let detail = self.shows_key(keys).then(|| {
            let key = shown(self.relation, keys, &values).replacen(")=(", ") = (", 1);
            format!("Partition key of the failing row contains {key}.")
        });
        self.error("23514", message, detail, None)
    }

    pub(super) fn view_violated(&self, at: usize, row: &[Value]) -> Error {
        let view = self.compiled.views.get(at).map_or("", Name::as_str);
        let message = format!("new row violates check option for view \"{view}\"");
        self.with_row(plain("44000", message, None), row)
    }

    /// `on delete restrict`, which SQLite looks at at once.
    fn restricted(&self) -> Error {
        let table = &self.relation.name.name;
        let keys: Vec<_> = self.run.catalog.referencing(&self.relation.name).collect();
        let restricting = |key: &catalog::ForeignKey| {
            key.on_delete == catalog::ReferentialAction::Restrict
                || key.on_update == catalog::ReferentialAction::Restrict
        };
        match keys.iter().find(|(_, key)| restricting(key)) {
            Some((from, key)) => {
                let from = &from.name.name;
                let message = format!(
                    "update or delete on table \"{table}\" violates foreign key constraint \"{}\" on table \
                     \"{from}\"",
                    key.name
                );
                let detail = format!("Key is still referenced from table \"{from}\".");
                self.error("23503", message, Some(detail), Some(&key.name))
            }
            None => Error::sql("23503", "a foreign key constraint is violated"),
        }
    }

    /// The relation and column that SQLite's words mean; an action of a foreign key writes to another relation.
    fn not_null(&self, what: &str) -> Option<(&Relation, &Name)> {
        let mut relations = self.run.catalog.relations.values();
        relations.find_map(|relation| {
            let table = layout::table_name(&relation.name);
            let column = what.strip_prefix(&table)?.strip_prefix('.')?;
            let mut names = relation.columns.iter().map(|column| &column.name);
            names.find(|name| layout::column_name(name) == column).map(|name| (&**relation, name))
        })
    }

    fn with_row(&self, mut error: SqlError, row: &[Value]) -> Error {
        error.detail = self.failing_row(row);
        Error::Sql(Box::new(error))
    }

    fn shows_rows(&self) -> bool {
        access::sees_every_row(self.run.catalog, self.role(), self.relation)
    }

    fn failing_row(&self, row: &[Value]) -> Option<String> {
        if !self.shows_rows() {
            return None;
        }
        let cells = self.compiled.columns.iter().zip(row).map(|(column, value)| {
            let mut text = String::new();
            if value.is_null() {
                text.push_str("null");
            } else {
                value::write_output(&column.of, value, &mut text);
            }
            shortened(text)
        });
        Some(format!("Failing row contains ({}).", cells.collect::<Vec<_>>().join(", ")))
    }

    pub(super) fn error(
        &self,
        code: &'static str,
        message: String,
        detail: Option<String>,
        constraint: Option<&Name>,
    ) -> Error {
        let constraint = constraint.map(|name| (self.relation.name.clone(), name.to_string()));
        Error::Sql(Box::new(SqlError {
            code: code.into(),
            message,
            detail,
            hint: None,
            constraint,
        }))
    }
}

fn null_violated(table: &Name, column: &Name) -> SqlError {
    let message = format!(
        "null value in column \"{column}\" of relation \"{table}\" violates not-null constraint"
    );
    plain("23502", message, None)
}

fn check_violated(relation: &Relation, table: &Name, check: &Name) -> SqlError {
    let message = format!("new row for relation \"{table}\" violates check constraint \"{check}\"");
    plain("23514", message, Some((relation.name.clone(), check.to_string())))
}

fn plain(
    code: &'static str,
    message: String,
    constraint: Option<(QualifiedName, String)>,
) -> SqlError {
    SqlError { code: code.into(), message, detail: None, hint: None, constraint }
}

/// PostgreSQL shows at most 64 bytes of a cell.
fn shortened(text: String) -> String {
    const SHOWN_MAX: usize = 64;
    if text.len() <= SHOWN_MAX {
        return text;
    }
    let end = (0..=SHOWN_MAX).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}...", &text[..end])
}
