//! Documents as vectors: `to_tsvector` of texts and of JSON.

use value::json::{Event, Events, unescape};
use value::text_search::{Entry, LONGEST_LEXEME, MOST_PLACES, POSITIONS, Place, Vector};
use value::{Value, ValueError};

use super::configuration::{Configuration, DEFAULT, Found};
use super::parser::Parser;
use crate::arguments::text;
use crate::table::patterns::{JSON, JSONB, REGCONFIG, TEXT, TSVECTOR};
use crate::{Builtin, Context};

const NAME: &str = "to_tsvector";
const OF_JSON: &str = "json_to_tsvector";
const OF_JSONB: &str = "jsonb_to_tsvector";

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function(NAME, &[TEXT], TSVECTOR, |_, a| {
        of_text(DEFAULT, text(a, 0)?).map(Value::text)
    })
    .stable(),
    Builtin::function(NAME, &[REGCONFIG, TEXT], TSVECTOR, |_, a| {
        of_text(text(a, 0)?, text(a, 1)?).map(Value::text)
    }),
    Builtin::function(NAME, &[JSON], TSVECTOR, |_, a| of_strings(DEFAULT, text(a, 0)?)).stable(),
    Builtin::function(NAME, &[JSONB], TSVECTOR, |_, a| of_strings(DEFAULT, text(a, 0)?)).stable(),
    Builtin::function(NAME, &[REGCONFIG, JSON], TSVECTOR, |_, a| {
        of_strings(text(a, 0)?, text(a, 1)?)
    }),
    Builtin::function(NAME, &[REGCONFIG, JSONB], TSVECTOR, |_, a| {
        of_strings(text(a, 0)?, text(a, 1)?)
    }),
    Builtin::function(OF_JSON, &[JSON, JSONB], TSVECTOR, of_parts_by_default).stable(),
    Builtin::function(OF_JSON, &[REGCONFIG, JSON, JSONB], TSVECTOR, of_parts),
    Builtin::function(OF_JSONB, &[JSONB, JSONB], TSVECTOR, of_parts_by_default).stable(),
    Builtin::function(OF_JSONB, &[REGCONFIG, JSONB, JSONB], TSVECTOR, of_parts),
];

/// The words of a document so far.
pub(crate) struct Document {
    configuration: Configuration,
    position: u32,
    words: Vec<(String, u32)>,
}

impl Document {
    pub(crate) fn new(configuration: Configuration) -> Self {
        Self { configuration, position: 0, words: Vec::new() }
    }

    /// Adds the words of a text.
    pub(crate) fn add(&mut self, text: &str) {
        for token in Parser::new(text).filter(|token| token.text.len() < LONGEST_LEXEME) {
            match self.configuration.find(token.kind, token.text) {
                Found::Ignored => {}
                Found::Stop => self.position += 1,
                Found::Lexeme(lexeme) => {
                    self.position += 1;
                    self.words.push((lexeme, self.position.min(POSITIONS - 1)));
                }
            }
        }
    }

    /// Adds a text whose words are no neighbours of those before.
    fn add_apart(&mut self, text: &str) {
        let before = self.words.len();
        self.add(text);
        if self.words.len() > before {
            self.position += 1;
        }
    }

    /// The words with their positions, in the order of the text.
    pub(crate) fn into_words(self) -> Vec<(String, u32)> {
        self.words
    }

    fn into_vector(mut self) -> Result<Vector, ValueError> {
        self.words.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()).then(a.1.cmp(&b.1)));
        let mut entries: Vec<Entry> = Vec::new();
        for (lexeme, position) in self.words {
            let place = Place { position: position as u16, weight: 0 };
            match entries.last_mut().filter(|last| last.lexeme == lexeme) {
                None => entries.push(Entry { lexeme, places: vec![place] }),
                Some(last) => {
                    let kept = last.places.last() == Some(&place);
                    if !kept && last.places.len() < MOST_PLACES - 1 {
                        last.places.push(place);
                    }
                }
            }
        }
        Vector::sorted(entries)
    }
}

/// The vector of a text, as it is printed.
pub(super) fn of_text(configuration: &str, text: &str) -> Result<String, ValueError> {
    let mut document = Document::new(Configuration::named(configuration)?);
    document.add(text);
    Ok(document.into_vector()?.to_string())
}

/// What of JSON is looked at.
#[derive(Clone, Copy, Default)]
struct Parts {
    strings: bool,
    numbers: bool,
    booleans: bool,
    keys: bool,
}

fn of_strings(configuration: &str, json: &str) -> Result<Value, ValueError> {
    of_json(configuration, json, Parts { strings: true, ..Parts::default() })
}

fn of_parts_by_default(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    of_json(DEFAULT, text(arguments, 0)?, parts(text(arguments, 1)?)?)
}

fn of_parts(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    of_json(text(arguments, 0)?, text(arguments, 1)?, parts(text(arguments, 2)?)?)
}

fn of_json(configuration: &str, json: &str, parts: Parts) -> Result<Value, ValueError> {
    let mut document = Document::new(Configuration::named(configuration)?);
    for event in Events::new(json) {
        match event? {
            Event::Key(raw) if parts.keys => document.add_apart(&unescape(raw)?),
            Event::String(raw) if parts.strings => document.add_apart(&unescape(raw)?),
            Event::Number(number) if parts.numbers => document.add_apart(number),
            Event::Bool(truth) if parts.booleans => {
                document.add_apart(if truth { "true" } else { "false" });
            }
            _ => {}
        }
    }
    Ok(Value::text(document.into_vector()?.to_string()))
}

/// `"all"`, `["string", "key"]`
fn parts(json: &str) -> Result<Parts, ValueError> {
    let mut parts = Parts::default();
    let mut depth = 0;
    for event in Events::new(json) {
        match event? {
            Event::ArrayStart if depth == 0 => depth += 1,
            Event::ArrayEnd => {}
            Event::ObjectStart if depth == 0 => {
                let message = "wrong flag type, only arrays and scalars are allowed";
                return Err(ValueError::new("22023", message));
            }
            Event::String(raw) => {
                let word = unescape(raw)?;
                let all = word.eq_ignore_ascii_case("all");
                let is = |name: &str| all || word.eq_ignore_ascii_case(name);
                let named = [is("string"), is("numeric"), is("boolean"), is("key")];
                if !named.contains(&true) {
                    let message = format!("wrong flag in flag array: \"{word}\"");
                    return Err(ValueError::new("22023", message).hint(FLAGS));
                }
                let [strings, numbers, booleans, keys] = named;
                parts.strings |= strings;
                parts.numbers |= numbers;
                parts.booleans |= booleans;
                parts.keys |= keys;
            }
            _ => {
                let message = "flag array element is not a string";
                return Err(ValueError::new("22023", message).hint(FLAGS));
            }
        }
    }
    Ok(parts)
}

const FLAGS: &str =
    "Possible values are: \"string\", \"numeric\", \"boolean\", \"key\", and \"all\".";
