//! The template of a number: `FM999G990D00`.

use value::ValueError;

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Nine,
    Zero,
    /// `,` or `G`
    Group,
    /// `.` or `D`
    Point,
    /// `L`: the currency, a blank here.
    Currency,
    /// `MI`
    Minus,
    /// `PL`
    Plus,
    /// `SG`
    Sign,
    /// `S`, `PR`, `FM`, `B`, `C`, `V`, `SP`, `EEEE`: they show nothing where they stand.
    Mark,
    Roman {
        upper: bool,
    },
    Ordinal {
        upper: bool,
    },
    Literal(char),
}

/// Where the sign of `S` stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Before,
    After,
}

/// A template, and what it says as a whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Template {
    pub(super) items: Vec<Item>,
    /// Digits before the point.
    pub(super) before: usize,
    /// Digits behind it.
    pub(super) behind: usize,
    /// `V`: how many digits the number is moved to the left.
    pub(super) shift: Option<usize>,
    /// Where the first `0` stands, counted in digits.
    pub(super) first_zero: Option<usize>,
    /// How many digits there are up to the last `0`.
    pub(super) last_zero: usize,
    pub(super) point: bool,
    /// `FM`
    pub(super) bare: bool,
    /// `S`, and how many digits stand before it.
    pub(super) anchored: Option<(Anchor, usize)>,
    /// `PR`
    pub(super) brackets: bool,
    pub(super) minus: bool,
    pub(super) plus: bool,
    pub(super) roman: bool,
    /// `EEEE`
    pub(super) scientific: bool,
    blank: bool,
}

/// Takes a template apart and refuses what contradicts itself.
pub(super) fn read(template: &str) -> Result<Template, ValueError> {
    let (mut found, mut rest) = (Template::default(), template);
    while !rest.is_empty() {
        if let Some((word, item)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            rest = &rest[word.len()..];
            found.take(&word.to_ascii_uppercase(), *item)?;
        } else if let Some(quoted) = rest.strip_prefix('"') {
            let mut characters = quoted.chars();
            while let Some(character) = characters.next() {
                match character {
                    '"' => break,
                    '\\' => found.items.extend(characters.next().map(Item::Literal)),
                    plain => found.items.push(Item::Literal(plain)),
                }
            }
            rest = characters.as_str();
        } else {
            rest = rest.strip_prefix('\\').filter(|it| it.starts_with('"')).unwrap_or(rest);
            let mut characters = rest.chars();
            found.items.extend(characters.next().map(Item::Literal));
            rest = characters.as_str();
        }
    }
    Ok(found)
}

fn invalid(message: &str) -> ValueError {
    ValueError::new("42601", message)
}

impl Template {
    fn take(&mut self, word: &str, item: Item) -> Result<(), ValueError> {
        if self.scientific && word != "EEEE" {
            return Err(invalid("\"EEEE\" must be the last pattern used"));
        }
        match word {
            "9" | "0" => self.digit(word)?,
            "." | "D" => self.take_point()?,
            "V" if self.point => {
                return Err(invalid("cannot use \"V\" and decimal point together"));
            }
            "V" => self.shift = Some(self.shift.unwrap_or(0)),
            "S" => self.take_sign()?,
            "MI" | "PL" | "SG" => {
                if self.anchored.is_some() {
                    let message = format!("cannot use \"S\" and \"{word}\" together");
                    return Err(invalid(&message));
                }
                self.minus |= word != "PL";
                self.plus |= word != "MI";
            }
            "PR" => {
                if self.anchored.is_some() || self.plus || self.minus {
                    let message = "cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together";
                    return Err(invalid(message));
                }
                self.brackets = true;
            }
            "FM" => self.bare = true,
            "B" => self.blank |= self.before == 0 && self.behind == 0 && self.first_zero.is_none(),
            "RN" => self.roman = true,
            "EEEE" => self.take_exponent()?,
            _ => {}
        }
        self.items.push(item);
        Ok(())
    }

    fn digit(&mut self, word: &str) -> Result<(), ValueError> {
        if self.brackets {
            return Err(invalid(&format!("\"{word}\" must be ahead of \"PR\"")));
        }
        if word == "9"
            && let Some(shift) = &mut self.shift
        {
            *shift += 1;
            return Ok(());
        }
        if word == "0" && self.first_zero.is_none() && !self.point {
            self.first_zero = Some(self.before);
        }
        if self.point {
            self.behind += 1;
        } else {
            self.before += 1;
        }
        if word == "0" {
            self.last_zero = self.before + self.behind;
        }
        Ok(())
    }

    fn take_point(&mut self) -> Result<(), ValueError> {
        if self.point {
            return Err(invalid("multiple decimal points"));
        }
        if self.shift.is_some() {
            return Err(invalid("cannot use \"V\" and decimal point together"));
        }
        self.point = true;
        Ok(())
    }

    fn take_sign(&mut self) -> Result<(), ValueError> {
        if self.anchored.is_some() {
            return Err(invalid("cannot use \"S\" twice"));
        }
        if self.plus || self.minus || self.brackets {
            let message = "cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together";
            return Err(invalid(message));
        }
        let anchor = if self.point { Anchor::After } else { Anchor::Before };
        self.anchored = Some((anchor, self.before));
        Ok(())
    }

    fn take_exponent(&mut self) -> Result<(), ValueError> {
        if self.scientific {
            return Err(invalid("cannot use \"EEEE\" twice"));
        }
        let others = self.blank
            || self.bare
            || self.anchored.is_some()
            || self.brackets
            || self.minus
            || self.plus
            || self.roman
            || self.shift.is_some();
        if others {
            return Err(invalid("\"EEEE\" is incompatible with other formats").detail(
                "\"EEEE\" may only be used together with digit and decimal point patterns.",
            ));
        }
        self.scientific = true;
        Ok(())
    }
}

/// Every word of a template, a longer one before its beginning.
const WORDS: &[(&str, Item)] = &[
    (",", Item::Group),
    (".", Item::Point),
    ("0", Item::Zero),
    ("9", Item::Nine),
    ("EEEE", Item::Mark),
    ("eeee", Item::Mark),
    ("FM", Item::Mark),
    ("fm", Item::Mark),
    ("MI", Item::Minus),
    ("mi", Item::Minus),
    ("PL", Item::Plus),
    ("pl", Item::Plus),
    ("PR", Item::Mark),
    ("pr", Item::Mark),
    ("RN", Item::Roman { upper: true }),
    ("rn", Item::Roman { upper: false }),
    ("SG", Item::Sign),
    ("sg", Item::Sign),
    ("SP", Item::Mark),
    ("sp", Item::Mark),
    ("S", Item::Mark),
    ("s", Item::Mark),
    ("TH", Item::Ordinal { upper: true }),
    ("th", Item::Ordinal { upper: false }),
    ("B", Item::Mark),
    ("b", Item::Mark),
    ("C", Item::Mark),
    ("c", Item::Mark),
    ("D", Item::Point),
    ("d", Item::Point),
    ("G", Item::Group),
    ("g", Item::Group),
    ("L", Item::Currency),
    ("l", Item::Currency),
    ("V", Item::Mark),
    ("v", Item::Mark),
];
