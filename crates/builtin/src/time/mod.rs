//! Functions and operators of dates, times, timestamps and intervals. The time zone of a session is UTC.

pub(crate) mod age;
pub(crate) mod arithmetic;
pub(crate) mod extract;
pub(crate) mod interval;
pub(crate) mod make;
pub(crate) mod now;
pub(crate) mod overlaps;
pub(crate) mod truncate;
pub(crate) mod unit;
pub(crate) mod zone;
