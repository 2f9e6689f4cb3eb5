//! A number written by a template.

use value::ValueError;
use value::numeric::Numeric;

use super::number_template::{Anchor, Item, Template};

/// Writes an exact number.
pub(super) fn write_numeric(number: &Numeric, template: &Template) -> Result<String, ValueError> {
    if template.roman {
        let whole = number.round(0)?.to_string().parse().unwrap_or(0);
        return Ok(Writer::new(&roman(whole), 0, Some(true), template).write());
    }
    if template.scientific {
        return Ok(scientific(number, template));
    }
    let shift = template.shift.unwrap_or(0);
    let moved = match template.shift {
        Some(shift) => number.mul(&Numeric::parse(&format!("1e{shift}"))?)?,
        None => number.clone(),
    };
    let shown = moved.round(template.behind as i64)?.to_string();
    Ok(fitted(&shown, template.before + shift, template.behind, template))
}

/// Writes a float, with no more digits than its type is sure of.
pub(super) fn write_float(
    number: f64,
    sure: usize,
    template: &Template,
) -> Result<String, ValueError> {
    if template.roman {
        let whole = number.round_ties_even() as i64;
        return Ok(Writer::new(&roman(whole), 0, Some(true), template).write());
    }
    if template.scientific {
        if !number.is_finite() {
            return Ok(unshowable(template));
        }
        return Ok(exponent_of_two_digits(&format!("{number:.*e}", template.behind)));
    }
    let shift = template.shift.unwrap_or(0);
    let moved = number * 10_f64.powi(shift as i32);
    if moved.is_nan() || moved.is_infinite() {
        let shown = if moved.is_nan() { "NaN" } else { "Infinity" };
        let signed = if moved < 0.0 { format!("-{shown}") } else { shown.to_owned() };
        return Ok(fitted(&signed, template.before + shift, template.behind, template));
    }
    let digits_before = format!("{:.0}", moved.abs()).len();
    let behind = template.behind.min(sure.saturating_sub(digits_before));
    let shown = format!("{moved:.behind$}");
    Ok(fitted(&shown, template.before + shift, behind, template))
}

/// The number in its field, or hashes if it has more digits before the point than the template.
fn fitted(shown: &str, before: usize, behind: usize, template: &Template) -> String {
    let (negative, digits) = match shown.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, shown),
    };
    let length = digits.find('.').unwrap_or(digits.len());
    if length > before {
        let hashes = format!("{}.{}", "#".repeat(before), "#".repeat(behind));
        return Writer::new(&hashes, 0, Some(!negative), template).write();
    }
    Writer::new(digits, before - length, Some(!negative), template).write()
}

fn scientific(number: &Numeric, template: &Template) -> String {
    let Numeric::Finite(_) = number else { return unshowable(template) };
    let plain = number.to_string();
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.as_str()),
    };
    let point = digits.find('.').unwrap_or(digits.len()) as i64;
    let all: String = digits.chars().filter(|it| *it != '.').collect();
    let first = all.find(|it| it != '0');
    let exponent = first.map_or(0, |first| point - 1 - first as i64);
    // As in PostgreSQL, rounding may leave two digits before the point.
    let scaled = Numeric::parse(&format!("{digits}e{}", -exponent)).ok();
    let rounded = scaled.and_then(|it| it.round(template.behind as i64).ok());
    let shown = rounded.map(|it| it.to_string()).unwrap_or_default();
    let sign = if negative { '-' } else { ' ' };
    let direction = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{shown}e{direction}{:02}", exponent.abs())
}

/// `1.5e3` as `1.5e+03`, with a blank for a plus.
fn exponent_of_two_digits(shown: &str) -> String {
    let sign = if shown.starts_with('-') { "" } else { " " };
    let Some((mantissa, exponent)) = shown.split_once('e') else { return shown.to_owned() };
    let (direction, digits) = match exponent.strip_prefix('-') {
        Some(digits) => ('-', digits),
        None => ('+', exponent),
    };
    format!("{sign}{mantissa}e{direction}{digits:0>2}")
}

/// What is no number, in the shape of one with an exponent.
fn unshowable(template: &Template) -> String {
    format!(" {}.{}", "#".repeat(template.before), "#".repeat(template.behind + 4))
}

/// The ending of an ordinal number.
pub(super) fn ordinal(number: &str, upper: bool) -> &'static str {
    let mut last = number.bytes().rev();
    let ending = match (last.next(), last.next()) {
        (_, Some(b'1')) => 0,
        (Some(b'1'), _) => 1,
        (Some(b'2'), _) => 2,
        (Some(b'3'), _) => 3,
        _ => 0,
    };
    let endings = if upper { ["TH", "ST", "ND", "RD"] } else { ["th", "st", "nd", "rd"] };
    endings[ending]
}

fn roman(number: i64) -> String {
    const STEPS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&number) {
        return "#".repeat(15);
    }
    let (mut rest, mut out) = (number, String::new());
    for (value, letters) in STEPS {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}

