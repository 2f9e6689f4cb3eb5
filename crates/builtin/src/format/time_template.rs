//! The template of a date or a time: `YYYY-MM-DD HH24:MI`.

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum Part {
    /// A field of the time.
    Field(Item),
    /// A character that stands for itself.
    Literal(char),
}

/// A field as it stands in a template.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Its letters.
    pub(super) name: &'static str,
    /// What it is.
    pub(super) field: Field,
    /// `FM` or `TM`: no padding.
    pub(super) bare: bool,
    /// `TH` (true) or `th`: with the ending of an ordinal number.
    pub(super) ordinal: Option<bool>,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Title,
    Lower,
}

/// What a template can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Meridian {
        dots: bool,
        upper: bool,
    },
    Era {
        dots: bool,
        upper: bool,
    },
    Century,
    DayName(Case),
    DayShort(Case),
    DayOfYear,
    Day,
    Weekday,
    IsoDayOfYear,
    IsoWeekday,
    IsoWeek,
    /// The last digits of the ISO year.
    IsoYear(u32),
    /// Digits of a second.
    Fraction(u32),
    Exact,
    Hour24,
    Hour12,
    Julian,
    Minute,
    Month,
    MonthName(Case),
    MonthShort(Case),
    Millisecond,
    Microsecond,
    Offset,
    Quarter,
    Roman {
        upper: bool,
    },
    SecondOfDay,
    Second,
    ZoneHour,
    ZoneMinute,
    Zone {
        upper: bool,
    },
    Week,
    WeekOfMonth,
    /// `Y,YYY`
    YearWithComma,
    /// The last digits of the year.
    Year(u32),
}

impl Field {
    /// Whether it is read and written in digits.
    pub(super) const fn is_number(self) -> bool {
        !matches!(
            self,
            Self::Meridian { .. }
                | Self::Era { .. }
                | Self::DayName(_)
                | Self::DayShort(_)
                | Self::Exact
                | Self::MonthName(_)
                | Self::MonthShort(_)
                | Self::Offset
                | Self::Roman { .. }
                | Self::ZoneHour
                | Self::Zone { .. }
        )
    }
}

/// Takes a template apart. What is no field stands for itself, as does all between double quotes.
pub(super) fn read(template: &str) -> Vec<Part> {
    let (mut parts, mut rest) = (Vec::new(), template);
    while !rest.is_empty() {
        let unprefixed = ["FM", "fm", "TM", "tm"].iter().find_map(|it| rest.strip_prefix(it));
        let bare = unprefixed.is_some();
        rest = unprefixed.unwrap_or(rest);
        if let Some((name, field)) = FIELDS.iter().find(|(name, _)| rest.starts_with(name)) {
            rest = &rest[name.len()..];
            let mut item = Item { name, field: *field, bare, ordinal: None };
            for (suffix, ordinal) in [("TH", Some(true)), ("th", Some(false)), ("SP", None)] {
                if let Some(behind) = rest.strip_prefix(suffix) {
                    item.ordinal = item.ordinal.or(ordinal);
                    rest = behind;
                }
            }
            parts.push(Part::Field(item));
        } else if let Some(quoted) = rest.strip_prefix('"') {
            rest = read_quoted(quoted, &mut parts);
        } else {
            rest = rest.strip_prefix('\\').filter(|it| it.starts_with('"')).unwrap_or(rest);
            let mut characters = rest.chars();
            parts.extend(characters.next().map(Part::Literal));
            rest = characters.as_str();
        }
    }
    parts
}

/// Takes what stands up to the next quote, where a backslash takes the next character as it is.
fn read_quoted<'t>(quoted: &'t str, parts: &mut Vec<Part>) -> &'t str {
    let mut characters = quoted.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => break,
            '\\' => parts.extend(characters.next().map(Part::Literal)),
            plain => parts.push(Part::Literal(plain)),
        }
    }
    characters.as_str()
}

const fn era(dots: bool, upper: bool) -> Field {
    Field::Era { dots, upper }
}

const fn meridian(dots: bool, upper: bool) -> Field {
    Field::Meridian { dots, upper }
}

