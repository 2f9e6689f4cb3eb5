//! The frames of windows. SQLite counts with numbers that the text holds, so an offset is a constant here.

use super::{Done, Writing};
use catalog::{
    Exclude, Expression, Frame, FrameBound, FrameUnits, Scalar, Sort, SortBy, Type, Value,
};
use db::Error;
use value::interval::Interval;

const DAY: i64 = 86_400_000_000;

impl Writing<'_, '_> {
    /// ` rows between … and …`
    pub(super) fn frame(&mut self, frame: &Frame, order: &[Sort]) -> Done {
        self.to.words(match frame.units {
            FrameUnits::Rows => " rows between ",
            FrameUnits::Range => " range between ",
            FrameUnits::Groups => " groups between ",
        });
        let sorted_by = match order {
            [Sort { by: SortBy::Expression(by), .. }] => Some(by.type_of()),
            _ => None,
        };
        let sorted_by = sorted_by.filter(|_| frame.units == FrameUnits::Range);
        self.frame_bound(&frame.start, sorted_by.as_ref(), "starting")?;
        self.to.words(" and ");
        self.frame_bound(&frame.end, sorted_by.as_ref(), "ending")?;
        self.to.words(match frame.exclude {
            Exclude::Nothing => "",
            Exclude::Current => " exclude current row",
            Exclude::Group => " exclude group",
            Exclude::Ties => " exclude ties",
        });
        Ok(())
    }

    fn frame_bound(&mut self, bound: &FrameBound, by: Option<&Type>, which: &str) -> Done {
        let (offset, word) = match bound {
            FrameBound::First => return self.bound_word("unbounded preceding"),
            FrameBound::Current => return self.bound_word("current row"),
            FrameBound::Last => return self.bound_word("unbounded following"),
            FrameBound::Preceding(offset) => (offset, " preceding"),
            FrameBound::Following(offset) => (offset, " following"),
        };
        match distance(offset, by, which)? {
            Distance::Whole(distance) => self.to.integer(distance),
            Distance::Real(distance) => self.to.real(distance),
        };
        self.bound_word(word)
    }

    fn bound_word(&mut self, word: &'static str) -> Done {
        self.to.words(word);
        Ok(())
    }
}

/// An offset as a number of what is stored.
enum Distance {
    Whole(i64),
    Real(f64),
}

fn distance(offset: &Expression, by: Option<&Type>, which: &str) -> Result<Distance, Error> {
    let Expression::Constant { value, .. } = offset else {
        return Err(Error::Unsupported("a window frame whose offset is not a constant".to_owned()));
    };
    match (value, by.and_then(Type::scalar)) {
        (Value::Null, _) => {
            Err(Error::sql("22004", format!("frame {which} offset must not be null")))
        }
        (Value::Int(count), None) if *count < 0 => {
            Err(Error::sql("22013", format!("frame {which} offset must not be negative")))
        }
        (Value::Int(distance), _) if *distance < 0 => Err(invalid_size()),
        (Value::Float(distance), _) if *distance < 0.0 => Err(invalid_size()),
        (Value::Int(distance), _) => Ok(Distance::Whole(*distance)),
        (Value::Float(distance), _) if distance.is_finite() => Ok(Distance::Real(*distance)),
        (Value::Text(interval), Some(by)) => of_interval(interval, by),
        _ => Err(Error::Unsupported("a window frame with this offset".to_owned())),
    }
}

/// The offset of a moment, where it is as long everywhere.
fn of_interval(interval: &str, by: Scalar) -> Result<Distance, Error> {
    let refused = |what: &str| {
        Err(Error::Unsupported(format!("a window frame over {what}; use a shorter unit of time")))
    };
    let Ok(Interval { months, days, micros }) = Interval::parse(interval) else {
        return refused("values of this type");
    };
    let whole = i64::from(days).checked_mul(DAY).and_then(|days| days.checked_add(micros));
    let Some(whole) = whole else { return refused("so long a time") };
    match by {
        _ if months != 0 => refused("months"),
        _ if whole < 0 => Err(invalid_size()),
        Scalar::Date if whole % DAY == 0 => Ok(Distance::Whole(whole / DAY)),
        Scalar::Date => refused("parts of days"),
        Scalar::Timestamptz if days != 0 => refused("days of a time zone"),
        Scalar::Timestamp | Scalar::Timestamptz => Ok(Distance::Whole(whole)),
        _ => refused("values of this type"),
    }
}

fn invalid_size() -> Error {
    Error::sql("22013", "invalid preceding or following size in window function")
}
