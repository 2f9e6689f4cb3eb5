//! Writes that take effect once: by what they are known, what is kept of their answers, and the answer made of it again.

use crate::error::{ConditionError, DatabaseError, RestError};
use crate::parse::OnceKey;
use crate::parse::once::Hash;
use crate::plan::{ResponsePlan, Tagged};
use crate::respond::{respond_tagged, shaped};
use crate::settings::OnceSettings;
use access::Caller;
use bytes::Bytes;
use db::{Answer, Database, Outcome};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use std::sync::Arc;
use std::time::Instant;

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// How what is kept is written; another first line is another version of it.
const VERSION: &str = "1";

/// What an answer becomes.
pub(super) struct Becomes {
    pub(super) response: ResponsePlan,
    /// How many answers of calls stand before the first that is shown.
    pub(super) calls: usize,
    pub(super) tagged: Tagged,
}

impl Becomes {
    pub(super) fn respond(&self, mut answer: Answer) -> Result<Response<Bytes>, RestError> {
        answer.steps.drain(..self.calls.min(answer.steps.len()));
        let response = respond_tagged(&self.response, &self.tagged, &answer)?;
        let said = |name: &str| answer.settings.get(name).map(String::as_str);
        shaped(response, said("response.status"), said("response.headers"))
    }
}

/// Runs work that takes effect once, or gives again what it was answered.
pub(super) async fn run(
    database: &dyn Database,
    work: access::Permitted,
    once: db::Once,
    deadline: Instant,
    becomes: &Becomes,
) -> Result<Option<Response<Bytes>>, RestError> {
    Ok(Some(match database.run_once(work, once, deadline).await {
        Err(db::Error::Stale) => return Ok(None),
        Err(error) => return Err(error.into()),
        Ok(Outcome::Done(answer) | Outcome::Undone(answer)) => becomes.respond(answer)?,
        Ok(Outcome::Replayed(kept)) => replay(&kept).ok_or_else(unreadable)?,
        Ok(Outcome::Different) => return Err(ConditionError::KeyReused.into()),
    }))
}

/// By what the request of a caller is known, and what is kept of its answer.
pub(super) fn once(
    key: &OnceKey,
    caller: &Caller,
    headers: &HeaderMap,
    settings: OnceSettings,
    becomes: Arc<Becomes>,
) -> db::Once {
    let mut hash = Hash::default();
    hash.part(caller.role.as_bytes());
    hash.part(subject(caller).as_bytes());
    hash.part(application(headers));
    hash.part(&key.within);
    hash.part(key.key.as_bytes());
    let most = settings.answer_bytes_max;
    let keep = move |answer: &Answer| {
        becomes.respond(answer.clone()).ok().map(|response| kept(&response, most))
    };
    db::Once { key: hash.end(), request: key.request, lasts: settings.lasts, keep: Arc::new(keep) }
}

/// The claim `sub`, whatever form it has. Of who has none, every claim that isn't about the token itself: policies may
/// tell such callers apart by any of them.
fn subject(caller: &Caller) -> String {
    type Claims = std::collections::BTreeMap<String, serde_json::Value>;
    let Ok(mut claims) = serde_json::from_str::<Claims>(&caller.claims.json) else {
        return String::new();
    };
    if let Some(subject) = claims.get("sub").filter(|subject| !subject.is_null()) {
        return subject.to_string();
    }
    for of_the_token in ["exp", "iat", "nbf", "jti"] {
        claims.remove(of_the_token);
    }
    serde_json::to_string(&claims).unwrap_or_default()
}

/// The key of the application, which may be sent as a token too; a person's token changes, and is not part of it.
fn application(headers: &HeaderMap) -> &[u8] {
    if let Some(key) = headers.get("apikey") {
        return key.as_bytes();
    }
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = token.and_then(|value| value.split_once(' ')).map_or("", |(_, token)| token.trim());
    if web::ApiKeys::is_opaque(token) { token.as_bytes() } else { b"" }
}

/// An answer as bytes. A body that is too large is left out, as though `return=minimal` had been preferred, and the
/// headers say so: that the write took effect is worth more than its rows, which can be read again.
fn kept(response: &Response<Bytes>, most: usize) -> Vec<u8> {
    let fits = response.body().len() <= most;
    let mut out = format!("{VERSION}\n{}\n", response.status().as_u16()).into_bytes();
    let mut put = |name: &HeaderName, value: &[u8]| {
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value);
        out.push(b'\n');
    };
    for (name, value) in response.headers() {
        if *name == PREFERENCE_APPLIED && !fits {
            put(name, &minimal(value));
        } else if *name != CONTENT_LENGTH && (fits || *name != CONTENT_TYPE) {
            put(name, value.as_bytes());
        }
    }
    out.push(b'\n');
    if fits {
        out.extend_from_slice(response.body());
    }
    out
}

fn minimal(applied: &HeaderValue) -> Vec<u8> {
    let applied = String::from_utf8_lossy(applied.as_bytes());
    applied.replace("return=representation", "return=minimal").into_bytes()
}

/// The answer of what was kept; nothing if it can't be read.
fn replay(kept: &[u8]) -> Option<Response<Bytes>> {
    let line = |rest: &mut &[u8]| {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = rest.get(..end)?.to_vec();
        *rest = rest.get(end + 1..)?;
        Some(line)
    };
    let mut rest = kept;
    if line(&mut rest)? != VERSION.as_bytes() {
        return None;
    }
    let status = StatusCode::from_bytes(&line(&mut rest)?).ok()?;
    let mut headers = HeaderMap::new();
    loop {
        let header = line(&mut rest)?;
        if header.is_empty() {
            break;
        }
        let middle = header.windows(2).position(|pair| pair == b": ")?;
        let name = HeaderName::from_bytes(header.get(..middle)?).ok()?;
        headers.append(name, HeaderValue::from_bytes(header.get(middle + 2..)?).ok()?);
    }
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(rest.len()));
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    let mut response = Response::new(Bytes::copy_from_slice(rest));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Some(response)
}

fn unreadable() -> RestError {
    tracing::error!("what was kept of an answer was written by another version of the program");
    DatabaseError::refused("XX000", "internal error").into()
}

#[cfg(test)]
mod tests;
