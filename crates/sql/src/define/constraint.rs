//! Constraints of tables: as they are written, and how they are named and added.

use crate::analyze;
use crate::define::draft::{Draft, has_constraint};
use crate::define::foreign_key::{self, NewForeignKey};
use crate::define::names::{Reference, fold, free_name, joined, present};
use crate::define::{partition, purity, ranges, uses};
use crate::error::{Result, SqlError};
use catalog::{Check, Deferral, Generation, Index, IndexMethod, Relation, Unique};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// A constraint or generated column as it was written, to be added when the table has all its columns.
pub(crate) enum New {
    /// `generated always as (…) stored`
    Computed {
        /// Of which column.
        column: Name,
        /// What it is.
        expression: ast::Expr,
    },
    /// `check (…)`
    Check {
        /// `constraint name`
        name: Option<Name>,
        /// What must not be false.
        expression: ast::Expr,
    },
    /// A check that `like` copies.
    Copied(Check),
    /// `primary key`, `unique`
    Key(NewKey),
    /// An index that `like` copies.
    Index(Index),
    /// `references`, `foreign key`
    ForeignKey(NewForeignKey),
}

/// `primary key`, `unique`
pub(crate) struct NewKey {
    /// `constraint name`
    pub(crate) name: Option<Name>,
    /// `primary key`
    pub(crate) primary: bool,
    /// Its columns.
    pub(crate) columns: Vec<Name>,
    /// `using index`
    pub(crate) index: Option<Reference>,
    /// `nulls not distinct`
    pub(crate) nulls_not_distinct: bool,
    /// `deferrable`
    pub(crate) deferral: Deferral,
    /// Where.
    pub(crate) at: SyntaxNode,
}

impl New {
    /// Whether it is what generates this column.
    pub(crate) fn computes(&self, name: &Name) -> bool {
        matches!(self, Self::Computed { column, .. } if column == name)
    }

    /// In which order PostgreSQL adds, and so names, them.
    fn turn(&self) -> u8 {
        match self {
            Self::Computed { .. } => 0,
            Self::Check { .. } | Self::Copied(_) => 1,
            Self::Key(key) if key.primary => 2,
            Self::Key(_) => 3,
            Self::Index(_) => 4,
            Self::ForeignKey(_) => 5,
        }
    }
}

/// A constraint written behind a column.
pub(crate) fn of_column(constraint: &ast::Constraint, column: &Name) -> Result<Vec<New>> {
    let columns = vec![column.clone()];
    match constraint {
        ast::Constraint::ReferencesConstraint(references) => {
            let key = NewForeignKey::of_column(references, columns, constraint)?;
            Ok(vec![New::ForeignKey(key)])
        }
        _ => of_any(constraint, columns),
    }
}

/// A constraint that stands by itself among the columns.
pub(crate) fn of_table(constraint: &ast::TableConstraint) -> Result<Vec<New>> {
    let node = constraint.syntax().clone();
    let constraint = present(ast::Constraint::cast(node.clone()), &node)?;
    of_any(&constraint, Vec::new())
}

/// A constraint of `add constraint`; `columns` are those it is written behind.
pub(crate) fn of_any(constraint: &ast::Constraint, columns: Vec<Name>) -> Result<Vec<New>> {
    let at = constraint.syntax();
    let name = constraint.constraint_name().map(|name| fold(name.syntax()));
    let new = match constraint {
        ast::Constraint::CheckConstraint(check) => {
            refuse_deferral(constraint, "check")?;
            New::Check { name, expression: present(check.expr(), at)? }
        }
        ast::Constraint::PrimaryKeyConstraint(key) => New::Key(key_of(
            NewKey::new(name, true, columns, constraint)?,
            key.index_parameters(),
            key.using_index(),
        )?),
        ast::Constraint::UniqueConstraint(key) => New::Key(key_of(
            NewKey::new(name, false, columns, constraint)?,
            key.index_parameters(),
            key.using_index(),
        )?),
        ast::Constraint::ForeignKeyConstraint(key) => {
            New::ForeignKey(NewForeignKey::of_table(key, name, constraint)?)
        }
        ast::Constraint::ExcludeConstraint(_) => {
            return Err(SqlError::unsupported(at, "an exclusion constraint")
                .hint("PostgreSQL has it; the project will run there with --db postgres://… in a later version"));
        }
        _ => return Err(SqlError::unsupported(at, "this constraint")),
    };
    Ok(vec![new])
}

