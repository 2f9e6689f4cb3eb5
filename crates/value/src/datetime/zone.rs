//! Time zones: their abbreviations, and named zones from the database that is built into the program.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

use super::{Civil, Fields, SECOND, civil_from_days, days_from_civil, fields};
use crate::ValueError;

/// How a local time relates to UTC.
#[derive(Clone, Debug)]
pub enum Zone {
    /// Seconds east of Greenwich.
    Offset(i32),
    /// A zone with a history.
    Named(Box<TimeZone>),
}

/// The moment at which a zone's offset must be whole minutes.
const Y2000: i64 = 946_684_800 * SECOND;

/// No zone is further from Greenwich than a week.
const HOURS_MAX: f64 = 167.0;

/// Hours in seconds.
fn seconds(hours: f64) -> Option<i32> {
    (hours.abs() <= HOURS_MAX).then_some((hours * 3_600.0) as i32)
}

/// `22023`: a zone that nobody knows.
pub fn unknown(name: &str) -> ValueError {
    ValueError::new("22023", format!("time zone \"{name}\" not recognized"))
}

impl Zone {
    /// A zone by its abbreviation (`EST`), its name (`Europe/Paris`) or POSIX's rule (`EST5EDT`), in any case.
    pub fn named(name: &str) -> Option<Self> {
        abbreviation(&name.to_ascii_lowercase()).map(Self::Offset).or_else(|| Self::full(name))
    }

    /// The same without abbreviations.
    pub(super) fn full(name: &str) -> Option<Self> {
        if name.is_empty() || name.len() > 255 {
            return None;
        }
        let known = TimeZoneDatabase::bundled().get(name);
        let zone = known.or_else(|_| TimeZone::posix(&name.to_ascii_uppercase()));
        zone.ok().map(|zone| Self::Named(Box::new(zone))).or_else(|| Self::posix(name))
    }

    /// The zone of a setting: a name in any case, hours east of Greenwich (`-4`), or an offset that POSIX counts
    /// westwards (`+05:30`).
    pub(super) fn of_setting(text: &str) -> Result<Self, ValueError> {
        let unknown = || {
            ValueError::new(
                "22023",
                format!("invalid value for parameter \"TimeZone\": \"{text}\""),
            )
        };
        let sign = if text.starts_with(['+', '-']) { "" } else { "+" };
        let posix = || super::parse::offset(&format!("{sign}{text}")).ok();
        let posix = || posix().map(|seconds| Self::Offset(-seconds));
        if let Ok(hours) = text.trim_start().parse::<f64>() {
            let far = || unknown().detail("UTC timezone offset is out of range.");
            return seconds(hours).map(Self::Offset).ok_or_else(far);
        }
        let zone = Self::full(text).or_else(posix).ok_or_else(unknown)?;
        if zone.offset_at(Y2000) % 60 == 0 {
            return Ok(zone);
        }
        let message = format!("time zone \"{text}\" appears to use leap seconds");
        Err(ValueError::new("22023", message).detail("PostgreSQL does not support leap seconds."))
    }

    /// Letters and an offset, which POSIX counts westwards: `z+2`.
    fn posix(name: &str) -> Option<Self> {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        if digits.len() == name.len() {
            return None;
        }
        let signed = digits.starts_with(['+', '-']);
        let digits = if signed { digits.to_owned() } else { format!("+{digits}") };
        super::parse::offset(&digits).ok().map(|seconds| Self::Offset(-seconds))
    }

    /// The zone of `at time zone '…'`: a name, or an offset, which POSIX counts westwards (`+3` is UTC-3).
    pub fn of_expression(text: &str) -> Result<Self, ValueError> {
        let name = crate::spaces::trim(text);
        if let Some(zone) = Self::named(name) {
            return Ok(zone);
        }
        let posix = super::parse::offset(name).map_err(|_| unknown(text))?;
        Ok(Self::Offset(-posix))
    }

    /// Whether its offset depends on the day.
    pub(super) fn varies(&self) -> bool {
        matches!(self, Self::Named(zone) if zone.to_fixed_offset().is_err())
    }

    /// Seconds east of Greenwich at a moment in UTC.
    pub fn offset_at(&self, micros: i64) -> i32 {
        match self {
            Self::Offset(seconds) => *seconds,
            Self::Named(zone) => {
                let seconds = representative(&fields(micros));
                let utc = TimeZone::UTC;
                let moment = utc.to_timestamp(seconds).unwrap_or_default();
                zone.to_offset(moment).seconds()
            }
        }
    }

    /// Seconds east of Greenwich at a local time; one that the clock skips or repeats counts by standard time.
    pub fn offset_of_local(&self, micros: i64) -> i32 {
        match self {
            Self::Offset(seconds) => *seconds,
            Self::Named(zone) => {
                let local = representative(&fields(micros));
                match zone.to_ambiguous_timestamp(local).offset() {
                    AmbiguousOffset::Unambiguous { offset } => offset.seconds(),
                    AmbiguousOffset::Gap { before, .. } => before.seconds(),
                    AmbiguousOffset::Fold { after, .. } => after.seconds(),
                }
            }
        }
    }

