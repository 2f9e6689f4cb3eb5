//! The grammar of filters and logic trees.

use super::name::{delimiter, field, field_name, identifier, quoted_value};
use super::{Parsed, Reader};
use crate::parse::{
    Bound, Comparison, Condition, Connective, Filter, IsValue, Operator, Quantifier, Test,
    TextSearch,
};

const OPERATORS: &[(&str, Operator)] = &[
    ("neq", Operator::NotEqual),
    ("cs", Operator::Contains),
    ("cd", Operator::ContainedIn),
    ("ov", Operator::Overlaps),
    ("sl", Operator::StrictlyLeft),
    ("sr", Operator::StrictlyRight),
    ("nxr", Operator::NotExtendsRight),
    ("nxl", Operator::NotExtendsLeft),
    ("adj", Operator::Adjacent),
];

const COMPARISONS: &[(&str, Comparison)] = &[
    ("eq", Comparison::Equal),
    ("gte", Comparison::GreaterOrEqual),
    ("gt", Comparison::Greater),
    ("lte", Comparison::LessOrEqual),
    ("lt", Comparison::Less),
    ("like", Comparison::Like),
    ("ilike", Comparison::ILike),
    ("match", Comparison::Match),
    ("imatch", Comparison::IMatch),
];

const SEARCHES: &[(&str, TextSearch)] = &[
    ("fts", TextSearch::Query),
    ("plfts", TextSearch::Plain),
    ("phfts", TextSearch::Phrase),
    ("wfts", TextSearch::Web),
];

const IS_VALUES: &[(&str, IsValue)] = &[
    ("null", IsValue::Null),
    ("not_null", IsValue::NotNull),
    ("true", IsValue::True),
    ("false", IsValue::False),
    ("unknown", IsValue::Unknown),
];

/// How the value of a filter ends depends on where it stands.
type ReadValue = fn(&mut Reader<'_>) -> Parsed<String>;

/// `not.eq.1`
pub(super) fn operation(r: &mut Reader<'_>, value: ReadValue) -> Parsed<(bool, Test)> {
    let negated = negation(r)?;
    let test = r.label("operator (eq, gt, ...)", |r| {
        let words =
            |r: &mut Reader<'_>| r.either(in_list, |r| r.either(is, |r| distinct(r, value)));
        r.either(words, |r| {
            r.either(
                |r| r.attempt(|r| search(r, value)),
                |r| {
                    r.either(
                        |r| r.attempt(|r| operate(r, value)),
                        |r| r.attempt(|r| compare(r, value)),
                    )
                },
            )
        })
    })?;
    Ok((negated, test))
}

/// `id.eq.1`, `and(…)`, `not.or(…)`
pub(super) fn tree(r: &mut Reader<'_>) -> Parsed<Condition> {
    r.either(|r| r.attempt(filter), group)
}

/// `director.not.and`: the embeds, and the operator with its negation; `not` may stand anywhere in the path.
pub(super) fn logic_path(r: &mut Reader<'_>) -> Parsed<(Vec<String>, String)> {
    let mut path = r.separated(field_name, delimiter)?;
    let operator = path.pop().unwrap_or_default();
    let negated = path.iter().any(|name| name == "not");
    path.retain(|name| name != "not");
    Ok((path, if negated { format!("not.{operator}") } else { operator }))
}

fn filter(r: &mut Reader<'_>) -> Parsed<Condition> {
    let field = field(r)?;
    delimiter(r)?;
    let (negated, test) = operation(r, nested_value)?;
    r.count(Bound::Filters)?;
    Ok(Condition::Filter(Filter { field, negated, test }))
}

fn group(r: &mut Reader<'_>) -> Parsed<Condition> {
    let negated = r.label("negation operator (not)", negation)?;
    let connective = r.label("logic operator (and, or)", |r| {
        r.either(
            |r| r.attempt(|r| r.string("and").map(|()| Connective::And)),
            |r| r.string("or").map(|()| Connective::Or),
        )
    })?;
    r.padded(|r| r.char('('))?;
    let members =
        r.deeper(Bound::FilterDepth, |r| r.separated(tree, |r| r.padded(|r| r.char(','))))?;
    r.padded(|r| r.char(')'))?;
    Ok(Condition::Group { negated, connective, members })
}

/// `not.`
fn negation(r: &mut Reader<'_>) -> Parsed<bool> {
    let not = |r: &mut Reader<'_>| {
        r.string("not")?;
        delimiter(r)
    };
    r.either(|r| r.attempt(not).map(|()| true), |_| Ok(false))
}

