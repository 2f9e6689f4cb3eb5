//! `ts_headline`: the part of a document in which the query is found, with the words of the query marked.

use value::json::{Event, Events, canonical, unescape, write_json_string};
use value::text_search::Query;
use value::{Scalar, Type, Value, ValueError};

use super::configuration::{Configuration, DEFAULT};
use super::fragments::choose_fragments;
use super::headline_options::Options;
use super::headline_words::{Patience, Word, cover, words};
use super::query_at;
use super::token::Kind;
use crate::arguments::text;
use crate::table::patterns::{JSON, JSONB, REGCONFIG, TEXT, TSQUERY};
use crate::text::within_limit;
use crate::{Builtin, Pattern};

const NAME: &str = "ts_headline";

const fn of(arguments: &'static [Pattern], returns: Pattern) -> Builtin {
    Builtin::function(NAME, arguments, returns, |context, arguments| {
        let first = context.arguments.first().and_then(Type::scalar);
        let returns = context.returns.scalar().unwrap_or(Scalar::Text);
        call(first == Some(Scalar::Regconfig), returns, arguments)
    })
}

pub(crate) const TABLE: &[Builtin] = &[
    of(&[TEXT, TSQUERY], TEXT).stable(),
    of(&[TEXT, TSQUERY, TEXT], TEXT).stable(),
    of(&[REGCONFIG, TEXT, TSQUERY], TEXT),
    of(&[REGCONFIG, TEXT, TSQUERY, TEXT], TEXT),
    of(&[JSON, TSQUERY], JSON).stable(),
    of(&[JSON, TSQUERY, TEXT], JSON).stable(),
    of(&[REGCONFIG, JSON, TSQUERY], JSON),
    of(&[REGCONFIG, JSON, TSQUERY, TEXT], JSON),
    of(&[JSONB, TSQUERY], JSONB).stable(),
    of(&[JSONB, TSQUERY, TEXT], JSONB).stable(),
    of(&[REGCONFIG, JSONB, TSQUERY], JSONB),
    of(&[REGCONFIG, JSONB, TSQUERY, TEXT], JSONB),
];

struct Headline {
    configuration: Configuration,
    query: Query,
    options: Options,
}

fn call(configured: bool, returns: Scalar, arguments: &[Value]) -> Result<Value, ValueError> {
    let first = usize::from(configured);
    let name = if configured { text(arguments, 0)? } else { DEFAULT };
    let options = match arguments.len() > first + 2 {
        true => Options::read(text(arguments, first + 2)?)?,
        false => Options::default(),
    };
    let configuration = Configuration::named(name)?;
    let headline = Headline { configuration, query: query_at(arguments, first + 1)?, options };
    let document = text(arguments, first)?;
    Ok(Value::text(match returns {
        Scalar::Json => headline.of_json(document)?,
        Scalar::Jsonb => canonical(&headline.of_json(document)?)?,
        _ => headline.of_text(document)?,
    }))
}

impl Headline {
    fn of_text(&self, document: &str) -> Result<String, ValueError> {
        let mut words = words(self.configuration, document, &self.query);
        if self.options.fragments == 0 {
            self.choose(&mut words)?;
        } else {
            choose_fragments(&mut words, &self.query, &self.options)?;
        }
        self.write(&words)
    }

    /// Every string of it, the rest as it is without its blanks.
    fn of_json(&self, document: &str) -> Result<String, ValueError> {
        let mut out = Vec::with_capacity(document.len());
        for event in Events::new(document) {
            let event = event?;
            let closing = matches!(event, Event::ArrayEnd | Event::ObjectEnd);
            if !closing && !matches!(out.last(), None | Some(b'[' | b'{' | b':')) {
                out.push(b',');
            }
            match event {
                Event::ObjectStart => out.push(b'{'),
                Event::ObjectEnd => out.push(b'}'),
                Event::ArrayStart => out.push(b'['),
                Event::ArrayEnd => out.push(b']'),
                Event::Key(raw) => {
                    write_json_string(&unescape(raw)?, &mut out);
                    out.push(b':');
                }
                Event::String(raw) => write_json_string(&self.of_text(&unescape(raw)?)?, &mut out),
                Event::Number(number) => out.extend_from_slice(number.as_bytes()),
                Event::Bool(truth) => out.extend_from_slice(if truth { b"true" } else { b"false" }),
                Event::Null => out.extend_from_slice(b"null"),
            }
        }
        String::from_utf8(out).map_err(|_| ValueError::new("XX000", "JSON that is no text"))
    }