impl NewKey {
    fn new(
        name: Option<Name>,
        primary: bool,
        columns: Vec<Name>,
        constraint: &ast::Constraint,
    ) -> Result<Self> {
        let deferral = deferral(constraint)?;
        let at = constraint.syntax().clone();
        let (index, nulls_not_distinct) = (None, false);
        Ok(Self { name, primary, columns, index, nulls_not_distinct, deferral, at })
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        !other.primary
            && self.index.is_none()
            && other.index.is_none()
            && self.columns == other.columns
            && self.nulls_not_distinct == other.nulls_not_distinct
            && self.deferral == other.deferral
            && (self.name.is_none() || other.name.is_none() || self.name == other.name)
    }
}

fn key_of(
    mut key: NewKey,
    parameters: Option<ast::IndexParameters>,
    index: Option<ast::UsingIndexName>,
) -> Result<NewKey> {
    if let Some(using) = index {
        let path = using.index_ref().and_then(|index| index.path_ref());
        key.index = Some(Reference::of_path_ref(path, &key.at)?);
    }
    let Some(parameters) = parameters else { return Ok(key) };
    // `include` makes an index hold more than it orders by; no answer depends on it.
    if let Some(list) = parameters.column_list() {
        if let Some(overlaps) = list.without_overlaps() {
            return Err(SqlError::unsupported(overlaps.syntax(), "without overlaps"));
        }
        key.columns = list.column_name_refs().map(|column| fold(column.syntax())).collect();
    }
    key.nulls_not_distinct = matches!(
        parameters.nulls_distinct_option(),
        Some(ast::NullsDistinctOption::NullsNotDistinct(_))
    );
    Ok(key)
}

/// `deferrable`, `initially deferred`
pub(crate) fn deferral(constraint: &ast::Constraint) -> Result<Deferral> {
    let mut deferrable = None;
    let mut deferred = false;
    for option in constraint.constraint_options() {
        match option {
            ast::ConstraintOption::DeferrableConstraintOption(_) => deferrable = Some(true),
            ast::ConstraintOption::NotDeferrableConstraintOption(_) => deferrable = Some(false),
            ast::ConstraintOption::InitiallyDeferredConstraintOption(_) => deferred = true,
            ast::ConstraintOption::InitiallyImmediateConstraintOption(_) => deferred = false,
            ast::ConstraintOption::NotEnforced(option) => {
                return Err(SqlError::unsupported(option.syntax(), "a constraint not enforced"));
            }
            // What rows are there is checked in any case, and tables inherit from none.
            ast::ConstraintOption::NotValid(_)
            | ast::ConstraintOption::Enforced(_)
            | ast::ConstraintOption::Inherit(_)
            | ast::ConstraintOption::NoInherit(_) => {}
        }
    }
    match (deferrable, deferred) {
        (Some(false), true) => Err(SqlError::syntax(
            constraint.syntax(),
            "constraint declared INITIALLY DEFERRED must be DEFERRABLE",
        )),
        (_, true) => Ok(Deferral::Deferred),
        (Some(true), false) => Ok(Deferral::Deferrable),
        _ => Ok(Deferral::Immediate),
    }
}

fn refuse_deferral(constraint: &ast::Constraint, kind: &str) -> Result<()> {
    if deferral(constraint)? == Deferral::Immediate {
        return Ok(());
    }
    let message = format!("{kind} constraints cannot be marked DEFERRABLE");
    Err(SqlError::new("0A000", constraint.syntax(), message))
}

