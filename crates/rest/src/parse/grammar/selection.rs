//! The grammar of `select`.

use super::name::{field, field_name, identifier};
use super::{Parsed, Reader};
use crate::parse::{Aggregate, AggregateFunction, Bound, Embed, Join, SelectItem};

/// `title,director(name),...country(code)`; may be empty, but what isn't must begin with an item.
pub(super) fn all(r: &mut Reader<'_>) -> Parsed<Vec<SelectItem>> {
    if r.is_done() { Ok(Vec::new()) } else { some(r) }
}

/// The same in parentheses, where something else may follow nothing.
fn items(r: &mut Reader<'_>) -> Parsed<Vec<SelectItem>> {
    r.either(some, |_| Ok(Vec::new()))
}

fn some(r: &mut Reader<'_>) -> Parsed<Vec<SelectItem>> {
    r.separated(item, |r| r.padded(|r| r.char(',')))
}

fn item(r: &mut Reader<'_>) -> Parsed<SelectItem> {
    r.count(Bound::SelectItems)?;
    r.either(spread, |r| r.either(embed, |r| r.padded(field_item)))
}

/// `...director!fk(name)`
fn spread(r: &mut Reader<'_>) -> Parsed<SelectItem> {
    let head = |r: &mut Reader<'_>| {
        r.padded(|r| {
            r.string("...")?;
            let relation = field_name(r)?;
            embed_head(r, relation)
        })
    };
    let embed = r.attempt(head)?;
    Ok(SelectItem::Spread(Embed { select: embedded(r)?, ..embed }))
}

/// `alias:director!fk!inner(name)`; `count(…)` is no embed, so that `count()` can be the aggregate.
fn embed(r: &mut Reader<'_>) -> Parsed<SelectItem> {
    if !r.may_meet('(') {
        return r.never();
    }
    let head = |r: &mut Reader<'_>| {
        r.padded(|r| {
            let alias = alias(r)?;
            let relation = field_name(r)?;
            if relation == "count" {
                return r.never();
            }
            Ok((alias, embed_head(r, relation)?))
        })
    };
    let (alias, embed) = r.attempt(head)?;
    Ok(SelectItem::Embed { alias, embed: Embed { select: embedded(r)?, ..embed } })
}

/// `!fk!inner` after a name, before a parenthesis
fn embed_head(r: &mut Reader<'_>, relation: String) -> Parsed<Embed> {
    let (first, second) = (r.optional(embed_mark)?, r.optional(embed_mark)?);
    let (mut hint, mut join) = (None, None);
    for mark in [first, second].into_iter().flatten() {
        match mark {
            Mark::Hint(name) => hint = hint.or(Some(name)),
            Mark::Join(kind) => join = join.or(Some(kind)),
        }
    }
    r.look_ahead("(")?;
    Ok(Embed { relation, hint, join, select: Vec::new() })
}

enum Mark {
    Hint(String),
    Join(Join),
}

/// `!left`, `!inner`, `!fk`
fn embed_mark(r: &mut Reader<'_>) -> Parsed<Mark> {
    r.char('!')?;
    let join = |r: &mut Reader<'_>| r.word(&[("left", Join::Left), ("inner", Join::Inner)]);
    r.either(|r| join(r).map(Mark::Join), |r| r.attempt(|r| field_name(r).map(Mark::Hint)))
}

fn embedded(r: &mut Reader<'_>) -> Parsed<Vec<SelectItem>> {
    r.in_parentheses(|r| r.deeper(Bound::EmbedDepth, items))
}

/// `*`, `count()`, `alias:data->>key::text.sum()::int`
fn field_item(r: &mut Reader<'_>) -> Parsed<SelectItem> {
    let star = |r: &mut Reader<'_>| {
        r.string("*")?;
        item_end(r)?;
        Ok(SelectItem::Star)
    };
    let count = |r: &mut Reader<'_>| {
        let alias = alias(r)?;
        r.string("count()")?;
        let cast = cast(r)?;
        item_end(r)?;
        Ok(SelectItem::Count { alias, cast })
    };
    let count = |r: &mut Reader<'_>| if r.may_meet('(') { r.attempt(count) } else { r.never() };
    r.either(|r| r.attempt(star), |r| r.either(count, plain_field))
}

fn plain_field(r: &mut Reader<'_>) -> Parsed<SelectItem> {
    let alias = alias(r)?;
    let field = field(r)?;
    let own_cast = cast(r)?;
    let function = r.optional(|r| {
        r.attempt(|r| {
            r.char('.')?;
            let function = aggregate_function(r)?;
            r.string("()")?;
            Ok(function)
        })
    })?;
    let last_cast = cast(r)?;
    item_end(r)?;
    Ok(match function {
        Some(function) => {
            let aggregate = Some(Aggregate { function, cast: last_cast });
            SelectItem::Field { alias, field, cast: own_cast, aggregate }
        }
        None => SelectItem::Field { alias, field, cast: own_cast.or(last_cast), aggregate: None },
    })
}

fn aggregate_function(r: &mut Reader<'_>) -> Parsed<AggregateFunction> {
    use AggregateFunction::{Avg, Count, Max, Min, Sum};
    r.either(
        |r| r.string("sum").map(|()| Sum),
        |r| {
            r.either(
                |r| r.string("avg").map(|()| Avg),
                |r| {
                    r.either(
                        |r| r.string("count").map(|()| Count),
                        |r| r.word(&[("max", Max), ("min", Min)]),
                    )
                },
            )
        },
    )
}

/// `alias:`, but not the first colon of a cast
fn alias(r: &mut Reader<'_>) -> Parsed<Option<String>> {
    if !r.may_meet(':') {
        return Ok(None);
    }
    r.optional(|r| {
        r.attempt(|r| {
            let alias = field_name(r)?;
            r.char(':')?;
            r.not_followed_by(|c| c == ':', &["\":\""])?;
            Ok(alias)
        })
    })
}

/// `::numeric`
fn cast(r: &mut Reader<'_>) -> Parsed<Option<String>> {
    r.optional(|r| {
        r.string("::")?;
        identifier(r)
    })
}

fn item_end(r: &mut Reader<'_>) -> Parsed<()> {
    r.either(|r| r.look_ahead(")"), |r| r.either(|r| r.look_ahead(","), |r| r.attempt(Reader::end)))
}
