//! The types of columns, with values at their edges.

use super::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Small,
    Int,
    Big,
    Fixed,
    Numeric,
    Double,
    Text,
    Short,
    Citext,
    Bool,
    Uuid,
    Date,
    Moment,
    Json,
    Mood,
    Ints,
    Texts,
}

pub(super) const KINDS: [Kind; 17] = [
    Kind::Small,
    Kind::Int,
    Kind::Big,
    Kind::Fixed,
    Kind::Numeric,
    Kind::Double,
    Kind::Text,
    Kind::Short,
    Kind::Citext,
    Kind::Bool,
    Kind::Uuid,
    Kind::Date,
    Kind::Moment,
    Kind::Json,
    Kind::Mood,
    Kind::Ints,
    Kind::Texts,
];

impl Kind {
    pub(super) fn sql(self) -> &'static str {
        match self {
            Kind::Small => "smallint",
            Kind::Int => "int",
            Kind::Big => "bigint",
            Kind::Fixed => "numeric(8,2)",
            Kind::Numeric => "numeric",
            Kind::Double => "double precision",
            Kind::Text => "text",
            Kind::Short => "varchar(4)",
            Kind::Citext => "citext",
            Kind::Bool => "boolean",
            Kind::Uuid => "uuid",
            Kind::Date => "date",
            Kind::Moment => "timestamptz",
            Kind::Json => "jsonb",
            Kind::Mood => "mood",
            Kind::Ints => "int[]",
            Kind::Texts => "text[]",
        }
    }

    pub(super) fn is_number(self) -> bool {
        self.is_integer() || self.is_decimal() || self == Kind::Double
    }

    pub(super) fn is_integer(self) -> bool {
        matches!(self, Kind::Small | Kind::Int | Kind::Big)
    }

    pub(super) fn is_decimal(self) -> bool {
        matches!(self, Kind::Fixed | Kind::Numeric)
    }

    /// Whether equal values can look different, so that it is left open which one stands for a group.
    pub(super) fn has_looks(self) -> bool {
        self.is_decimal() || matches!(self, Kind::Citext | Kind::Json)
    }

    pub(super) fn is_text(self) -> bool {
        matches!(self, Kind::Text | Kind::Short | Kind::Citext)
    }

    fn values(self) -> &'static [&'static str] {
        match self {
            Kind::Small => &["0", "1", "2", "3", "-1", "32767", "-32768"],
            Kind::Int => &["0", "1", "2", "3", "4", "-1", "2147483647", "-2147483648"],
            Kind::Big => &["0", "1", "2", "3", "9007199254740993", "9223372036854775807", "-1"],
            Kind::Fixed => &["0", "1", "1.00", "10.10", "0.005", "999999.99", "-0.01", "2.5"],
            Kind::Numeric => &["0", "1", "1.0", "1.00", "0.1234567890123456789", "1e30", "-5"],
            Kind::Double => &["0", "1", "0.1", "0.2", "1e300", "-2.5", "1e-7", "Infinity"],
            Kind::Text => &["", "a", "A", "b", "ä", "Z", "a%b", "10", "ß", "😀", " a"],
            Kind::Short => &["", "a", "A", "b", "ä", "abcd", "abc ", "10"],
            Kind::Citext => &["", "a", "A", "b", "B", "ä", "Ä", "Straße"],
            Kind::Bool => &["true", "false"],
            Kind::Uuid => &[
                "00000000-0000-0000-0000-00000000000a",
                "00000000-0000-0000-0000-00000000000b",
                "00000000-0000-0000-0000-000000000000",
            ],
            Kind::Date => &["2024-02-29", "1999-12-31", "2024-01-01", "infinity", "0044-03-15 BC"],
            Kind::Moment => &[
                "2024-01-01 00:00:00+00",
                "2024-02-29 12:34:56.789+02",
                "1969-12-31 23:59:59.999999+00",
                "-infinity",
            ],
            Kind::Json => &[
                "{}",
                "[]",
                "null",
                "1",
                "1.0",
                "\"a\"",
                "{\"a\": 1}",
                "{\"b\": 2, \"a\": \"x\", \"a\": 3}",
                "[1, [2]]",
                "true",
                "{\"o\": {\"p\": \"q\"}}",
            ],
            Kind::Mood => &["sad", "ok", "happy"],
            Kind::Ints => &["{}", "{1,2}", "{1,NULL}", "{2}", "{{1,2},{3,4}}", "{2,1}"],
            Kind::Texts => &["{}", "{a}", "{a,\"b c\"}", "{NULL,\"NULL\"}", "{\"\"}", "{B,a}"],
        }
    }

    /// A constant of this type, never null.
    pub(super) fn constant(self, random: &mut Random) -> String {
        let value = random.pick(self.values());
        let plain = self.is_integer() || self.is_decimal();
        if plain && random.chance(60) { (*value).to_owned() } else { format!("'{value}'") }
    }

    /// A constant that says its type.
    pub(super) fn typed(self, random: &mut Random) -> String {
        let value = random.pick(self.values());
        format!("'{value}'::{}", self.sql())
    }
}
