//! What was read, as one line.

use crate::parse::{
    Arrow, At, Comparison, Condition, Connective, Direction, Embed, Field, Filter, IsValue, Join,
    JsonKey, Nulls, Operator, OrderTarget, OrderTerm, Quantifier, SelectItem, Test, TextSearch,
};

pub(super) fn at<T>(at: &At<T>, show: impl Fn(&T) -> String) -> String {
    let path: String = at.path.iter().map(|name| format!("{name}/")).collect();
    let space = if path.is_empty() { "" } else { " " };
    format!("{path}{space}{}", show(&at.item))
}

pub(super) fn items(items: &[SelectItem]) -> String {
    items.iter().map(item).collect::<Vec<_>>().join("|")
}

fn item(item: &SelectItem) -> String {
    let before =
        |alias: &Option<String>| alias.as_ref().map_or(String::new(), |it| format!("{it}:"));
    let cast = |cast: &Option<String>| cast.as_ref().map_or(String::new(), |it| format!("::{it}"));
    match item {
        SelectItem::Star => "*".to_owned(),
        SelectItem::Count { alias, cast: to } => format!("{}count(){}", before(alias), cast(to)),
        SelectItem::Field { alias, field: of, cast: to, aggregate } => {
            let aggregate = aggregate.as_ref().map_or(String::new(), |aggregate| {
                format!(".{}(){}", aggregate.function.name(), cast(&aggregate.cast))
            });
            format!("{}{}{}{aggregate}", before(alias), field(of), cast(to))
        }
        SelectItem::Embed { alias, embed: of } => format!("{}{}", before(alias), embed(of)),
        SelectItem::Spread(of) => format!("...{}", embed(of)),
    }
}

fn embed(Embed { relation, hint, join, select }: &Embed) -> String {
    let hint = hint.as_ref().map_or(String::new(), |hint| format!("!{hint}"));
    let join = match join {
        None => "",
        Some(Join::Inner) => "!!inner",
        Some(Join::Left) => "!!left",
    };
    format!("{relation}{hint}{join}[{}]", items(select))
}

fn field(Field { name, path }: &Field) -> String {
    let steps = path.iter().map(|step| {
        let arrow = if step.arrow == Arrow::Text { "->>" } else { "->" };
        match &step.key {
            JsonKey::Name(name) => format!("{arrow}{name}"),
            JsonKey::Index(index) => format!("{arrow}[{index}]"),
        }
    });
    let name = if name == "*" { "«*»" } else { name };
    format!("{name}{}", steps.collect::<String>())
}

pub(super) fn terms(terms: &[OrderTerm]) -> String {
    let term = |OrderTerm { target, direction, nulls }: &OrderTerm| {
        let target = match target {
            OrderTarget::Field(of) => field(of),
            OrderTarget::Related { relation, field: of } => format!("{relation}({})", field(of)),
        };
        let direction = match direction {
            None => "",
            Some(Direction::Ascending) => " asc",
            Some(Direction::Descending) => " desc",
        };
        let nulls = match nulls {
            None => "",
            Some(Nulls::First) => " nullsfirst",
            Some(Nulls::Last) => " nullslast",
        };
        format!("{target}{direction}{nulls}")
    };
    terms.iter().map(term).collect::<Vec<_>>().join("|")
}

pub(super) fn condition(of: &Condition) -> String {
    match of {
        Condition::Filter(of) => filter(of),
        Condition::Group { negated, connective, members } => {
            let not = if *negated { "not " } else { "" };
            let name = if *connective == Connective::And { "and" } else { "or" };
            let members: Vec<_> = members.iter().map(condition).collect();
            format!("{not}{name}({})", members.join("; "))
        }
    }
}

pub(super) fn filter(Filter { field: of, negated, test: what }: &Filter) -> String {
    format!("{} {}{}", field(of), if *negated { "not " } else { "" }, test(what))
}

fn test(test: &Test) -> String {
    match test {
        Test::Compare { comparison, quantifier, value } => {
            let quantifier = match quantifier {
                None => "",
                Some(Quantifier::Any) => "(any)",
                Some(Quantifier::All) => "(all)",
            };
            format!("{}{quantifier} {value}", comparison_name(*comparison))
        }
        Test::Operate { operator, value } => format!("{} {value}", operator_name(*operator)),
        Test::In(values) => {
            format!("in {}", values.iter().map(|value| format!("<{value}>")).collect::<String>())
        }
        Test::Is(value) => format!("is {}", is_name(*value)),
        Test::IsDistinct(value) => format!("isdistinct {value}"),
        Test::Search { search, configuration, value } => {
            let configuration =
                configuration.as_ref().map_or(String::new(), |it| format!("({it})"));
            let name = match search {
                TextSearch::Query => "fts",
                TextSearch::Plain => "plfts",
                TextSearch::Phrase => "phfts",
                TextSearch::Web => "wfts",
            };
            format!("{name}{configuration} {value}")
        }
    }
}

fn comparison_name(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "eq",
        Comparison::Greater => "gt",
        Comparison::GreaterOrEqual => "gte",
        Comparison::Less => "lt",
        Comparison::LessOrEqual => "lte",
        Comparison::Like => "like",
        Comparison::ILike => "ilike",
        Comparison::Match => "match",
        Comparison::IMatch => "imatch",
    }
}

fn operator_name(operator: Operator) -> &'static str {
    match operator {
        Operator::NotEqual => "neq",
        Operator::Contains => "cs",
        Operator::ContainedIn => "cd",
        Operator::Overlaps => "ov",
        Operator::StrictlyLeft => "sl",
        Operator::StrictlyRight => "sr",
        Operator::NotExtendsRight => "nxr",
        Operator::NotExtendsLeft => "nxl",
        Operator::Adjacent => "adj",
    }
}

fn is_name(value: IsValue) -> &'static str {
    match value {
        IsValue::Null => "null",
        IsValue::NotNull => "not_null",
        IsValue::True => "true",
        IsValue::False => "false",
        IsValue::Unknown => "unknown",
    }
}
