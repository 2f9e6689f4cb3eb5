//! Functions and operators on vectors.

use value::array::Array;
use value::text_search::{Entry, MOST_PLACES, POSITIONS, Place, Vector};
use value::{Scalar, Value, ValueError, array_of};

use super::vector_at;
use crate::arguments::text;
use crate::arrays::texts;
use crate::table::patterns::{INT4, TEXT, TEXTS, TSVECTOR};
use crate::{Builtin, Context};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("length", &[TSVECTOR], INT4, |_, a| {
        Ok(Value::Int(vector_at(a, 0)?.entries().len() as i64))
    }),
    Builtin::function("strip", &[TSVECTOR], TSVECTOR, strip),
    Builtin::function("setweight", &[TSVECTOR, TEXT], TSVECTOR, set_weight),
    Builtin::function("setweight", &[TSVECTOR, TEXT, TEXTS], TSVECTOR, set_weight_of),
    Builtin::function("tsvector_concat", &[TSVECTOR, TSVECTOR], TSVECTOR, concat).operator("||"),
    Builtin::function("ts_delete", &[TSVECTOR, TEXT], TSVECTOR, delete_one),
    Builtin::function("ts_delete", &[TSVECTOR, TEXTS], TSVECTOR, delete_many),
    Builtin::function("ts_filter", &[TSVECTOR, TEXTS], TSVECTOR, filter),
    Builtin::function("tsvector_to_array", &[TSVECTOR], TEXTS, to_array),
    Builtin::function("array_to_tsvector", &[TEXTS], TSVECTOR, from_array),
];

fn answer(entries: Vec<Entry>) -> Result<Value, ValueError> {
    Ok(Value::text(Vector::sorted(entries)?.to_string()))
}

fn strip(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let mut entries = vector_at(arguments, 0)?.into_entries();
    entries.iter_mut().for_each(|entry| entry.places.clear());
    answer(entries)
}

/// Of a letter; only its first byte is looked at, as of PostgreSQL's `"char"`.
fn weight(letter: &str) -> Option<u8> {
    Some(match letter.bytes().next()? {
        b'A' | b'a' => 3,
        b'B' | b'b' => 2,
        b'C' | b'c' => 1,
        b'D' | b'd' => 0,
        _ => return None,
    })
}

fn weight_at(arguments: &[Value], at: usize) -> Result<u8, ValueError> {
    let letter = text(arguments, at)?;
    weight(letter).ok_or_else(|| {
        let code = letter.bytes().next().map_or(0, |byte| byte as i8);
        // An internal error to PostgreSQL, though only the caller is wrong.
        ValueError::new("22023", format!("unrecognized weight: {code}"))
    })
}

fn set_weight(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let mut entries = vector_at(arguments, 0)?.into_entries();
    let weight = weight_at(arguments, 1)?;
    let places = entries.iter_mut().flat_map(|entry| &mut entry.places);
    places.for_each(|place| place.weight = weight);
    answer(entries)
}

fn set_weight_of(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let mut entries = vector_at(arguments, 0)?.into_entries();
    let weight = weight_at(arguments, 1)?;
    for lexeme in lexemes_at(arguments, 2)? {
        if let Some(entry) = named(&mut entries, &lexeme) {
            entry.places.iter_mut().for_each(|place| place.weight = weight);
        }
    }
    answer(entries)
}

fn named<'a>(entries: &'a mut [Entry], lexeme: &str) -> Option<&'a mut Entry> {
    let search = |entry: &Entry| entry.lexeme.as_bytes().cmp(lexeme.as_bytes());
    let at = entries.binary_search_by(search).ok()?;
    entries.get_mut(at)
}

/// Nulls are passed over.
fn lexemes_at(arguments: &[Value], at: usize) -> Result<Vec<String>, ValueError> {
    Ok(texts(text(arguments, at)?)?.into_iter().flatten().collect())
}

/// The words of the second stand behind those of the first.
fn concat(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let mut entries = vector_at(arguments, 0)?.into_entries();
    let places = entries.iter().flat_map(|entry| &entry.places);
    let last = places.map(|place| u32::from(place.position)).max().unwrap_or(0);
    let mut added = Vec::new();
    for mut entry in vector_at(arguments, 1)?.into_entries() {
        for place in &mut entry.places {
            place.position = (u32::from(place.position) + last).min(POSITIONS - 1) as u16;
        }
        match named(&mut entries, &entry.lexeme) {
            Some(known) => append(&mut known.places, &entry.places),
            None => {
                let places = std::mem::take(&mut entry.places);
                append(&mut entry.places, &places);
                added.push(entry);
            }
        }
    }
    entries.extend(added);
    entries.sort_by(|a, b| a.lexeme.as_bytes().cmp(b.lexeme.as_bytes()));
    answer(entries)
}

/// As far as places are kept; the last position stands for all behind it.
fn append(places: &mut Vec<Place>, more: &[Place]) {
    for place in more {
        let ended = places.last().is_some_and(|last| u32::from(last.position) == POSITIONS - 1);
        if ended || places.len() >= MOST_PLACES {
            return;
        }
        places.push(*place);
    }
}

fn delete(arguments: &[Value], lexemes: &[String]) -> Result<Value, ValueError> {
    let mut entries = vector_at(arguments, 0)?.into_entries();
    entries.retain(|entry| !lexemes.contains(&entry.lexeme));
    answer(entries)
}

fn delete_one(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    delete(arguments, &[text(arguments, 1)?.to_owned()])
}

fn delete_many(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    delete(arguments, &lexemes_at(arguments, 1)?)
}

fn filter(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let mut wanted = [false; 4];
    for letter in texts(text(arguments, 1)?)? {
        let Some(letter) = letter else {
            return Err(ValueError::new("22004", "weight array may not contain nulls"));
        };
        let Some(weight) = weight(&letter) else {
            let shown: String = letter.chars().take(1).collect();
            return Err(ValueError::new("22023", format!("unrecognized weight: \"{shown}\"")));
        };
        if let Some(slot) = wanted.get_mut(usize::from(weight)) {
            *slot = true;
        }
    }
    let mut entries = vector_at(arguments, 0)?.into_entries();
    for entry in &mut entries {
        entry.places.retain(|place| wanted.get(usize::from(place.weight)) == Some(&true));
    }
    entries.retain(|entry| !entry.places.is_empty());
    answer(entries)
}

fn to_array(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let entries = vector_at(arguments, 0)?.into_entries();
    let lexemes: Vec<Value> = entries.into_iter().map(|entry| Value::text(entry.lexeme)).collect();
    Ok(array_of(&Scalar::Text.of(), &lexemes))
}

fn from_array(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let array = Array::parse(text(arguments, 0)?)?;
    let mut entries = Vec::with_capacity(array.elements.len());
    for slot in array.elements {
        let Some(lexeme) = slot else {
            return Err(ValueError::new("22004", "lexeme array may not contain nulls"));
        };
        if lexeme.is_empty() {
            let message = "lexeme array may not contain empty strings";
            return Err(ValueError::new("2200F", message));
        }
        entries.push(Entry { lexeme: lexeme.into_owned(), places: Vec::new() });
    }
    Ok(Value::text(Vector::merge(entries)?.to_string()))
}
