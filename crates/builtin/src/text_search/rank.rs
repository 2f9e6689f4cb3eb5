//! `ts_rank` and `ts_rank_cd`, in the same steps of single and double precision as PostgreSQL.

use value::text_search::{Item, Operand, Operator, POSITIONS, Place, Query, places};
use value::{Value, ValueError};

use super::query_at;
use super::rank_covers::rank_covers;
use super::search::Searched;
use crate::Builtin;
use crate::Pattern;
use crate::arguments::{int, text};
use crate::arrays::{dimensions, subscript_error, texts};
use crate::table::patterns::{FLOAT4, INT4, TSQUERY, TSVECTOR};
use value::Scalar;

const FLOATS: Pattern = Pattern::Array(Scalar::Float4);

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("ts_rank", &[TSVECTOR, TSQUERY], FLOAT4, |_, a| rank(plain, false, a)),
    Builtin::function("ts_rank", &[TSVECTOR, TSQUERY, INT4], FLOAT4, |_, a| rank(plain, false, a)),
    Builtin::function("ts_rank", &[FLOATS, TSVECTOR, TSQUERY], FLOAT4, |_, a| rank(plain, true, a)),
    Builtin::function("ts_rank", &[FLOATS, TSVECTOR, TSQUERY, INT4], FLOAT4, |_, a| {
        rank(plain, true, a)
    }),
    Builtin::function("ts_rank_cd", &[TSVECTOR, TSQUERY], FLOAT4, |_, a| {
        rank(rank_covers, false, a)
    }),
    Builtin::function("ts_rank_cd", &[TSVECTOR, TSQUERY, INT4], FLOAT4, |_, a| {
        rank(rank_covers, false, a)
    }),
    Builtin::function("ts_rank_cd", &[FLOATS, TSVECTOR, TSQUERY], FLOAT4, |_, a| {
        rank(rank_covers, true, a)
    }),
    Builtin::function("ts_rank_cd", &[FLOATS, TSVECTOR, TSQUERY, INT4], FLOAT4, |_, a| {
        rank(rank_covers, true, a)
    }),
];

/// What is added to the weights of the lexemes, by the bits of `normalization`.
pub(super) mod norm {
    pub(in super::super) const LOG_LENGTH: i64 = 1;
    pub(in super::super) const LENGTH: i64 = 2;
    pub(in super::super) const DISTANCE: i64 = 4;
    pub(in super::super) const UNIQUE: i64 = 8;
    pub(in super::super) const LOG_UNIQUE: i64 = 16;
    pub(in super::super) const BELOW_ONE: i64 = 32;
}

/// The weights of `D`, `C`, `B`, `A`.
pub(super) type Weights = [f32; 4];

const WEIGHTS: Weights = [0.1, 0.2, 0.4, 1.0];

