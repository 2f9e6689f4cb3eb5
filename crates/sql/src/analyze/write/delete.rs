//! `delete`

use super::returning::star_of_others;
use super::target;
use super::update::{about_others, filter};
use crate::analyze::analyzer::Analyzer;
use crate::analyze::from::{Source, distinct_names};
use crate::analyze::names;
use crate::analyze::need;
use crate::analyze::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::{CheckedAs, Delete};
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `delete from t using … where … returning …`
    pub(in crate::analyze) fn delete(
        &mut self,
        delete: &ast::Delete,
        around: &Scope<'_>,
    ) -> Result<Delete> {
        let at = delete.syntax();
        let (with, scope) = self.with_clause(delete.with_clause(), around)?;
        if let Some(portion) = delete.for_portion_of() {
            return Err(SqlError::unsupported(portion.syntax(), "`for portion of`"));
        }
        let name = need(delete.relation_name(), at)?;
        let path = need(name.relation_name_ref().and_then(|it| it.path_ref()), at)?;
        let relation = self.target_relation(&path)?;
        let range = self.fresh();
        let alias = delete.alias().and_then(|alias| alias.name());
        let alias = alias.map(|alias| names::name(alias.syntax()));
        let mut tables = vec![target::visible(&relation, alias.clone(), range)];
        let items = delete.using_clause().map(|clause| clause.items().collect());
        let more = self.more_tables(items, &scope)?;
        let (using, others) = more.map_or((None, Vec::new()), Source::apart);
        distinct_names(&tables, &others, at)?;
        let others_exist = !others.is_empty();
        tables.extend(others);
        let inside = Scope { tables, ..scope.clone() };
        let filter = filter(delete.where_clause_or_current_of())?;
        let filter = self.condition(filter, Place::Where, at, &inside)?;
        if others_exist {
            star_of_others(delete.returning_clause())?;
        }
        let returning = self
            .returning(delete.returning_clause(), &relation, alias, &scope)
            .map_err(|error| about_others(error, others_exist))?;
        Ok(Delete {
            with,
            relation: relation.name.clone(),
            checked_as: CheckedAs::Caller,
            range,
            using,
            filter,
            limited: None,
            returning,
        })
    }
}
