//! A private key as JSON (JWK, RFC 7517): reading one, making one, and its public half.

use super::KeysError;
use super::signing::SigningKey;
use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::rsa::{KeyPairComponents, PublicKeyComponents};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use web::VerificationKey;

/// A key that was read.
pub(super) struct Read {
    pub(super) signing: SigningKey,
    pub(super) verification: VerificationKey,
    pub(super) public: Value,
    /// `key_ops` says so, or says nothing.
    pub(super) signs: bool,
}

/// A private key; else what is wrong with it.
pub(super) fn read(key: &Value) -> Result<Read, String> {
    match (text(key, "kty"), text(key, "alg")) {
        ("EC", "ES256") if text(key, "crv") == "P-256" => read_ec(key),
        ("RSA", "RS256") => read_rsa(key),
        (kind, algorithm) => Err(format!(
            "kty {kind:?} with alg {algorithm:?} can't sign: EC with ES256 and P-256, or RSA with RS256 can"
        )),
    }
}

/// A new key for ES256.
pub(super) fn make() -> Result<Value, KeysError> {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
        .map_err(|_| KeysError::Generate)?;
    let private: EcPrivateKeyBin<'_> =
        pair.private_key().as_be_bytes().map_err(|_| KeysError::Generate)?;
    // An uncompressed point: a byte that says so, then both coordinates.
    let point = pair.public_key().as_ref();
    let (x, y) =
        point.get(1..).and_then(|xy| xy.split_at_checked(32)).ok_or(KeysError::Generate)?;
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    Ok(json!({
        "kty": "EC", "kid": ec_thumbprint(&x, &y), "use": "sig", "key_ops": ["sign", "verify"],
        "alg": "ES256", "ext": true, "crv": "P-256", "x": x, "y": y,
        "d": URL_SAFE_NO_PAD.encode(private.as_ref()),
    }))
}

fn read_ec(key: &Value) -> Result<Read, String> {
    let (x, y) = (text(key, "x"), text(key, "y"));
    let private = bytes(key, "d")?;
    let point: Vec<u8> = [vec![4], bytes(key, "x")?, bytes(key, "y")?].concat();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        &private,
        &point,
    )
    .map_err(|error| format!("no key pair of P-256 ({error})"))?;
    let decoding = DecodingKey::from_ec_components(x, y).map_err(|error| error.to_string())?;
    let id = id(key).unwrap_or_else(|| ec_thumbprint(x, y));
    let public = json!({
        "alg": "ES256", "crv": "P-256", "ext": true, "key_ops": ["verify"], "kid": id,
        "kty": "EC", "use": "sig", "x": x, "y": y,
    });
    let signing = SigningKey::es256(id.clone(), pair, &private);
    Ok(assemble(key, signing, id, Algorithm::ES256, decoding, public))
}

fn read_rsa(key: &Value) -> Result<Read, String> {
    let (n, e) = (text(key, "n"), text(key, "e"));
    let private = bytes(key, "d")?;
    let components = KeyPairComponents {
        public_key: PublicKeyComponents { n: bytes(key, "n")?, e: bytes(key, "e")? },
        d: private.clone(),
        p: bytes(key, "p")?,
        q: bytes(key, "q")?,
        dP: bytes(key, "dp")?,
        dQ: bytes(key, "dq")?,
        qInv: bytes(key, "qi")?,
    };
    let pair = RsaKeyPair::from_components(&components)
        .map_err(|error| format!("no key pair of RSA with 2048 bits or more ({error})"))?;
    let decoding = DecodingKey::from_rsa_components(n, e).map_err(|error| error.to_string())?;
    let id =
        id(key).unwrap_or_else(|| thumbprint(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#)));
    let public = json!({
        "alg": "RS256", "e": e, "ext": true, "key_ops": ["verify"], "kid": id, "kty": "RSA",
        "n": n, "use": "sig",
    });
    let signing = SigningKey::rs256(id.clone(), pair, &private);
    Ok(assemble(key, signing, id, Algorithm::RS256, decoding, public))
}

fn assemble(
    key: &Value,
    signing: SigningKey,
    id: String,
    algorithm: Algorithm,
    decoding: DecodingKey,
    public: Value,
) -> Read {
    let signs = match key.get("key_ops").and_then(Value::as_array) {
        Some(uses) => uses.iter().any(|named| named == "sign"),
        None => true,
    };
    let verification = VerificationKey { id: Some(id), algorithm, key: decoding };
    Read { signing, verification, public, signs }
}

fn id(key: &Value) -> Option<String> {
    Some(text(key, "kid")).filter(|id| !id.is_empty()).map(str::to_owned)
}

fn ec_thumbprint(x: &str, y: &str) -> String {
    thumbprint(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#))
}

/// RFC 7638: the hash of what makes the key, in this very form.
fn thumbprint(members: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(members.as_bytes()))
}

fn text<'a>(key: &'a Value, name: &str) -> &'a str {
    key.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn bytes(key: &Value, name: &str) -> Result<Vec<u8>, String> {
    match text(key, name) {
        "" => Err(format!("{name} is missing")),
        encoded => URL_SAFE_NO_PAD.decode(encoded).map_err(|_| format!("{name} is no base64url")),
    }
}
