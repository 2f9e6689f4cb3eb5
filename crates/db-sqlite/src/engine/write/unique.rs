//! Which unique key a row violates. SQLite names the one that it made last, PostgreSQL the one that was made first.

use super::Writing;
use crate::engine::connection::Frame;
use crate::engine::foreign_keys::shown;
use crate::layout;
use crate::statement::{Bind, Sql};
use catalog::Name;
use db::Error;
use value::Value;

/// A constraint or index, and its columns where it is over columns alone.
type Key = (Name, Option<Vec<Name>>);

impl Writing<'_> {
    pub(super) fn unique_violated(&self, what: &str, frame: Frame<'_>) -> Error {
        let told = self.unique(what);
        let mut earlier = self.keys().take_while(|key| key.0 != told.0);
        let first = earlier.find(|(_, columns)| self.is_taken(columns.as_deref(), frame));
        let (name, columns) = first.unwrap_or(told);
        let said = self.key_of_partition(&name, columns.as_deref(), frame);
        let message = format!("duplicate key value violates unique constraint \"{said}\"");
        let detail = columns.filter(|columns| self.shows_key(columns)).map(|columns| {
            let position =
                |name: &Name| self.relation.columns.iter().position(|column| column.name == *name);
            let cells = columns.iter().filter_map(|name| frame.row.get(position(name)?).cloned());
            let values: Vec<Value> = cells.collect();
            format!("Key {} already exists.", shown(self.relation, &columns, &values))
        });
        self.error("23505", message, detail, Some(&name))
    }

    /// Each partition has a key of its own, named after it.
    fn key_of_partition(&self, name: &Name, columns: Option<&[Name]>, frame: Frame<'_>) -> Name {
        let table = self.written_table(frame.row);
        let (true, Some(columns)) = (*table != self.relation.name.name, columns) else {
            return name.clone();
        };
        let relation = self.relation;
        let is_primary = relation.primary_key.as_ref().is_some_and(|key| key.name == *name);
        let is_index = relation.indexes.iter().any(|index| index.name == *name);
        let joined: Vec<&str> = columns.iter().map(Name::as_str).collect();
        Name::from(match (is_primary, is_index) {
            (true, _) => format!("{table}_pkey"),
            (false, false) => format!("{table}_{}_key", joined.join("_")),
            (false, true) => format!("{table}_{}_idx", joined.join("_")),
        })
    }

    /// Every key, as far as it is known in the order of making.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let constraints = self.relation.unique_constraints();
        let constraints = constraints.map(|key| (key.name.clone(), Some(key.columns.clone())));
        let unique = |index: &&catalog::Index| index.unique && index.filter.is_none();
        let indexes = self.relation.indexes.iter().filter(unique);
        constraints.chain(indexes.map(|index| (index.name.clone(), layout::index_columns(index))))
    }

    /// Whether another row has the key of the row at hand.
    fn is_taken(&self, columns: Option<&[Name]>, frame: Frame<'_>) -> bool {
        let Some(columns) = columns else { return false };
        let mut sql = Sql { text: String::new(), binds: vec![Bind::Rowid] };
        let table = layout::table(&self.relation.name);
        sql.text = format!("select rowid from {table} where rowid <> ?1");
        for name in columns {
            let mut known = self.relation.columns.iter();
            let Some(at) = known.position(|column| column.name == *name) else { return false };
            sql.binds.push(Bind::Row(at));
            sql.text.push_str(&format!(" and {} = ?{}", layout::column(name), sql.binds.len()));
        }
        self.rows(&sql, frame).is_ok_and(|rows| !rows.is_empty())
    }

    /// The constraint or index that SQLite's words mean.
    fn unique(&self, what: &str) -> Key {
        let by_index = what.strip_prefix("index '").and_then(|rest| rest.strip_suffix('\''));
        if let Some(index) = by_index {
            let partial = self.relation.indexes.iter().filter(|index| index.filter.is_some());
            let partial = partial.map(|own| (own.name.clone(), layout::index_columns(own)));
            let name = |key: &Key| layout::null_index_name(&self.relation.name, &key.0);
            if let Some(key) = self.keys().chain(partial).find(|key| name(key) == index) {
                return key;
            }
            let named = |name: &Name| layout::index_name(&self.relation.name, name) == index;
            let found = self.relation.indexes.iter().find(|index| named(&index.name));
            return (found.map_or_else(|| index.into(), |index| index.name.clone()), None);
        }
        let same = |columns: &[Name]| layout::qualified_columns(self.relation, columns) == what;
        let columns = |key: &Key| key.1.as_deref().is_some_and(same);
        self.keys().find(columns).unwrap_or_else(|| {
            let mut partial = self.relation.indexes.iter().filter(|index| index.unique);
            let over = partial.find_map(|index| {
                let columns = layout::index_columns(index).filter(|columns| same(columns))?;
                Some((index.name.clone(), Some(columns)))
            });
            over.unwrap_or_else(|| ("unique".into(), None))
        })
    }

    pub(super) fn shows_key(&self, columns: &[Name]) -> bool {
        access::sees_every_key(self.run.catalog, self.role(), self.relation, columns)
    }
}
