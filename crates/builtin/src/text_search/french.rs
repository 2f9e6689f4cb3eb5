//! French as Snowball has stemmed it since its version 2: `ë` and `ï` are told from the vowels beside them. The
//! marks in capital letters are Snowball's own.

use rust_stemmers::{Algorithm, Stemmer};

pub(super) fn stem(word: &str) -> String {
    if !word.contains(['ë', 'ï']) {
        return Stemmer::create(Algorithm::French).stem(word).into_owned();
    }
    let marked = mark(word);
    let stem = Stemmer::create(Algorithm::French).stem(&marked).into_owned();
    stem.replace("Hi", "ï").replace("He", "ë").replace('H', "")
}

const fn is_vowel(c: char) -> bool {
    matches!(
        c,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'â'
            | 'à'
            | 'ë'
            | 'é'
            | 'ê'
            | 'è'
            | 'ï'
            | 'î'
            | 'ô'
            | 'û'
            | 'ù'
    )
}

/// Vowels that sound as consonants there become capital letters.
fn mark(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let at = |index: usize| letters.get(index).copied().unwrap_or(' ');
    let mut out = String::with_capacity(word.len() + 4);
    let mut index = 0;
    while let Some(&letter) = letters.get(index) {
        let (next, after) = (at(index + 1), at(index + 2));
        let passed = match (letter, next) {
            (vowel, 'u' | 'i') if is_vowel(vowel) && is_vowel(after) => {
                out.extend([vowel, next.to_ascii_uppercase(), after]);
                3
            }
            (vowel, 'y') if is_vowel(vowel) => {
                out.extend([vowel, 'Y']);
                2
            }
            ('ë', _) => {
                out.push_str("He");
                1
            }
            ('ï', _) => {
                out.push_str("Hi");
                1
            }
            ('y', vowel) if is_vowel(vowel) => {
                out.extend(['Y', vowel]);
                2
            }
            ('q', 'u') => {
                out.push_str("qU");
                2
            }
            _ => {
                out.push(letter);
                1
            }
        };
        index += passed;
    }
    out
}