    /// The local time of a moment in UTC.
    pub fn to_local(&self, micros: i64) -> i64 {
        micros.saturating_add(i64::from(self.offset_at(micros)) * SECOND)
    }

    /// The moment in UTC of a local time.
    pub fn to_utc(&self, micros: i64) -> i64 {
        micros.saturating_sub(i64::from(self.offset_of_local(micros)) * SECOND)
    }
}

/// The same day of a year that zones are known for: the calendar repeats every 400 years.
fn representative(all: &Fields) -> DateTime {
    let Civil { mut year, month, day } = all.civil;
    if year > 9_000 {
        year = 8_600 + (year - 8_600).rem_euclid(400);
    } else if year < -9_000 {
        year = -8_600 + (year + 8_600).rem_euclid(400);
    }
    debug_assert_eq!(civil_from_days(days_from_civil(year, month.into(), day.into())).day, day);
    let (month, day) = (month as i8, day as i8);
    let clock = [all.hour, all.minute, all.second].map(|part| part as i8);
    DateTime::new(year as i16, month, day, clock[0], clock[1], clock[2], 0).unwrap_or_default()
}

/// Seconds east of Greenwich of an abbreviation in lower case.
pub(super) fn abbreviation(word: &str) -> Option<i32> {
    let at = ABBREVIATIONS.binary_search_by(|(name, _)| (*name).cmp(word)).ok()?;
    Some(i32::from(ABBREVIATIONS[at].1) * 60)
}

/// PostgreSQL's default abbreviations whose meaning never changed, in minutes east of Greenwich.
#[rustfmt::skip]
const ABBREVIATIONS: &[(&str, i16)] = &[
    ("acdt", 630), ("acsst", 630), ("acst", 570), ("act", -300), ("acwst", 525),
    ("adt", -180), ("aedt", 660), ("aesst", 660), ("aest", 600), ("aft", 270),
    ("akdt", -480), ("akst", -540), ("almst", 420), ("almt", 360), ("amt", -240),
    ("ast", -240), ("awsst", 540), ("awst", 480), ("azost", 0), ("azot", -60),
    ("bdst", 120), ("bdt", 360), ("bnt", 480), ("bort", 480), ("bot", -240),
    ("bra", -180), ("brst", -120), ("brt", -180), ("bst", 60), ("btt", 360),
    ("cadt", 630), ("cast", 570), ("cct", 480), ("cdt", -300), ("cest", 120),
    ("cet", 60), ("cetdst", 120), ("chadt", 825), ("chast", 765), ("chut", 600),
    ("clst", -180), ("cot", -300), ("cst", -360), ("cxt", 420), ("ddut", 600),
    ("eat", 180), ("edt", -240), ("eest", 180), ("eet", 120), ("eetdst", 180),
    ("egst", 0), ("egt", -60), ("est", -300), ("fet", 180), ("fjst", 780),
    ("fjt", 720), ("fnst", -60), ("fnt", -120), ("galt", -360), ("gamt", -540),
    ("gft", -180), ("gilt", 720), ("gmt", 0), ("hkt", 480), ("hst", -600),
    ("ict", 420), ("idt", 180), ("irt", 210), ("ist", 120), ("jayt", 540),
    ("jst", 540), ("kdt", 600), ("kgst", 360), ("kst", 540), ("lhst", 630),
    ("ligt", 600), ("mart", -570), ("mdt", -360), ("mest", 120), ("mesz", 120),
    ("met", 60), ("metdst", 120), ("mez", 60), ("mht", 720), ("mmt", 390),
    ("mpt", 600), ("msd", 240), ("mst", -420), ("must", 300), ("mut", 240),
    ("mvt", 300), ("myt", 480), ("ndt", -150), ("nft", -210), ("npt", 345),
    ("nst", -210), ("nzdt", 780), ("nzst", 720), ("nzt", 720), ("pdt", -420),
    ("pet", -300), ("pgt", 600), ("pht", 480), ("pkst", 360), ("pkt", 300),
    ("pmdt", -120), ("pmst", -180), ("pont", 660), ("pst", -480), ("pwt", 540),
    ("pyst", -180), ("ret", 240), ("sadt", 630), ("sast", 120), ("sct", 240),
    ("taht", -600), ("tft", 300), ("tjt", 300), ("tot", 780), ("trut", 600),
    ("tvt", 720), ("uct", 0), ("ulast", 540), ("ut", 0), ("utc", 0),
    ("uyst", -120), ("uyt", -180), ("uzst", 360), ("uzt", 300), ("vut", 660),
    ("wadt", 480), ("wakt", 720), ("wast", 420), ("wat", 60), ("wdt", 540),
    ("wet", 0), ("wetdst", 60), ("wft", 720), ("wgst", -120), ("wgt", -180),
    ("xjt", 360), ("yapt", 600), ("yekst", 360), ("z", 0), ("zulu", 0),
];
