//! How long each stage took, told in `Server-Timing` where the project wants it.

use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;
use std::time::Instant;

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// The time since the last stage, and what is told so far; nothing where nobody wants to know.
pub(super) struct Timing {
    last: Option<Instant>,
    told: String,
}

impl Timing {
    pub(super) fn new(wanted: bool) -> Self {
        Self { last: wanted.then(Instant::now), told: String::new() }
    }

    /// A stage is over.
    pub(super) fn lap(&mut self, stage: &str) {
        let Some(last) = &mut self.last else { return };
        let now = Instant::now();
        let millis = (now - *last).as_secs_f64() * 1_000.0;
        *last = now;
        let separator = if self.told.is_empty() { "" } else { ", " };
        // Writing to a string can't fail.
        let _ = write!(self.told, "{separator}{stage};dur={millis:.3}");
    }

    /// Puts it into the answer.
    pub(super) fn tell(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.told)
            && !self.told.is_empty()
        {
            headers.insert(SERVER_TIMING, value);
        }
    }
}
