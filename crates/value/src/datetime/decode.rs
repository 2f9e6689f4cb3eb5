//! The fields of a date and time put together, in the order and with the guesses of PostgreSQL's reader
//! (`DateStyle` ISO, month before day).

use super::lexer::{Field, Shape};
use super::parse::{Wrong, clock, offset, seconds};
use super::words::{Meaning, meaning};
use super::zone::{self, Zone};
use super::{Civil, DAY, civil_from_days};
use crate::Moment;

/// Which parts of a date are known, as bits.
const YEAR: u8 = 1;
const MONTH: u8 = 2;
const DAY_OF_MONTH: u8 = 4;
pub(super) const DATE: u8 = YEAR | MONTH | DAY_OF_MONTH;

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) day_of_year: Option<i64>,
    pub(super) julian: Option<i64>,
    pub(super) known: u8,
    named_month: bool,
    pub(super) two_digits: bool,
    pub(super) before_christ: Option<bool>,
    pub(super) afternoon: Option<bool>,
    /// Microseconds since midnight.
    pub(super) clock: Option<i64>,
    pub(super) zone: Option<Zone>,
    pub(super) special: Option<Meaning>,
    /// A word that says what the next number is.
    prefix: Option<Meaning>,
    /// A time alone is read, so that bare digits are one.
    time_only: bool,
    /// The first field is a date all the same.
    date_before_time: bool,
    /// A word was read that must not stand before a date.
    word_seen: bool,
    /// `dst` behind a zone.
    summer: bool,
}

impl Draft {
    /// Reads all fields.
    pub(super) fn read(fields: &[Field], at: &Moment, time_only: bool) -> Result<Self, Wrong> {
        let mut draft = Self { time_only, ..Self::default() };
        if time_only
            && let [first, second, ..] = fields
            && first.shape == Shape::Date
        {
            // A date may stand before a time, but only so.
            let last = fields.last().unwrap_or(second);
            draft.date_before_time = second.shape == Shape::Time || last.shape == Shape::Date;
        }
        for (position, field) in fields.iter().enumerate() {
            let next = fields.get(position + 1);
            draft.field(field, next, at)?;
        }
        if draft.prefix.is_some() {
            return Err(Wrong::Syntax);
        }
        match &mut draft.zone {
            Some(Zone::Offset(seconds)) if draft.summer => *seconds += 3600,
            None if draft.summer => return Err(Wrong::Syntax),
            _ => {}
        }
        Ok(draft)
    }

    fn field(&mut self, field: &Field, next: Option<&Field>, at: &Moment) -> Result<(), Wrong> {
        let text = field.text.as_str();
        match field.shape {
            Shape::Date => self.date_or_zone(text),
            Shape::Time => {
                if self.prefix.take().is_some_and(|prefix| prefix != Meaning::IsoTime) {
                    return Err(Wrong::Syntax);
                }
                self.set_clock(clock(text)?)
            }
            Shape::Zone => {
                let seconds = offset(text)?;
                self.set_zone(Zone::Offset(seconds))
            }
            Shape::Number => self.number_field(text),
            Shape::Word | Shape::Special => self.word(text, next, at),
        }
    }

    /// `1999-01-08`, or a zone's name with punctuation, or `101112-08` behind `T`.
    fn date_or_zone(&mut self, text: &str) -> Result<(), Wrong> {
        let digit_first = text.starts_with(|c: char| c.is_ascii_digit());
        if self.prefix == Some(Meaning::Julian) {
            return Err(Wrong::Syntax);
        }
        let month_and_day = self.known & (MONTH | DAY_OF_MONTH) == MONTH | DAY_OF_MONTH;
        let dated = !self.time_only || std::mem::take(&mut self.date_before_time);
        if self.prefix.is_none() && !month_and_day && dated {
            return self.date(text);
        }
        if digit_first || self.prefix.is_some() {
            self.prefix = None;
            let (digits, zone) = text.split_once('-').ok_or(Wrong::Syntax)?;
            let seconds = offset(&format!("-{zone}"))?;
            self.set_zone(Zone::Offset(seconds))?;
            return self.run_together(digits);
        }
        let zone = Zone::full(text).ok_or_else(|| Wrong::Zone(text.to_owned()))?;
        self.set_zone(zone)
    }