/// `word.`
fn prefix(r: &mut Reader<'_>, word: &str) -> Parsed<()> {
    r.attempt(|r| {
        r.string(word)?;
        delimiter(r)
    })
}

fn in_list(r: &mut Reader<'_>) -> Parsed<Test> {
    prefix(r, "in")?;
    r.padded(|r| r.char('('))?;
    let empty = r.sees(")");
    let values = r.separated(list_element, |r| r.char(','))?;
    r.padded(|r| r.char(')'))?;
    Ok(Test::In(if empty { Vec::new() } else { values }))
}

fn is(r: &mut Reader<'_>) -> Parsed<Test> {
    prefix(r, "is")?;
    let value =
        r.label("isVal: (null, not_null, true, false, unknown)", |r| is_value(r, IS_VALUES))?;
    Ok(Test::Is(value))
}

fn is_value(r: &mut Reader<'_>, words: &[(&str, IsValue)]) -> Parsed<IsValue> {
    match words {
        [] => r.never(),
        [(word, value), rest @ ..] => r.either(
            |r| {
                r.attempt(|r| {
                    for c in word.chars() {
                        r.either(|r| r.char(c), |r| r.char(c.to_ascii_uppercase()))?;
                    }
                    Ok(*value)
                })
            },
            |r| is_value(r, rest),
        ),
    }
}

fn distinct(r: &mut Reader<'_>, value: ReadValue) -> Parsed<Test> {
    prefix(r, "isdistinct")?;
    value(r).map(Test::IsDistinct)
}

fn search(r: &mut Reader<'_>, value: ReadValue) -> Parsed<Test> {
    let search = r.word(SEARCHES)?;
    let configuration = r.optional(|r| r.attempt(|r| r.in_parentheses(identifier)))?;
    delimiter(r)?;
    Ok(Test::Search { search, configuration, value: value(r)? })
}

fn operate(r: &mut Reader<'_>, value: ReadValue) -> Parsed<Test> {
    let operator = r.label("unknown single value operator", |r| r.word(OPERATORS))?;
    delimiter(r)?;
    Ok(Test::Operate { operator, value: value(r)? })
}

fn compare(r: &mut Reader<'_>, value: ReadValue) -> Parsed<Test> {
    let comparison = r.label("unknown single value operator", |r| r.word(COMPARISONS))?;
    let quantifier = |r: &mut Reader<'_>| {
        r.either(
            |r| r.attempt(|r| r.string("any").map(|()| Quantifier::Any)),
            |r| r.string("all").map(|()| Quantifier::All),
        )
    };
    let quantifier = r.optional(|r| r.attempt(|r| r.in_parentheses(quantifier)))?;
    delimiter(r)?;
    let mut value = value(r)?;
    if matches!(comparison, Comparison::Like | Comparison::ILike) {
        value = value.replace('*', "%");
    }
    Ok(Test::Compare { comparison, quantifier, value })
}

/// Outside of a tree: all that is left.
pub(super) fn whole_value(r: &mut Reader<'_>) -> Parsed<String> {
    Ok(r.many_of(|_| true, &[]))
}

/// In a tree: `"quoted"`, `{an,array}`, or all up to a comma or parenthesis.
fn nested_value(r: &mut Reader<'_>) -> Parsed<String> {
    r.either(
        |r| r.attempt(whole_quoted_value),
        |r| r.either(|r| r.attempt(array), |r| Ok(r.many_of(|c| c != ',' && c != ')', &[]))),
    )
}

fn list_element(r: &mut Reader<'_>) -> Parsed<String> {
    r.either(|r| r.attempt(whole_quoted_value), |r| Ok(r.many_of(|c| c != ',' && c != ')', &[])))
}

fn whole_quoted_value(r: &mut Reader<'_>) -> Parsed<String> {
    let value = quoted_value(r)?;
    r.not_followed_by(|c| c != ',' && c != ')', &[])?;
    Ok(value)
}

fn array(r: &mut Reader<'_>) -> Parsed<String> {
    r.string("{")?;
    let elements = r.many_of(|c| c != '{' && c != '}', &[]);
    r.string("}")?;
    Ok(format!("{{{elements}}}"))
}
