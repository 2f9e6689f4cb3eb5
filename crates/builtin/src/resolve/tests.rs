//! Names and types, and what PostgreSQL resolves them to.
