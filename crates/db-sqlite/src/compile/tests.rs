//! What is compiled, as snapshots of the texts; and what the texts answer on a real, empty-handed SQLite.

mod answers;
mod fixture;
mod reads;
mod writes;
