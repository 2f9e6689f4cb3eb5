//! A date or a time read by a template.

use value::ValueError;

use super::time_fields::{Found, Parts};
use super::time_template::{DAYS, Field, Item, MONTHS, Part, ROMAN};

/// Reads the text as the template says.
pub(super) fn read(written: &str, template: &[Part]) -> Result<Found, ValueError> {
    let mut reader =
        Reader { whole: written, rest: written, exact: false, skipped: 0, parts: Parts::default() };
    for (index, part) in template.iter().enumerate() {
        if reader.rest.is_empty() {
            break;
        }
        reader.part(part, index == 0, ends_number(template, index))?;
    }
    reader.parts.found().map_err(|()| {
        let message = format!("date/time field value out of range: \"{written}\"");
        ValueError::new("22008", message)
    })
}

/// Whether a number may be as long as it likes, because no digit can follow it.
fn ends_number(template: &[Part], index: usize) -> bool {
    if matches!(&template[index], Part::Field(Item { ordinal: Some(_), .. })) {
        return true;
    }
    match template.get(index + 1) {
        None => true,
        Some(Part::Field(item)) => !item.field.is_number(),
        Some(Part::Literal(character)) => !character.is_ascii_digit(),
    }
}

struct Reader<'a> {
    whole: &'a str,
    rest: &'a str,
    /// `FX`
    exact: bool,
    /// Blanks that were skipped beyond what the template has.
    skipped: i64,
    parts: Parts,
}

