//! A type of the schema becomes another (a new label, a new name, other fields): every place that holds the
//! type gets the new one, and constants of it the new form.

use crate::define::draft::Draft;
use crate::define::rename;
use crate::define::row_shape::reshape_items;
use crate::define::trees;
use catalog::walk::{Rewriter, rewrite_expression, rewrite_from, rewrite_query};
use catalog::{Catalog, Expression, From, Query, Returns, RoutineId, UserType};
use std::collections::HashSet;
use std::sync::Arc;
use value::{Composite, Domain, Enum, Field, Name, QualifiedName, Type, Value};

/// What a type of the schema becomes.
pub(crate) struct Replacement {
    /// The type's old name.
    pub(crate) name: QualifiedName,
    /// What it is from now on.
    pub(crate) to: Type,
    /// For an enum: the new position of each old label.
    pub(crate) positions: Vec<i64>,
}

impl Replacement {
    /// A type that keeps the forms of its values.
    pub(crate) fn of(name: QualifiedName, to: Type) -> Self {
        Self { name, to, positions: Vec::new() }
    }

    /// An enum with more labels, or other names for them; `renamed` is an old label and its new name.
    pub(crate) fn of_enum(from: &Enum, to: Arc<Enum>, renamed: Option<(&Name, &Name)>) -> Self {
        let position = |label: &Name| {
            let label = renamed.filter(|(old, _)| *old == label).map_or(label, |(_, new)| new);
            let found = to.labels.iter().position(|it| it == label).unwrap_or_default();
            i64::try_from(found).unwrap_or_default()
        };
        let positions = from.labels.iter().map(position).collect();
        Self { name: from.name.clone(), to: Type::Enum(to), positions }
    }

    /// The type with the replacement made wherever it occurs; none if it doesn't.
    fn applied(&self, of: &Type) -> Option<Type> {
        match of {
            Type::Scalar(_) => None,
            Type::Array(element) => self.applied(element).map(Type::array),
            Type::Enum(it) if it.name == self.name => Some(self.to.clone()),
            Type::Domain(it) if it.name == self.name => Some(self.to.clone()),
            Type::Composite(it) if it.name == self.name => Some(self.to.clone()),
            Type::Enum(_) => None,
            Type::Domain(domain) => {
                let base = self.applied(&domain.base)?;
                Some(Type::Domain(Arc::new(Domain { base, ..domain.as_ref().clone() })))
            }
            Type::Composite(of) => {
                let fields: Vec<Option<Type>> =
                    of.fields.iter().map(|field| self.applied(&field.of)).collect();
                if fields.iter().all(Option::is_none) {
                    return None;
                }
                let field = |(field, of): (&Field, Option<Type>)| Field {
                    of: of.unwrap_or_else(|| field.of.clone()),
                    ..field.clone()
                };
                let fields = of.fields.iter().zip(fields).map(field).collect();
                Some(Type::Composite(Arc::new(Composite { name: of.name.clone(), fields })))
            }
        }
    }

    /// The name that the type has from now on.
    fn to_name(&self) -> &QualifiedName {
        match &self.to {
            Type::Composite(of) => &of.name,
            _ => &self.name,
        }
    }

    fn replace(&self, of: &mut Type) {
        if let Some(to) = self.applied(of) {
            *of = to;
        }
    }

    fn constant(&self, value: &mut Value, of: &Type) {
        let is_it = matches!(of.base(), Type::Enum(it) if it.name == self.name);
        if is_it
            && let Value::Int(position) = value
            && let Ok(old) = usize::try_from(*position)
            && let Some(new) = self.positions.get(old)
        {
            *position = *new;
        }
    }
}

