//! From what is permitted to SQLite's words; pure.
