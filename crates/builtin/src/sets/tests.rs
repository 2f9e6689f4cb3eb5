//! Calls of set-returning functions, and the rows that PostgreSQL gives.
