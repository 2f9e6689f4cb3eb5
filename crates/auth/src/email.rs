//! Addresses: what HTML's `input type=email` takes, in lower case.

use crate::error::{AccountError, Error};

/// A longer address is refused, in bytes.
const BYTES_MAX: usize = 255;
/// A longer part of a domain is none, in bytes (RFC 1035).
const LABEL_BYTES_MAX: usize = 63;

/// The address in lower case.
pub(crate) fn validate(address: &str) -> Result<String, Error> {
    if address.is_empty() {
        return Err(Error::Account(AccountError::EmailMissing));
    }
    if address.len() > BYTES_MAX {
        return Err(Error::Account(AccountError::EmailTooLong));
    }
    match address.rsplit_once('@') {
        Some((local, domain)) if is_local(local) && domain.split('.').all(is_label) => {
            Ok(address.to_lowercase())
        }
        _ => Err(Error::Account(AccountError::EmailFormat)),
    }
}

fn is_local(local: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    !local.is_empty() && local.bytes().all(allowed)
}

fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    bytes.len() <= LABEL_BYTES_MAX
        && ends(bytes.first())
        && ends(bytes.last())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_must_be_one() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(validate(address).ok().as_deref(), expected, "{address}");
        };
        check("Ruth@Careers.Test", Some("ruth@careers.test"));
        check("a.b+c@localhost", Some("a.b+c@localhost"));
        check("o'brien@a-b.example", Some("o'brien@a-b.example"));
        check(&format!("{}@x.test", "a".repeat(248)), Some(&format!("{}@x.test", "a".repeat(248))));
        check(&format!("{}@x.test", "a".repeat(249)), None);
        for wrong in [
            "",
            "nowhere",
            "@x.test",
            "a@",
            "a@b@c",
            "a b@x.test",
            "a@-x.test",
            "a@x-.test",
            "a@x..test",
            "a@x.test.",
            "a@x_y.test",
            "ü@x.test",
            "a@ü.test",
            "a\0@x.test",
            "a@x.test\n",
            "<a@x.test>",
        ] {
            check(wrong, None);
        }
        check(&format!("a@{}.test", "b".repeat(64)), None);
    }
}
