//! `delete`

use super::*;
use crate::statement::{Action, Bind};
use catalog::Delete;

impl Writes<'_> {
    pub(super) fn delete(&self, delete: &Delete) -> Result<Action, Error> {
        let found = Found {
            with: &delete.with,
            range: delete.range,
            from: delete.using.as_ref(),
            filter: delete.filter.as_ref(),
            limited: delete.limited.as_ref(),
        };
        let mut scope = found.scope(self.catalog, self.relation);
        let mut writing = Writing::new(&mut scope);
        writing.withs(found.with)?;
        writing.to.numbered("select r", delete.range.0).words(".rowid");
        writing.found(&found, self.relation)?;
        let targets = writing.finish();
        Ok(Action::Delete { targets, delete: self.delete_row() })
    }

    fn delete_row(&self) -> Sql {
        let mut scope = Scope::new(self.catalog);
        let mut writing = Writing::new(&mut scope);
        writing.to.words("delete from ");
        writing.table_name(self.relation);
        writing.to.words(" where rowid = ").bind(Bind::Rowid);
        writing.finish()
    }
}
