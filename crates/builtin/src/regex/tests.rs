//! Patterns and texts, and what PostgreSQL answers.