    fn write(&self, words: &[Word<'_>]) -> Result<String, ValueError> {
        let mut out = String::new();
        let (mut fragments, mut inside) = (0, false);
        for word in words.iter().filter(|word| !word.repeated) {
            if !word.within {
                inside = false;
                continue;
            }
            if !inside {
                inside = true;
                fragments += 1;
                if fragments > 1 {
                    out.push_str(&self.options.delimiter);
                }
            }
            if word.blanked {
                out.push(' ');
            } else if !word.skipped {
                let marks = [&self.options.start, &self.options.stop];
                let [start, stop] =
                    marks.map(|mark| if word.selected { mark.as_str() } else { "" });
                within_limit(out.len() + start.len() + word.token.text.len() + stop.len())?;
                out.push_str(start);
                out.push_str(word.token.text);
                out.push_str(stop);
            }
        }
        Ok(out)
    }

    /// One stretch: that of the best cover, made longer or shorter.
    fn choose(&self, words: &mut [Word<'_>]) -> Result<(), ValueError> {
        let options = &self.options;
        if options.whole {
            let last = words.len();
            select(words, true, 0..last);
            return Ok(());
        }
        let mut patience = Patience::new();
        let most = longest_cover(options);
        let mut best: Option<Stretch> = None;
        let mut start = 0;
        while let Some((first, last)) = cover(words, &self.query, start, most, &mut patience)? {
            let stretch = Stretch::around(words, options, first, last);
            if best.as_ref().is_none_or(|best| stretch.is_better(best)) {
                best = Some(stretch);
            }
            start = first + 1;
        }
        let range = best.map_or_else(|| beginning(words, options), |it| it.first..it.last + 1);
        select(words, false, range);
        Ok(())
    }
}

/// How many words are looked at to find the query in.
pub(super) fn longest_cover(options: &Options) -> i64 {
    let most = options.most_words.saturating_mul(10).max(100);
    if options.fragments > 0 { most.saturating_mul(options.fragments) } else { most }
}

/// The first words, where the query isn't found.
pub(super) fn beginning(words: &[Word<'_>], options: &Options) -> std::ops::Range<usize> {
    let mut count = 0;
    let within = words.iter().take_while(|word| {
        let taken = count < options.least_words;
        count += i64::from(!word.is_no_word());
        taken
    });
    0..within.count()
}

/// Marks the words of a headline.
pub(super) fn select(words: &mut [Word<'_>], whole: bool, range: std::ops::Range<usize>) {
    for word in words.get_mut(range).unwrap_or_default() {
        word.selected |= word.is_asked_for();
        if word.is_compound() {
            word.skipped = true;
        } else if !whole && word.token.kind == Kind::Tag {
            word.blanked = true;
        }
        word.within = !word.repeated;
    }
}

/// What a headline could be.
struct Stretch {
    first: usize,
    last: usize,
    interesting: i64,
    covers: bool,
    ends_well: bool,
}

impl Stretch {
    fn is_better(&self, other: &Self) -> bool {
        let rank = |it: &Self| (it.covers, it.interesting, it.ends_well);
        rank(self) > rank(other)
    }

    /// The stretch that a cover becomes.
    fn around(words: &[Word<'_>], options: &Options, first: usize, last: usize) -> Self {
        let (mut length, mut interesting) = (0, 0);
        let (mut begin, mut end) = (first, first);
        let mut at = first;
        while at <= last && length < options.most_words {
            let Some(word) = words.get(at) else { break };
            length += i64::from(!word.is_no_word());
            interesting += i64::from(word.is_interesting());
            end = at;
            at += 1;
        }
        let bad = |word: &Word<'_>| word.ends_badly(options.short_word);
        if length < options.most_words {
            at = at.saturating_sub(1);
            while length < options.most_words {
                let Some(word) = words.get(at) else { break };
                if at > last {
                    length += i64::from(!word.is_no_word());
                    interesting += i64::from(word.is_interesting());
                }
                end = at;
                if !bad(word) && length >= options.least_words {
                    break;
                }
                at += 1;
            }
            if length < options.least_words {
                begin = 0;
                for (index, word) in words.iter().enumerate().take(first).rev() {
                    length += i64::from(!word.is_no_word());
                    interesting += i64::from(word.is_interesting());
                    let full = length >= options.most_words;
                    if full || (!bad(word) && length >= options.least_words) {
                        begin = index;
                        break;
                    }
                }
            }
        } else {
            at = at.min(last);
            while length > options.least_words {
                let Some(word) = words.get(at) else { break };
                if !bad(word) {
                    break;
                }
                length -= i64::from(!word.is_no_word());
                interesting -= i64::from(word.is_interesting());
                at = at.saturating_sub(1);
                end = at;
            }
        }
        let ends_well = words.get(end).is_some_and(|word| !bad(word));
        let covers = begin <= first && end >= last;
        Self { first: begin, last: end, interesting, covers, ends_well }
    }
}
