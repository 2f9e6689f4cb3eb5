//! Visiting every relation that a statement names.

use crate::caller::Caller;
use crate::denied::Denied;
use crate::permitted::{Permitted, PermittedStep};
use crate::policies::{Side, held, settled};
use crate::privileges::RoleRights;
use crate::raising::conditions_can_raise;
use crate::reads::Reads;
use catalog::walk::{Rewriter, Visitor, rewrite_query};
use catalog::{
    Catalog, CheckedAs, Command, Distinct, Expression, From, Name, Output, Privilege,
    QualifiedName, Query, Range, Ranges, Relation, Select, Statement, View, rename,
};
use plan::{Demand, Ending, Inputs, Lowered};
use std::collections::BTreeSet;

mod arguments;
mod program;
mod routine;
mod rules;
mod shape;
mod volatile;
mod write;

pub use rules::{check_without_calls, without_calls};

/// Views in views in views; deeper is taken for a circle.
const VIEW_DEPTH_MAX: usize = 64;

/// Policies that ask functions which read what has policies; deeper is taken for a circle.
const POLICY_DEPTH_MAX: usize = 16;

/// What a project has decided about rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// `require_rls`: a relation without row security is closed to everyone but its owner and roles that bypass it.
    pub require_row_security: bool,
}

/// What this caller may do of a statement: with policies written into it, or why nothing.
///
/// # Errors
/// A privilege that is missing, a relation that is closed, policies or views that lead to themselves.
pub fn permit(
    catalog: &Catalog,
    version: u64,
    rules: Rules,
    caller: &Caller,
    lowered: Lowered,
    ending: Ending,
    inputs: Inputs,
) -> Result<Permitted, Denied> {
    let steps = checked_steps(catalog, rules, Some(&caller.role), lowered)?;
    let caller = caller.clone();
    Ok(Permitted { caller, catalog_version: version, ending, steps, inputs })
}

/// The steps of a statement that nobody is asked about.
pub(crate) fn system_steps(
    catalog: &Catalog,
    lowered: Lowered,
) -> Result<std::sync::Arc<[PermittedStep]>, Denied> {
    checked_steps(catalog, Rules { require_row_security: false }, None, lowered)
}

fn checked_steps(
    catalog: &Catalog,
    rules: Rules,
    role: Option<&Name>,
    lowered: Lowered,
) -> Result<std::sync::Arc<[PermittedStep]>, Denied> {
    let mut permit = Permit::new(catalog, rules, role.cloned(), lowered.next_range);
    let kept = lowered.steps.iter().filter_map(|step| step.keep).max();
    permit.next_kept = kept.map_or(0, |kept| kept.saturating_add(1));
    permit.read_only = lowered.read_only;
    lowered.steps.into_iter().map(|step| permit.step(step)).collect()
}

/// What is known while a statement is visited.
struct Permit<'a> {
    catalog: &'a Catalog,
    rules: Rules,
    ranges: Ranges,
    /// Who runs the statement, or the definer whose routine is at hand: as whom what a `security_invoker` view reads
    /// is checked wherever the view stands.
    caller: Option<Name>,
    /// What `current_user` is where it isn't who runs the statement.
    named: Option<Name>,
    /// The relations whose policies are being written out.
    policies: Vec<QualifiedName>,
    /// How many views the visit is inside of.
    views: usize,
    /// How many routines the visit is inside of.
    calls: usize,
    /// How many calls were met so far.
    called: usize,
    /// By which number rows are kept next.
    next_kept: u32,
    /// Nothing may be written.
    read_only: bool,
}

impl<'a> Permit<'a> {
    const fn new(
        catalog: &'a Catalog,
        rules: Rules,
        caller: Option<Name>,
        next_range: u32,
    ) -> Self {
        Self {
            catalog,
            rules,
            // The first is how a relation's own expressions read their row.
            ranges: Ranges::starting_at(if next_range == 0 { 1 } else { next_range }),
            caller,
            named: None,
            policies: Vec::new(),
            views: 0,
            calls: 0,
            called: 0,
            next_kept: 0,
            read_only: false,
        }
    }

    /// A statement that is done at once.
    fn plain(&mut self, mut statement: Statement, demand: Demand) -> Result<PermittedStep, Denied> {
        self.expand(true, |expand| expand.statement(&mut statement))?;
        self.require_writable(&statement)?;
        let role = self.caller.clone();
        let mut write = match statement {
            Statement::Query(mut query) => {
                self.visit_query(&mut query, role, BTreeSet::new())?;
                let query = Box::new(query);
                return Ok(match demand {
                    Demand::Any => PermittedStep::Query(query),
                    demand => PermittedStep::Require { query, demand },
                });
            }
            statement => self.write(statement, demand, role)?,
        };
        self.note_rules(&mut write)?;
        Ok(PermittedStep::Write(Box::new(write)))
    }

