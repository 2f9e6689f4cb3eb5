//! What an account carries with it: JSON objects that its application (`user_metadata`) or the server's side
//! (`app_metadata`) has put there. Both are part of every access token, so they are bounded.

use crate::error::{Error, RequestError};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use value::{Modifier, Moment, Scalar};

/// Both objects of an account together, in bytes: a token with them stays below what headers and caches take.
pub(crate) const BYTES_MAX: usize = 8 * 1024;

/// What the server alone says of a person, so that nobody calls their own address verified.
const SERVERS_OWN: [&str; 4] = ["sub", "email", "email_verified", "phone_verified"];

/// A JSON object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata(Map<String, Value>);

impl Metadata {
    /// An object from the database's text; anything else is an empty one.
    pub(crate) fn parse(text: Option<&str>) -> Self {
        match text.map(serde_json::from_str) {
            Some(Ok(Value::Object(members))) => Self(members),
            _ => Self::default(),
        }
    }

    pub(crate) const fn of(members: Map<String, Value>) -> Self {
        Self(members)
    }

    /// What a person may say of themselves.
    pub(crate) fn without_servers_own(mut self) -> Self {
        self.0.retain(|name, _| !SERVERS_OWN.contains(&name.as_str()));
        self
    }

    /// What is known of somebody who signs up with an address, which nobody confirmed.
    pub(crate) fn of_email(self, subject: &str, email: &str) -> Self {
        let mut members = self.without_servers_own().0;
        members.insert("sub".to_owned(), json!(subject));
        members.insert("email".to_owned(), json!(email));
        members.insert("email_verified".to_owned(), json!(false));
        members.insert("phone_verified".to_owned(), json!(false));
        Self(members)
    }

    /// Somebody with the right to say so has said that the address is theirs.
    pub(crate) fn with_verified_email(mut self) -> Self {
        self.0.insert("email_verified".to_owned(), json!(true));
        self
    }

    /// The address and whether it is verified.
    pub(crate) fn with_email(mut self, email: &str, verified: bool) -> Self {
        self.0.insert("email".to_owned(), json!(email));
        self.0.insert("email_verified".to_owned(), json!(verified));
        self
    }

    /// The same, for who may be known by an address only.
    pub(crate) fn by_email() -> Self {
        Self(Map::from_iter([
            ("provider".to_owned(), json!("email")),
            ("providers".to_owned(), json!(["email"])),
        ]))
    }

    /// Each member replaces the one of its name; null removes it.
    pub(crate) fn merge(mut self, changes: Self) -> Self {
        for (name, value) in changes.0 {
            if value.is_null() {
                self.0.shift_remove(&name);
            } else {
                self.0.insert(name, value);
            }
        }
        self
    }

    pub(crate) fn to_json(&self) -> String {
        Value::Object(self.0.clone()).to_string()
    }

    /// Whether two objects of one account fit into a token, as they are written and as they are kept.
    pub(crate) fn check(app: &Self, user: &Self) -> Result<(), Error> {
        let (app, user) = (app.to_json(), user.to_json());
        if app.len() + user.len() > BYTES_MAX {
            return Err(Error::Request(RequestError::MetadataTooLarge));
        }
        if kept_bytes(&app)? + kept_bytes(&user)? > BYTES_MAX {
            return Err(Error::Request(RequestError::MetadataTooLarge));
        }
        Ok(())
    }
}

/// A number is kept with all its digits: `1e300` has 301.
fn kept_bytes(json: &str) -> Result<usize, Error> {
    let parsed: Value = serde_json::from_str(json)
        .map_err(|error| Error::Request(RequestError::BadJson(error.to_string())))?;
    if let Some(number) = beyond_doubles(&parsed) {
        return Err(Error::Request(RequestError::BadJson(format!(
            "the number {number} is out of range"
        ))));
    }
    match value::read(&Scalar::Jsonb.of(), Modifier::None, json, &Moment::default()) {
        Ok(value::Value::Text(text)) => Ok(text.len()),
        Ok(_) => Ok(json.len()),
        Err(error) => Err(Error::Request(RequestError::Value(error.message))),
    }
}

/// A number that no token's reader could hold.
fn beyond_doubles(value: &Value) -> Option<&serde_json::Number> {
    match value {
        Value::Number(number) => number.as_f64().is_none_or(|f| !f.is_finite()).then_some(number),
        Value::Array(items) => items.iter().find_map(beyond_doubles),
        Value::Object(members) => members.values().find_map(beyond_doubles),
        _ => None,
    }
}

/// With its members in the order of their names, at every depth, as GoTrue prints them.
impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = Value::Object(self.0.clone());
        value.sort_all_objects();
        value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(value: &Value) -> Metadata {
        Metadata::parse(Some(&value.to_string()))
    }

    #[test]
    fn nobody_calls_their_own_address_verified() {
        let given = metadata(&json!({
            "email_verified": true, "phone_verified": true, "sub": "x", "email": "y", "name": "Ruth",
        }));
        let expected = metadata(&json!({
            "name": "Ruth", "sub": "1", "email": "a@x.test", "email_verified": false,
            "phone_verified": false,
        }));
        assert_eq!(given.clone().of_email("1", "a@x.test"), expected);
        assert_eq!(given.without_servers_own(), metadata(&json!({ "name": "Ruth" })));
    }

    #[test]
    fn null_removes_a_member() {
        let before = metadata(&json!({ "a": 1, "b": { "c": 2 }, "d": 3 }));
        let after = before.merge(metadata(&json!({ "a": null, "b": { "e": 4 }, "f": 5 })));
        assert_eq!(after, metadata(&json!({ "b": { "e": 4 }, "d": 3, "f": 5 })));
    }

    #[test]
    fn numbers_keep_their_text_and_members_are_sorted() {
        let printed = serde_json::to_string(&Metadata::parse(Some(
            r#"{"b":1.50,"a":{"d":0.10,"c":12345678901234567890123}}"#,
        )));
        assert_eq!(printed.unwrap(), r#"{"a":{"c":12345678901234567890123,"d":0.10},"b":1.50}"#);
    }

    #[test]
    fn metadata_is_bounded_because_tokens_carry_it() {
        let large = metadata(&json!({ "a": "x".repeat(BYTES_MAX) }));
        assert_eq!(
            Metadata::check(&Metadata::default(), &large),
            Err(Error::Request(RequestError::MetadataTooLarge))
        );
        assert_eq!(Metadata::check(&Metadata::by_email(), &Metadata::default()), Ok(()));
        let many = Metadata::parse(Some(&format!(r#"{{"a":[{}0]}}"#, "1e300,".repeat(100))));
        assert_eq!(
            Metadata::check(&many, &Metadata::default()),
            Err(Error::Request(RequestError::MetadataTooLarge))
        );
        let huge = Metadata::parse(Some(r#"{"a":{"b":[1e131071]}}"#));
        assert!(matches!(
            Metadata::check(&huge, &many),
            Err(Error::Request(RequestError::BadJson(_)))
        ));
    }
}