/// Names the constraints as PostgreSQL would and adds them to a table of the catalog.
pub(crate) fn add_all(
    draft: &mut Draft,
    table: &QualifiedName,
    mut constraints: Vec<New>,
    at: &SyntaxNode,
) -> Result<()> {
    constraints.sort_by_key(New::turn);
    for constraint in without_repetition(constraints) {
        let relation = draft.known(table, at)?;
        match constraint {
            New::Computed { column, expression } => {
                compute(draft, &relation, &column, &expression)?;
            }
            New::Check { name, expression } => check(draft, &relation, name, &expression)?,
            New::Copied(check) => draft.edit(table, |relation| relation.checks.push(check)),
            New::Key(new) => key(draft, &relation, new)?,
            New::Index(index) => copied_index(draft, &relation, index),
            New::ForeignKey(new) => foreign_key::add(draft, &relation, new)?,
        }
    }
    Ok(())
}

/// `id int primary key unique`: one key of a statement says what the other does. It keeps the name that is
/// written.
fn without_repetition(constraints: Vec<New>) -> Vec<New> {
    let mut kept: Vec<New> = Vec::new();
    for constraint in constraints {
        let New::Key(key) = &constraint else {
            kept.push(constraint);
            continue;
        };
        let same = kept.iter_mut().find_map(|other| match other {
            New::Key(other) if other.says_the_same_as(key) => Some(other),
            _ => None,
        });
        match same {
            Some(other) => other.name = other.name.take().or_else(|| key.name.clone()),
            None => kept.push(constraint),
        }
    }
    kept
}

/// `generated always as (…) stored`
pub(crate) fn compute(
    draft: &mut Draft,
    relation: &Relation,
    column: &Name,
    expression: &ast::Expr,
) -> Result<()> {
    let Some(of) = relation.column(column) else { return Ok(()) };
    let row = Some((relation, Relation::ROW));
    let expected = Some((&of.of, of.modifier));
    let computed = analyze::expression(draft.environment(), expression, row, expected)?;
    purity::require_computed(&draft.catalog, &computed, relation, column, expression.syntax())?;
    let generation = Generation::Computed(ranges::renumbered(computed));
    draft.edit(&relation.name, |relation| {
        let at = relation.columns.iter_mut().find(|it| it.name == *column);
        if let Some(at) = at {
            at.generation = Some(generation);
        }
    });
    Ok(())
}

fn check(
    draft: &mut Draft,
    relation: &Relation,
    name: Option<Name>,
    expression: &ast::Expr,
) -> Result<()> {
    let row = Some((relation, Relation::ROW));
    let typed = analyze::expression(draft.environment(), expression, row, None)?;
    let typed = purity::condition(typed, "CHECK", expression.syntax())?;
    purity::require_check(&typed, expression.syntax())?;
    let name = match name {
        Some(name) => free_constraint_name(relation, name, expression.syntax())?,
        None => {
            let columns = uses::own_columns(&typed, &relation.name);
            let column = match columns.as_slice() {
                [one] => Some(&**one),
                _ => None,
            };
            let schema = &relation.name.schema;
            free_name(&relation.name.name, column, "check", |name| {
                draft.is_constraint_name(schema, name)
            })
        }
    };
    let check = Check { name, expression: ranges::renumbered(typed) };
    draft.edit(&relation.name, |relation| relation.checks.push(check));
    Ok(())
}

/// A name that a constraint is given, if the table has none of that name.
pub(crate) fn free_constraint_name(
    relation: &Relation,
    name: Name,
    at: &SyntaxNode,
) -> Result<Name> {
    if !has_constraint(relation, &name) {
        return Ok(name);
    }
    let table = &relation.name.name;
    let message = format!("constraint \"{name}\" for relation \"{table}\" already exists");
    Err(SqlError::new("42710", at, message))
}