    fn require_writable(&self, statement: &Statement) -> Result<(), Denied> {
        let command = match statement {
            Statement::Insert(_) => "INSERT",
            Statement::Update(_) => "UPDATE",
            Statement::Delete(_) => "DELETE",
            Statement::Query(_) => return Ok(()),
        };
        if self.read_only { Err(Denied::ReadOnly { command }) } else { Ok(()) }
    }

    /// Visits a query that stands alone; of these outputs there are conditions outside.
    fn visit_query(
        &mut self,
        query: &mut Query,
        role: Option<Name>,
        asked: BTreeSet<Name>,
    ) -> Result<(), Denied> {
        let mut reads = Reads::default();
        reads.query(query);
        self.visit(reads, role, |visit| {
            visit.asked = asked;
            visit.query(query);
        })
    }

    /// Visits an expression of a policy, a view or a relation: its calls, and then its subqueries.
    fn visit_expression(
        &mut self,
        expression: &mut Expression,
        role: Option<Name>,
    ) -> Result<(), Denied> {
        self.expand(false, |expand| expand.expression(expression))?;
        let mut reads = Reads::default();
        reads.expression(expression);
        self.visit(reads, role, |visit| visit.expression(expression))
    }

    fn visit(
        &mut self,
        reads: Reads,
        role: Option<Name>,
        go: impl FnOnce(&mut Visit<'_, 'a>),
    ) -> Result<(), Denied> {
        let conditions = Reads::default();
        let (raising, asked) = (false, BTreeSet::new());
        let mut visit =
            Visit { permit: self, role, reads, raising, conditions, asked, denied: None };
        go(&mut visit);
        visit.denied.map_or(Ok(()), Err)
    }

    fn relation(&self, name: &QualifiedName) -> Result<&'a Relation, Denied> {
        let relation = self.catalog.relation(name).map(AsRef::as_ref);
        relation.ok_or_else(|| Denied::Unknown { relation: name.clone() })
    }

    /// A relation as a row source that shows only what the role may see. Without a role nothing is asked.
    fn open(
        &mut self,
        name: &QualifiedName,
        range: Range,
        role: Option<Name>,
        reads: &Reads,
        (raising, asked): (bool, BTreeSet<Name>),
    ) -> Result<From, Denied> {
        let relation = self.relation(name)?;
        if let Some(role) = &role {
            let rights = RoleRights::new(self.catalog, role);
            rights.require(relation, Privilege::Select, reads.of(range))?;
            rights.require_open(relation, Privilege::Select, &self.rules)?;
        }
        match relation.view() {
            Some(view) if !view.materialized => {
                self.open_view(relation, view, range, role, (raising, asked))
            }
            Some(view) if !view.populated => {
                Err(Denied::NotPopulated { relation: relation.name.clone() })
            }
            _ => self.open_table(relation, range, role, reads, raising),
        }
    }

    fn open_view(
        &mut self,
        relation: &Relation,
        view: &View,
        range: Range,
        role: Option<Name>,
        (raising, asked): (bool, BTreeSet<Name>),
    ) -> Result<From, Denied> {
        if self.views == VIEW_DEPTH_MAX {
            return Err(Denied::ViewRecursion { relation: relation.name.clone() });
        }
        let invoker = view.security_invoker;
        let below =
            role.and(if invoker { self.caller.clone() } else { Some(relation.owner.clone()) });
        let mut query = rename::query_afresh(&view.query, &mut self.ranges);
        self.expand(false, |expand| expand.query(&mut query))?;
        self.views += 1;
        let visited = self.visit_query(&mut query, below, asked);
        self.views -= 1;
        visited?;
        Ok(From::Query { query: Box::new(query), range, lateral: false, barrier: raising })
    }

    fn open_table(
        &mut self,
        relation: &Relation,
        range: Range,
        role: Option<Name>,
        reads: &Reads,
        raising: bool,
    ) -> Result<From, Denied> {
        let inner = self.ranges.fresh();
        let condition = match role {
            Some(role) => self.condition(relation, inner, role, &[Command::Select])?,
            None => None,
        };
        let bare = |range| From::Relation {
            relation: relation.name.clone(),
            range,
            checked_as: CheckedAs::Nobody,
        };
        let Some(condition) = condition else { return Ok(bare(range)) };
        let select = Select {
            distinct: Distinct::No,
            output: shown(relation, inner, range, reads),
            from: Some(bare(inner)),
            filter: Some(condition),
            group: Vec::new(),
            having: None,
        };
        let query = Box::new(Query::select(select));
        Ok(From::Query { query, range, lateral: false, barrier: raising })
    }

    /// The `using` conditions of these commands' policies over a range; none where the role isn't subject to
    /// them, or where they let everything through.
    fn condition(
        &mut self,
        relation: &Relation,
        range: Range,
        role: Name,
        commands: &[Command],
    ) -> Result<Option<Expression>, Denied> {
        let rights = RoleRights::new(self.catalog, &role);
        if !rights.is_subject_to_policies(relation) {
            return Ok(None);
        }
        let held = commands.iter().map(|command| {
            let held = held(relation, rights.roles(), *command, Side::Using);
            (held.queries, held.into_condition())
        });
        let (queries, conditions): (Vec<bool>, Vec<Expression>) = held.unzip();
        self.require_no_circle(relation, queries.contains(&true))?;
        let condition = self.policy(relation, &Expression::all(conditions), range, role)?;
        Ok((!condition.is_true()).then_some(condition))
    }

    /// Policies with subqueries, met while those of the same relation are being written out, would never end.
    fn require_no_circle(&self, relation: &Relation, queries: bool) -> Result<(), Denied> {
        if queries && self.policies.contains(&relation.name) {
            return Err(Denied::Recursion { relation: relation.name.clone() });
        }
        Ok(())
    }

    /// The condition of policies over a range, its own subqueries visited as the same role.
    fn policy(
        &mut self,
        relation: &Relation,
        condition: &Expression,
        range: Range,
        role: Name,
    ) -> Result<Expression, Denied> {
        if self.policies.len() == POLICY_DEPTH_MAX {
            return Err(Denied::Depth { routine: relation.name.clone() });
        }
        let mut whole = rename::expression_over(condition, range, &mut self.ranges);
        self.policies.push(relation.name.clone());
        // A circle is one wherever it is; of what else can't be read, only what has a say matters.
        let visited = match self.visit_expression(&mut whole, Some(role.clone())) {
            Ok(()) => Ok(settled(whole)),
            Err(circle @ (Denied::Recursion { .. } | Denied::Depth { .. })) => Err(circle),
            Err(_) => {
                let renamed = rename::expression_over(condition, range, &mut self.ranges);
                let mut needed = settled(renamed);
                self.visit_expression(&mut needed, Some(role)).map(|()| needed)
            }
        };
        self.policies.pop();
        visited
    }
}

