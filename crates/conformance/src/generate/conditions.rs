//! Random conditions over the columns in scope, with subqueries over other tables.

use super::kinds::Kind;
use super::random::Random;
use super::tables::{Column, Table};

/// The columns that an expression may name.
pub(super) struct Scope {
    pub(super) columns: Vec<(String, Kind)>,
    /// Whether it may ask who the caller is, which a constraint may not.
    asks: bool,
}

impl Scope {
    pub(super) fn bare(columns: &[Column]) -> Self {
        let plain = columns.iter().filter(|column| !column.generated);
        let columns = plain.map(|column| (column.name.clone(), column.kind)).collect();
        Self { columns, asks: false }
    }

    pub(super) fn of(tables: &[(&str, &Table)]) -> Self {
        let columns = tables.iter().flat_map(|(alias, table)| {
            let named = move |column: &Column| (format!("{alias}.{}", column.name), column.kind);
            table.columns.iter().map(named)
        });
        Self { columns: columns.collect(), asks: true }
    }

    fn and(&self, other: Scope) -> Scope {
        let mut columns = other.columns;
        columns.extend(self.columns.iter().cloned());
        Scope { columns, asks: self.asks }
    }
}

/// A condition; subqueries go to these tables, none where there are none.
pub(super) fn condition(
    scope: &Scope,
    tables: &[Table],
    depth: usize,
    random: &mut Random,
) -> String {
    if depth > 0 {
        let below = depth - 1;
        match random.below(8) {
            0 | 1 => {
                let left = condition(scope, tables, below, random);
                let right = condition(scope, tables, below, random);
                let word = random.word(&["and", "or"]);
                return format!("(\n{left}\n{word} {right}\n)");
            }
            2 => return format!("not (\n{}\n)", condition(scope, tables, below, random)),
            3 | 4 if !tables.is_empty() => return subquery(scope, tables, below, random),
            _ => {}
        }
    }
    simple(scope, random)
}

fn subquery(scope: &Scope, tables: &[Table], depth: usize, random: &mut Random) -> String {
    let table = random.pick(tables);
    let alias = format!("s{depth}{}", random.below(1000));
    let inner = Scope::of(&[(&alias, table)]);
    let both = scope.and(inner);
    let filter = condition(&both, tables, depth, random);
    let (outer, kind) = random.pick(&scope.columns).clone();
    let of_kind = table.of_kind(kind);
    let from = format!("from {} {alias}", table.name);
    match random.below(4) {
        0 if !of_kind.is_empty() => {
            let column = &random.pick(&of_kind).name;
            let not = random.word(&["", "", " not"]);
            format!("{outer}{not} in (select {alias}.{column}\n{from}\nwhere {filter}\n)")
        }
        1 => {
            let count = random.below(3);
            format!("(select count(*)\n{from}\nwhere {filter}\n) > {count}")
        }
        _ if !of_kind.is_empty() && random.chance(60) => {
            let column = &random.pick(&of_kind).name;
            let not = random.word(&["", "", "not "]);
            format!(
                "{not}exists (select 1\n{from}\nwhere {alias}.{column} = {outer}\nand {filter}\n)"
            )
        }
        _ => format!("exists (select 1\n{from}\nwhere {filter}\n)"),
    }
}

fn simple(scope: &Scope, random: &mut Random) -> String {
    let (column, kind) = random.pick(&scope.columns).clone();
    match random.below(12) {
        0 => format!("{column} is null"),
        1 => format!("{column} is not null"),
        2 => {
            let others: Vec<_> = scope.columns.iter().filter(|other| other.1 == kind).collect();
            let other = &random.pick(&others).0;
            format!("{column} {} {other}", compared(random))
        }
        3 => format!("{column} is distinct from {}", kind.constant(random)),
        4 => {
            let (one, other) = (kind.constant(random), kind.constant(random));
            let not = random.word(&["", "not "]);
            format!("{column} {not}in ({one}, {other})")
        }
        5 => {
            let (low, high) = (kind.constant(random), kind.constant(random));
            // In brackets: the grammar that SQL is read with takes no `not` after the upper bound.
            format!("({column} between {low} and {high})")
        }
        6 | 7 if scope.asks => caller(scope, random),
        8 | 9 => format!("{column} {} {}", compared(random), kind.constant(random)),
        _ => special(&column, kind, random),
    }
}

