//! Queries out of what people type: `to_tsquery` and its kin.

use value::text_search::{Grammar, Operand, Operator, Postfix, Query};
use value::{Value, ValueError};

use super::configuration::{Configuration, DEFAULT};
use super::document::Document;
use crate::Builtin;
use crate::arguments::text;
use crate::table::patterns::{REGCONFIG, TEXT, TSQUERY};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("to_tsquery", &[TEXT], TSQUERY, |_, a| read(TO, DEFAULT, a)).stable(),
    Builtin::function("to_tsquery", &[REGCONFIG, TEXT], TSQUERY, |_, a| read(TO, text(a, 0)?, a)),
    Builtin::function("plainto_tsquery", &[TEXT], TSQUERY, |_, a| read(PLAIN, DEFAULT, a)).stable(),
    Builtin::function("plainto_tsquery", &[REGCONFIG, TEXT], TSQUERY, |_, a| {
        read(PLAIN, text(a, 0)?, a)
    }),
    Builtin::function("phraseto_tsquery", &[TEXT], TSQUERY, |_, a| read(PHRASE, DEFAULT, a))
        .stable(),
    Builtin::function("phraseto_tsquery", &[REGCONFIG, TEXT], TSQUERY, |_, a| {
        read(PHRASE, text(a, 0)?, a)
    }),
    Builtin::function("websearch_to_tsquery", &[TEXT], TSQUERY, |_, a| read(WEB, DEFAULT, a))
        .stable(),
    Builtin::function("websearch_to_tsquery", &[REGCONFIG, TEXT], TSQUERY, |_, a| {
        read(WEB, text(a, 0)?, a)
    }),
];

/// A grammar, and what joins the words that one of its operands becomes.
type How = (Grammar, Operator);

const TO: How = (Grammar::Standard, Operator::Phrase(1));
const WEB: How = (Grammar::Web, Operator::Phrase(1));
const PHRASE: How = (Grammar::Plain, Operator::Phrase(1));
const PLAIN: How = (Grammar::Plain, Operator::And);

fn read(how: How, configuration: &str, arguments: &[Value]) -> Result<Value, ValueError> {
    let asked = text(arguments, arguments.len().saturating_sub(1))?;
    let query = query(how, Configuration::named(configuration)?, asked)?;
    Ok(Value::text(query.to_string()))
}

/// The query of a plain text in the default configuration, as `text @@ text` makes it.
pub(super) fn plain(asked: &str) -> Result<Query, ValueError> {
    query(PLAIN, Configuration::named(DEFAULT)?, asked)
}

fn query(how: How, configuration: Configuration, asked: &str) -> Result<Query, ValueError> {
    let (grammar, joined_by) = how;
    grammar
        .read(asked, &mut |postfix, operand| lexemes(postfix, &operand, configuration, joined_by))
}

/// The lexemes of an operand, with stops where words are left out between them.
fn lexemes(
    postfix: &mut Postfix<'_>,
    operand: &Operand,
    configuration: Configuration,
    joined_by: Operator,
) -> Result<(), ValueError> {
    let mut document = Document::new(configuration);
    document.add(&operand.lexeme);
    let words = document.into_words();
    if words.is_empty() {
        postfix.stop();
        return Ok(());
    }
    let mut last = None;
    for (lexeme, position) in words {
        if let Some(last) = last {
            for _ in last + 1..position {
                postfix.stop();
                postfix.operator(joined_by);
            }
        }
        postfix.operand(Operand { lexeme, weights: operand.weights, prefix: operand.prefix })?;
        if last.is_some() {
            let same = last == Some(position);
            postfix.operator(if same { Operator::And } else { joined_by });
        }
        last = Some(position);
    }
    Ok(())
}
