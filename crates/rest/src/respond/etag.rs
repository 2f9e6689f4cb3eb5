//! The entity tag of an answer, and the answer to who has it already.

use super::respond;
use crate::error::RestError;
use crate::parse::once::Hash;
use crate::parse::{EntityTag, Tags};
use crate::plan::{ReadTag, ResponsePlan, Tagged, opaque};
use crate::settings::EtagKey;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use db::{Answer, Rows};
use hmac::{Hmac, KeyInit, Mac};
use http::header::{CACHE_CONTROL, CONTENT_LOCATION, CONTENT_RANGE, CONTENT_TYPE, ETAG};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use sha2::Sha256;
use value::ValueRef;

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");
/// It may be kept, and is to be asked about each time.
const REVALIDATED: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What an answer is in HTTP, with its tag.
///
/// # Errors
/// When the result is not what the request allows.
pub fn respond_tagged(
    plan: &ResponsePlan,
    tagged: &Tagged,
    answer: &Answer,
) -> Result<Response<Bytes>, RestError> {
    match tagged {
        Tagged::Not => respond(plan, answer),
        Tagged::Shown(tag) => {
            let response = respond(plan, answer)?;
            Ok(read(response, tag, None))
        }
        Tagged::Row(tag) => {
            let (answer, hash) = without_hash(answer);
            let response = respond(plan, &answer)?;
            Ok(read(response, tag, hash.as_deref()))
        }
        Tagged::Written => {
            let (answer, hash) = without_hash(answer);
            let mut response = respond(plan, &answer)?;
            if let Some(hash) = hash {
                let tag = of_row(&hash, response.headers());
                put(response.headers_mut(), &tag);
            }
            Ok(response)
        }
    }
}

/// The answer as it would be if nobody had asked for tags, and the hash of its one row.
fn without_hash(answer: &Answer) -> (Answer, Option<Vec<u8>>) {
    let mut answer = answer.clone();
    let Some(step) = answer.steps.first_mut() else { return (answer, None) };
    let last = step.rows.columns().len().saturating_sub(1);
    let one = step.rows.first().filter(|_| step.rows.len() == 1);
    let hash = one.and_then(|row| match row.get(last) {
        ValueRef::Bytes(hash) => Some(hash.to_vec()),
        _ => None,
    });
    step.rows = Rows::without_last_column(&step.rows);
    (answer, hash)
}

/// A read with its tag: that of its one row, or a weak one over what is shown.
fn read(mut response: Response<Bytes>, tag: &ReadTag, hash: Option<&[u8]>) -> Response<Bytes> {
    if !matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT) {
        return response;
    }
    let own = match hash {
        Some(hash) => of_row(hash, response.headers()),
        None => of_shown(&tag.key, &response),
    };
    let has = match &tag.known {
        Some(Tags::Any) => true,
        Some(Tags::List(known)) => known.iter().any(|known| known.matches_weakly(&own)),
        Some(Tags::Malformed) | None => false,
    };
    if has {
        let location = response.headers_mut().remove(CONTENT_LOCATION);
        response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        if let Some(location) = location {
            response.headers_mut().insert(CONTENT_LOCATION, location);
        }
    }
    put(response.headers_mut(), &own);
    response.headers_mut().insert(CACHE_CONTROL, REVALIDATED);
    response
}

/// The tag of a row in the form in which it is shown: its media type, and the zone of its moments.
fn of_row(hash: &[u8], headers: &HeaderMap) -> EntityTag {
    let text = |name: HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    };
    let mut form = Hash::default();
    form.part(text(CONTENT_TYPE).as_bytes());
    let applied = text(PREFERENCE_APPLIED).split(", ");
    applied
        .filter(|word| word.starts_with("timezone="))
        .for_each(|zone| form.part(zone.as_bytes()));
    EntityTag::strong(opaque(hash, &URL_SAFE_NO_PAD.encode(&form.end()[..3])))
}

/// The tag of a body, and of the headers that say what it is.
fn of_shown(key: &EtagKey, response: &Response<Bytes>) -> EntityTag {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(key.bytes()) else {
        return EntityTag::weak("");
    };
    for name in [CONTENT_TYPE, CONTENT_RANGE] {
        let value = response.headers().get(name).map_or(&b""[..], HeaderValue::as_bytes);
        mac.update(&(value.len() as u64).to_le_bytes());
        mac.update(value);
    }
    mac.update(response.body());
    let hash = mac.finalize().into_bytes();
    EntityTag::weak(URL_SAFE_NO_PAD.encode(&hash[..16]))
}

fn put(headers: &mut HeaderMap, tag: &EntityTag) {
    if let Ok(value) = HeaderValue::from_str(&tag.to_string()) {
        headers.insert(ETAG, value);
    }
}
