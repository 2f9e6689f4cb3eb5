//! `ts_rank_cd`: by the shortest stretches of the document in which the query holds.

use value::text_search::{Item, Operand, Place, Query, places};

use super::execute::{Match, Source, holds};
use super::rank::{Weights, length, norm};
use super::search::{Searched, asked_for};

/// A word of the document that the query asks for.
struct Word {
    place: Place,
    /// Which lexeme of the vector it is.
    lexeme: usize,
    /// The items of the query that mean it.
    items: Vec<usize>,
}

/// A stretch in which the query holds.
struct Cover {
    first: usize,
    last: usize,
}

/// Where the items of a query were seen so far.
struct Seen {
    at: Vec<Vec<u32>>,
    backwards: bool,
}

impl Seen {
    fn new(query: &Query, backwards: bool) -> Self {
        Self { at: vec![Vec::new(); query.items().len()], backwards }
    }

    fn add(&mut self, word: &Word) {
        let position = u32::from(word.place.position);
        for item in &word.items {
            if let Some(at) = self.at.get_mut(*item).filter(|at| at.last() != Some(&position)) {
                at.push(position);
            }
        }
    }
}

impl Source for Seen {
    fn has(&self, index: usize, _: &Operand) -> bool {
        self.at.get(index).is_some_and(|at| !at.is_empty())
    }

    fn find(&self, index: usize, operand: &Operand) -> (Match, Vec<u32>) {
        let mut at = self.at.get(index).cloned().unwrap_or_default();
        if self.backwards {
            at.reverse();
        }
        (if self.has(index, operand) { Match::Yes } else { Match::No }, at)
    }
}

pub(super) fn rank_covers(
    weights: &Weights,
    vector: &Searched<'_>,
    query: &Query,
    method: i64,
) -> f32 {
    let words = words(vector, query);
    if words.is_empty() {
        return 0.0;
    }
    let inverse = weights.map(|weight| 1.0 / f64::from(weight));
    let (mut rank, mut distances, mut before, mut count) = (0.0_f64, 0.0, 0.0, 0_usize);
    let mut start = 0;
    while let Some(cover) = next_cover(&words, query, &mut start) {
        let stretch = words.get(cover.first..=cover.last).unwrap_or_default();
        let inverse_of = |word: &Word| inverse.get(usize::from(word.place.weight)).copied();
        let sum: f64 = stretch.iter().filter_map(inverse_of).fold(0.0, |sum, it| sum + it);
        let ends = [stretch.first(), stretch.last()];
        let [begin, end] = ends.map(|word| word.map_or(0, |word| i64::from(word.place.position)));
        let between = (cover.last - cover.first) as i64;
        let noise = match end - begin - between {
            noise if noise < 0 => between / 2,
            noise => noise,
        };
        rank += (between + 1) as f64 / sum / (1 + noise) as f64;
        let middle = (end + begin) as f64 / 2.0;
        if count > 0 && middle > before {
            distances += 1.0 / (middle - before);
        }
        before = middle;
        count += 1;
    }
    normalized(rank, vector, method, count as f64, distances) as f32
}

fn normalized(
    mut rank: f64,
    vector: &Searched<'_>,
    method: i64,
    count: f64,
    distances: f64,
) -> f64 {
    let unique = vector.lexemes.len() as f64;
    if method & norm::LOG_LENGTH != 0 {
        rank /= ((length(vector) + 1) as f64).ln();
    }
    if method & norm::LENGTH != 0 {
        rank /= length(vector) as f64;
    }
    if method & norm::DISTANCE != 0 && count > 0.0 && distances > 0.0 {
        rank /= count / distances;
    }
    if method & norm::UNIQUE != 0 {
        rank /= unique;
    }
    if method & norm::LOG_UNIQUE != 0 {
        rank /= (unique + 1.0).ln() / 2.0_f64.ln();
    }
    if method & norm::BELOW_ONE != 0 {
        rank /= rank + 1.0;
    }
    rank
}

/// The words of the document that the query asks for, in the order of the document.
fn words(vector: &Searched<'_>, query: &Query) -> Vec<Word> {
    let mut words = Vec::new();
    for (item, node) in query.items().iter().enumerate() {
        let Item::Operand(operand) = node else { continue };
        let wanted = operand.lexeme.as_bytes();
        let first = vector.lexemes.partition_point(|it| it.text.as_bytes() < wanted);
        for (offset, found) in vector.meant(operand).iter().enumerate() {
            let asked = places(found.places).filter(|place| asked_for(operand, place.weight));
            let lexeme = first + offset;
            words.extend(asked.map(|place| Word { place, lexeme, items: vec![item] }));
        }
    }
    words.sort_by_key(|word| (word.place.position, word.place.weight, word.lexeme));
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let same = |last: &&mut Word| last.place == word.place && last.lexeme == word.lexeme;
        match joined.last_mut().filter(same) {
            Some(last) => last.items.extend(word.items),
            None => joined.push(word),
        }
    }
    joined
}

/// The next cover from there on: up to where the query holds first, then back to where it still does.
fn next_cover(words: &[Word], query: &Query, start: &mut usize) -> Option<Cover> {
    loop {
        let mut seen = Seen::new(query, false);
        let mut rest = words.iter().enumerate().skip(*start);
        let last = rest.find_map(|(index, word)| {
            seen.add(word);
            holds(query, &seen).then_some(index)
        })?;
        let mut seen = Seen::new(query, true);
        let mut back = words.iter().enumerate().take(last + 1).skip(*start).rev();
        let first = back.find_map(|(index, word)| {
            seen.add(word);
            holds(query, &seen).then_some(index)
        });
        if let Some(first) = first {
            *start = first + 1;
            return Some(Cover { first, last });
        }
        *start += 1;
    }
}
