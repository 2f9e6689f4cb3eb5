//! Keys, good and bad, and what they sign.

use super::{Keys, SigningKey, from_jwks, jwk};
use crate::settings::Secret;
use serde_json::{Value, json};
use web::Verifier;

/// A key of its own for each test.
pub(crate) fn keys() -> Keys {
    from_jwks(&[jwk::make().unwrap()], Some(&Secret::new("a-secret-of-at-least-32-characters!")))
        .unwrap()
}

pub(crate) fn signing_key() -> SigningKey {
    keys().signing
}

/// An RSA key of 2048 bits that was made for this test.
const RSA: &str = include_str!("tests/rsa.json");

#[test]
fn what_a_key_signs_its_public_half_verifies() {
    let rsa: Value = serde_json::from_str(RSA).unwrap();
    for private in [jwk::make().unwrap(), rsa] {
        let keys = from_jwks(std::slice::from_ref(&private), None).unwrap();
        let token =
            keys.signing.sign(br#"{"sub":"7a4e3a0c-8a44-4b8e-9d6e-1f2a3b4c5d6e"}"#).unwrap();
        let verifier = Verifier::new(keys.verification);
        assert!(!verifier.verify(&token).unwrap().claims.subject.is_null());
        let other = Verifier::new(super::tests::keys().verification);
        assert!(other.verify(&token).is_err());
        let shown: Value = serde_json::from_str(&keys.jwks).unwrap();
        assert_eq!(shown["keys"][0]["kid"], private["kid"]);
        assert_eq!(shown["keys"][0]["key_ops"], json!(["verify"]));
        for secret in ["d", "p", "q", "dp", "dq", "qi"] {
            assert_eq!(shown["keys"][0].get(secret), None, "{secret}");
        }
    }
}

#[test]
fn the_first_key_that_is_for_signing_signs() {
    let (mut old, new) = (jwk::make().unwrap(), jwk::make().unwrap());
    old["key_ops"] = json!(["verify"]);
    let keys = from_jwks(&[old, new.clone()], Some(&Secret::new("x".repeat(32)))).unwrap();
    assert_eq!(new["kid"], keys.signing.id());
    assert_eq!(keys.verification.len(), 3);
    let shown: Value = serde_json::from_str(&keys.jwks).unwrap();
    assert_eq!(shown["keys"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_no_key_is_refused_with_its_reason() {
    let check = |change: &dyn Fn(&mut Value), expected: &str| {
        let mut key = jwk::make().unwrap();
        change(&mut key);
        let error = from_jwks(&[key], None).err().map(|error| error.to_string());
        assert!(error.as_deref().unwrap_or("good").contains(expected), "{error:?}: {expected}");
    };
    check(&|key| key["d"] = Value::Null, "signing key 1: d is missing");
    check(&|key| key["d"] = json!("!"), "d is no base64url");
    check(&|key| key["x"] = jwk::make().unwrap()["x"].clone(), "no key pair of P-256");
    check(&|key| key["alg"] = json!("ES384"), "can't sign");
    check(&|key| *key = json!({ "kty": "oct", "alg": "HS256", "k": "eA" }), "can't sign");
    check(&|key| *key = json!(1), "can't sign");
    assert_eq!(from_jwks(&[], None).err().unwrap().to_string(), "there is no key to sign with");
}
