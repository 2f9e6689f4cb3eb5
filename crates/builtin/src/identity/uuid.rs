//! UUIDs: random ones, and `uuid-ossp`'s from names.

use md5::{Digest, Md5};
use sha1::Sha1;
use value::{Value, ValueError};

use crate::arguments::{bytes, text};
use crate::table::patterns::{TEXT, UUID};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("gen_random_uuid", &[], UUID, random).volatile().safe(),
    Builtin::function("uuid_generate_v4", &[], UUID, random).volatile().safe(),
    Builtin::function("uuid_generate_v3", &[UUID, TEXT], UUID, |_, a| named::<Md5>(a, 3)).safe(),
    Builtin::function("uuid_generate_v5", &[UUID, TEXT], UUID, |_, a| named::<Sha1>(a, 5)).safe(),
    Builtin::function("uuid_nil", &[], UUID, |_, _| Ok(Value::bytes([0; 16]))).safe(),
    Builtin::function("uuid_ns_dns", &[], UUID, |_, _| namespace(0x10)).safe(),
    Builtin::function("uuid_ns_url", &[], UUID, |_, _| namespace(0x11)).safe(),
    Builtin::function("uuid_ns_oid", &[], UUID, |_, _| namespace(0x12)).safe(),
    Builtin::function("uuid_ns_x500", &[], UUID, |_, _| namespace(0x14)).safe(),
];

fn random(context: &Context<'_>, _: &[Value]) -> Answer {
    let mut bytes = [0; 16];
    context.outside.random(&mut bytes);
    Ok(Value::bytes(marked(bytes, 4)))
}

fn named<D: Digest>(arguments: &[Value], version: u8) -> Answer {
    let mut digest = D::new();
    digest.update(bytes(arguments, 0)?);
    digest.update(text(arguments, 1)?);
    let mut first = [0; 16];
    for (to, from) in first.iter_mut().zip(digest.finalize()) {
        *to = from;
    }
    Ok(Value::bytes(marked(first, version)))
}

/// The bytes with the version and RFC 9562's variant in their places.
fn marked(mut bytes: [u8; 16], version: u8) -> [u8; 16] {
    bytes[6] = bytes[6] & 0x0F | version << 4;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    bytes
}

/// RFC 9562's namespaces differ in one byte.
fn namespace(fourth: u8) -> Answer {
    Ok(Value::bytes([
        0x6B, 0xA7, 0xB8, fourth, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
        0xC8,
    ]))
}
