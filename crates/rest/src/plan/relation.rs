//! The schema and the relation that a request is about.

use super::planner::Planner;
use crate::Settings;
use crate::error::{PlanError, RestError, SchemaError, nearest};
use crate::parse::RestRequest;
use catalog::Relation;
use value::{Name, QualifiedName};

/// The schema that a request names, else the first that is served.
pub(super) fn schema<'a>(
    request: &RestRequest,
    settings: &'a Settings,
) -> Result<&'a Name, RestError> {
    let found = match &request.schema {
        None => settings.schemas.first(),
        Some(wanted) => settings.schemas.iter().find(|schema| schema.as_str() == wanted),
    };
    found.ok_or_else(|| {
        let exposed = settings.schemas.iter().map(Name::to_string).collect();
        let schema = request.schema.clone().unwrap_or_default();
        PlanError::SchemaNotExposed { schema, exposed }.into()
    })
}

/// The methods of `OPTIONS`.
pub(super) fn methods(relation: &Relation) -> &'static str {
    if !relation.is_table() {
        "OPTIONS,GET,HEAD"
    } else if relation.key_columns().is_empty() {
        "OPTIONS,GET,HEAD,POST,PATCH,DELETE"
    } else {
        "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE"
    }
}

impl<'a> Planner<'a> {
    /// The relation of a name in the request's schema.
    pub(super) fn relation(&self, name: &str) -> Result<&'a Relation, RestError> {
        let qualified = QualifiedName { schema: self.schema.clone(), name: name.into() };
        if let Some(relation) = self.catalog.relation(&qualified) {
            return Ok(relation);
        }
        let names = self.catalog.relations.keys().filter(|other| other.schema == *self.schema);
        let nearest = nearest(name, names.map(|other| other.name.as_str()));
        Err(SchemaError::RelationNotFound {
            schema: self.schema.to_string(),
            relation: name.to_owned(),
            nearest: nearest.map(str::to_owned),
        }
        .into())
    }
}
