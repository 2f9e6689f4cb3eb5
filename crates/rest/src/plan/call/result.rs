//! What a function gives, as far as it decides about what can be asked of its result, and how that is shown.

use builtin::resolve;
use catalog::{
    Catalog, Column, ParameterMode, Privileges, Relation, RelationKind, Returns, Routine,
    RowSecurity,
};
use std::borrow::Cow;
use value::{Composite, Modifier, Name, QualifiedName, Type};

/// The column of a function that gives values instead of rows.
pub(crate) const SCALAR: &str = "pgrst_scalar";

/// How the result of a call is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Not at all.
    Void,
    /// One value.
    Value,
    /// An array of values.
    Values,
    /// One object.
    Object,
    /// An array of objects.
    Rows,
}

impl Shape {
    /// Whether a call gives one thing, whatever is in it.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Void | Self::Value | Self::Object)
    }

    fn of(routine: &Routine) -> Self {
        if matches!(routine.returns, Returns::Void) {
            return Self::Void;
        }
        match (routine.set, is_composite(routine)) {
            (false, false) => Self::Value,
            (true, false) => Self::Values,
            (false, true) => Self::Object,
            (true, true) => Self::Rows,
        }
    }
}

/// What a function gives.
pub(super) struct Given<'a> {
    pub(super) shape: Shape,
    /// The columns of its rows.
    pub(super) columns: Vec<(Name, Type)>,
    /// What filters, orders and embeds are about: the relation whose rows these are, or one that is made of the
    /// columns.
    pub(super) relation: Cow<'a, Relation>,
}

impl<'a> Given<'a> {
    pub(super) fn by(catalog: &'a Catalog, routine: &Routine) -> Self {
        let shape = Shape::of(routine);
        let columns = columns(routine, shape);
        let relation = relation(catalog, routine, &columns);
        Self { shape, columns, relation }
    }
}

/// A row type, or parameters that go out, be it only one.
fn is_composite(routine: &Routine) -> bool {
    match &routine.returns {
        Returns::Columns(_) => true,
        Returns::Value(of) => composite(of).is_some() || has_output(routine),
        Returns::Void => false,
    }
}

fn has_output(routine: &Routine) -> bool {
    let goes_out =
        |mode| matches!(mode, ParameterMode::Out | ParameterMode::InOut | ParameterMode::Table);
    routine.parameters.iter().any(|parameter| goes_out(parameter.mode))
}

fn columns(routine: &Routine, shape: Shape) -> Vec<(Name, Type)> {
    match &routine.returns {
        Returns::Value(of) if matches!(shape, Shape::Value | Shape::Values) => {
            vec![(SCALAR.into(), of.clone())]
        }
        _ => routine.columns(),
    }
}

/// Rows of a relation are what they are there, but belong to the function's schema: only what is served there can be
/// embedded in them.
fn relation<'a>(
    catalog: &'a Catalog,
    routine: &Routine,
    columns: &[(Name, Type)],
) -> Cow<'a, Relation> {
    let schema = &routine.name.schema;
    let row = match &routine.returns {
        Returns::Value(of) => composite(of),
        _ => None,
    };
    let found = row.and_then(|of| catalog.relation(&of.name));
    match (found, row) {
        (Some(found), _) if found.name.schema == *schema => Cow::Borrowed(found.as_ref()),
        (Some(found), _) => {
            let name = QualifiedName { schema: schema.clone(), name: found.name.name.clone() };
            Cow::Owned(Relation { name, ..Relation::clone(found) })
        }
        (None, Some(of)) => Cow::Owned(made(of.name.clone(), columns)),
        (None, None) => {
            let name = label(routine);
            Cow::Owned(made(QualifiedName { schema: "pg_catalog".into(), name }, columns))
        }
    }
}

/// A domain over a row type is shown as such a row, but its fields are no columns.
fn composite(of: &Type) -> Option<&Composite> {
    match of {
        Type::Composite(of) => Some(of),
        _ => None,
    }
}

/// By which name errors tell of the rows: as PostgREST, a value's is the function's, a row's that of its type.
fn label(routine: &Routine) -> Name {
    let of_value = match &routine.returns {
        Returns::Columns(columns) => match columns.as_slice() {
            [(_, of)] => of,
            _ => return "record".into(),
        },
        Returns::Value(of) if has_output(routine) => of,
        Returns::Value(_) | Returns::Void => return routine.name.name.clone(),
    };
    match of_value.base() {
        Type::Scalar(scalar) => resolve::scalar_name(*scalar).into(),
        _ => routine.name.name.clone(),
    }
}

/// A relation of these columns, which nobody declared.
fn made(name: QualifiedName, columns: &[(Name, Type)]) -> Relation {
    let column = |(name, of): &(Name, Type)| Column {
        name: name.clone(),
        of: of.clone(),
        modifier: Modifier::None,
        not_null: false,
        generation: None,
        privileges: Privileges::default(),
        comment: None,
    };
    Relation {
        name,
        kind: RelationKind::Table,
        columns: columns.iter().map(column).collect(),
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: RowSecurity::default(),
        policies: Vec::new(),
        owner: "".into(),
        privileges: Privileges::default(),
        comment: None,
        partitioning: None,
    }
}
