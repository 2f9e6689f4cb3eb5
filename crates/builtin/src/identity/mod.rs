//! Identifiers, digests, network addresses, enums, and what is asked of any value.

pub(crate) mod any;
pub(crate) mod digest;
pub(crate) mod enums;
pub(crate) mod inet;
pub(crate) mod setting;
pub(crate) mod tag;
pub(crate) mod uuid;