/// Goes through a template with the digits of a number.
struct Writer<'a> {
    template: &'a Template,
    digits: &'a [u8],
    /// The next digit.
    at: usize,
    /// Places of the template before the first digit.
    free: usize,
    /// Which place of the template is written.
    place: usize,
    /// Nothing where the number has no sign.
    positive: bool,
    sign_done: bool,
    brackets: bool,
    anchor: Option<Anchor>,
    /// With `FM`: the last digit behind the point that is not a superfluous zero, or the point.
    last: Option<usize>,
    /// How many places are written in all.
    places: usize,
    in_number: bool,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(digits: &'a str, free: usize, positive: Option<bool>, template: &'a Template) -> Self {
        let positive = positive.unwrap_or(true);
        let signs_stand_alone = template.plus || template.minus;
        let sign_done = if signs_stand_alone {
            template.minus
        } else {
            positive && template.bare && template.anchored.is_none()
        };
        // `S` behind the last digit before the point stands behind the number.
        let anchor = template.anchored.map(|(anchor, digits)| match anchor {
            Anchor::Before if digits == template.before => Anchor::After,
            anchor => anchor,
        });
        let before = template.before + template.shift.unwrap_or(0);
        let grows = !sign_done && free == 0;
        let places = (template.behind + before + usize::from(grows)).saturating_sub(1);
        Self {
            template,
            digits: digits.as_bytes(),
            at: 0,
            free,
            place: 0,
            positive,
            sign_done,
            brackets: template.brackets && !(positive && template.bare),
            anchor,
            last: last_relevant(digits, free, template),
            places,
            in_number: false,
            out: String::new(),
        }
    }

    fn write(mut self) -> String {
        for item in &self.template.items {
            self.item(*item);
        }
        self.out
    }

    fn item(&mut self, item: Item) {
        let bare = self.template.bare;
        match item {
            Item::Nine | Item::Zero | Item::Point if !self.template.roman => self.place(item),
            Item::Group if self.in_number => self.out.push(','),
            Item::Group if !bare => self.out.push(' '),
            Item::Currency => self.out.push(' '),
            Item::Roman { upper } => self.roman(upper),
            Item::Ordinal { upper } => self.ordinal(upper),
            Item::Minus if !self.positive => self.out.push('-'),
            Item::Plus if self.positive => self.out.push('+'),
            Item::Minus | Item::Plus if !bare => self.out.push(' '),
            Item::Sign => self.out.push(if self.positive { '+' } else { '-' }),
            Item::Literal(character) => self.out.push(character),
            _ => {}
        }
    }

    fn roman(&mut self, upper: bool) {
        let letters = String::from_utf8_lossy(self.digits).into_owned();
        let letters = if upper { letters } else { letters.to_ascii_lowercase() };
        if self.template.bare {
            self.out.push_str(&letters);
        } else {
            self.out.push_str(&format!("{letters:>15}"));
        }
    }

    fn ordinal(&mut self, upper: bool) {
        let has_none = self.template.roman
            || self.digits.first() == Some(&b'#')
            || !self.positive
            || self.template.point;
        if !has_none {
            self.out.push_str(ordinal(&String::from_utf8_lossy(self.digits), upper));
        }
    }

    /// A digit or the point of the template.
    fn place(&mut self, item: Item) {
        self.in_number = false;
        self.sign();
        let zero_from = self.template.first_zero;
        if self.place < self.free && zero_from.is_none_or(|from| from > self.place) {
            if !self.template.bare {
                self.out.push(' ');
            }
        } else if self.place < self.free {
            self.out.push('0');
            self.in_number = true;
        } else {
            self.digit(item);
        }
        self.end();
        self.place += 1;
    }

    /// The sign comes right before the first digit.
    fn sign(&mut self) {
        let starts = self.place >= self.free || self.template.first_zero == Some(self.place);
        if self.sign_done || !starts || (self.hides_zero() && !self.ends_at_point()) {
            return;
        }
        match self.anchor {
            Some(Anchor::After) => return,
            Some(Anchor::Before) => self.out.push(if self.positive { '+' } else { '-' }),
            None if self.brackets => self.out.push(if self.positive { ' ' } else { '<' }),
            None if !self.positive => self.out.push('-'),
            None if !self.template.bare => self.out.push(' '),
            None => {}
        }
        self.sign_done = true;
    }

    fn digit(&mut self, item: Item) {
        match self.digits.get(self.at) {
            Some(b'.') => self.out.push('.'),
            Some(_) if self.last.is_some_and(|last| self.at > last) && item != Item::Zero => {}
            Some(_) if self.hides_zero() => {
                if !self.template.bare {
                    self.out.push(' ');
                } else if self.ends_at_point() {
                    self.out.push('0');
                }
            }
            Some(digit) => {
                self.out.push(char::from(*digit));
                self.in_number = true;
            }
            None => {}
        }
        if self.at < self.digits.len() {
            self.at += 1;
        }
    }

    /// Whether this is the `0` of `0.1`, which `9.9` doesn't show.
    fn hides_zero(&self) -> bool {
        self.template.first_zero.is_none()
            && self.at == 0
            && self.digits.first() == Some(&b'0')
            && self.template.behind != 0
    }

    fn ends_at_point(&self) -> bool {
        self.last.is_some_and(|last| self.digits.get(last) == Some(&b'.'))
    }

    /// What stands behind the last digit.
    fn end(&mut self) {
        let mut end = self.places + usize::from(self.free > 0) + usize::from(self.template.point);
        if self.last == Some(self.at) {
            end = self.place;
        }
        if self.place + 1 != end {
            return;
        }
        if self.brackets && self.sign_done {
            self.out.push(if self.positive { ' ' } else { '>' });
        } else if self.anchor == Some(Anchor::After) {
            self.out.push(if self.positive { '+' } else { '-' });
        }
    }
}

/// The last digit behind the point that `FM` shows: one that is no zero, or one that the template asks for.
fn last_relevant(digits: &str, free: usize, template: &Template) -> Option<usize> {
    if !template.bare || !template.point {
        return None;
    }
    let point = digits.find('.')?;
    let last = digits.trim_end_matches('0').len() - 1;
    let last = last.max(point);
    if template.last_zero > free {
        let asked = (digits.len() - 1).min(template.last_zero - free);
        return Some(last.max(asked));
    }
    Some(last)
}
