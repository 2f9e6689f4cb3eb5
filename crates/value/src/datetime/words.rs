//! The words that a date may have.

/// What a word in a date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// 1 to 12.
    Month(i64),
    /// A day of the week, which says nothing.
    Weekday,
    /// `am`: false, `pm`: true.
    Meridian(bool),
    /// `ad`: false, `bc`: true.
    Era(bool),
    /// `t` before a time.
    IsoTime,
    /// `j` before a Julian day.
    Julian,
    /// `at`, `on`
    Filler,
    /// `dst` behind a zone.
    Summer,
    Now,
    /// Days from today.
    Day(i64),
    /// Midnight in UTC.
    Allballs,
    Epoch,
    Infinity,
    NegInfinity,
}

/// The meaning of a word in lower case.
pub(crate) fn meaning(word: &str) -> Option<Meaning> {
    Some(match word {
        "jan" | "january" => Meaning::Month(1),
        "feb" | "february" => Meaning::Month(2),
        "mar" | "march" => Meaning::Month(3),
        "apr" | "april" => Meaning::Month(4),
        "may" => Meaning::Month(5),
        "jun" | "june" => Meaning::Month(6),
        "jul" | "july" => Meaning::Month(7),
        "aug" | "august" => Meaning::Month(8),
        "sep" | "sept" | "september" => Meaning::Month(9),
        "oct" | "october" => Meaning::Month(10),
        "nov" | "november" => Meaning::Month(11),
        "dec" | "december" => Meaning::Month(12),
        "sun" | "sunday" | "mon" | "monday" | "tue" | "tues" | "tuesday" | "wed" | "weds"
        | "wednesday" | "thu" | "thur" | "thurs" | "thursday" | "fri" | "friday" | "sat"
        | "saturday" => Meaning::Weekday,
        "am" => Meaning::Meridian(false),
        "pm" => Meaning::Meridian(true),
        "ad" => Meaning::Era(false),
        "bc" => Meaning::Era(true),
        "t" => Meaning::IsoTime,
        "j" | "jd" | "julian" => Meaning::Julian,
        "at" | "on" => Meaning::Filler,
        "dst" => Meaning::Summer,
        "now" => Meaning::Now,
        "yesterday" => Meaning::Day(-1),
        "today" => Meaning::Day(0),
        "tomorrow" => Meaning::Day(1),
        "allballs" => Meaning::Allballs,
        "epoch" => Meaning::Epoch,
        "infinity" => Meaning::Infinity,
        "-infinity" => Meaning::NegInfinity,
        _ => return None,
    })
}