/// The columns of a relation that are read, under their own names; something where none is.
fn shown(relation: &Relation, inner: Range, outer: Range, reads: &Reads) -> Vec<Output> {
    let output = |column: &catalog::Column| Output {
        name: column.name.clone(),
        expression: Expression::column(inner, column.name.clone(), column.of.clone()),
    };
    let read: Vec<Output> =
        reads.of(outer).filter_map(|name| relation.column(name)).map(output).collect();
    if read.is_empty() { relation.columns.iter().take(1).map(output).collect() } else { read }
}

/// One visit through a tree, replacing relations by what the role may see of them.
struct Visit<'p, 'a> {
    permit: &'p mut Permit<'a>,
    /// Whom a relation is checked as where the tree says the caller; none is nobody.
    role: Option<Name>,
    reads: Reads,
    /// A condition of the select that is being visited, or of one around it, can raise on data.
    raising: bool,
    /// What the conditions met so far read.
    conditions: Reads,
    /// Of which outputs of the query that is visited next there are conditions outside.
    asked: BTreeSet<Name>,
    denied: Option<Denied>,
}

impl Rewriter for Visit<'_, '_> {
    fn query(&mut self, query: &mut Query) {
        let outside = self.raising;
        let asked = std::mem::take(&mut self.asked);
        self.raising |= conditions_can_raise(query, &asked, &mut self.conditions);
        rewrite_query(self, query);
        self.raising = outside;
    }

    fn from(&mut self, from: &mut From) {
        match from {
            From::Relation { relation, range, checked_as } if self.denied.is_none() => {
                let fence = (self.raising, self.conditions.of(*range).cloned().collect());
                let (range, reads) = (*range, &self.reads);
                let opened = match checked_as {
                    CheckedAs::Caller => {
                        self.permit.open(relation, range, self.role.clone(), reads, fence)
                    }
                    CheckedAs::Role(role) => self.permit.run_as(role, |permit| {
                        permit.open(relation, range, Some(role.clone()), reads, fence)
                    }),
                    CheckedAs::Nobody => self.permit.open(relation, range, None, reads, fence),
                };
                match opened {
                    Ok(opened) => *from = opened,
                    Err(denied) => self.denied = Some(denied),
                }
            }
            From::Relation { .. } => {}
            From::Query { range, .. } => {
                self.asked = self.conditions.of(*range).cloned().collect();
                catalog::walk::rewrite_from(self, from);
            }
            _ => catalog::walk::rewrite_from(self, from),
        }
    }
}
