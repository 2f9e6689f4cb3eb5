//! Which rights a write asks for of the relation that it names.

use crate::denied::Denied;
use crate::permit::Permit;
use crate::privileges::RoleRights;
use crate::reads::Reads;
use catalog::walk::{Visitor, visit_from};
use catalog::{
    Assignment, ConflictAction, From, Name, Privilege, Query, Range, Relation, Statement,
};
use std::collections::BTreeSet;

/// What a write asks for.
pub(super) struct Asked {
    /// The command's own privilege, on these columns.
    pub(super) privilege: Privilege,
    pub(super) written: Vec<Name>,
    /// What `on conflict do update` writes.
    pub(super) updated: Option<Vec<Name>>,
    /// The columns that are read; of `excluded` too.
    pub(super) read: BTreeSet<Name>,
    /// It reads the relation's own rows.
    pub(super) selects: bool,
}

impl Asked {
    pub(super) fn of(statement: &Statement) -> Self {
        let mut reads = Reads::default();
        reads.statement(statement);
        let mut asked = Self {
            privilege: Privilege::Update,
            written: Vec::new(),
            updated: None,
            read: BTreeSet::new(),
            selects: false,
        };
        let columns = |set: &[Assignment]| set.iter().map(|set| set.column.clone()).collect();
        match statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => {
                asked.privilege = Privilege::Insert;
                asked.written = insert.columns.clone();
                // The columns that decide about a conflict are read.
                let target = insert.conflict.iter().filter_map(|it| it.target.as_ref());
                asked.read.extend(target.flatten().cloned());
            }
            Statement::Update(update) => asked.written = columns(&update.set),
            Statement::Delete(_) => asked.privilege = Privilege::Delete,
        }
        for range in rows(statement) {
            asked.read.extend(reads.of(range).cloned());
        }
        asked.selects = !asked.read.is_empty();
        if let Statement::Insert(insert) = statement
            && let Some(conflict) = &insert.conflict
            && let ConflictAction::Update { set, excluded, .. } = &conflict.action
        {
            asked.updated = Some(columns(set));
            // Reading a column of `excluded` asks for the right to read that column of the relation.
            asked.read.extend(reads.of(*excluded).cloned());
        }
        asked
    }
}

/// The numbers by which a statement reads the rows that it writes: as they were, and as it gives them back.
pub(super) fn rows(statement: &Statement) -> Vec<Range> {
    let (range, returning) = match statement {
        Statement::Query(_) => return Vec::new(),
        Statement::Insert(insert) => (insert.range, &insert.returning),
        Statement::Update(update) => (update.range, &update.returning),
        Statement::Delete(delete) => (delete.range, &delete.returning),
    };
    let mut written = WrittenRanges(vec![range]);
    if let Some(returning) = returning {
        written.query(returning);
    }
    written.0
}

struct WrittenRanges(Vec<Range>);

impl Visitor for WrittenRanges {
    fn from(&mut self, from: &From) {
        if let From::Written { range } = from {
            self.0.push(*range);
        }
        visit_from(self, from);
    }

    fn query(&mut self, query: &Query) {
        catalog::walk::visit_query(self, query);
    }
}

impl Permit<'_> {
    /// The privileges to write and read these columns, and that the relation is open.
    pub(super) fn require_asked(
        &self,
        relation: &Relation,
        asked: &Asked,
        role: &Name,
    ) -> Result<(), Denied> {
        let rights = RoleRights::new(self.catalog, role);
        let write = |privilege, columns: &[Name]| {
            rights.require(relation, privilege, columns.iter())?;
            rights.require_open(relation, privilege, &self.rules)
        };
        write(asked.privilege, &asked.written)?;
        if let Some(updated) = &asked.updated {
            write(Privilege::Update, updated)?;
        }
        if asked.read.is_empty() {
            return Ok(());
        }
        rights.require(relation, Privilege::Select, asked.read.iter())
    }
}
