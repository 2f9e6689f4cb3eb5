//! The key with which Supabase's CLI signs on every machine. `dev` believes what it signed, so that an application's `.env`
//! works unchanged; `start` refuses to sign with it.

use std::path::Path;

use jsonwebtoken::errors::Error;
use jsonwebtoken::{Algorithm, DecodingKey};
use web::VerificationKey;

/// The public half; the private one is as well known.
const X: &str = "M5Sjqn5zwC9Kl1zVfUUGvv9boQjCGd45G8sdopBExB4";
const Y: &str = "P6IXMvA2WYXSHSOMTBH2jsw_9rrzGy89FjPf6oOsIxQ";
const ID: &str = "b81269f1-21d8-4f2e-b719-c2240a840d90";

/// What verifies the tokens that every machine's CLI signs.
pub(crate) fn demo_key() -> Result<VerificationKey, Error> {
    let key = DecodingKey::from_ec_components(X, Y)?;
    Ok(VerificationKey { id: Some(ID.to_owned()), algorithm: Algorithm::ES256, key })
}

/// Whether a file of signing keys holds it. A file that can't be read is somebody else's error.
pub(crate) fn holds_demo_key(path: &Path) -> bool {
    std::fs::read_to_string(path).is_ok_and(|text| text.contains(X))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_well_known_key_is_recognized() {
        assert!(demo_key().is_ok());
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys.json");
        assert!(!holds_demo_key(&path));
        std::fs::write(&path, format!("[{{\"x\": \"{X}\"}}]")).unwrap();
        assert!(holds_demo_key(&path));
        std::fs::write(&path, "[]").unwrap();
        assert!(!holds_demo_key(&path));
    }
}
