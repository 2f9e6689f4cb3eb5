//! A statement that may run, and who it runs for.

use crate::caller::Caller;
use crate::denied::Denied;
use crate::permit::system_steps;
use catalog::{Catalog, Expression, Name, Query, Range, Statement};
use plan::{Demand, Ending, Inputs, Lowered};
use std::sync::Arc;

/// What a database may run. Only this crate makes one.
#[derive(Clone, Debug)]
pub struct Permitted {
    pub(crate) caller: Caller,
    pub(crate) catalog_version: u64,
    pub(crate) ending: Ending,
    pub(crate) steps: Arc<[PermittedStep]>,
    pub(crate) inputs: Inputs,
}

/// One step, with the rules written into it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PermittedStep {
    /// Rows to read.
    Query(Box<Query>),
    /// Rows that must be there, or not, for the steps behind it to be done.
    Require {
        /// The rows.
        query: Box<Query>,
        /// What must be true of them.
        demand: Demand,
    },
    /// Rows to write.
    Write(Box<Write>),
    /// Several parts, which give one answer.
    Program(Box<Program>),
}

/// Parts that run in order as one step; what the last one gives, and doesn't keep, is the step's answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Program {
    /// In order.
    pub parts: Vec<Part>,
    /// What the parts see of each other.
    pub sees: Sees,
    /// How many rows the last part may give.
    pub demand: Demand,
}

/// What the parts of a program see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sees {
    /// What the parts before them wrote.
    Written,
    /// The database as it was before the first part, and what others kept.
    Before,
}

/// A part of a program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// What is done.
    pub step: PermittedStep,
    /// Done only where the one value of this query is true; else it gives no rows.
    pub only_if: Option<Box<Query>>,
    /// Its rows are kept for later parts and steps by this number, and are no answer.
    pub keep: Option<u32>,
}

/// A write. The statement's filter holds the `using` of the policies already; what is checked on rows as they
/// will be stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Write {
    /// An insert, update or delete of a table.
    pub statement: Statement,
    /// How many rows it may touch.
    pub demand: Demand,
    /// By which number the checks read the row as it will be.
    pub row: Range,
    /// What must be true of every proposed row of an insert, and of every row as an update leaves it, before
    /// any constraint is looked at; they see the database as it was before the statement.
    pub checks: Vec<RowCheck>,
    /// What must be true of the row that is there before `on conflict do update` changes it, read by the
    /// statement's own range.
    pub existing: Vec<RowCheck>,
    /// What must be true of a row as `on conflict do update` leaves it, read by `row`.
    pub updated: Vec<RowCheck>,
    /// The check options of the views that it leads through, in the order in which they are asked: of the row as it
    /// will be, read by `row`, after every constraint.
    pub views: Vec<ViewCheck>,
    /// The definer in whose routine it stands: what `current_user` is, and whose rights count.
    pub within: Option<Name>,
    /// What expressions of the relation itself (defaults, generated columns, checks, those of domains) mean for this
    /// write, where they call routines.
    pub rules: Vec<(Expression, Expression)>,
}

/// A view's check option as a condition on one row; false or null is 44000.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ViewCheck {
    /// The view's name.
    pub view: Name,
    /// The condition.
    pub condition: Expression,
}

/// A policy as a condition on one row; false or null is 42501.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowCheck {
    /// The restrictive policy's name; none where several permissive ones are one condition.
    pub policy: Option<Name>,
    /// The condition.
    pub condition: Expression,
}

impl Permitted {
    /// Who it runs for.
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The version of the catalog that it was checked against.
    pub const fn catalog_version(&self) -> u64 {
        self.catalog_version
    }

    /// How the transaction ends when nothing failed.
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// What is run, in order. Its structure is the shape by which statements are kept.
    pub const fn steps(&self) -> &Arc<[PermittedStep]> {
        &self.steps
    }

    /// The values it is run with.
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Whether it only reads.
    pub fn reads_only(&self) -> bool {
        self.steps.iter().all(PermittedStep::reads_only)
    }

    /// Takes the inputs out, for who consumes it.
    pub fn into_parts(self) -> (Caller, Arc<[PermittedStep]>, Inputs) {
        (self.caller, self.steps, self.inputs)
    }
}

impl PermittedStep {
    /// Whether it only reads.
    pub fn reads_only(&self) -> bool {
        match self {
            Self::Query(_) | Self::Require { .. } => true,
            Self::Write(_) => false,
            Self::Program(program) => program.parts.iter().all(|part| part.step.reads_only()),
        }
    }

    /// Every write in it.
    pub fn writes(&self) -> Vec<&Write> {
        match self {
            Self::Query(_) | Self::Require { .. } => Vec::new(),
            Self::Write(write) => vec![write],
            Self::Program(program) => {
                program.parts.iter().flat_map(|part| part.step.writes()).collect()
            }
        }
    }
}

/// The server's own work: accounts, files, jobs, migrations. No right is asked for and no policy holds.
///
/// # Errors
/// When it names a relation that is not there, or writes a view.
pub fn as_system(
    catalog: &Catalog,
    version: u64,
    lowered: Lowered,
    inputs: Inputs,
) -> Result<Permitted, Denied> {
    Ok(Permitted {
        caller: Caller::of_role("supabase_admin"),
        catalog_version: version,
        ending: Ending::Commit,
        steps: system_steps(catalog, lowered)?,
        inputs,
    })
}
