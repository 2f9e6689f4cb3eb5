//! `update`

use super::*;
use crate::statement::{Action, UpdateAction};
use catalog::Update;

impl Writes<'_> {
    pub(super) fn update(&self, update: &Update) -> Result<Action, Error> {
        let set = self.assignments(&update.set)?;
        let targets = self.targets(update)?;
        let update = self.update_row(&set);
        Ok(Action::Update(UpdateAction { targets, set, update }))
    }

    /// `select r0.rowid, every column, every new value from …`
    fn targets(&self, update: &Update) -> Result<Sql, Error> {
        let found = Found {
            with: &update.with,
            range: update.range,
            from: update.from.as_ref(),
            filter: update.filter.as_ref(),
            limited: update.limited.as_ref(),
        };
        let values = expressions(update.set.iter().map(|set| &set.value));
        let mut scope = found.scope(self.catalog, self.relation);
        values.iter().for_each(|value| scope.expression(value));
        let mut writing = Writing::new(&mut scope);
        writing.withs(found.with)?;
        writing.to.words("select ");
        writing.whole_row(update.range, self.relation);
        for value in &values {
            writing.to.words(", ");
            writing.expression(value, Level::Any)?;
        }
        writing.found(&found, self.relation)?;
        Ok(writing.finish())
    }
}

impl Writing<'_, '_> {
    /// `r0.rowid, r0."a", …`
    pub(super) fn whole_row(&mut self, range: Range, relation: &Relation) {
        self.to.numbered("r", range.0).words(".rowid");
        for column in &relation.columns {
            self.to.numbered(", r", range.0).words(".");
            self.column_name(&column.name);
        }
    }
}
