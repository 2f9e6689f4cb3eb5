//! How long each stage took, told in `Server-Timing` where the project wants it.

use crate::error::RestError;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;
use std::time::Instant;

const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// The time since the last stage, and what is told so far; nothing where nobody wants to know.
pub(super) struct Timing {
    last: Option<Instant>,
    stage: &'static str,
    told: String,
}

impl Timing {
    pub(super) fn new(wanted: bool) -> Self {
        Self { last: wanted.then(Instant::now), stage: "", told: String::new() }
    }

    /// A stage is over.
    pub(super) fn lap(&mut self, stage: &'static str) {
        let Some(last) = &mut self.last else { return };
        self.stage = stage;
        let now = Instant::now();
        let millis = (now - *last).as_secs_f64() * 1_000.0;
        *last = now;
        let separator = if self.told.is_empty() { "" } else { ", " };
        // Writing to a string can't fail.
        let _ = write!(self.told, "{separator}{stage};dur={millis:.3}");
    }

    /// An error ended the stage after the last one. What a database would have refused may be refused while the request
    /// is planned: that belongs to the transaction.
    pub(super) fn end(&mut self, error: &RestError) {
        let by_database = !matches!(error, RestError::Parse(_) | RestError::Plan(_));
        match self.stage {
            "" => self.lap("jwt"),
            "jwt" => self.lap("parse"),
            "parse" => {
                self.lap("plan");
                if by_database {
                    self.lap("transaction");
                }
            }
            "plan" => self.lap("transaction"),
            _ => {}
        }
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
