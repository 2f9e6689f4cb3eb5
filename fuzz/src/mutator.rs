//! Making inputs of inputs: the same ones for the same seed (SplitMix64).

/// Makes inputs.
pub struct Mutator {
    state: u64,
    words: &'static [&'static str],
    corpus: Vec<String>,
}

/// Longer than what parsers bound themselves, and short enough to try thousands a second.
const LENGTH_MAX: usize = 1 << 14;

impl Mutator {
    /// Over some inputs and words.
    pub const fn new(seed: u64, words: &'static [&'static str], corpus: Vec<String>) -> Self {
        Self { state: seed, words, corpus }
    }

    /// The next input.
    pub fn input(&mut self) -> String {
        let mut input = match self.below(8) {
            0 => String::new(),
            _ => self.pick_kept(),
        };
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        cut(&mut input, LENGTH_MAX);
        input
    }

    fn change(&mut self, input: &mut String) {
        let at = self.place(input);
        match self.below(9) {
            0..=2 => input.insert_str(at, self.word()),
            3 => input.insert(at, self.character()),
            4 => {
                let to = self.place_from(input, at, 8);
                input.replace_range(at..to, "");
            }
            5 => {
                let to = self.place_from(input, at, 8);
                let word = self.word();
                input.replace_range(at..to, word);
            }
            6 => {
                let other = self.pick_kept();
                let from = self.place(&other);
                let to = self.place_from(&other, from, 40);
                input.insert_str(at, &other[from..to]);
            }
            7 => {
                let to = self.place_from(input, at, 12);
                let part = input[at..to].repeat(self.repetitions());
                input.insert_str(at, &part);
            }
            _ => input.truncate(at),
        }
    }

    /// Mostly few, sometimes deeper than anything may be nested.
    fn repetitions(&mut self) -> usize {
        match self.below(12) {
            0 => 2000,
            1 => 200,
            _ => self.below(4),
        }
    }

    fn word(&mut self) -> &'static str {
        match self.words.len() {
            0 => "",
            count => {
                let words = self.words;
                words[self.below(count)]
            }
        }
    }

    fn character(&mut self) -> char {
        const ODD: &[char] = &[
            '\0',
            '\u{7f}',
            '\u{feff}',
            '\u{202e}',
            'é',
            'İ',
            'ß',
            '😀',
            '\u{10ffff}',
            '\n',
            '\t',
            '\r',
        ];
        match self.below(3) {
            0 => ODD[self.below(ODD.len())],
            // Below 128.
            _ => char::from(u8::try_from(self.below(128)).unwrap_or(b' ')),
        }
    }

    fn pick_kept(&mut self) -> String {
        match self.corpus.len() {
            0 => String::new(),
            count => {
                let at = self.below(count);
                self.corpus[at].clone()
            }
        }
    }

    fn place(&mut self, input: &str) -> usize {
        let at = self.below(input.len() + 1);
        boundary(input, at)
    }

    fn place_from(&mut self, input: &str, from: usize, most: usize) -> usize {
        let to = (from + self.below(most + 1)).min(input.len());
        boundary(input, to).max(from)
    }

    /// From 0, without the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bounded = (mixed ^ (mixed >> 31)) % bound.max(1) as u64;
        // The remainder is below a `usize`.
        usize::try_from(bounded).unwrap_or(0)
    }
}

fn boundary(input: &str, mut at: usize) -> usize {
    while !input.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn cut(input: &mut String, most: usize) {
    if input.len() > most {
        input.truncate(boundary(input, most));
    }
}
