//! Dates and times as text: PostgreSQL's ISO style, and that of its JSON.

use super::{DAY, INFINITY, NEG_INFINITY, civil_from_days, fields};
use crate::Sink;

/// A date; `infinity` and dates before Christ included.
pub fn write_date<S: Sink>(days: i64, out: &mut S) {
    if let Some(name) = infinite(days) {
        return out.put(name);
    }
    let civil = civil_from_days(days);
    write_civil(civil.year, civil.month, civil.day, out);
    write_era(civil.year, out);
}

/// A time of day.
pub fn write_time<S: Sink>(micros: i64, out: &mut S) {
    let micros = micros.clamp(0, DAY).unsigned_abs();
    let seconds = micros / 1_000_000;
    write_clock(seconds / 3600, seconds / 60 % 60, seconds % 60, micros % 1_000_000, out);
}

/// A timestamp: what stands between date and time (a blank, or `T` in JSON) and its zone are the caller's.
pub fn write_timestamp<S: Sink>(micros: i64, between: u8, zone: &str, out: &mut S) {
    if let Some(name) = infinite(micros) {
        return out.put(name);
    }
    let all = fields(micros);
    write_civil(all.civil.year, all.civil.month, all.civil.day, out);
    out.put_ascii(between);
    let clock = [all.hour, all.minute, all.second].map(u64::from);
    write_clock(clock[0], clock[1], clock[2], u64::from(all.micros), out);
    out.put(zone);
    write_era(all.civil.year, out);
}

const fn infinite(form: i64) -> Option<&'static str> {
    match form {
        INFINITY => Some("infinity"),
        NEG_INFINITY => Some("-infinity"),
        _ => None,
    }
}

fn write_civil<S: Sink>(year: i64, month: u8, day: u8, out: &mut S) {
    let shown = if year > 0 { year } else { 1 - year };
    out.put_digits(shown.unsigned_abs(), 4);
    out.put_ascii(b'-');
    out.put_digits(u64::from(month), 2);
    out.put_ascii(b'-');
    out.put_digits(u64::from(day), 2);
}

fn write_era<S: Sink>(year: i64, out: &mut S) {
    if year <= 0 {
        out.put(" BC");
    }
}

fn write_clock<S: Sink>(hour: u64, minute: u64, second: u64, micros: u64, out: &mut S) {
    out.put_digits(hour, 2);
    out.put_ascii(b':');
    out.put_digits(minute, 2);
    out.put_ascii(b':');
    out.put_digits(second, 2);
    write_fraction(micros, out);
}

/// `.5` of 500,000 microseconds; nothing of none.
pub(crate) fn write_fraction<S: Sink>(mut micros: u64, out: &mut S) {
    if micros == 0 {
        return;
    }
    let mut width = 6;
    while micros.is_multiple_of(10) {
        micros /= 10;
        width -= 1;
    }
    out.put_ascii(b'.');
    out.put_digits(micros, width);
}
