//! The way of a write through views to the table where its rows are. The rules are PostgreSQL's
//! (`rewriteTargetView`): each view has to show one relation row for row, what is read of it is what it shows, its
//! condition limits what is updated and deleted, and its check option is asked of the rows as they will be.

use super::asked::{Asked, rows};
use super::showing::{Showing, plain_names};
use crate::denied::{Denied, Verb};
use crate::permit::{Permit, VIEW_DEPTH_MAX};
use crate::permitted::ViewCheck;
use catalog::updatable::{self, Through};
use catalog::{
    Assigned, Assignment, CheckOption, CheckedAs, Column, ConflictAction, Expression, Generation,
    Name, QualifiedName, Range, Relation, Statement, Type, Value, View, rename,
};

/// Where a write has come to.
pub(super) struct Path<'a> {
    /// The table.
    pub(super) relation: &'a Relation,
    /// As whom it is checked; none is nobody.
    pub(super) role: Option<Name>,
    /// The statement reads the rows.
    pub(super) selects: bool,
    /// What views show of the table, over the statement's own range; those of the innermost come first.
    pub(super) conditions: Vec<Expression>,
    /// What views demand of the row as it will be; those of the innermost come first.
    checks: Vec<Demanded>,
}

/// A view's check option. One without a condition hands the option down.
struct Demanded {
    view: Name,
    condition: Expression,
    cascaded: bool,
}

impl Path<'_> {
    /// The check options, in the order in which they are asked.
    pub(super) fn into_checks(self) -> Vec<ViewCheck> {
        let all = self.checks.into_iter().filter(|demanded| !demanded.condition.is_true());
        all.map(|Demanded { view, condition, .. }| ViewCheck { view, condition }).collect()
    }
}

impl<'a> Permit<'a> {
    /// Leads a statement to the table where its rows are, with every right that is asked for on the way.
    pub(super) fn lead(
        &mut self,
        statement: &mut Statement,
        row: Range,
        role: Option<&Name>,
    ) -> Result<Path<'a>, Denied> {
        let mut asked = Asked::of(statement);
        let mut path = Path {
            relation: self.written(statement)?,
            role: role.cloned(),
            selects: asked.selects,
            conditions: Vec::new(),
            checks: Vec::new(),
        };
        for depth in 0.. {
            let relation = path.relation;
            if let Some(role) = &path.role {
                self.require_asked(relation, &asked, role)?;
            }
            let Some(view) = relation.view() else {
                if depth > 0 {
                    require_settable(relation, statement)?;
                }
                break;
            };
            if depth == VIEW_DEPTH_MAX {
                return Err(Denied::ViewRecursion { relation: relation.name.clone() });
            }
            let through = updatable_through(self.catalog, relation, view, statement)?;
            asked = down(statement, relation, &through, asked)?;
            self.show(statement, row, &mut path, &through)?;
            self.note_condition(statement, row, &mut path, (view, &through))?;
            path.relation = self.relation(through.base)?;
        }
        Ok(path)
    }

    fn written(&self, statement: &Statement) -> Result<&'a Relation, Denied> {
        match statement {
            Statement::Insert(insert) => self.relation(&insert.relation),
            Statement::Update(update) => self.relation(&update.relation),
            Statement::Delete(delete) => self.relation(&delete.relation),
            Statement::Query(_) => Err(Denied::Unknown { relation: QualifiedName::new("", "") }),
        }
    }

    /// Everything that the statement, and the views above, read of the view becomes what the view shows.
    fn show(
        &mut self,
        statement: &mut Statement,
        row: Range,
        path: &mut Path<'a>,
        through: &Through<'a>,
    ) -> Result<(), Denied> {
        let view = path.relation;
        let (owner, invoker) = match view.view() {
            Some(it) if it.security_invoker => (None, self.caller.clone()),
            _ => (Some(view.owner.clone()), None),
        };
        let below = path.role.as_ref().and(owner.or(invoker));
        path.role = match through.checked_as {
            CheckedAs::Caller => below,
            CheckedAs::Role(role) => Some(role.clone()),
            CheckedAs::Nobody => None,
        };
        let mut targets = rows(statement);
        targets.push(row);
        if let Statement::Insert(insert) = &*statement
            && let Some(conflict) = &insert.conflict
            && let ConflictAction::Update { excluded, .. } = &conflict.action
        {
            targets.push(*excluded);
        }
        let mut showing = Showing::new(targets, self.ranges.fresh());
        for name in showing.needed(statement, path.all_conditions()) {
            let at = view.columns.iter().position(|column| column.name == name);
            let Some(output) = at.and_then(|at| through.output(at)) else { continue };
            let (from, base) = (through.range, showing.base);
            let mut output = rename::expression_moved(output, from, base, &mut self.ranges);
            self.visit_expression(&mut output, path.role.clone())?;
            showing.add(name, output);
        }
        showing.apply(statement, path.all_conditions_mut(), &mut self.ranges);
        Ok(())
    }

    /// The view's own condition: it limits what is there, and with the check option what will be.
    fn note_condition(
        &mut self,
        statement: &Statement,
        row: Range,
        path: &mut Path<'a>,
        (view, through): (&View, &Through<'_>),
    ) -> Result<(), Denied> {
        let mut over = |range: Range, role: Option<Name>| -> Result<Expression, Denied> {
            let Some(filter) = through.filter else { return Ok(Expression::TRUE) };
            let mut moved =
                rename::expression_moved(filter, through.range, range, &mut self.ranges);
            self.visit_expression(&mut moved, role)?;
            Ok(moved)
        };
        let range = match statement {
            Statement::Update(update) => Some(update.range),
            Statement::Delete(delete) => Some(delete.range),
            Statement::Insert(_) | Statement::Query(_) => None,
        };
        if let Some(range) = range
            && through.filter.is_some()
        {
            path.conditions.insert(0, over(range, path.role.clone())?);
        }
        let inherited = path.checks.first().is_some_and(|above| above.cascaded);
        let cascaded = inherited || view.check == Some(CheckOption::Cascaded);
        let asks = inherited || view.check.is_some();
        if asks && !matches!(statement, Statement::Delete(_)) {
            let condition = over(row, path.role.clone())?;
            let view = path.relation.name.name.clone();
            path.checks.insert(0, Demanded { view, condition, cascaded });
        }
        Ok(())
    }
}