impl Reader<'_> {
    fn part(&mut self, part: &Part, first: bool, open: bool) -> Result<(), ValueError> {
        let is_exact = matches!(part, Part::Field(Item { field: Field::Exact, .. }));
        if !self.exact && !is_exact && (first || matches!(part, Part::Field(_))) {
            self.skip_blanks();
        }
        match part {
            Part::Literal(character) => self.literal(*character),
            Part::Field(item) => {
                self.field(*item, open)?;
                if !self.exact {
                    self.skipped = 0;
                    self.skip_blanks();
                }
            }
        }
        Ok(())
    }

    fn skip_blanks(&mut self) {
        let trimmed = self.rest.trim_start_matches(|it: char| it.is_ascii_whitespace());
        self.skipped += (self.rest.len() - trimmed.len()) as i64;
        self.rest = trimmed;
    }

    /// A separator stands for any separator, or for none; other text for one character.
    fn literal(&mut self, character: char) {
        let is_separator = |it: char| it.is_ascii_graphic() && !it.is_ascii_alphanumeric();
        let next = self.rest.chars().next().unwrap_or(' ');
        let separates = character.is_ascii_whitespace() || is_separator(character);
        if separates && !self.exact {
            self.skipped -= 1;
            if next.is_ascii_whitespace() || is_separator(next) {
                self.rest = &self.rest[next.len_utf8()..];
                self.skipped += 1;
            }
        } else if !self.exact && self.skipped > 0 {
            self.skipped -= 1;
        } else {
            self.rest = &self.rest[next.len_utf8().min(self.rest.len())..];
        }
    }

    fn field(&mut self, item: Item, open: bool) -> Result<(), ValueError> {
        match item.field {
            Field::Exact => self.exact = true,
            Field::Meridian { dots, .. } => {
                let words = if dots { ["a.m.", "p.m."] } else { ["am", "pm"] };
                self.parts.afternoon = Some(self.word(item, &words, 4)? == 1);
            }
            Field::Era { dots, .. } => {
                let words = if dots { ["a.d.", "b.c."] } else { ["ad", "bc"] };
                self.parts.before_christ = self.word(item, &words, 4)? == 1;
            }
            Field::MonthName(_) => self.parts.month = Some(self.word(item, &MONTHS, 9)? + 1),
            Field::MonthShort(_) => self.parts.month = Some(self.word(item, &MONTHS, 3)? + 1),
            Field::DayName(_) => {
                self.word(item, &DAYS, 9)?;
            }
            Field::DayShort(_) => {
                self.word(item, &DAYS, 3)?;
            }
            Field::Roman { .. } => {
                let longest_first = [7, 2, 11, 6, 3, 8, 10, 1, 5, 0, 4, 9];
                let rest = self.rest.to_ascii_uppercase();
                let found = longest_first.into_iter().find(|at| rest.starts_with(ROMAN[*at]));
                let at = found.ok_or_else(|| self.invalid(item))?;
                self.rest = &self.rest[ROMAN[at].len()..];
                self.parts.month = Some(at as i64 + 1);
            }
            Field::Zone { .. } | Field::Offset => {
                let message =
                    format!("formatting field \"{}\" is only supported in to_char", item.name);
                return Err(ValueError::new("0A000", message));
            }
            Field::ZoneHour => self.zone_hour(item, open)?,
            _ => self.number_field(item, open)?,
        }
        if item.ordinal.is_some() {
            let ends = self.rest.char_indices().nth(2).map_or(self.rest.len(), |(at, _)| at);
            self.rest = &self.rest[ends..];
        }
        Ok(())
    }

    fn zone_hour(&mut self, item: Item, open: bool) -> Result<(), ValueError> {
        if let Some(rest) = self.rest.strip_prefix(['+', '-', ' ']) {
            self.parts.zone_negative = self.rest.starts_with('-');
            self.rest = rest;
        } else if self.skipped > 0 {
            // The minus may have been taken for a separator.
            let read = self.whole.len() - self.rest.len();
            self.parts.zone_negative = self.whole[..read].ends_with('-');
        }
        self.parts.zone_hour = self.number(item, 2, open)?.0;
        Ok(())
    }

    fn number_field(&mut self, item: Item, open: bool) -> Result<(), ValueError> {
        let width = match item.field {
            Field::Year(digits) | Field::IsoYear(digits) | Field::Fraction(digits) => {
                digits as usize
            }
            Field::YearWithComma => return self.year_with_comma(item),
            Field::DayOfYear | Field::IsoDayOfYear | Field::Millisecond => 3,
            Field::Microsecond => 6,
            Field::Julian => 7,
            Field::SecondOfDay => 5,
            Field::Weekday | Field::IsoWeekday | Field::Quarter | Field::WeekOfMonth => 1,
            _ => 2,
        };
        let (number, length) = self.number(item, width, open)?;
        let parts = &mut self.parts;
        match item.field {
            Field::Year(4) => parts.year = Some(number),
            Field::Year(_) => parts.year = Some(completed(number, length)),
            Field::IsoYear(4) => parts.iso_year = Some(number),
            Field::IsoYear(_) => parts.iso_year = Some(completed(number, length)),
            Field::Century => parts.century = Some(number),
            Field::Month => parts.month = Some(number),
            Field::Day => parts.day = Some(number),
            Field::DayOfYear => parts.day_of_year = Some(number),
            Field::Week => parts.week = Some(number),
            Field::WeekOfMonth => parts.week_of_month = Some(number),
            Field::IsoWeek => parts.iso_week = Some(number),
            Field::IsoWeekday => parts.iso_weekday = Some(number),
            Field::Julian => parts.julian = Some(number),
            Field::Hour24 => (parts.hour, parts.twelve) = (number, false),
            Field::Hour12 => (parts.hour, parts.twelve) = (number, true),
            Field::Minute => parts.minute = number,
            Field::Second => parts.second = number,
            Field::SecondOfDay => parts.second_of_day = Some(number),
            Field::Millisecond => parts.micros = number * 10_i64.pow(6 - length.clamp(1, 3)),
            Field::Microsecond | Field::Fraction(_) => {
                parts.micros = number * 10_i64.pow(6 - length.clamp(1, 6));
            }
            Field::ZoneMinute => parts.zone_minute = number,
            _ => {}
        }
        if parts.twelve && item.field == Field::Hour12 && !(1..=12).contains(&parts.hour) {
            let message = format!("hour \"{number}\" is invalid for the 12-hour clock");
            return Err(ValueError::new("22007", message)
                .hint("Use the 24-hour clock, or give an hour between 1 and 12."));
        }
        Ok(())
    }

    fn year_with_comma(&mut self, item: Item) -> Result<(), ValueError> {
        let comma = self.rest.split_once(',');
        let parsed = comma.and_then(|(thousands, rest)| {
            let digits = rest.get(..3)?;
            let year = thousands.parse::<i64>().ok()? * 1_000 + digits.parse::<i64>().ok()?;
            Some((year, &rest[3..]))
        });
        let (year, rest) = parsed.ok_or_else(|| {
            let message = format!("invalid input string for \"{}\"", item.name);
            ValueError::new("22007", message)
        })?;
        self.parts.year = Some(year);
        self.rest = rest;
        Ok(())
    }

    /// A number and how many characters it has: as many as the field, unless nothing could follow it.
    fn number(&mut self, item: Item, width: usize, open: bool) -> Result<(i64, u32), ValueError> {
        self.rest = self.rest.trim_start_matches(|it: char| it.is_ascii_whitespace());
        let sign = usize::from(self.rest.starts_with(['+', '-']));
        let digits = |text: &str| {
            let from = &text[sign.min(text.len())..];
            sign + from.find(|it: char| !it.is_ascii_digit()).unwrap_or(from.len())
        };
        let length = if item.bare || open {
            digits(self.rest)
        } else {
            let end = self.rest.char_indices().nth(width).map_or(self.rest.len(), |(at, _)| at);
            if self.rest.chars().count() < width {
                return Err(self.too_short(item, width));
            }
            let length = digits(&self.rest[..end]);
            if length > sign && length < width {
                return Err(self.too_few(item, width, length));
            }
            length
        };
        if length == sign {
            return Err(self.invalid(item).detail("Value must be an integer."));
        }
        let (number, rest) = self.rest.split_at(length);
        let parsed = number.parse::<i32>().map_err(|_| {
            let message = format!("value for \"{}\" in source string is out of range", item.name);
            ValueError::new("22008", message)
                .detail("Value must be in the range -2147483648 to 2147483647.")
        })?;
        self.rest = rest;
        Ok((i64::from(parsed), length as u32))
    }

    /// Which of the words comes next, in any case; of long names only so many letters count.
    fn word(&mut self, item: Item, words: &[&str], letters: usize) -> Result<i64, ValueError> {
        let next = self.rest.to_ascii_lowercase();
        let found = words.iter().position(|word| {
            let word = word.get(..letters).unwrap_or(word).to_ascii_lowercase();
            next.starts_with(&word)
        });
        let at = found.ok_or_else(|| {
            self.invalid(item)
                .detail("The given value did not match any of the allowed values for this field.")
        })?;
        self.rest = &self.rest[words[at].len().min(letters)..];
        Ok(at as i64)
    }

    fn invalid(&self, item: Item) -> ValueError {
        let shown: String = if item.field.is_number() {
            self.rest.chars().take(item.name.len()).collect()
        } else {
            self.rest.split(' ').next().unwrap_or_default().to_owned()
        };
        ValueError::new("22007", format!("invalid value \"{shown}\" for \"{}\"", item.name))
    }

    fn too_short(&self, item: Item, width: usize) -> ValueError {
        let remain = self.rest.chars().count();
        let message = format!("source string too short for \"{}\" formatting field", item.name);
        ValueError::new("22007", message)
            .detail(format!("Field requires {width} characters, but only {remain} remain."))
            .hint("If your source string is not fixed-width, try using the \"FM\" modifier.")
    }

    fn too_few(&self, item: Item, width: usize, parsed: usize) -> ValueError {
        let shown: String = self.rest.chars().take(width).collect();
        let message = format!("invalid value \"{shown}\" for \"{}\"", item.name);
        ValueError::new("22007", message)
            .detail(format!(
                "Field requires {width} characters, but only {parsed} could be parsed."
            ))
            .hint("If your source string is not fixed-width, try using the \"FM\" modifier.")
    }
}

/// A year of fewer than four digits is the one nearest to 2020.
fn completed(year: i64, length: u32) -> i64 {
    match year {
        _ if length >= 4 => year,
        0..70 => year + 2_000,
        70..100 => year + 1_900,
        100..520 => year + 2_000,
        520..1_000 => year + 1_000,
        _ => year,
    }
}
