//! Random values made of the columns in scope, with their types.

use super::conditions::{Scope, condition};
use super::kinds::Kind;
use super::random::Random;

/// A value for an output, and its type.
pub(super) fn value(scope: &Scope, random: &mut Random) -> (String, Kind) {
    let (column, kind) = random.pick(&scope.columns).clone();
    match random.below(10) {
        0 => (format!("coalesce({column}, {})", kind.typed(random)), kind),
        1 => {
            let when = condition(scope, &[], 0, random);
            (format!("case when {when} then {column} else {} end", kind.typed(random)), kind)
        }
        2 => (format!("{column}::text"), Kind::Text),
        3 | 4 => changed(&column, kind, random),
        _ => (column, kind),
    }
}

fn changed(column: &str, kind: Kind, random: &mut Random) -> (String, Kind) {
    let (forms, of): (&[&'static str], Kind) = match kind {
        _ if kind.is_decimal() => {
            (&["# / 3", "# * #", "round(#, 1)", "# % 2", "-#", "# + 0.10"], Kind::Numeric)
        }
        Kind::Int => (&["# % 2", "# / 2", "-(# / 3)", "# & 3"], Kind::Int),
        _ if kind.is_integer() => (&["#::numeric / 7", "#::numeric * 10"], Kind::Numeric),
        Kind::Double => (&["# * 2", "# + 0.1"], Kind::Double),
        Kind::Text => (&["upper(#)", "# || '!'", "left(#, 1)", "reverse(#)"], Kind::Text),
        Kind::Citext => (&["#::text", "length(#)::text"], Kind::Text),
        Kind::Json => (&["# -> 'a'", "# #> '{o,p}'"], Kind::Json),
        Kind::Ints => (&["cardinality(#)", "#[1]"], Kind::Int),
        Kind::Date => (&["# + 1"], Kind::Date),
        _ => (&["#"], kind),
    };
    let form = random.word(forms);
    // For `jsonb` it is also an operator.
    let places = if kind == Kind::Json { 1 } else { usize::MAX };
    (form.replacen('#', column, places), of)
}

/// An aggregate over the columns in scope.
pub(super) fn aggregate(scope: &Scope, random: &mut Random) -> String {
    let (column, kind) = random.pick(&scope.columns).clone();
    let forms: &[&'static str] = match kind {
        Kind::Double => &["min(#)", "max(#)", "count(#)"],
        // Which of the equal ones it is, is left open.
        _ if kind.is_decimal() => &["sum(#)", "avg(#)", "count(#)", "count(distinct #)"],
        Kind::Citext => &["count(distinct #)", "count(#)"],
        _ if kind.is_number() => {
            &["sum(#)", "avg(#)", "min(#)", "max(#)", "sum(distinct #)", "count(distinct #)"]
        }
        _ if kind.is_text() => {
            &["min(#)", "max(#)", "string_agg(#::text, ',' order by #::text)", "count(distinct #)"]
        }
        Kind::Bool => &["bool_and(#)", "bool_or(#)", "count(#)"],
        Kind::Date | Kind::Moment | Kind::Mood => &["min(#)", "max(#)", "count(distinct #)"],
        Kind::Json => &["jsonb_agg(# order by #)", "count(distinct #)"],
        Kind::Uuid => &["array_agg(# order by #)", "count(distinct #)"],
        _ => &["count(*)", "count(#)"],
    };
    let form = random.word(forms);
    let filter = if random.chance(15) {
        format!(" filter (where {})", condition(scope, &[], 0, random))
    } else {
        String::new()
    };
    format!("{}{filter}", form.replace('#', &column))
}
