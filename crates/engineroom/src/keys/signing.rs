//! The private keys that tokens are signed with: the project's own file (`auth.signing_keys_path`, as Supabase's CLI makes
//! it), else one key that is made on the first start and kept in the data folder.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use aws_lc_rs::digest;
use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// Where the key that was made is kept.
const FILE: &str = "signing_keys.json";

/// The public half of the key with which Supabase's CLI signs on every machine; its private half is as well known.
const DEMO_X: &str = "M5Sjqn5zwC9Kl1zVfUUGvv9boQjCGd45G8sdopBExB4";
const DEMO_Y: &str = "P6IXMvA2WYXSHSOMTBH2jsw_9rrzGy89FjPf6oOsIxQ";
const DEMO_KID: &str = "b81269f1-21d8-4f2e-b719-c2240a840d90";

/// The private keys (JWK): the first signs, all of them verify.
pub(crate) fn signing_keys(own: Option<&Path>, data_dir: &Path) -> Result<Vec<Value>> {
    match own {
        Some(path) => read(path),
        None => read_or_make(&data_dir.join(FILE)),
    }
}

/// The public key (JWK) that verifies what Supabase's CLI signed; only `dev` may believe it.
pub(crate) fn demo_key() -> Value {
    json!({
        "kty": "EC", "kid": DEMO_KID, "use": "sig", "key_ops": ["verify"], "alg": "ES256",
        "ext": true, "crv": "P-256", "x": DEMO_X, "y": DEMO_Y,
    })
}

/// Whether a key is the one that every development machine has.
pub(crate) fn is_demo(key: &Value) -> bool {
    key["x"] == DEMO_X
}

fn read(path: &Path) -> Result<Vec<Value>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("{name} can't be read"))?;
    let Ok(Value::Array(keys)) = serde_json::from_str(&text) else {
        bail!("{name} is no JSON list of keys");
    };
    ensure!(!keys.is_empty(), "{name} holds no key");
    for (number, key) in keys.iter().enumerate() {
        check(key).with_context(|| format!("{name}: key {}", number + 1))?;
    }
    Ok(keys)
}

/// A private key of a kind that signs tokens.
fn check(key: &Value) -> Result<()> {
    let text = |name: &str| key[name].as_str().unwrap_or_default();
    let needed: &[&str] = match (text("kty"), text("alg")) {
        ("EC", "ES256") if text("crv") == "P-256" => &["x", "y", "d"],
        ("RSA", "RS256") => &["n", "e", "d", "p", "q", "dp", "dq", "qi"],
        (kind, algorithm) => bail!(
            "kty {kind:?} with alg {algorithm:?} can't sign: EC with ES256 and P-256, or RSA with RS256 can"
        ),
    };
    for name in needed {
        let value = text(name);
        ensure!(!value.is_empty(), "{name} is missing");
        ensure!(URL_SAFE_NO_PAD.decode(value).is_ok(), "{name} is no base64url");
    }
    Ok(())
}

fn read_or_make(path: &Path) -> Result<Vec<Value>> {
    if path.exists() {
        return read(path);
    }
    let keys = vec![make()?];
    let text = serde_json::to_string_pretty(&keys)?;
    // Written aside first, so that a crash can't leave half a key.
    let aside = path.with_extension("new");
    std::fs::write(&aside, text)
        .and_then(|()| std::fs::File::open(&aside)?.sync_all())
        .and_then(|()| std::fs::rename(&aside, path))
        .with_context(|| format!("{} can't be written", path.display()))?;
    Ok(keys)
}

fn make() -> Result<Value> {
    let unable = |_| anyhow::anyhow!("the system makes no keys");
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(unable)?;
    let private: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().map_err(unable)?;
    // An uncompressed point: a byte that says so, then both coordinates.
    let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    // RFC 7638: the hash of what makes the key, in this very form.
    let thumbprint = format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#);
    let kid = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, thumbprint.as_bytes()));
    Ok(json!({
        "kty": "EC", "kid": kid, "use": "sig", "key_ops": ["sign", "verify"], "alg": "ES256",
        "ext": true, "crv": "P-256", "x": x, "y": y, "d": URL_SAFE_NO_PAD.encode(private.as_ref()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let first = signing_keys(None, dir.path()).unwrap();
        assert_eq!(first, signing_keys(None, dir.path()).unwrap());
        assert_eq!(first.len(), 1);
        check(&first[0]).unwrap();
        assert!(!is_demo(&first[0]));
        assert_ne!(make().unwrap()["d"], first[0]["d"]);
        for (name, length) in [("x", 43), ("y", 43), ("d", 43), ("kid", 43)] {
            assert_eq!(first[0][name].as_str().unwrap().len(), length, "{name}");
        }
    }

    #[test]
    fn a_projects_own_keys_are_checked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("own.json");
        let check = |text: &str, expected: &str| {
            std::fs::write(&path, text).unwrap();
            let found = match signing_keys(Some(&path), dir.path()) {
                Ok(keys) => format!("{} keys", keys.len()),
                Err(error) => format!("{error:#}").replace(&*path.to_string_lossy(), "own.json"),
            };
            assert_eq!(found, expected, "{text}");
        };
        let own = serde_json::to_string(&[make().unwrap()]).unwrap();
        check(&own, "1 keys");
        check("{}", "own.json is no JSON list of keys");
        check("[]", "own.json holds no key");
        check(&serde_json::to_string(&[demo_key()]).unwrap(), "own.json: key 1: d is missing");
        check(
            r#"[{"kty":"oct","alg":"HS256"}]"#,
            "own.json: key 1: kty \"oct\" with alg \"HS256\" can't sign: EC with ES256 and P-256, or RSA with RS256 can",
        );
        assert!(is_demo(&demo_key()));
    }
}
