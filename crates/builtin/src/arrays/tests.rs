//! Calls on arrays, and what PostgreSQL answers.
