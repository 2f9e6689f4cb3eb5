//! `update`

use super::returning::star_of_others;
use super::target;
use crate::analyze::analyzer::Analyzer;
use crate::analyze::from::{Source, distinct_names};
use crate::analyze::names;
use crate::analyze::need;
use crate::analyze::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::{CheckedAs, Update};
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `update t set … from … where … returning …`
    pub(in crate::analyze) fn update(
        &mut self,
        update: &ast::Update,
        around: &Scope<'_>,
    ) -> Result<Update> {
        let at = update.syntax();
        let (with, scope) = self.with_clause(update.with_clause(), around)?;
        if let Some(portion) = update.for_portion_of() {
            return Err(SqlError::unsupported(portion.syntax(), "`for portion of`"));
        }
        let name = need(update.relation_name(), at)?;
        let path = need(name.relation_name_ref().and_then(|it| it.path_ref()), at)?;
        let relation = self.target_relation(&path)?;
        let range = self.fresh();
        let alias = update.alias().and_then(|alias| alias.name());
        let alias = alias.map(|alias| names::name(alias.syntax()));
        let mut tables = vec![target::visible(&relation, alias.clone(), range)];
        let items = update.from_clause().map(|clause| clause.items().collect());
        let more = self.more_tables(items, &scope)?;
        let (from, others) = more.map_or((None, Vec::new()), Source::apart);
        distinct_names(&tables, &others, at)?;
        let others_exist = !others.is_empty();
        tables.extend(others);
        let inside = Scope { tables, ..scope.clone() };
        let set = self.set(&need(update.set_clause(), at)?, &relation, &inside)?;
        let filter = filter(update.where_clause_or_current_of())?;
        let filter = self.condition(filter, Place::Where, at, &inside)?;
        if others_exist {
            star_of_others(update.returning_clause())?;
        }
        let returning = self
            .returning(update.returning_clause(), &relation, alias, &scope)
            .map_err(|error| about_others(error, others_exist))?;
        Ok(Update {
            with,
            relation: relation.name.clone(),
            checked_as: CheckedAs::Caller,
            range,
            set,
            from,
            filter,
            limited: None,
            returning,
        })
    }
}

/// The condition of a `where`, if there is one.
pub(super) fn filter(
    clause: Option<ast::WhereClauseOrCurrentOf>,
) -> Result<Option<Option<ast::Expr>>> {
    match clause {
        None => Ok(None),
        Some(ast::WhereClauseOrCurrentOf::WhereClause(clause)) => Ok(Some(clause.expr())),
        Some(ast::WhereClauseOrCurrentOf::WhereCurrentOf(cursor)) => {
            Err(SqlError::unsupported(cursor.syntax(), "`where current of`"))
        }
    }
}

/// A name that a `returning` doesn't find may be one of the statement's other tables.
pub(super) fn about_others(error: SqlError, others_exist: bool) -> SqlError {
    match error.code {
        "42P01" | "42703" if others_exist && error.hint.is_none() => error.hint(
            "A `returning` reads the written table's columns only, not those of `from` or `using`.",
        ),
        _ => error,
    }
}
