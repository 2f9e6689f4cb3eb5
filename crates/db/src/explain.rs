//! How a database would do a unit of work, without doing it.

/// What is done for a unit of work, a statement after the other. Values of the request are not part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explained {
    /// In order.
    pub statements: Vec<ExplainedStatement>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedStatement {
    /// What it is for: `read`, `find`, `insert`, `returning`, …
    pub purpose: &'static str,
    /// What it does.
    pub nodes: Vec<PlanNode>,
}

/// One step of a statement, and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanNode {
    /// In the database's own words: `SCAN films`.
    pub detail: String,
    /// What it is made of.
    pub children: Vec<PlanNode>,
}