type Rank = fn(&Weights, &Searched<'_>, &Query, i64) -> f32;

fn rank(rank: Rank, weighted: bool, arguments: &[Value]) -> Result<Value, ValueError> {
    let first = usize::from(weighted);
    let weights = if weighted { weights(text(arguments, 0)?)? } else { WEIGHTS };
    let query = query_at(arguments, first + 1)?;
    let method = if arguments.len() > first + 2 { int(arguments, first + 2)? } else { 0 };
    let vector = Searched::new(text(arguments, first)?);
    let rank = if query.is_empty() { 0.0 } else { rank(&weights, &vector, &query, method) };
    Ok(Value::Float(f64::from(rank)))
}

fn weights(array: &str) -> Result<Weights, ValueError> {
    if dimensions(array)?.len() != 1 {
        return Err(subscript_error("array of weight must be one-dimensional"));
    }
    let given = texts(array)?;
    if given.len() < WEIGHTS.len() {
        return Err(subscript_error("array of weight is too short"));
    }
    let mut weights = WEIGHTS;
    if given.iter().any(Option::is_none) {
        return Err(ValueError::new("22004", "array of weight must not contain nulls"));
    }
    for (weight, given) in weights.iter_mut().zip(given.into_iter().flatten()) {
        let given: f32 = given.parse().unwrap_or(-1.0);
        if given >= 0.0 {
            *weight = given;
        }
        if *weight > 1.0 {
            return Err(ValueError::new("22023", "weight out of range"));
        }
    }
    Ok(weights)
}

/// The number of words that a vector was made of, as far as it knows.
pub(super) fn length(vector: &Searched<'_>) -> usize {
    vector.lexemes.iter().map(|lexeme| places(lexeme.places).count().max(1)).sum()
}

/// By how often, how heavily and how near each other the words stand.
fn plain(weights: &Weights, vector: &Searched<'_>, query: &Query, method: i64) -> f32 {
    if vector.lexemes.is_empty() {
        return 0.0;
    }
    let together = matches!(
        query.items().last(),
        Some(Item::Operator { operator: Operator::And | Operator::Phrase(_), .. })
    );
    let operands = distinct_operands(query);
    let mut rank = match together && operands.len() > 1 {
        true => near(weights, vector, &operands),
        false => often(weights, vector, &operands),
    };
    if rank < 0.0 {
        rank = 1e-20;
    }
    let unique = vector.lexemes.len();
    let logarithm = |count: usize| ((count + 1) as f64).ln() / 2.0_f64.ln();
    if method & norm::LOG_LENGTH != 0 {
        rank = (f64::from(rank) / logarithm(length(vector))) as f32;
    }
    if method & norm::LENGTH != 0 {
        rank /= length(vector) as f32;
    }
    if method & norm::UNIQUE != 0 {
        rank /= unique as f32;
    }
    if method & norm::LOG_UNIQUE != 0 {
        rank = (f64::from(rank) / logarithm(unique)) as f32;
    }
    if method & norm::BELOW_ONE != 0 {
        rank /= rank + 1.0;
    }
    rank
}

/// The operands in the order of their words, each word once.
fn distinct_operands(query: &Query) -> Vec<&Operand> {
    let mut operands: Vec<&Operand> = query.operands().collect();
    // Of equal words PostgreSQL keeps the last one, whether it is a prefix or not.
    operands.reverse();
    operands.sort_by(|a, b| a.lexeme.as_bytes().cmp(b.lexeme.as_bytes()));
    operands.dedup_by(|a, b| a.lexeme == b.lexeme);
    operands
}

fn weight_of(weights: &Weights, place: Place) -> f32 {
    weights.get(usize::from(place.weight)).copied().unwrap_or_default()
}

/// The sum over the words, where each further occurrence counts less.
fn often(weights: &Weights, vector: &Searched<'_>, operands: &[&Operand]) -> f32 {
    let mut rank: f32 = 0.0;
    for operand in operands {
        for lexeme in vector.meant(operand) {
            let mut found: Vec<Place> = places(lexeme.places).collect();
            if found.is_empty() {
                found.push(Place { position: 0, weight: 0 });
            }
            let (mut sum, mut most, mut at): (f32, f32, usize) = (0.0, -1.0, 0);
            for (index, place) in found.iter().enumerate() {
                let weight = weight_of(weights, *place);
                sum += weight / ((index + 1) * (index + 1)) as f32;
                if weight > most {
                    (most, at) = (weight, index);
                }
            }
            let counted = most + sum - most / ((at + 1) * (at + 1)) as f32;
            rank = (f64::from(rank) + f64::from(counted) / 1.64493406685) as f32;
        }
    }
    if operands.is_empty() { rank } else { rank / operands.len() as f32 }
}

/// Over every pair of words, by how near they are; below zero if there is none.
fn near(weights: &Weights, vector: &Searched<'_>, operands: &[&Operand]) -> f32 {
    let mut rank: f32 = -1.0;
    // Of each operand the places of the last lexeme that it means, and whether they are known.
    let mut before: Vec<Option<(Vec<Place>, bool)>> = Vec::new();
    for operand in operands {
        let mut here = None;
        for lexeme in vector.meant(operand) {
            let known = !lexeme.places.is_empty();
            let nowhere = Place { position: (POSITIONS - 1) as u16, weight: 0 };
            let found = if known { places(lexeme.places).collect() } else { vec![nowhere] };
            for (others, others_known) in before.iter().flatten() {
                for place in &found {
                    for other in others {
                        let known = known && *others_known;
                        rank = nearer(weights, rank, *place, *other, known);
                    }
                }
            }
            here = Some((found, known));
        }
        before.push(here);
    }
    rank
}

fn nearer(weights: &Weights, rank: f32, a: Place, b: Place, known: bool) -> f32 {
    let distance = match (u32::from(a.position).abs_diff(u32::from(b.position)), known) {
        (0, true) => return rank,
        (0, false) => POSITIONS,
        (distance, _) => distance,
    };
    let product = weight_of(weights, a) * weight_of(weights, b) * word_distance(distance);
    let pair = f64::from(product).sqrt() as f32;
    if rank < 0.0 {
        return pair;
    }
    (1.0 - (1.0 - f64::from(rank)) * (1.0 - f64::from(pair))) as f32
}

fn word_distance(distance: u32) -> f32 {
    if distance > 100 {
        return 1e-30;
    }
    let exponent = f64::from(distance as f32) / 1.5 - 2.0;
    (1.0 / (1.005 + 0.05 * exponent.exp())) as f32
}
