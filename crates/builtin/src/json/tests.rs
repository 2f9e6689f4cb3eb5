//! Calls on JSON, and what PostgreSQL answers.
