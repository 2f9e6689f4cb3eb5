//! What functions say about the answer itself: `response.status` and `response.headers`, which they set in the
//! request's transaction.

use crate::error::{RespondError, RestError};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

/// The answer as functions want it. A header of theirs takes the place of the one that would be sent.
///
/// # Errors
/// When what they set is neither a status nor a list of headers.
pub fn shaped(
    mut response: Response<Bytes>,
    status: Option<&str>,
    headers: Option<&str>,
) -> Result<Response<Bytes>, RestError> {
    let said = |text: &&str| !text.is_empty();
    if let Some(text) = status.filter(said) {
        *response.status_mut() = read_status(text).ok_or(RespondError::FunctionStatus)?;
    }
    if let Some(text) = headers.filter(said) {
        let headers = read_headers(text).ok_or(RespondError::FunctionHeaders)?;
        put(response.headers_mut(), headers);
    }
    Ok(response)
}

/// The number at the beginning of the text.
fn read_status(text: &str) -> Option<StatusCode> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    StatusCode::from_u16(text.get(..end)?.parse().ok()?).ok()
}

/// `[{"Set-Cookie": "a=b"}, {"X-Test": "c"}]`: each object has one member, a text. What HTTP can't carry is refused
/// too.
fn read_headers(text: &str) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let objects: Vec<Map<String, Value>> = serde_json::from_str(text).ok()?;
    let read = |object: Map<String, Value>| {
        let mut members = object.into_iter();
        let (Some((name, Value::String(value))), None) = (members.next(), members.next()) else {
            return None;
        };
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(&value).ok()?))
    };
    objects.into_iter().map(read).collect()
}

fn put(headers: &mut HeaderMap, said: Vec<(HeaderName, HeaderValue)>) {
    for (name, _) in &said {
        headers.remove(name);
    }
    for (name, value) in said {
        headers.append(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Caller;

    #[track_caller]
    fn check(status: Option<&str>, headers: Option<&str>, expected: &str) {
        let mut response = Response::new(Bytes::new());
        response.headers_mut().insert("content-type", HeaderValue::from_static("text/csv"));
        let text = match shaped(response, status, headers) {
            Ok(response) => {
                let headers = response.headers().iter();
                let headers: Vec<String> = headers
                    .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
                    .collect();
                format!("{} {}", response.status().as_u16(), headers.join("; "))
            }
            Err(error) => error.answer(Caller::Anonymous).code.into_owned(),
        };
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_said_changes_nothing() {
        check(None, None, "200 content-type: text/csv");
        check(Some(""), Some(""), "200 content-type: text/csv");
        check(None, Some("[]"), "200 content-type: text/csv");
    }

    #[test]
    fn a_status_is_a_number() {
        check(Some("403"), None, "403 content-type: text/csv");
        check(Some("299 fine"), None, "299 content-type: text/csv");
        for wrong in ["nope", "-1", "12", "1000", " 200"] {
            check(Some(wrong), None, "PGRST112");
        }
    }

    #[test]
    fn headers_are_objects_of_one_text_each() {
        let list = r#"[{"Content-Type": "x/y"}, {"Set-Cookie": "a=1"}, {"Set-Cookie": "b=2"}]"#;
        check(None, Some(list), "200 content-type: x/y; set-cookie: a=1; set-cookie: b=2");
        for wrong in [
            "{}",
            "nope",
            r#"{"a": "b"}"#,
            r#"[{"a": 1}]"#,
            r#"[{"a": "b", "c": "d"}]"#,
            "[{}]",
            r#"[{"a b": "c"}]"#,
            r#"[{"a": "b\r\nX-Evil: 1"}]"#,
        ] {
            check(None, Some(wrong), "PGRST111");
        }
    }
}