impl Path<'_> {
    fn all_conditions(&self) -> impl Iterator<Item = &Expression> {
        self.conditions.iter().chain(self.checks.iter().map(|demanded| &demanded.condition))
    }

    fn all_conditions_mut(&mut self) -> impl Iterator<Item = &mut Expression> {
        let checks = self.checks.iter_mut().map(|demanded| &mut demanded.condition);
        self.conditions.iter_mut().chain(checks)
    }
}

fn updatable_through<'a>(
    catalog: &'a catalog::Catalog,
    relation: &'a Relation,
    view: &'a View,
    statement: &Statement,
) -> Result<Through<'a>, Denied> {
    let name = relation.name.clone();
    if view.materialized {
        return Err(Denied::Materialized { relation: name });
    }
    let writable = |through: &Through<'_>| {
        matches!(statement, Statement::Delete(_))
            || (0..relation.columns.len()).any(|at| through.column(at).is_ok())
    };
    let none = "Views that have no updatable columns are not automatically updatable.";
    let through = updatable::through(catalog, view)
        .and_then(|through| if writable(&through) { Ok(through) } else { Err(none) });
    through.map_err(|detail| Denied::NotWritable { relation: name, verb: verb(statement), detail })
}

const fn verb(statement: &Statement) -> Verb {
    match statement {
        Statement::Insert(_) => Verb::Insert,
        Statement::Delete(_) => Verb::Delete,
        Statement::Update(_) | Statement::Query(_) => Verb::Update,
    }
}

/// The names that a statement writes to become those of the relation below; what it then asks for there.
fn down(
    statement: &mut Statement,
    view: &Relation,
    through: &Through<'_>,
    asked: Asked,
) -> Result<Asked, Denied> {
    let base = through.base.clone();
    let mut below = Asked { written: Vec::new(), updated: None, ..asked };
    match statement {
        Statement::Query(_) => {}
        Statement::Insert(insert) => {
            insert.relation = base;
            plain_names(view, through, insert.columns.iter_mut(), Verb::Insert)?;
            below.written = insert.columns.clone();
            let Some(conflict) = &mut insert.conflict else {
                return Ok(read_below(below, through));
            };
            for name in conflict.target.iter_mut().flatten() {
                let at = view.columns.iter().position(|column| column.name == *name);
                let plain = at.and_then(|at| through.column(at).ok());
                *name = plain.ok_or(Denied::NoArbiter)?.clone();
            }
            if let ConflictAction::Update { set, .. } = &mut conflict.action {
                without_defaults(view, set);
                let names = set.iter_mut().map(|set| &mut set.column);
                plain_names(view, through, names, Verb::Insert)?;
                below.updated = Some(set.iter().map(|set| set.column.clone()).collect());
            }
        }
        Statement::Update(update) => {
            update.relation = base;
            without_defaults(view, &mut update.set);
            let names = update.set.iter_mut().map(|set| &mut set.column);
            plain_names(view, through, names, Verb::Update)?;
            below.written = update.set.iter().map(|set| set.column.clone()).collect();
        }
        Statement::Delete(delete) => delete.relation = base,
    }
    Ok(read_below(below, through))
}

/// A view's columns have no defaults of their own: to set one to its default is to empty it. An insert that leaves
/// them out gets those of the table.
fn without_defaults(view: &Relation, set: &mut [Assignment]) {
    for assignment in set.iter_mut().filter(|set| set.value == Assigned::Default) {
        let of = view.column(&assignment.column).map(|column| column.of.clone());
        let null = Expression::constant(Value::Null, of.unwrap_or(Type::UNKNOWN));
        assignment.value = Assigned::Expression(null);
    }
}

/// Who reads a view reads all that its query does.
fn read_below(mut below: Asked, through: &Through<'_>) -> Asked {
    if !below.read.is_empty() {
        below.read = through.reads().into_iter().collect();
    }
    below
}

/// A view's column doesn't say that only the table itself gives it its values.
fn require_settable(table: &Relation, statement: &Statement) -> Result<(), Denied> {
    let set = match statement {
        Statement::Update(update) => &update.set,
        Statement::Insert(insert) => match &insert.conflict {
            Some(catalog::Conflict { action: ConflictAction::Update { set, .. }, .. }) => set,
            _ => return Ok(()),
        },
        Statement::Delete(_) | Statement::Query(_) => return Ok(()),
    };
    for assignment in set.iter().filter(|set| set.value != Assigned::Default) {
        if let Some(detail) = table.column(&assignment.column).and_then(own_value) {
            return Err(Denied::OwnValue { column: assignment.column.clone(), detail });
        }
    }
    Ok(())
}

fn own_value(column: &Column) -> Option<String> {
    let what = match &column.generation {
        Some(Generation::Computed(_)) => "a generated column.",
        Some(Generation::Identity(identity)) if identity.always => {
            "an identity column defined as GENERATED ALWAYS."
        }
        _ => return None,
    };
    Some(format!("Column \"{}\" is {what}", column.name))
}