/// Every field, a longer one before its beginning.
#[rustfmt::skip]
const FIELDS: &[(&str, Field)] = &[
    ("A.D.", era(true, true)), ("a.d.", era(true, false)), ("AD", era(false, true)), ("ad", era(false, false)),
    ("B.C.", era(true, true)), ("b.c.", era(true, false)), ("BC", era(false, true)), ("bc", era(false, false)),
    ("A.M.", meridian(true, true)), ("a.m.", meridian(true, false)), ("AM", meridian(false, true)), ("am", meridian(false, false)),
    ("P.M.", meridian(true, true)), ("p.m.", meridian(true, false)), ("PM", meridian(false, true)), ("pm", meridian(false, false)),
    ("CC", Field::Century), ("cc", Field::Century),
    ("DAY", Field::DayName(Case::Upper)), ("Day", Field::DayName(Case::Title)), ("day", Field::DayName(Case::Lower)),
    ("DDD", Field::DayOfYear), ("ddd", Field::DayOfYear), ("DD", Field::Day), ("dd", Field::Day),
    ("DY", Field::DayShort(Case::Upper)), ("Dy", Field::DayShort(Case::Title)), ("dy", Field::DayShort(Case::Lower)),
    ("D", Field::Weekday), ("d", Field::Weekday),
    ("FF1", Field::Fraction(1)), ("FF2", Field::Fraction(2)), ("FF3", Field::Fraction(3)),
    ("FF4", Field::Fraction(4)), ("FF5", Field::Fraction(5)), ("FF6", Field::Fraction(6)),
    ("ff1", Field::Fraction(1)), ("ff2", Field::Fraction(2)), ("ff3", Field::Fraction(3)),
    ("ff4", Field::Fraction(4)), ("ff5", Field::Fraction(5)), ("ff6", Field::Fraction(6)),
    ("FX", Field::Exact), ("fx", Field::Exact),
    ("HH24", Field::Hour24), ("hh24", Field::Hour24), ("HH12", Field::Hour12), ("hh12", Field::Hour12),
    ("HH", Field::Hour12), ("hh", Field::Hour12),
    ("IDDD", Field::IsoDayOfYear), ("iddd", Field::IsoDayOfYear), ("ID", Field::IsoWeekday), ("id", Field::IsoWeekday),
    ("IW", Field::IsoWeek), ("iw", Field::IsoWeek),
    ("IYYY", Field::IsoYear(4)), ("iyyy", Field::IsoYear(4)), ("IYY", Field::IsoYear(3)), ("iyy", Field::IsoYear(3)),
    ("IY", Field::IsoYear(2)), ("iy", Field::IsoYear(2)), ("I", Field::IsoYear(1)), ("i", Field::IsoYear(1)),
    ("J", Field::Julian), ("j", Field::Julian),
    ("MI", Field::Minute), ("mi", Field::Minute), ("MM", Field::Month), ("mm", Field::Month),
    ("MONTH", Field::MonthName(Case::Upper)), ("Month", Field::MonthName(Case::Title)), ("month", Field::MonthName(Case::Lower)),
    ("MON", Field::MonthShort(Case::Upper)), ("Mon", Field::MonthShort(Case::Title)), ("mon", Field::MonthShort(Case::Lower)),
    ("MS", Field::Millisecond), ("ms", Field::Millisecond),
    ("OF", Field::Offset), ("of", Field::Offset),
    ("Q", Field::Quarter), ("q", Field::Quarter),
    ("RM", Field::Roman { upper: true }), ("rm", Field::Roman { upper: false }),
    ("SSSSS", Field::SecondOfDay), ("sssss", Field::SecondOfDay), ("SSSS", Field::SecondOfDay), ("ssss", Field::SecondOfDay),
    ("SS", Field::Second), ("ss", Field::Second),
    ("TZH", Field::ZoneHour), ("tzh", Field::ZoneHour), ("TZM", Field::ZoneMinute), ("tzm", Field::ZoneMinute),
    ("TZ", Field::Zone { upper: true }), ("tz", Field::Zone { upper: false }),
    ("US", Field::Microsecond), ("us", Field::Microsecond),
    ("WW", Field::Week), ("ww", Field::Week), ("W", Field::WeekOfMonth), ("w", Field::WeekOfMonth),
    ("Y,YYY", Field::YearWithComma), ("y,yyy", Field::YearWithComma),
    ("YYYY", Field::Year(4)), ("yyyy", Field::Year(4)), ("YYY", Field::Year(3)), ("yyy", Field::Year(3)),
    ("YY", Field::Year(2)), ("yy", Field::Year(2)), ("Y", Field::Year(1)), ("y", Field::Year(1)),
];

/// The months, in full; three letters are their short names.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The days of the week, in full; three letters are their short names.
pub(super) const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// The months in Roman numbers.
pub(super) const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
