//! Tokens are signed with the keys of `signing_keys_path`, else with a key that is made on the first start.

use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::http::Request;
use crate::production::{project_with_keys, start};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};
use crate::tokens;

const JWKS: &str = "/auth/v1/.well-known/jwks.json";

fn sign_up(server: &Server, email: &str) -> Value {
    let body = json!({ "email": email, "password": "long-enough-1" }).to_string();
    server.ask(&Request::post("/auth/v1/signup", &body).key(PUBLISHABLE_KEY)).expect(200).json()
}

fn public_keys(server: &Server) -> Vec<Value> {
    let answer = server.ask(&Request::get(JWKS)).expect(200).json();
    answer["keys"].as_array().unwrap().clone()
}

/// A private key as a file of signing keys holds it.
fn private_key(id: &str) -> Value {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let private: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().unwrap();
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    json!({
        "kty": "EC", "crv": "P-256", "alg": "ES256", "kid": id, "use": "sig",
        "key_ops": ["sign", "verify"], "ext": true,
        "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
        "d": URL_SAFE_NO_PAD.encode(private.as_ref()),
    })
}

#[test]
fn a_key_is_made_on_the_first_start_and_kept() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let keys = public_keys(&server);
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0]["alg"], "ES256");
    assert!(keys[0].get("d").is_none(), "the private half is never shown");
    assert_eq!(
        server.ask(&Request::get("/.well-known/jwks.json")).expect(200).json()["keys"][0],
        keys[0]
    );
    let session = sign_up(&server, "a@example.test");
    let token = session["access_token"].as_str().unwrap().to_owned();
    let (header, claims) = tokens::read(&token);
    assert_eq!((&header["alg"], &header["kid"]), (&json!("ES256"), &keys[0]["kid"]));
    assert_eq!(claims["role"], "authenticated");
    server.stop_well();
    let server = project.dev();
    assert_eq!(public_keys(&server), keys);
    server.ask(&Request::get(NOTES_PATH).token(&token)).expect(200);
    server.stop_well();
    project.done(&["db", "reset"]);
    let server = project.dev();
    assert_ne!(public_keys(&server), keys, "another database, another key");
    server.ask(&Request::get(NOTES_PATH).token(&token)).expect(401);
    server.stop_well();
}

#[test]
fn signing_keys_of_ones_own_sign() {
    let project = Project::new(NOTES);
    let (first, second) = (private_key("first"), private_key("second"));
    project.append("supabase/config.toml", "[auth]\nsigning_keys_path = \"./signing_keys.json\"\n");
    project.write("supabase/signing_keys.json", &json!([first]).to_string());
    let server = project.dev();
    let session = sign_up(&server, "a@example.test");
    let token = session["access_token"].as_str().unwrap().to_owned();
    assert_eq!(tokens::read(&token).0["kid"], "first");
    assert_eq!(public_keys(&server)[0]["x"], first["x"]);
    server.stop_well();
    // The next key signs, and what the last one signed is still believed.
    project.write("supabase/signing_keys.json", &json!([second, first]).to_string());
    let server = project.dev();
    let session = server.sign_in("a@example.test", "long-enough-1");
    let newer = session["access_token"].as_str().unwrap().to_owned();
    assert_eq!(tokens::read(&newer).0["kid"], "second");
    for token in [&token, &newer] {
        server.ask(&Request::get(NOTES_PATH).token(token)).expect(200);
    }
    server.stop_well();
    project.write("supabase/signing_keys.json", &json!([second]).to_string());
    let server = project.dev();
    server.ask(&Request::get(NOTES_PATH).token(&token)).expect(401);
    server.ask(&Request::get(NOTES_PATH).token(&newer)).expect(200);
    server.stop_well();
}

#[test]
fn signing_keys_that_cant_be_used_are_told() {
    let project = Project::new(NOTES);
    project.append("supabase/config.toml", "[auth]\nsigning_keys_path = \"./signing_keys.json\"\n");
    let check = |expected: &[&str]| {
        project.fails(&["dev", "--port", "0"], expected);
    };
    check(&["signing_keys.json can't be read"]);
    for (text, expected) in [
        ("{}", "is no JSON list of private keys"),
        ("[]", "no key to sign with"),
        ("[{\"kty\":\"oct\",\"k\":\"AAAA\"}]", "signing key 1: "),
    ] {
        project.write("supabase/signing_keys.json", text);
        check(&[expected]);
    }
}

#[test]
fn start_refuses_the_signing_key_that_everybody_has() {
    let (project, _) = project_with_keys();
    project.append("supabase/config.toml", "[auth]\nsigning_keys_path = \"./signing_keys.json\"\n");
    let known = json!([{
        "kty": "EC", "kid": "b81269f1-21d8-4f2e-b719-c2240a840d90", "alg": "ES256", "crv": "P-256",
        "x": "M5Sjqn5zwC9Kl1zVfUUGvv9boQjCGd45G8sdopBExB4",
        "y": "P6IXMvA2WYXSHSOMTBH2jsw_9rrzGy89FjPf6oOsIxQ",
        "d": "dIhR8wywJlqlua4y_yMq2SLhlFXDZJBCvFrY1DCHyVU",
    }]);
    project.write("supabase/signing_keys.json", &known.to_string());
    let expected = ["auth.signing_keys_path holds the key of every development machine"];
    project.fails(&["start", "--port", "0"], &expected);
    project.write("supabase/signing_keys.json", &json!([private_key("mine")]).to_string());
    let server = start(&project, &[]);
    assert_eq!(public_keys(&server)[0]["kid"], "mine");
    server.stop_well();
}
