//! Intervals added, scaled, justified, and applied to timestamps.

use super::Interval;
use crate::ValueError;
use crate::datetime::{
    Civil, DAY, check_timestamp, civil_from_days, days_from_civil, days_in_month, is_infinite,
};
use crate::numeric::division_by_zero;

fn out_of_range() -> ValueError {
    ValueError::new("22008", "interval out of range")
}

#[expect(clippy::should_implement_trait, reason = "they can overflow, so they are no operators")]
impl Interval {
    /// The sum.
    pub fn add(self, other: Self) -> Result<Self, ValueError> {
        let sum = || {
            Some(Self {
                months: self.months.checked_add(other.months)?,
                days: self.days.checked_add(other.days)?,
                micros: self.micros.checked_add(other.micros)?,
            })
        };
        sum().ok_or_else(out_of_range)
    }

    /// The negative.
    pub fn neg(self) -> Result<Self, ValueError> {
        let negative = || {
            Some(Self {
                months: self.months.checked_neg()?,
                days: self.days.checked_neg()?,
                micros: self.micros.checked_neg()?,
            })
        };
        negative().ok_or_else(out_of_range)
    }

    /// The difference.
    pub fn sub(self, other: Self) -> Result<Self, ValueError> {
        self.add(other.neg()?)
    }

    /// Multiplied; fractions of months become days, fractions of days time.
    pub fn mul(self, factor: f64) -> Result<Self, ValueError> {
        self.scale(|amount| amount * factor)
    }

    /// Divided.
    pub fn div(self, divisor: f64) -> Result<Self, ValueError> {
        if divisor == 0.0 {
            return Err(division_by_zero());
        }
        self.scale(|amount| amount / divisor)
    }

    fn scale(self, by: impl Fn(f64) -> f64) -> Result<Self, ValueError> {
        let to_micro = |seconds: f64| (seconds * 1e6).round_ties_even() / 1e6;
        let (months, days) = (by(f64::from(self.months)), by(f64::from(self.days)));
        let month_days = to_micro(months.fract() * 30.0);
        let mut seconds = to_micro((days.fract() + month_days.fract()) * 86_400.0);
        let mut carried = 0.0;
        if seconds.abs() >= 86_400.0 {
            carried = (seconds / 86_400.0).trunc();
            seconds -= carried * 86_400.0;
        }
        let days = days.trunc() + carried + month_days.trunc();
        let micros = (by(self.micros as f64) + seconds * 1e6).round_ties_even();
        let whole = |amount: f64| {
            let fits = amount >= f64::from(i32::MIN) && amount <= f64::from(i32::MAX);
            fits.then_some(amount as i32).ok_or_else(out_of_range)
        };
        if !(-9.223_372_036_854_775e18..9.223_372_036_854_775e18).contains(&micros) {
            return Err(out_of_range());
        }
        Ok(Self { months: whole(months.trunc())?, days: whole(days)?, micros: micros as i64 })
    }

    /// Whole days out of the time.
    pub fn justify_hours(self) -> Result<Self, ValueError> {
        let days = i64::from(self.days) + self.micros / DAY;
        let (days, micros) = same_sign(days, self.micros % DAY, DAY);
        Ok(Self { days: i32::try_from(days).map_err(|_| out_of_range())?, micros, ..self })
    }

    /// Whole months, of 30 days, out of the days.
    pub fn justify_days(self) -> Result<Self, ValueError> {
        let months = i64::from(self.months) + i64::from(self.days / 30);
        let (months, days) = same_sign(months, i64::from(self.days % 30), 30);
        let months = i32::try_from(months).map_err(|_| out_of_range())?;
        Ok(Self { months, days: days as i32, ..self })
    }

    /// Both, all parts with one sign.
    pub fn justify_interval(self) -> Result<Self, ValueError> {
        let days = i64::from(self.days) + self.micros / DAY;
        let micros = self.micros % DAY;
        let months = i64::from(self.months) + days / 30;
        let days = days % 30;
        let below = |days: i64, micros: i64| days < 0 || (days == 0 && micros < 0);
        let above = |days: i64, micros: i64| days > 0 || (days == 0 && micros > 0);
        let (months, days) = if months > 0 && below(days, micros) {
            (months - 1, days + 30)
        } else if months < 0 && above(days, micros) {
            (months + 1, days - 30)
        } else {
            (months, days)
        };
        let (days, micros) = same_sign(days, micros, DAY);
        let months = i32::try_from(months).map_err(|_| out_of_range())?;
        Ok(Self { months, days: days as i32, micros })
    }
}

/// Lends one of the greater unit to the lesser, so that both have one sign.
const fn same_sign(great: i64, small: i64, size: i64) -> (i64, i64) {
    if great > 0 && small < 0 {
        (great - 1, small + size)
    } else if great < 0 && small > 0 {
        (great + 1, small - size)
    } else {
        (great, small)
    }
}

/// A timestamp moved by an interval: by months first (the day is at most the month's last), days, then time.
pub fn add_to_timestamp(micros: i64, interval: Interval) -> Result<i64, ValueError> {
    if is_infinite(micros) {
        return Ok(micros);
    }
    let (mut days, clock) = (micros.div_euclid(DAY), micros.rem_euclid(DAY));
    if interval.months != 0 {
        let Civil { year, month, day } = civil_from_days(days);
        let months = year * 12 + i64::from(month) - 1 + i64::from(interval.months);
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
        let day = day.min(days_in_month(year, month));
        days = days_from_civil(year, i64::from(month), i64::from(day));
    }
    let days = i128::from(days) + i128::from(interval.days);
    check_timestamp(days * i128::from(DAY) + i128::from(clock) + i128::from(interval.micros))
}

/// `a - b` of two timestamps: days and time, no months.
pub fn between(a: i64, b: i64) -> Result<Interval, ValueError> {
    let wrong = || ValueError::new("22008", "cannot subtract infinite timestamps");
    if is_infinite(a) || is_infinite(b) {
        return Err(wrong());
    }
    let micros = a.checked_sub(b).ok_or_else(out_of_range)?;
    Interval::new(0, 0, micros).justify_hours()
}

/// `age(a, b)`: the difference as people say it, with years and months.
pub fn age(a: i64, b: i64) -> Result<Interval, ValueError> {
    if is_infinite(a) || is_infinite(b) {
        return Err(ValueError::new("22008", "timestamp out of range"));
    }
    if a < b {
        return age(b, a)?.neg();
    }
    let (late, early) = (civil_from_days(a.div_euclid(DAY)), civil_from_days(b.div_euclid(DAY)));
    let mut micros = a.rem_euclid(DAY) - b.rem_euclid(DAY);
    let mut days = i64::from(late.day) - i64::from(early.day);
    let mut months = (late.year - early.year) * 12 + i64::from(late.month) - i64::from(early.month);
    if micros < 0 {
        micros += DAY;
        days -= 1;
    }
    if days < 0 {
        // The days of the earlier timestamp's month.
        days += i64::from(days_in_month(early.year, early.month));
        months -= 1;
    }
    let months = i32::try_from(months).map_err(|_| out_of_range())?;
    Ok(Interval { months, days: days as i32, micros })
}
