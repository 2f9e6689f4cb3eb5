//! Functions and operators of numbers.

pub(crate) mod bits;
pub(crate) mod degrees;
pub(crate) mod float;
pub(crate) mod integer;
pub(crate) mod math;
pub(crate) mod numeric;
