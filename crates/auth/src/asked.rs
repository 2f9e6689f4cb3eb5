//! A request as handlers take it: whole, bounded, and with the address it came from.

use crate::accounts::sessions::Client;
use crate::error::{Error, RequestError};
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, FromRequest, Query, Request};
use bytes::Bytes;
use http::HeaderMap;
use http::header::{AUTHORIZATION, USER_AGENT};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The largest body, in bytes; nobody's account needs more.
const BODY_BYTES_MAX: usize = 256 * 1024;
/// What is kept of a client's description of itself, in characters.
const USER_AGENT_CHARS_MAX: usize = 500;

/// A request.
pub(crate) struct Asked {
    pub(crate) headers: HeaderMap,
    /// Where it came from.
    pub(crate) address: IpAddr,
    query: HashMap<String, String>,
    body: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Asked {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = from.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |from| from.0.ip());
        let query = Query::try_from_uri(&parts.uri).map(|Query(query)| query).unwrap_or_default();
        let body =
            to_bytes(body, BODY_BYTES_MAX).await.map_err(|error| too_large_or_broken(&error))?;
        Ok(Self { headers: parts.headers, address: address.to_canonical(), query, body })
    }
}

/// The body's reader says only in its cause that the limit was passed.
fn too_large_or_broken(error: &axum::Error) -> Error {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains("length limit") {
            return Error::Request(RequestError::BodyTooLarge(BODY_BYTES_MAX));
        }
        cause = error.source();
    }
    Error::Request(RequestError::BodyUnreadable)
}

impl Asked {
    /// The body's members.
    pub(crate) fn params<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Error::Request(RequestError::BadJson(error.to_string())))
    }

    /// The same, where nothing may be sent at all.
    pub(crate) fn params_or_default<T: DeserializeOwned + Default>(&self) -> Result<T, Error> {
        if self.body.is_empty() { Ok(T::default()) } else { self.params() }
    }

    /// A parameter of the URL; empty without one.
    pub(crate) fn query(&self, name: &str) -> &str {
        self.query.get(name).map(String::as_str).unwrap_or_default()
    }

    /// What stands behind `Bearer`, with any case of that word.
    pub(crate) fn bearer(&self) -> Option<&str> {
        let value = self.headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (scheme, token) = value.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    }

    /// What is noted of the client with its session.
    pub(crate) fn client(&self) -> Client {
        let agent = self.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let agent = agent.map(|agent| agent.chars().take(USER_AGENT_CHARS_MAX).collect());
        let known = !self.address.is_unspecified();
        Client { user_agent: agent, address: known.then(|| self.address.to_string()) }
    }
}
