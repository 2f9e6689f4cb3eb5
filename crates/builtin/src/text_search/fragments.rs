//! A headline of several fragments: the covers with the most words of the query, each made longer on both sides.

use value::ValueError;
use value::text_search::Query;

use super::headline::{beginning, longest_cover, select};
use super::headline_options::Options;
use super::headline_words::{Patience, Word, cover};

/// What a fragment could be.
struct Fragment {
    first: usize,
    last: usize,
    interesting: i64,
    length: i64,
    /// It was taken, or stands in one that was.
    done: bool,
}

/// Marks the words of the best fragments.
pub(super) fn choose_fragments(
    words: &mut [Word<'_>],
    query: &Query,
    options: &Options,
) -> Result<(), ValueError> {
    let mut fragments = candidates(words, query, options)?;
    let mut count = 0;
    while count < options.fragments {
        let Some(best) = best(&fragments) else { break };
        let (first, last) = widened(words, options, best);
        select(words, options.whole, first..last + 1);
        for fragment in &mut fragments {
            let meets = fragment.first <= last && fragment.last >= first;
            fragment.done |= meets;
        }
        count += 1;
    }
    if count == 0 {
        let range = beginning(words, options);
        select(words, options.whole, range);
    }
    Ok(())
}

/// The covers, cut where they are too long.
fn candidates(
    words: &[Word<'_>],
    query: &Query,
    options: &Options,
) -> Result<Vec<Fragment>, ValueError> {
    let mut patience = Patience::new();
    let most = longest_cover(options);
    let mut fragments = Vec::new();
    let mut start = 0;
    while let Some((first, last)) = cover(words, query, start, most, &mut patience)? {
        let mut from = first;
        while from <= last {
            let fragment = cut(words, from, last, options.most_words);
            from = fragment.last + 1;
            fragments.push(fragment);
        }
        start = first + 1;
    }
    Ok(fragments)
}

/// The first part of a cover that isn't too long; it begins and ends with words of the query.
fn cut(words: &[Word<'_>], from: usize, last: usize, most: i64) -> Fragment {
    let interesting = |index: usize| words.get(index).is_some_and(Word::is_interesting);
    let counts = |index: usize| i64::from(words.get(index).is_some_and(|it| !it.is_no_word()));
    let first = (from..=last).find(|index| interesting(*index)).unwrap_or(last);
    let (mut length, mut found, mut at) = (0, 0, first);
    while at <= last && length < most {
        length += counts(at);
        found += i64::from(interesting(at));
        at += 1;
    }
    let mut end = last;
    if last > at {
        end = at;
        while end > first && !interesting(end) {
            length -= counts(end);
            end -= 1;
        }
    }
    Fragment { first, last: end, interesting: found, length, done: false }
}

/// The one with the most words of the query, of those the shortest.
fn best(fragments: &[Fragment]) -> Option<&Fragment> {
    let open = fragments.iter().filter(|it| !it.done);
    open.min_by_key(|it| (-it.interesting, it.length))
}

/// The fragment with words before and behind it, as far as there is room.
fn widened(words: &[Word<'_>], options: &Options, fragment: &Fragment) -> (usize, usize) {
    let Fragment { first, last, mut length, .. } = *fragment;
    if length >= options.most_words {
        return (first, last);
    }
    let counts = |word: &Word<'_>| i64::from(!word.is_no_word());
    let bad = |word: &Word<'_>| word.ends_badly(options.short_word);
    let room = (options.most_words - length) / 2;
    let (mut added, mut begin) = (0, first);
    for (index, word) in words.iter().enumerate().take(first).rev() {
        if added >= room || word.within {
            break;
        }
        length += counts(word);
        added += counts(word);
        begin = index;
    }
    while let Some(word) = words.get(begin).filter(|word| begin < first && bad(word)) {
        length -= counts(word);
        begin += 1;
    }
    let mut end = last;
    for (index, word) in words.iter().enumerate().skip(last + 1) {
        if length >= options.most_words || word.within {
            break;
        }
        length += counts(word);
        end = index;
    }
    while words.get(end).is_some_and(|word| end > last && bad(word)) {
        end -= 1;
    }
    (begin, end)
}
