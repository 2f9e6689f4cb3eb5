//! The time zone of a session: moments are shown in it and literals without a zone are read in it. It is UTC unless
//! somebody says otherwise for the time of one piece of work on one thread.
//!
//! It belongs to printing and reading alone. The canonical form of a value, and of a moment inside of an array or a
//! composite, stays in UTC, so that equal moments are stored alike whoever wrote them.

use super::zone::Zone;
use super::{DAY, check_timestamp, is_infinite, write_timestamp};
use crate::ValueError;
use crate::sink::Sink;
use std::cell::RefCell;

thread_local! {
    /// Nothing is UTC.
    static ZONE: RefCell<Option<Zone>> = const { RefCell::new(None) };
}

/// Does a piece of work in a zone, on this thread; in UTC where none is named or there is none of the name.
pub fn within<T>(zone: Option<&str>, work: impl FnOnce() -> T) -> T {
    let zone = zone.and_then(|zone| Zone::of_setting(zone).ok());
    let before = ZONE.replace(zone);
    let _restored = Restoring(before);
    work()
}

/// Whether a session can have such a zone.
///
/// # Errors
/// `22023`: there is none of the name, or its offset isn't whole minutes.
pub fn check_zone(name: &str) -> Result<(), ValueError> {
    Zone::of_setting(name).map(drop)
}

/// Sets the zone back, also when the work panics.
struct Restoring(Option<Zone>);

impl Drop for Restoring {
    fn drop(&mut self) {
        ZONE.replace(self.0.take());
    }
}

/// Seconds east of Greenwich at a moment.
fn offset_at(micros: i64) -> i32 {
    ZONE.with_borrow(|zone| zone.as_ref().map_or(0, |zone| zone.offset_at(micros)))
}

/// The local time of a moment.
pub(crate) fn to_local(micros: i64) -> i64 {
    if is_infinite(micros) {
        return micros;
    }
    ZONE.with_borrow(|zone| zone.as_ref().map_or(micros, |zone| zone.to_local(micros)))
}

/// The moment of a local time.
pub(crate) fn to_utc(local: i64) -> Result<i64, ValueError> {
    if is_infinite(local) {
        return Ok(local);
    }
    let utc = ZONE.with_borrow(|zone| zone.as_ref().map_or(local, |zone| zone.to_utc(local)));
    check_timestamp(i128::from(utc))
}

/// The start of a local day, as a moment.
pub(crate) fn day_to_utc(days: i64) -> Result<i64, ValueError> {
    to_utc(days.saturating_mul(DAY))
}

/// Whether the session's zone is UTC.
pub(crate) fn is_utc() -> bool {
    ZONE.with_borrow(Option::is_none)
}

/// Seconds east of Greenwich at a local time.
pub(crate) fn offset_of_local(local: i64) -> i32 {
    ZONE.with_borrow(|zone| zone.as_ref().map_or(0, |zone| zone.offset_of_local(local)))
}

/// A moment in the session's zone: `2024-05-01 12:00:00+02`, in JSON with `T` and always with minutes, `+02:00`.
pub fn write_moment<S: Sink>(micros: i64, between: u8, minutes: bool, out: &mut S) {
    if is_utc() || is_infinite(micros) {
        return write_timestamp(micros, between, if minutes { "+00:00" } else { "+00" }, out);
    }
    let offset = offset_at(micros);
    let sign = if offset < 0 { '-' } else { '+' };
    let all = offset.unsigned_abs();
    let (hour, minute, second) = (all / 3_600, all / 60 % 60, all % 60);
    let mut zone = format!("{sign}{hour:02}");
    if minutes || minute != 0 || second != 0 {
        zone.push_str(&format!(":{minute:02}"));
    }
    if second != 0 {
        zone.push_str(&format!(":{second:02}"));
    }
    write_timestamp(to_local(micros), between, &zone, out);
}
