//! Digests: the core's `md5` and `sha…`, and pgcrypto's `digest`, `hmac` and `gen_random_bytes`.

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use value::{Value, ValueError};

use crate::arguments::{int, raw, text};
use crate::table::patterns::{BYTEA, INT4, TEXT};
use crate::text::encoding::hex;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("md5", &[TEXT], TEXT, md5).safe(),
    Builtin::function("md5", &[BYTEA], TEXT, md5).safe(),
    Builtin::function("sha224", &[BYTEA], BYTEA, |_, a| sum::<Sha224>(a)).safe(),
    Builtin::function("sha256", &[BYTEA], BYTEA, |_, a| sum::<Sha256>(a)).safe(),
    Builtin::function("sha384", &[BYTEA], BYTEA, |_, a| sum::<Sha384>(a)).safe(),
    Builtin::function("sha512", &[BYTEA], BYTEA, |_, a| sum::<Sha512>(a)).safe(),
    Builtin::function("digest", &[TEXT, TEXT], BYTEA, digest),
    Builtin::function("digest", &[BYTEA, TEXT], BYTEA, digest),
    Builtin::function("hmac", &[TEXT, TEXT, TEXT], BYTEA, hmac),
    Builtin::function("hmac", &[BYTEA, BYTEA, TEXT], BYTEA, hmac),
    Builtin::function("gen_random_bytes", &[INT4], BYTEA, gen_random_bytes).volatile(),
];

fn md5(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(hex(&Md5::digest(raw(arguments, 0)?))))
}

fn sum<D: Digest>(arguments: &[Value]) -> Answer {
    Ok(Value::bytes(D::digest(raw(arguments, 0)?).as_slice()))
}

fn digest(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let name = text(arguments, 1)?;
    match name.to_ascii_lowercase().as_str() {
        "md5" => sum::<Md5>(arguments),
        "sha1" => sum::<Sha1>(arguments),
        "sha224" => sum::<Sha224>(arguments),
        "sha256" => sum::<Sha256>(arguments),
        "sha384" => sum::<Sha384>(arguments),
        "sha512" => sum::<Sha512>(arguments),
        _ => Err(no_such_algorithm(name)),
    }
}

fn hmac(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let name = text(arguments, 2)?;
    match name.to_ascii_lowercase().as_str() {
        "md5" => sign::<Hmac<Md5>>(arguments),
        "sha1" => sign::<Hmac<Sha1>>(arguments),
        "sha224" => sign::<Hmac<Sha224>>(arguments),
        "sha256" => sign::<Hmac<Sha256>>(arguments),
        "sha384" => sign::<Hmac<Sha384>>(arguments),
        "sha512" => sign::<Hmac<Sha512>>(arguments),
        _ => Err(no_such_algorithm(name)),
    }
}

fn sign<M: Mac + KeyInit>(arguments: &[Value]) -> Answer {
    let (data, key) = (raw(arguments, 0)?, raw(arguments, 1)?);
    let mut mac = <M as KeyInit>::new_from_slice(key)
        .map_err(|error| ValueError::new("39000", format!("Cannot use the key: {error}")))?;
    mac.update(data);
    Ok(Value::bytes(mac.finalize().into_bytes().as_slice()))
}

fn gen_random_bytes(context: &Context<'_>, arguments: &[Value]) -> Answer {
    match usize::try_from(int(arguments, 0)?) {
        Ok(count @ 1..=1024) => {
            let mut bytes = vec![0; count];
            context.outside.random(&mut bytes);
            Ok(Value::bytes(bytes))
        }
        _ => Err(ValueError::new("39000", "Length not in range")),
    }
}

fn no_such_algorithm(name: &str) -> ValueError {
    ValueError::new("22023", format!("Cannot use \"{name}\": No such hash algorithm"))
}
