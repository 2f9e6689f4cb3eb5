//! A number read by a template.

use value::ValueError;

use super::number_template::{Item, Template};

/// The digits that the template finds in the text, with sign and point.
pub(super) fn read(written: &str, template: &Template) -> Result<String, ValueError> {
    if template.scientific {
        return Err(ValueError::new("0A000", "\"EEEE\" not supported for input"));
    }
    if template.roman {
        return Err(ValueError::new("0A000", "\"RN\" not supported for input"));
    }
    let characters: Vec<char> = written.chars().collect();
    let mut reader = Reader {
        characters: &characters,
        at: 0,
        negative: false,
        point: false,
        digits: String::new(),
        left_before: template.before,
    };
    for item in &template.items {
        reader.item(*item, template);
    }
    if template.anchored.is_some() || template.brackets {
        reader.sign();
    }
    let mut digits = reader.digits;
    if digits.starts_with('.') {
        digits.insert(0, '0');
    }
    let digits = digits.strip_suffix('.').unwrap_or(&digits);
    Ok(if reader.negative { format!("-{digits}") } else { digits.to_owned() })
}

struct Reader<'a> {
    characters: &'a [char],
    at: usize,
    negative: bool,
    point: bool,
    digits: String,
    /// How many digits the template still has before the point.
    left_before: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn item(&mut self, item: Item, template: &Template) {
        match item {
            Item::Nine | Item::Zero => self.digit(template),
            Item::Point => {
                if self.peek() == Some('.') && !self.point {
                    self.push_point();
                }
            }
            Item::Group => {
                if self.peek() == Some(',') {
                    self.at += 1;
                }
            }
            Item::Currency => {
                if self.peek().is_some_and(|it| !it.is_ascii_digit() && !"+-.,".contains(it)) {
                    self.at += 1;
                }
            }
            Item::Minus | Item::Plus | Item::Sign => self.sign(),
            Item::Literal(_) => {
                if self.peek().is_some_and(|it| !it.is_ascii_digit()) {
                    self.at += 1;
                }
            }
            Item::Ordinal { .. } => self.at = (self.at + 2).min(self.characters.len()),
            Item::Mark | Item::Roman { .. } => {}
        }
    }

    fn digit(&mut self, template: &Template) {
        while self.digits.is_empty() && self.peek() == Some(' ') {
            self.at += 1;
        }
        if self.digits.is_empty() {
            self.sign();
        }
        match self.peek() {
            Some(digit) if digit.is_ascii_digit() => {
                self.digits.push(digit);
                self.at += 1;
                self.left_before = self.left_before.saturating_sub(1);
            }
            // Fewer digits than the template has may stand before the point.
            Some('.') if template.point && !self.point => self.push_point(),
            _ => {}
        }
    }

    fn push_point(&mut self) {
        self.point = true;
        self.digits.push('.');
        self.at += 1;
    }

    fn sign(&mut self) {
        match self.peek() {
            Some('-' | '<') => self.negative = true,
            Some('+' | '>' | ' ') => {}
            _ => return,
        }
        self.at += 1;
    }
}
