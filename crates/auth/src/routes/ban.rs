//! How long somebody is banned: `24h`, `1h30m`, `300ms`, or `none`.

use crate::error::{AdminError, Error};

/// The units and what they are in microseconds, the longer name of two that begin alike first.
const UNITS: [(&str, f64); 7] = [
    ("ns", 0.001),
    ("us", 1.0),
    ("µs", 1.0),
    ("ms", 1_000.0),
    ("s", 1_000_000.0),
    ("m", 60_000_000.0),
    ("h", 3_600_000_000.0),
];

/// A hundred years; longer is no different.
const MICROS_MAX: f64 = 100.0 * 365.0 * 24.0 * 3_600_000_000.0;

/// Until when somebody is banned; none lifts a ban.
pub(super) fn banned_until(duration: &str, now: i64) -> Result<Option<i64>, Error> {
    if duration == "none" {
        return Ok(None);
    }
    let micros = parse(duration)
        .ok_or_else(|| Error::Admin(AdminError::BanDuration(format!("{duration:?}"))))?;
    Ok((micros > 0).then(|| now.saturating_add(micros)))
}

fn parse(duration: &str) -> Option<i64> {
    let mut rest = duration.strip_prefix('+').unwrap_or(duration);
    if rest == "0" {
        return Some(0);
    }
    let mut micros = 0.0;
    while !rest.is_empty() || micros == 0.0 {
        let number = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (count, unit) = rest.split_at(number);
        let (name, size) = unit_of(unit)?;
        micros += count.parse::<f64>().ok()? * size;
        rest = unit.strip_prefix(name)?;
        if rest.is_empty() {
            break;
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is bounded just before")]
    (micros <= MICROS_MAX).then_some(micros as i64)
}

fn unit_of(text: &str) -> Option<(&'static str, f64)> {
    UNITS.into_iter().find(|(name, _)| text.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_those_of_go() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(parse(text), expected, "{text}");
        check("24h", Some(24 * 3_600_000_000));
        check("1h30m", Some(5_400_000_000));
        check("1.5h", Some(5_400_000_000));
        check("300ms", Some(300_000));
        check("2m5s", Some(125_000_000));
        check("0", Some(0));
        check("0s", Some(0));
        for wrong in ["", "h", "24", "24 h", "1d", "-1h", "1h-2m", "1e9h", "1..2h", "999999999999h"]
        {
            check(wrong, None);
        }
        assert_eq!(banned_until("none", 5), Ok(None));
        assert_eq!(banned_until("0s", 5), Ok(None));
        assert_eq!(banned_until("1s", 5), Ok(Some(1_000_005)));
    }
}
