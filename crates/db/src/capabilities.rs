//! What a database can and can't do, as data.

/// What a database can and can't do. Each field is asked by code; a gap is an error with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// How it is named to people, e.g. `SQLite 3.50`.
    pub name: String,
    /// Row security is the database's own.
    pub own_row_security: bool,
    /// A person can be told another way to reach it, e.g. `postgresql://…`.
    pub url: String,
}
