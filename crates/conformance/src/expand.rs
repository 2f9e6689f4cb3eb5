//! What a case can't say as it is: `<<…>>` in URLs, headers and bodies.
//!
//! | written | stands for |
//! |---|---|
//! | `<<1000 and(>>` | `and(` a thousand times |
//! | `<<bytes ff00>>` | these bytes |
//! | `<<token {"role":"anon"}>>` | a token with these claims that the server trusts |
//! | `<<unsigned {"role":"anon"}>>` | one of `alg: none` |
//! | `<<forged {"role":"anon"}>>` | one that is signed by another secret |

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, crypto};

/// The secret by which the server under test verifies tokens.
pub(crate) const SECRET: &[u8] = b"a secret of the cases that has more than 32 characters";

/// The bytes that a text of a case stands for.
pub(crate) fn expand(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<<") {
        let (inside, behind) = behind.split_once(">>").context("<< without >>")?;
        bytes.extend_from_slice(before.as_bytes());
        bytes.extend(one(inside)?);
        rest = behind;
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

fn one(inside: &str) -> Result<Vec<u8>> {
    let (word, text) = inside.split_once(' ').context("<<word text>>")?;
    Ok(match word {
        "bytes" => hexadecimal(text)?,
        "token" => token(HS256, text, SECRET)?.into_bytes(),
        "forged" => token(HS256, text, b"another secret, which nobody should trust")?.into_bytes(),
        "unsigned" => unsigned(text).into_bytes(),
        times => text.as_bytes().repeat(times.parse().context("<<times text>>")?),
    })
}

const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// A token with these claims that the server trusts.
pub(crate) fn trusted(claims: &str) -> Result<String> {
    token(HS256, claims, SECRET)
}

fn token(header: &str, claims: &str, secret: &[u8]) -> Result<String> {
    let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let key = EncodingKey::from_secret(secret);
    let signature = crypto::sign(signed.as_bytes(), &key, Algorithm::HS256)?;
    Ok(format!("{signed}.{signature}"))
}

fn unsigned(claims: &str) -> String {
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
    format!("{header}.{}.", URL_SAFE_NO_PAD.encode(claims))
}

fn hexadecimal(text: &str) -> Result<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| Ok(u8::from_str_radix(std::str::from_utf8(pair)?, 16)?)).collect()
}
