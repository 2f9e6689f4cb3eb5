//! Where a cast may stand unwritten: PostgreSQL's `pg_cast`, and its rule for casts by way of text.

use Context::{Assignment, Explicit, Implicit};
use Scalar::{
    Bool, Char, Cidr, Citext, Date, Float4, Float8, Inet, Int2, Int4, Int8, Json, Jsonb, Name,
    Numeric, Oid, Text, Time, Timestamp, Timestamptz, Varchar,
};

use crate::{Scalar, Type};

/// Where a cast may be used without being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Context {
    /// Anywhere.
    Implicit,
    /// When a column is written.
    Assignment,
    /// Only by `::` or `cast`.
    Explicit,
}

/// The least context in which a type casts to another, or nothing if it never does.
pub fn cast_context(from: &Type, to: &Type) -> Option<Context> {
    let (from, to) = (from.base(), to.base());
    if from == to || matches!(from, Type::Scalar(Scalar::Unknown)) {
        return Some(Implicit);
    }
    match (from, to) {
        (_, Type::Scalar(Scalar::Unknown | Scalar::Void)) | (Type::Scalar(Scalar::Void), _) => None,
        (Type::Array(from), Type::Array(to)) => cast_context(from, to),
        (Type::Composite(_), Type::Scalar(Scalar::Record))
        | (Type::Scalar(Scalar::Record), Type::Composite(_)) => Some(Implicit),
        (Type::Scalar(Scalar::Range(from)), Type::Scalar(Scalar::Multirange(to))) if from == to => {
            Some(Explicit)
        }
        (Type::Scalar(a), Type::Scalar(b)) => listed(*a, *b).or_else(|| by_text(from, to)),
        _ => by_text(from, to),
    }
}

/// Every type prints and reads itself: to text on assignment, from text when it is written.
fn by_text(from: &Type, to: &Type) -> Option<Context> {
    if is_text(to) {
        Some(Assignment)
    } else if is_text(from) {
        Some(Explicit)
    } else {
        None
    }
}

/// Whether PostgreSQL counts a type as a string.
pub(super) const fn is_text(of: &Type) -> bool {
    matches!(of, Type::Scalar(Text | Varchar | Char | Name | Citext))
}

fn listed(from: Scalar, to: Scalar) -> Option<Context> {
    CASTS.iter().find(|(source, target, _)| (*source, *target) == (from, to)).map(|cast| cast.2)
}

/// The rows of `pg_cast`.
#[rustfmt::skip]
const CASTS: &[(Scalar, Scalar, Context)] = &[
    (Bool, Int4, Explicit), (Bool, Text, Assignment), (Bool, Varchar, Assignment), (Bool, Char, Assignment), (Bool, Citext, Assignment),
    (Int2, Int4, Implicit), (Int2, Int8, Implicit), (Int2, Oid, Implicit), (Int2, Float4, Implicit), (Int2, Float8, Implicit), (Int2, Numeric, Implicit),
    (Int4, Bool, Explicit), (Int4, Int2, Assignment), (Int4, Int8, Implicit), (Int4, Oid, Implicit), (Int4, Float4, Implicit), (Int4, Float8, Implicit), (Int4, Numeric, Implicit),
    (Int8, Int2, Assignment), (Int8, Int4, Assignment), (Int8, Oid, Implicit), (Int8, Float4, Implicit), (Int8, Float8, Implicit), (Int8, Numeric, Implicit),
    (Oid, Int4, Assignment), (Oid, Int8, Assignment),
    (Float4, Int2, Assignment), (Float4, Int4, Assignment), (Float4, Int8, Assignment), (Float4, Float8, Implicit), (Float4, Numeric, Assignment),
    (Float8, Int2, Assignment), (Float8, Int4, Assignment), (Float8, Int8, Assignment), (Float8, Float4, Assignment), (Float8, Numeric, Assignment),
    (Numeric, Int2, Assignment), (Numeric, Int4, Assignment), (Numeric, Int8, Assignment), (Numeric, Float4, Implicit), (Numeric, Float8, Implicit),
    (Text, Varchar, Implicit), (Text, Char, Implicit), (Text, Name, Implicit), (Text, Citext, Assignment),
    (Varchar, Text, Implicit), (Varchar, Char, Implicit), (Varchar, Name, Implicit), (Varchar, Citext, Assignment),
    (Char, Text, Implicit), (Char, Varchar, Implicit), (Char, Name, Implicit), (Char, Citext, Assignment),
    (Name, Text, Implicit), (Name, Varchar, Assignment), (Name, Char, Assignment),
    (Citext, Text, Implicit), (Citext, Varchar, Implicit), (Citext, Char, Assignment),
    (Date, Timestamp, Implicit), (Date, Timestamptz, Implicit),
    (Time, Scalar::Interval, Implicit),
    (Timestamp, Date, Assignment), (Timestamp, Time, Assignment), (Timestamp, Timestamptz, Implicit),
    (Timestamptz, Date, Assignment), (Timestamptz, Time, Assignment), (Timestamptz, Timestamp, Assignment),
    (Scalar::Interval, Time, Assignment),
    (Json, Jsonb, Assignment),
    (Jsonb, Bool, Explicit), (Jsonb, Int2, Explicit), (Jsonb, Int4, Explicit), (Jsonb, Int8, Explicit), (Jsonb, Float4, Explicit), (Jsonb, Float8, Explicit), (Jsonb, Numeric, Explicit), (Jsonb, Json, Assignment),
    (Inet, Text, Assignment), (Inet, Varchar, Assignment), (Inet, Char, Assignment), (Inet, Citext, Assignment), (Inet, Cidr, Assignment),
    (Cidr, Text, Assignment), (Cidr, Varchar, Assignment), (Cidr, Char, Assignment), (Cidr, Inet, Implicit),
];
