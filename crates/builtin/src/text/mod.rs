//! Functions and operators of text and bytes.

pub(crate) mod build;
pub(crate) mod bytes;
pub(crate) mod case;
pub(crate) mod cut;
pub(crate) mod encoding;
pub(crate) mod find;
pub(crate) mod format;
pub(crate) mod keywords;
pub(crate) mod like;
pub(crate) mod measure;
pub(crate) mod names;
pub(crate) mod quote;

use value::ValueError;

/// How long a text may become, in bytes. PostgreSQL's own limit is one gigabyte; this one keeps a single
/// expression from taking the memory of everyone else.
pub(crate) const LONGEST: usize = 128 * 1024 * 1024;

/// Refuses a text that would become too long.
pub(crate) fn within_limit(length: usize) -> Result<usize, ValueError> {
    if length > LONGEST {
        return Err(ValueError::new("54000", "requested length too large"));
    }
    Ok(length)
}
