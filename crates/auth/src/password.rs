//! Passwords: how strong one must be, how it is hashed, and how many are hashed at once.

mod hash;
mod hasher;
mod strength;

#[cfg(test)]
mod tests;

pub(crate) use hash::{Verdict, is_known};
pub(crate) use hasher::Hasher;
pub(crate) use strength::{Weak, check_strength};
