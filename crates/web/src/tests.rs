//! Keys and tokens, good and bad.

use crate::{
    ApiKeys, ClaimsError, DecodeError, KeyRole, Refused, TokenError, VerificationKey, Verifier,
    identify,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, crypto};

const SECRET: &[u8] = b"super-secret-jwt-token-with-at-least-32-characters-long";

fn verifier() -> Verifier {
    let key = DecodingKey::from_secret(SECRET);
    Verifier::new(vec![VerificationKey { id: None, algorithm: Algorithm::HS256, key }])
}

fn keys() -> ApiKeys {
    ApiKeys::new(vec![
        ("sb_publishable_a".to_owned(), KeyRole::Anon),
        ("sb_secret_b".to_owned(), KeyRole::Service),
    ])
}

fn token(header: &str, claims: &str) -> String {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let key = EncodingKey::from_secret(SECRET);
    let signature = crypto::sign(signed.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{signed}.{signature}")
}

fn hs256(claims: &str) -> String {
    token(r#"{"alg":"HS256","typ":"JWT"}"#, claims)
}

/// The role and subject, or why nobody is identified.
fn check(headers: &[(&'static str, &str)]) -> Result<(String, bool), Refused> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    let identity = identify(&map, &keys(), &verifier())?;
    Ok((identity.caller.role.to_string(), !identity.caller.claims.subject.is_null()))
}

#[test]
fn nothing_is_anon() {
    assert_eq!(check(&[]), Ok(("anon".to_owned(), false)));
}

#[test]
fn keys_stand_for_their_role() {
    assert_eq!(check(&[("apikey", "sb_publishable_a")]), Ok(("anon".to_owned(), false)));
    let twice = [("apikey", "sb_secret_b"), ("authorization", "Bearer sb_secret_b")];
    assert_eq!(check(&twice), Ok(("service_role".to_owned(), false)));
    assert_eq!(check(&[("apikey", "sb_secret_c")]), Err(Refused::ApiKey));
    assert_eq!(check(&[("apikey", "nonsense")]), Err(Refused::ApiKey));
    assert_eq!(check(&[("apikey", "n\u{f6}nsense")]), Err(Refused::ApiKey));
}

#[test]
fn a_person_s_token_goes_before_the_key() {
    let person = hs256(r#"{"role":"authenticated","sub":"7a4e3a0c-8a44-4b8e-9d6e-1f2a3b4c5d6e"}"#);
    let bearer = format!("bearer {person}");
    let headers = [("apikey", "sb_publishable_a"), ("authorization", bearer.as_str())];
    assert_eq!(check(&headers), Ok(("authenticated".to_owned(), true)));
}

#[test]
fn a_token_that_is_not_genuine_is_refused() {
    let refused =
        |token: &str| check(&[("authorization", &format!("Bearer {token}"))]).unwrap_err();
    let decode = |error| Refused::Token(TokenError::Decode(error));
    let good = hs256(r#"{"role":"anon"}"#);
    let (signed, _) = good.rsplit_once('.').unwrap();
    assert_eq!(refused(&format!("{signed}.AAAA")), decode(DecodeError::Signature));
    assert_eq!(refused("a.b"), decode(DecodeError::Parts(2)));
    assert_eq!(refused("a.b.c"), decode(DecodeError::Malformed));
    assert_eq!(refused("\u{e9}.b.c"), decode(DecodeError::Parts(1)));
    let none = token(r#"{"alg":"none"}"#, r#"{"role":"service_role"}"#);
    let none =
        decode(DecodeError::Algorithm("Unsupported algorithm: none".to_owned())) == refused(&none);
    assert!(none);
    assert!(matches!(
        refused(&token(r#"{"alg":"RS256"}"#, "{}")),
        Refused::Token(TokenError::Decode(DecodeError::Key(_)))
    ));
}

#[test]
fn times_are_checked_each_time() {
    let refused = |claims: &str| {
        check(&[("authorization", &format!("Bearer {}", hs256(claims)))]).unwrap_err()
    };
    let claims = |error| Refused::Token(TokenError::Claims(error));
    assert!(matches!(
        refused(r#"{"exp":1000}"#),
        Refused::Token(TokenError::Claims(ClaimsError::Expired(_)))
    ));
    assert_eq!(refused(r#"{"exp":"soon"}"#), claims(ClaimsError::ExpiryType));
    assert!(matches!(
        refused(r#"{"nbf":99999999999}"#),
        Refused::Token(TokenError::Claims(ClaimsError::NotYet(_)))
    ));
    assert_eq!(refused("[]"), claims(ClaimsError::NotClaims));
}
