//! Aggregates over a few rows, and what PostgreSQL answers.
