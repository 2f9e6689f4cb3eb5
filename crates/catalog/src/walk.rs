//! Going through trees: [`Visitor`] reads them, [`Rewriter`] changes them in place. Both are told of every
//! node, and go on below it by calling the function of the same name in this module.

use crate::expression::Expression;
use crate::query::{
    Assigned, Assignment, Body, Conflict, ConflictAction, Delete, Distinct, From, Insert, Limited,
    Query, Select, Sort, SortBy, Source, Statement, Update, With, WithBody,
};

mod read;
mod rewrite;

pub use read::*;
pub use rewrite::*;
