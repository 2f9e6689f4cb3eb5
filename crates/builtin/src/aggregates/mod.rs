//! The aggregates, in groups.

pub(crate) mod count;
pub(crate) mod extremes;
pub(crate) mod gather;
pub(crate) mod json;
pub(crate) mod logic;
pub(crate) mod ordered;
pub(crate) mod ranges;
pub(crate) mod regression;
pub(crate) mod spread;
pub(crate) mod sums;
