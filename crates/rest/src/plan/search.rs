//! Full-text search: `fts(english).cat` as `column @@ to_tsquery('english', 'cat')`. What is no vector yet is made one
//! in the same configuration.

use super::planner::Planner;
use crate::error::RestError;
use crate::parse::TextSearch;
use catalog::{Expression, build};
use value::{Scalar, Type};

impl Planner<'_> {
    /// A test whether a query matches a value.
    pub(super) fn search(
        &mut self,
        left: Expression,
        search: TextSearch,
        configuration: Option<&str>,
        asked: &str,
    ) -> Result<Expression, RestError> {
        let configuration: Vec<Expression> = configuration
            .map(|name| self.literal(&Scalar::Regconfig.of(), name))
            .into_iter()
            .collect();
        let vector = match left.type_of().scalar() {
            Some(Scalar::Tsvector) => left,
            _ => {
                let arguments = configuration.iter().cloned().chain([left]).collect();
                build::function("to_tsvector", arguments)?
            }
        };
        let asked = self.literal(&Type::TEXT, asked);
        let arguments = configuration.into_iter().chain([asked]).collect();
        let query = build::function(function(search), arguments)?;
        Ok(build::operator("@@", Some(vector), query)?)
    }
}

const fn function(search: TextSearch) -> &'static str {
    match search {
        TextSearch::Query => "to_tsquery",
        TextSearch::Plain => "plainto_tsquery",
        TextSearch::Phrase => "phraseto_tsquery",
        TextSearch::Web => "websearch_to_tsquery",
    }
}