fn compared(random: &mut Random) -> &'static str {
    random.word(&["=", "=", "=", "<>", "<", "<=", ">", ">="])
}

/// A condition that fails on some rows, which must not be those that a policy hides.
pub(super) fn failing(scope: &Scope, random: &mut Random) -> String {
    let (column, kind) = random.pick(&scope.columns).clone();
    let form = match kind {
        _ if kind.is_integer() => {
            random.word(&["10 / # > 1", "# + 1 > 2", "# * # > 0", "-# < 2", "10 % # = 0"])
        }
        _ if kind.is_decimal() => random.word(&["1 / # > 1", "#::int > 0", "sqrt(#) > 0"]),
        _ if kind.is_text() => {
            random.word(&["#::int > 1", "#::numeric > 1", "#::date is null", "# ~ ('(' || #)"])
        }
        Kind::Json => {
            random.word(&["(# ->> 'a')::int > 0", "#::int > 0", "(# -> 'a')::numeric > 0"])
        }
        Kind::Double => "#::int > 0",
        Kind::Ints => "(# || 1)[1] = 1",
        _ => "#::text::int > 0",
    };
    form.replace('#', &column)
}

/// What is asked of the claims.
fn caller(scope: &Scope, random: &mut Random) -> String {
    let ids: Vec<_> = scope.columns.iter().filter(|column| column.1 == Kind::Uuid).collect();
    let texts: Vec<_> = scope.columns.iter().filter(|column| column.1 == Kind::Text).collect();
    match random.below(5) {
        0 if !ids.is_empty() => format!("{} = auth.uid()", random.pick(&ids).0),
        1 if !ids.is_empty() => format!("{} <> auth.uid()", random.pick(&ids).0),
        0 if !texts.is_empty() => format!("{} <> auth.email()", random.pick(&texts).0),
        2 => "auth.role() = 'authenticated'".to_owned(),
        3 => "(auth.jwt() ->> 'org')::int = 1".to_owned(),
        _ => "auth.uid() is not null".to_owned(),
    }
}

/// What only this type can be asked.
fn special(column: &str, kind: Kind, random: &mut Random) -> String {
    let forms: &[&'static str] = match kind {
        _ if kind.is_integer() => {
            &["# % 2 = 0", "#::numeric + 1 > 2", "#::numeric / 3 < 1", "-(#::numeric) < 2"]
        }
        _ if kind.is_decimal() => {
            &["round(#, 1) = 10.1", "# * 2 < 5", "# / 3 > 0.3", "# - 1 = 0", "trunc(#) = 1"]
        }
        Kind::Double => &["# * 2 > 0.3", "# + 0.1 = 0.2", "abs(#) < 1"],
        _ if kind.is_text() => &[
            "# like 'a%'",
            "# ilike 'A_'",
            "# ~ '^[a-z]'",
            "# ~* 'Ä|b'",
            "length(#) > 1",
            "lower(#) = 'a'",
            "# || 'x' > 'ax'",
            "upper(#) <> #",
        ],
        Kind::Bool => &["#", "not #", "# is true", "# is not false", "# or #"],
        Kind::Uuid => &["#::text like '%a'"],
        Kind::Date => &["# + 1 > '2024-01-01'", "extract(year from #) = 2024", "# < now()"],
        Kind::Moment => {
            &["# < now()", "# + interval '1 day' > '2024-01-01'", "#::date = '2024-02-29'"]
        }
        Kind::Json => &[
            "# ? 'a'",
            "# @> '{\"a\": 1}'",
            "# ->> 'a' = '1'",
            "# -> 'o' ->> 'p' = 'q'",
            "jsonb_typeof(#) = 'object'",
            "# #>> '{o,p}' is null",
        ],
        Kind::Mood => &["# > 'sad'", "#::text < 'ok'", "# in ('ok', 'happy')"],
        Kind::Ints => {
            &["# @> '{1}'", "# && '{2,3}'", "1 = any (#)", "cardinality(#) > 1", "#[1] = 1"]
        }
        Kind::Texts => &["# @> '{a}'", "'a' = any (#)", "'a' <> all (#)", "array_length(#, 1) = 2"],
        _ => &["# is null"],
    };
    let form = random.word(forms);
    if kind == Kind::Json {
        // `#` is an operator there.
        return form.replacen('#', column, 1);
    }
    form.replace('#', column)
}
