//! The schema and the relation that a request is about.

use super::planner::Planner;
use crate::Settings;
use crate::error::{PlanError, RestError, SchemaError, nearest};
use crate::parse::RestRequest;
use catalog::Relation;
use catalog::updatable::Writable;
use value::{Name, QualifiedName};

/// The schema that a request names, else the first that is served.
pub(crate) fn schema<'a>(
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

impl<'a> Planner<'a> {
    /// The methods of `OPTIONS`.
    pub(super) fn methods(&self, relation: &Relation) -> &'static str {
        let keyed = !self.relationships.key_columns(&relation.name).is_empty();
        let Writable { insert, update, delete } =
            catalog::updatable::writable(self.catalog, relation);
        match (insert, update, delete) {
            (true, true, true) if keyed => "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE",
            (true, true, true) => "OPTIONS,GET,HEAD,POST,PATCH,DELETE",
            (false, false, true) => "OPTIONS,GET,HEAD,DELETE",
            _ => "OPTIONS,GET,HEAD",
        }
    }

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
