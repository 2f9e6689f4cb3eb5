//! What can be wrong with a value, with PostgreSQL's code and words.

/// A value that PostgreSQL would refuse: its SQLSTATE and message, and what it adds to them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ValueError {
    /// SQLSTATE, e.g. `22P02`.
    pub code: &'static str,
    /// PostgreSQL's message, e.g. `invalid input syntax for type integer: "a"`.
    pub message: String,
    /// PostgreSQL's detail line.
    pub detail: Option<String>,
    /// PostgreSQL's hint line.
    pub hint: Option<String>,
    /// The SQLSTATE that a person has chosen for it, before the code.
    pub chosen: Option<String>,
}

impl ValueError {
    /// An error with a code and a message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None, hint: None, chosen: None }
    }

    /// The same with a detail line.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same with a hint line.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// 22P02: text that is no value of the type.
    pub fn syntax(type_name: &str, text: &str) -> Self {
        Self::new("22P02", format!("invalid input syntax for type {type_name}: \"{text}\""))
    }
}
