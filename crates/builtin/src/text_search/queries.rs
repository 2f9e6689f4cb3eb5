//! Functions and operators on queries.

use std::collections::BTreeSet;

use value::text_search::{Operator, Query, TOO_FAR};
use value::{Value, ValueError};

use super::query_at;
use super::rewrite::rewrite;
use crate::arguments::int;
use crate::table::patterns::{BOOL, INT4, TEXT, TSQUERY};
use crate::{Builtin, Context};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("tsquery_and", &[TSQUERY, TSQUERY], TSQUERY, |_, a| join(a, Operator::And))
        .operator("&&"),
    Builtin::function("tsquery_or", &[TSQUERY, TSQUERY], TSQUERY, |_, a| join(a, Operator::Or))
        .operator("||"),
    Builtin::function("tsquery_not", &[TSQUERY], TSQUERY, |_, a| {
        Ok(Value::text(query_at(a, 0)?.negate().to_string()))
    })
    .operator("!!"),
    Builtin::function("tsquery_phrase", &[TSQUERY, TSQUERY], TSQUERY, |_, a| {
        join(a, Operator::Phrase(1))
    })
    .operator("<->"),
    Builtin::function("tsquery_phrase", &[TSQUERY, TSQUERY, INT4], TSQUERY, phrase),
    Builtin::function("tsq_mcontains", &[TSQUERY, TSQUERY], BOOL, |_, a| contains(a, 0, 1))
        .operator("@>"),
    Builtin::function("tsq_mcontained", &[TSQUERY, TSQUERY], BOOL, |_, a| contains(a, 1, 0))
        .operator("<@"),
    Builtin::function("numnode", &[TSQUERY], INT4, |_, a| {
        Ok(Value::Int(query_at(a, 0)?.items().len() as i64))
    }),
    Builtin::function("querytree", &[TSQUERY], TEXT, tree),
    Builtin::function("ts_rewrite", &[TSQUERY, TSQUERY, TSQUERY], TSQUERY, |_, a| {
        let rewritten = rewrite(&query_at(a, 0)?, &query_at(a, 1)?, &query_at(a, 2)?)?;
        Ok(Value::text(rewritten.to_string()))
    }),
];

fn join(arguments: &[Value], operator: Operator) -> Result<Value, ValueError> {
    let joined = query_at(arguments, 0)?.join(operator, query_at(arguments, 1)?);
    Ok(Value::text(joined.to_string()))
}

fn phrase(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let distance = u16::try_from(int(arguments, 2)?).ok().filter(|it| u32::from(*it) <= TOO_FAR);
    match distance {
        Some(distance) => join(arguments, Operator::Phrase(distance)),
        None => {
            let message = format!(
                "distance in phrase operator must be an integer value between zero and {TOO_FAR} inclusive"
            );
            Err(ValueError::new("22023", message))
        }
    }
}

/// Whether every word of one query is a word of the other.
fn contains(arguments: &[Value], whole: usize, part: usize) -> Result<Value, ValueError> {
    let (whole, part) = (query_at(arguments, whole)?, query_at(arguments, part)?);
    let words: BTreeSet<&str> = whole.operands().map(|operand| operand.lexeme.as_str()).collect();
    Ok(Value::bool(part.operands().all(|operand| words.contains(operand.lexeme.as_str()))))
}

/// What of a query an index could look for; `T` if that is anything.
fn tree(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let query: Query = query_at(arguments, 0)?;
    if query.is_empty() {
        return Ok(Value::text(""));
    }
    Ok(Value::text(query.without_negations().map_or("T".to_owned(), |query| query.to_string())))
}
