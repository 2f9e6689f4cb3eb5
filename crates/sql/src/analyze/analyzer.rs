//! What is carried through the analysis of one statement.

use super::Environment;
use super::parameters::Parameters;
use super::scope::Scope;
use crate::error::{Result, SqlError};
use catalog::{Name, Range, Ranges, Relation};
use squawk_syntax::SyntaxNode;
use std::collections::HashSet;
use std::rc::Rc;

/// Brackets, subqueries and calls in each other: the tree that they become is walked by recursion everywhere.
const DEEPEST: u32 = 150;

/// Bytes of stack that one analysis may take; files are read on a thread that has many times more.
const MOST_STACK: usize = 16 << 20;

/// The state of one statement's analysis.
pub(super) struct Analyzer<'a> {
    /// What names are looked up in.
    pub(super) env: Environment<'a>,
    /// The parameters of the routine whose body is read.
    pub(super) parameters: Option<Rc<Parameters>>,
    ranges: Ranges,
    commons: HashSet<Name>,
    depth: u32,
    stack_start: usize,
}

impl<'a> Analyzer<'a> {
    /// For a statement, or an expression whose row is read by `row`.
    pub(super) fn new(env: Environment<'a>, row: Option<Range>) -> Self {
        let first = row.unwrap_or(Relation::ROW).0 + 1;
        Self {
            env,
            parameters: None,
            ranges: Ranges::starting_at(first),
            commons: HashSet::new(),
            depth: 0,
            stack_start: stack_position(),
        }
    }

    /// A range that the statement has not used yet.
    pub(super) fn fresh(&mut self) -> Range {
        self.ranges.fresh()
    }

    /// A name for a `with` that the statement has not used yet.
    pub(super) fn common_name(&mut self, wanted: &Name) -> Name {
        let numbered = (2..).map(|number| Name::from(format!("{wanted}_{number}")));
        let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
        let free = candidates.find(|name| !self.commons.contains(name)).unwrap_or(wanted.clone());
        self.commons.insert(free.clone());
        free
    }

    /// Goes one level down, if it isn't too deep.
    pub(super) fn deeper<T>(
        &mut self,
        at: &SyntaxNode,
        below: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        if self.depth >= DEEPEST {
            return Err(too_deep(at));
        }
        self.check_stack(at)?;
        self.depth += 1;
        let result = below(self);
        self.depth -= 1;
        result
    }

    /// 54001 where the stack is used up.
    pub(super) fn check_stack(&self, at: &SyntaxNode) -> Result<()> {
        match self.stack_start.abs_diff(stack_position()) > MOST_STACK {
            true => Err(too_deep(at)),
            false => Ok(()),
        }
    }

    /// The scope of a statement that nothing surrounds.
    pub(super) fn root<'s>() -> Scope<'s> {
        Scope::default()
    }
}

fn too_deep(at: &SyntaxNode) -> SqlError {
    SqlError::new("54001", at, "the statement is nested too deeply")
        .hint("Move inner parts into a `with` or a view.")
}

/// About where the stack is now.
#[inline(never)]
fn stack_position() -> usize {
    let here = 0_u8;
    std::ptr::from_ref(&here).addr()
}
