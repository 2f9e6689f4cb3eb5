//! `returning`: a query over the rows that were written.

use super::target;
use crate::analyze::analyzer::Analyzer;
use crate::analyze::output::Target;
use crate::analyze::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::{Distinct, From, Name, Query, Relation, Select};
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Analyzer<'_> {
    /// The outputs of a `returning`.
    pub(super) fn returning(
        &mut self,
        clause: Option<ast::ReturningClause>,
        relation: &Arc<Relation>,
        alias: Option<Name>,
        scope: &Scope<'_>,
    ) -> Result<Option<Box<Query>>> {
        let Some(clause) = clause else { return Ok(None) };
        if let Some(options) = clause.returning_option_list() {
            return Err(SqlError::unsupported(options.syntax(), "`returning with (old …, new …)`"));
        }
        let range = self.fresh();
        let tables = vec![target::visible(relation, alias, range)];
        let inside = Scope { tables, ..scope.at(Place::Returning) };
        let mut targets = self.targets(clause.target_list().as_ref(), &inside)?;
        targets.iter_mut().for_each(Target::settle);
        let select = Select {
            distinct: Distinct::No,
            output: targets.into_iter().map(Target::output).collect(),
            from: Some(From::Written { range }),
            filter: None,
            group: Vec::new(),
            having: None,
        };
        Ok(Some(Box::new(Query::select(select))))
    }
}

/// A `*` stands for the columns of `from` and `using` too, which a `returning` doesn't read.
pub(super) fn star_of_others(clause: Option<ast::ReturningClause>) -> Result<()> {
    let targets = clause.and_then(|clause| clause.target_list());
    let mut targets = targets.iter().flat_map(ast::TargetList::targets);
    match targets.find(|target| target.star_token().is_some()) {
        None => Ok(()),
        Some(star) => Err(SqlError::unsupported(
            star.syntax(),
            "`returning *` beside `from` or `using`, whose columns it would give too,",
        )),
    }
}
