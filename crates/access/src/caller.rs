//! Who makes a request: a role, and the claims of their token.

use std::collections::BTreeMap;
use std::sync::Arc;
use value::{Moment, Name, Scalar, Type, Value};

/// Who makes a request. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The database role that the request runs as.
    pub role: Name,
    /// The verified claims.
    pub claims: Arc<Claims>,
    /// What policies may ask of the request itself.
    pub request: Arc<RequestFacts>,
}

/// The verified claims of a token, as policies see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// All of them: the JSON object that was signed; empty when there was no token.
    pub json: String,
    /// `sub`, the form of a `uuid`; null when it is missing or none.
    pub subject: Value,
    /// `role`
    pub role: Option<Arc<str>>,
    /// `email`
    pub email: Option<Arc<str>>,
}

/// What policies may ask of a request by `current_setting('request.…')`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFacts {
    /// `request.method`
    pub method: String,
    /// `request.path`
    pub path: String,
    /// `request.headers`: a JSON object with lower case names.
    pub headers: String,
    /// `request.cookies`: a JSON object.
    pub cookies: String,
    /// Where it came from, where that is known: those without a subject share the server by it.
    pub address: Option<std::net::IpAddr>,
    /// The time zone in which moments are shown and read, by its name; UTC without.
    pub time_zone: Option<String>,
    /// Everything else that is set, by its name in lower case.
    pub settings: BTreeMap<String, String>,
}

impl Caller {
    /// A caller with a role and nothing else.
    pub fn of_role(role: impl Into<Name>) -> Self {
        Self { role: role.into(), claims: Arc::default(), request: Arc::default() }
    }

    /// A caller with a role and claims.
    pub fn with_claims(role: impl Into<Name>, claims: Claims) -> Self {
        Self { role: role.into(), claims: Arc::new(claims), request: Arc::default() }
    }

    /// The value of `current_setting(name, true)`.
    pub fn setting(&self, name: &str) -> Option<&str> {
        match name {
            "request.jwt.claims" => Some(self.claims.json.as_str()).filter(|json| !json.is_empty()),
            "request.jwt.claim.role" => self.claims.role.as_deref(),
            "request.jwt.claim.email" => self.claims.email.as_deref(),
            "request.method" => Some(self.request.method.as_str()),
            "request.path" => Some(self.request.path.as_str()),
            "request.headers" => Some(self.request.headers.as_str()),
            "request.cookies" => Some(self.request.cookies.as_str()),
            "role" => Some(&self.role),
            other => self.request.settings.get(other).map(String::as_str),
        }
    }
}

impl Claims {
    /// Claims from the JSON object that was signed and what was read from it.
    pub fn new(
        json: String,
        subject: Option<&str>,
        role: Option<&str>,
        email: Option<&str>,
    ) -> Self {
        let at = Moment { now_micros: 0 };
        let uuid = |text| value::read(&Scalar::Uuid.of(), value::Modifier::None, text, &at).ok();
        Self {
            json,
            subject: subject.and_then(uuid).unwrap_or_default(),
            role: role.map(Arc::from),
            email: email.map(Arc::from),
        }
    }

    /// All claims as `jsonb`, in its form; null without a token.
    pub fn jsonb(&self) -> Value {
        let at = Moment { now_micros: 0 };
        let jsonb: Type = Scalar::Jsonb.of();
        value::read(&jsonb, value::Modifier::None, &self.json, &at).unwrap_or_default()
    }
}