fn key(draft: &mut Draft, relation: &Relation, mut new: NewKey) -> Result<()> {
    let taken = new.index.take().map(|index| take_index(draft, relation, &mut new, &index));
    taken.transpose()?;
    require_columns(relation, &new)?;
    if new.primary && relation.primary_key.is_some() {
        let table = &relation.name.name;
        let message = format!("multiple primary keys for table \"{table}\" are not allowed");
        return Err(SqlError::new("42P16", &new.at, message));
    }
    let kind = if new.primary { "PRIMARY KEY" } else { "UNIQUE" };
    partition::require_in_key(relation, &new.columns, kind, &new.at)?;
    let relation = draft.known(&relation.name, &new.at)?;
    let name = key_name(draft, &relation, &mut new)?;
    let NewKey { columns, nulls_not_distinct, deferral, primary, .. } = new;
    let unique = Unique { name, columns, nulls_not_distinct, deferral };
    draft.edit(&relation.name, |relation| {
        if !primary {
            relation.uniques.push(unique);
            return;
        }
        for column in &mut relation.columns {
            column.not_null |= unique.columns.contains(&column.name);
        }
        relation.primary_key = Some(unique);
    });
    Ok(())
}

fn key_name(draft: &Draft, relation: &Relation, new: &mut NewKey) -> Result<Name> {
    let schema = &relation.name.schema;
    let is_taken = |name: &str| draft.is_relation_name(schema, name);
    if let Some(name) = new.name.take() {
        let name = free_constraint_name(relation, name, &new.at)?;
        if !is_taken(&name) {
            return Ok(name);
        }
        let message = format!("relation \"{name}\" already exists");
        return Err(SqlError::new("42P07", &new.at, message));
    }
    let table = &relation.name.name;
    Ok(match new.primary {
        true => free_name(table, None, "pkey", is_taken),
        false => free_name(table, Some(&joined(&new.columns)), "key", is_taken),
    })
}

fn require_columns(relation: &Relation, new: &NewKey) -> Result<()> {
    for (at, column) in new.columns.iter().enumerate() {
        if relation.column(column).is_none() {
            let message = format!("column \"{column}\" named in key does not exist");
            return Err(SqlError::new("42703", &new.at, message));
        }
        if new.columns[..at].contains(column) {
            let kind = if new.primary { "primary key" } else { "unique" };
            let message = format!("column \"{column}\" appears twice in {kind} constraint");
            return Err(SqlError::new("42701", &new.at, message));
        }
    }
    Ok(())
}

/// `using index`: the index becomes the key.
fn take_index(
    draft: &mut Draft,
    relation: &Relation,
    new: &mut NewKey,
    reference: &Reference,
) -> Result<()> {
    let found = relation.indexes.iter().find(|index| index.name == reference.name);
    let Some(index) = found else {
        let message = format!("index \"{reference}\" does not exist");
        return Err(SqlError::new("42704", &new.at, message));
    };
    let columns = plain_columns(index).filter(|_| index.unique && index.filter.is_none());
    new.columns = columns.ok_or_else(|| {
        let message = format!("\"{reference}\" is not a unique index over plain columns");
        SqlError::new("42809", &new.at, message)
    })?;
    new.nulls_not_distinct = index.nulls_not_distinct;
    new.name.get_or_insert_with(|| index.name.clone());
    let name = index.name.clone();
    draft.edit(&relation.name, |relation| relation.indexes.retain(|index| index.name != name));
    Ok(())
}

/// The columns of an index, if it is over nothing else and in the order that keys have.
pub(crate) fn plain_columns(index: &Index) -> Option<Vec<Name>> {
    let column = |part: &catalog::IndexPart| match &part.expression {
        catalog::Expression::Column { name, .. } => Some(name.clone()),
        _ => None,
    };
    let is_btree = index.method == IndexMethod::Btree;
    index.parts.iter().map(column).collect::<Option<Vec<Name>>>().filter(|_| is_btree)
}

fn copied_index(draft: &mut Draft, relation: &Relation, mut index: Index) {
    let parts: Vec<Name> = crate::define::create_index::part_names(&index.parts);
    let (table, schema) = (&relation.name.name, &relation.name.schema);
    index.name =
        free_name(table, Some(&joined(&parts)), "idx", |name| draft.is_relation_name(schema, name));
    draft.edit(&relation.name, |relation| relation.indexes.push(index));
}
