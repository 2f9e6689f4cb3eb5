//! Now, and how GoTrue prints a time.

use jiff::Timestamp;

/// Microseconds since 1970.
pub(crate) fn now() -> i64 {
    Timestamp::now().as_microsecond()
}

/// RFC 3339 in UTC, with as many digits of a second as are needed; nothing for a time that isn't on a calendar.
pub(crate) fn rfc3339(micros: i64) -> Option<String> {
    Timestamp::from_microsecond(micros).ok().map(|at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_only_the_digits_they_need() {
        let check = |micros, expected: &str| assert_eq!(rfc3339(micros).unwrap(), expected);
        check(0, "1970-01-01T00:00:00Z");
        check(1_718_824_965_123_456, "2024-06-19T19:22:45.123456Z");
        check(1_718_824_965_120_000, "2024-06-19T19:22:45.12Z");
        assert_eq!(rfc3339(i64::MAX), None);
    }
}
