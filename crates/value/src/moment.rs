//! What a conversion may know of the moment it runs in.

/// The moment a statement started; `now`, `today` and the like in date and time input are relative to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Microseconds since 1970-01-01 00:00 UTC.
    pub now_micros: i64,
}
