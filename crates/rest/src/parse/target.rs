//! What path and method mean together, before the query string and the body are read.

use http::{HeaderMap, Method};

use super::{ParseError, url};

/// What the request is about, and in what way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// `GET /`, `HEAD /`
    Root { head: bool },
    /// `OPTIONS /`
    RootOptions,
    /// `GET /films`, `HEAD /films`
    Read { relation: String, head: bool },
    /// `POST`, `PUT`, `PATCH` and `DELETE /films`
    Write { relation: String, mutation: Mutation },
    /// `OPTIONS /films`
    RelationOptions { relation: String },
    /// `GET /rpc/add`, `HEAD /rpc/add`
    CallRead { function: String, head: bool },
    /// `POST /rpc/add`
    CallWrite { function: String },
    /// `OPTIONS /rpc/add`
    FunctionOptions { function: String },
}

/// The four ways to change a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mutation {
    /// `POST`
    Insert,
    /// `PUT`
    Upsert,
    /// `PATCH`
    Update,
    /// `DELETE`
    Delete,
}

impl Target {
    /// Whether parameters without an operator are arguments.
    pub(super) fn takes_arguments(&self) -> bool {
        matches!(self, Self::CallRead { .. } | Self::FunctionOptions { .. })
    }

    /// Whether it is a `PUT`.
    pub(super) fn is_upsert(&self) -> bool {
        matches!(self, Self::Write { mutation: Mutation::Upsert, .. })
    }
}

/// Reads path and method.
pub(super) fn read(method: &Method, path: &str) -> Result<Target, ParseError> {
    let segments = url::segments(path)?;
    let mut segments = segments.into_iter();
    match (segments.next(), segments.next(), segments.next()) {
        (None, _, _) => root(method),
        (Some(relation), None, _) if !relation.is_empty() => relation_target(method, relation),
        (Some(rpc), Some(function), None) if rpc == "rpc" && !function.is_empty() => {
            function_target(method, function)
        }
        _ => Err(ParseError::Path),
    }
}

fn root(method: &Method) -> Result<Target, ParseError> {
    match *method {
        Method::GET => Ok(Target::Root { head: false }),
        Method::HEAD => Ok(Target::Root { head: true }),
        Method::OPTIONS => Ok(Target::RootOptions),
        _ => Err(ParseError::Method(method.to_string())),
    }
}

fn relation_target(method: &Method, relation: String) -> Result<Target, ParseError> {
    let mutation = match *method {
        Method::GET => return Ok(Target::Read { relation, head: false }),
        Method::HEAD => return Ok(Target::Read { relation, head: true }),
        Method::OPTIONS => return Ok(Target::RelationOptions { relation }),
        Method::POST => Mutation::Insert,
        Method::PUT => Mutation::Upsert,
        Method::PATCH => Mutation::Update,
        Method::DELETE => Mutation::Delete,
        _ => return Err(ParseError::Method(method.to_string())),
    };
    Ok(Target::Write { relation, mutation })
}

fn function_target(method: &Method, function: String) -> Result<Target, ParseError> {
    match *method {
        Method::GET => Ok(Target::CallRead { function, head: false }),
        Method::HEAD => Ok(Target::CallRead { function, head: true }),
        Method::POST => Ok(Target::CallWrite { function }),
        Method::OPTIONS => Ok(Target::FunctionOptions { function }),
        _ => Err(ParseError::CallMethod(method.to_string())),
    }
}

/// The schema that the headers name; what writes names it by another header than what reads.
pub(super) fn profile(method: &Method, headers: &HeaderMap) -> Option<String> {
    let name = match *method {
        Method::POST | Method::PUT | Method::PATCH | Method::DELETE => "content-profile",
        _ => "accept-profile",
    };
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