    /// The parts of a date with separators; a named month counts before all numbers.
    fn date(&mut self, text: &str) -> Result<(), Wrong> {
        let parts = date_parts(text);
        if self.known & DATE != 0 && self.known & DATE != MONTH {
            return Err(Wrong::Syntax);
        }
        for part in parts.iter().filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            match meaning(part) {
                Some(Meaning::Month(month)) => self.set_month(month)?,
                Some(Meaning::Filler) => {}
                _ => return Err(Wrong::Syntax),
            }
        }
        for part in parts.iter().filter(|part| part.starts_with(|c: char| c.is_ascii_digit())) {
            self.date_number(part)?;
        }
        let incomplete = self.known & DATE != DATE && self.day_of_year.is_none();
        if incomplete || self.clock.is_some() || self.word_seen {
            return Err(Wrong::Syntax);
        }
        Ok(())
    }

    fn set_month(&mut self, month: i64) -> Result<(), Wrong> {
        let guessed =
            self.known & MONTH != 0 && !self.named_month && self.known & DAY_OF_MONTH == 0;
        if guessed && (1..=31).contains(&self.month) {
            self.day = self.month;
            self.known |= DAY_OF_MONTH;
        } else if self.known & MONTH != 0 {
            return Err(Wrong::Syntax);
        }
        self.named_month = true;
        self.month = month;
        self.known |= MONTH;
        Ok(())
    }

    fn set_clock(&mut self, micros: i64) -> Result<(), Wrong> {
        if self.clock.is_some() {
            return Err(Wrong::Syntax);
        }
        self.clock = Some(micros);
        Ok(())
    }

    fn set_zone(&mut self, zone: Zone) -> Result<(), Wrong> {
        if self.zone.is_some() {
            return Err(Wrong::Syntax);
        }
        self.zone = Some(zone);
        Ok(())
    }

    /// A number with nothing but perhaps a point in it.
    fn number_field(&mut self, text: &str) -> Result<(), Wrong> {
        match self.prefix.take() {
            Some(Meaning::Julian) => return self.set_julian(text),
            Some(_) => return self.run_together(text),
            None if self.time_only => return self.run_together(text),
            None => {}
        }
        let whole = text.split('.').next().unwrap_or_default();
        let dotted = whole.len() < text.len();
        if dotted && self.known & DATE == 0 && self.day_of_year.is_none() {
            // 1999.008 is a day of a year.
            return self.date(text);
        }
        if dotted && whole.len() > 2
            || text.len() >= 6 && (!self.has_date() || self.clock.is_none())
        {
            return self.run_together(text);
        }
        self.date_number(text)
    }

    pub(super) fn has_date(&self) -> bool {
        self.known & DATE == DATE || self.day_of_year.is_some() || self.julian.is_some()
    }

    fn set_julian(&mut self, text: &str) -> Result<(), Wrong> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let day: i64 = whole.parse().map_err(|_| Wrong::Field)?;
        if self.known & DATE != 0 || self.julian.is_some() {
            return Err(Wrong::Syntax);
        }
        if !fraction.is_empty() {
            let part: f64 = format!("0.{fraction}").parse().map_err(|_| Wrong::Syntax)?;
            self.set_clock((part * DAY as f64) as i64)?;
        }
        self.julian = Some(day);
        self.known |= DATE;
        Ok(())
    }

    /// One number of a date; which it is depends on what is known and how long it is.
    fn date_number(&mut self, text: &str) -> Result<(), Wrong> {
        let length = text.len();
        let value: i64 = text.parse().map_err(|_| {
            if text.bytes().all(|byte| byte.is_ascii_digit()) {
                Wrong::Field
            } else {
                Wrong::Syntax
            }
        })?;
        if value > i64::from(i32::MAX) {
            return Err(Wrong::Field);
        }
        if length == 3 && self.known & DATE == YEAR && (1..=366).contains(&value) {
            self.day_of_year = Some(value);
            self.known |= MONTH | DAY_OF_MONTH;
            return Ok(());
        }
        match (self.known & DATE, self.named_month) {
            (0, _) if length < 3 => self.set(MONTH, value),
            (0, _) => self.set_year(value, length),
            (YEAR, _) | (DAY_OF_MONTH, _) => self.set(MONTH, value),
            (MONTH, true) if length >= 3 => self.set_year(value, length),
            (MONTH, _) => self.set(DAY_OF_MONTH, value),
            (known, true) if known == YEAR | MONTH && length >= 3 && self.two_digits => {
                self.set(DAY_OF_MONTH, self.year);
                self.set_year(value, length);
            }
            (known, _) if known == YEAR | MONTH => self.set(DAY_OF_MONTH, value),
            (known, _) if known == MONTH | DAY_OF_MONTH => self.set_year(value, length),
            _ => return self.run_together(text),
        }
        Ok(())
    }

    fn set(&mut self, part: u8, value: i64) {
        match part {
            MONTH => self.month = value,
            _ => self.day = value,
        }
        self.known |= part;
    }

    fn set_year(&mut self, value: i64, length: usize) {
        self.year = value;
        self.two_digits = length <= 2;
        self.known |= YEAR;
    }

    /// Digits without separators: `19990108`, `990108`, `040506`, `0405`, with a fraction of a second.
    fn run_together(&mut self, text: &str) -> Result<(), Wrong> {
        let (digits, fraction) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
        if digits.len() > 30 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Wrong::Syntax);
        }
        let number = |digits: &str| digits.parse::<i64>().map_err(|_| Wrong::Field);
        let dated = self.has_date() || self.time_only || self.known & DATE == DATE;
        if !dated && fraction.is_none() && digits.len() >= 6 {
            let (rest, day) = digits.split_at(digits.len() - 2);
            let (year, month) = rest.split_at(rest.len() - 2);
            if self.known & DATE != 0 {
                return Err(Wrong::Syntax);
            }
            self.set_year(number(year)?, year.len());
            self.set(MONTH, number(month)?);
            self.set(DAY_OF_MONTH, number(day)?);
            return Ok(());
        }
        let (hour, minute, second) = match digits.len() {
            6 => (&digits[..2], &digits[2..4], &digits[4..]),
            4 if fraction.is_none() => (&digits[..2], &digits[2..], "0"),
            _ => return Err(Wrong::Syntax),
        };
        let second = seconds(second, fraction)?;
        self.set_clock(super::parse::clock_of(number(hour)?, number(minute)?, second)?)
    }

    fn word(&mut self, word: &str, next: Option<&Field>, at: &Moment) -> Result<(), Wrong> {
        let Some(meaning) = meaning(word) else { return self.zone_word(word) };
        match meaning {
            Meaning::Month(_) | Meaning::Weekday if self.time_only => Err(Wrong::Syntax),
            Meaning::Month(month) => self.set_month(month),
            Meaning::Filler => Ok(()),
            Meaning::Weekday => {
                self.word_seen = true;
                Ok(())
            }
            Meaning::Summer => {
                self.summer = true;
                Ok(())
            }
            Meaning::Meridian(afternoon) => {
                self.word_seen = true;
                once(&mut self.afternoon, afternoon)
            }
            Meaning::Era(before) => {
                self.word_seen = true;
                once(&mut self.before_christ, before)
            }
            Meaning::IsoTime => {
                let follows = next.is_some_and(|next| {
                    matches!(next.shape, Shape::Number | Shape::Time | Shape::Date)
                });
                if !follows || !(self.has_date() || self.time_only) {
                    return Err(Wrong::Syntax);
                }
                self.prefix = Some(meaning);
                Ok(())
            }
            Meaning::Julian => {
                self.prefix = Some(meaning);
                Ok(())
            }
            Meaning::Now => {
                self.set_day(at.now_micros.div_euclid(DAY))?;
                self.set_zone(Zone::Offset(0))?;
                self.set_clock(at.now_micros.rem_euclid(DAY))
            }
            Meaning::Day(days) => self.set_day(at.now_micros.div_euclid(DAY) + days),
            Meaning::Allballs => {
                self.set_zone(Zone::Offset(0))?;
                self.set_clock(0)
            }
            Meaning::Epoch | Meaning::Infinity | Meaning::NegInfinity => {
                once(&mut self.special, meaning)
            }
        }
    }

    fn zone_word(&mut self, word: &str) -> Result<(), Wrong> {
        let seconds = zone::abbreviation(word).map(Zone::Offset);
        self.set_zone(seconds.or_else(|| Zone::full(word)).ok_or(Wrong::Syntax)?)
    }

    fn set_day(&mut self, days: i64) -> Result<(), Wrong> {
        if self.known & DATE != 0 {
            return Err(Wrong::Syntax);
        }
        let Civil { year, month, day } = civil_from_days(days);
        (self.year, self.month, self.day) = (year, i64::from(month), i64::from(day));
        self.known |= DATE;
        Ok(())
    }
}

/// Runs of digits or of letters; the one character behind a run is what separates it, whatever it is.
fn date_parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::with_capacity(3);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
        let (part, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        parts.push(part);
        rest = after.get(1..).unwrap_or_default();
    }
    parts
}

fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), Wrong> {
    match slot.replace(value) {
        Some(_) => Err(Wrong::Syntax),
        None => Ok(()),
    }
}