/// Makes a replacement everywhere in the catalog but in the definition of the type itself.
pub(crate) fn replace(catalog: &mut Catalog, replacement: &Replacement) {
    for relation in catalog.relations.values_mut() {
        let uses = relation.columns.iter().any(|it| replacement.applied(&it.of).is_some());
        if uses {
            for column in &mut Arc::make_mut(relation).columns {
                replacement.replace(&mut column.of);
            }
        }
    }
    for of in catalog.types.values_mut() {
        match of {
            UserType::Enum(_) => {}
            UserType::Domain(definition) => {
                if let Some(base) = replacement.applied(&definition.domain.base) {
                    Arc::make_mut(&mut definition.domain).base = base;
                }
            }
            UserType::Composite(composite) => {
                for field in &mut Arc::make_mut(composite).fields {
                    replacement.replace(&mut field.of);
                }
            }
        }
    }
    for routine in catalog.routines.values_mut() {
        let routine = Arc::make_mut(routine);
        for parameter in &mut routine.parameters {
            replacement.replace(&mut parameter.of);
        }
        match &mut routine.returns {
            Returns::Void => {}
            Returns::Value(of) => replacement.replace(of),
            Returns::Columns(columns) => {
                columns.iter_mut().for_each(|(_, of)| replacement.replace(of));
            }
        }
    }
    let gives = |routine: &catalog::Routine| matches!(&routine.returns, Returns::Value(Type::Composite(of)) if of.name == *replacement.to_name());
    let rows = catalog.routines.iter().filter(|(_, it)| gives(it)).map(|(id, _)| id.clone());
    let mut rewriter = Retyping(replacement, rows.collect());
    trees::edit_all(catalog, &mut |_, mut tree| tree.rewrite(&mut rewriter));
    rename::routine_ids(catalog);
}

/// A table got other columns: whole rows of it, wherever they are used, have them too.
pub(crate) fn row_type(draft: &mut Draft, table: &QualifiedName) {
    let Some(relation) = draft.catalog.relation(table) else { return };
    let to = Type::Composite(Arc::new(relation.row_type()));
    replace(&mut draft.catalog, &Replacement::of(table.clone(), to));
}

/// With the routines that give rows of the type.
struct Retyping<'a>(&'a Replacement, HashSet<RoutineId>);

impl Rewriter for Retyping<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        use Expression as E;
        match expression {
            E::Constant { value, of } => {
                self.0.constant(value, of);
                self.0.replace(of);
            }
            E::Row { items, of } => {
                if let (Type::Composite(old), Type::Composite(new)) = (&*of, &self.0.to)
                    && old.name == self.0.name
                {
                    reshape_items(items, old, new);
                }
                self.0.replace(of);
            }
            E::Parameter { of, .. }
            | E::Argument { of, .. }
            | E::Routine { of, .. }
            | E::Column { of, .. }
            | E::Case { of, .. }
            | E::Coalesce { of, .. }
            | E::Extreme { of, .. }
            | E::Cast { to: of, .. }
            | E::Call { of, .. }
            | E::Aggregate { of, .. }
            | E::Window { of, .. }
            | E::Array { of, .. }
            | E::Field { of, .. }
            | E::Scalar { of, .. }
            | E::ArrayQuery { of, .. } => self.0.replace(of),
            E::Session(_)
            | E::NullIf { .. }
            | E::Rows { .. }
            | E::And(_)
            | E::Or(_)
            | E::Not(_)
            | E::Compare { .. }
            | E::Distinct { .. }
            | E::Is { .. }
            | E::InList { .. }
            | E::Quantified { .. }
            | E::Exists(_)
            | E::InQuery { .. }
            | E::QuantifiedQuery { .. } => {}
        }
        rewrite_expression(self, expression);
    }

    fn from(&mut self, from: &mut From) {
        if let From::Routine { routine, columns, .. } = from
            && self.1.contains(routine)
            && let Type::Composite(of) = &self.0.to
        {
            let extra = columns.pop_if(|(name, _)| {
                &**name == "ordinality" && of.fields.iter().all(|field| field.name != *name)
            });
            *columns = of.fields.iter().map(|it| (it.name.clone(), it.of.clone())).collect();
            columns.extend(extra);
        }
        if let From::Function { columns, .. }
        | From::Routine { columns, .. }
        | From::Kept { columns, .. } = from
        {
            columns.iter_mut().for_each(|(_, of)| self.0.replace(of));
        }
        rewrite_from(self, from);
    }

    fn query(&mut self, query: &mut Query) {
        for with in &mut query.with {
            with.columns.iter_mut().for_each(|(_, of)| self.0.replace(of));
        }
        rewrite_query(self, query);
    }
}
