//! `create type`, `alter type`: enums and composite types.

use crate::analyze;
use crate::define::column::require_known_collation;
use crate::define::dependants::{Thing, dependants};
use crate::define::draft::Draft;
use crate::define::names::{Reference, present, required};
use crate::define::rename;
use crate::define::retype::{self, Replacement};
use crate::error::{Result, SqlError};
use catalog::{Change, UserType};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Composite, Enum, Field, Name, QualifiedName, Type, Value};

/// `create type name as …`
pub(crate) fn create_type(draft: &mut Draft, statement: &ast::CreateType) -> Result<()> {
    let at = statement.syntax();
    let path = statement.type_name().and_then(|name| name.path());
    let name = new_type_name(draft, path, at)?;
    let of = match statement.kind() {
        Some(ast::CreateTypeKind::EnumType(of)) => UserType::Enum(new_enum(name.clone(), &of)?),
        Some(ast::CreateTypeKind::CompositeType(of)) => {
            UserType::Composite(new_composite(draft, name.clone(), &of)?)
        }
        Some(ast::CreateTypeKind::RangeType(_)) => {
            return Err(SqlError::unsupported(at, "a range type")
                .hint("Keep both ends in columns of their own."));
        }
        Some(ast::CreateTypeKind::BaseType(_)) | None => {
            return Err(SqlError::unsupported(at, "a base type"));
        }
    };
    draft.catalog.types.insert(name, of);
    Ok(())
}

/// The name of a new type, which nothing may have.
pub(crate) fn new_type_name(
    draft: &Draft,
    path: Option<ast::Path>,
    at: &SyntaxNode,
) -> Result<QualifiedName> {
    let name = draft.new_name(&Reference::of_path(path, at)?, at)?;
    if draft.is_type_name(&name) {
        return Err(SqlError::new("42710", at, format!("type \"{}\" already exists", name.name)));
    }
    Ok(name)
}

fn new_enum(name: QualifiedName, of: &ast::EnumType) -> Result<Arc<Enum>> {
    let mut labels = Vec::new();
    let variants = of.variant_list().into_iter().flat_map(|list| list.variants());
    for variant in variants {
        let label = label(variant.literal(), variant.syntax())?;
        if labels.contains(&label) {
            let message = format!("enum label \"{label}\" used more than once");
            return Err(SqlError::new("23505", variant.syntax(), message));
        }
        labels.push(label);
    }
    Ok(Arc::new(Enum { name, labels }))
}

/// A label: at most 63 bytes.
fn label(literal: Option<ast::Literal>, at: &SyntaxNode) -> Result<Name> {
    let text = present(literal.and_then(|literal| literal.string_value()), at)?;
    if text.is_empty() || text.len() > 63 {
        return Err(SqlError::new("42602", at, format!("invalid enum label \"{text}\""))
            .detail("Labels must be 63 bytes or less."));
    }
    Ok(text.into())
}

fn new_composite(
    draft: &Draft,
    name: QualifiedName,
    of: &ast::CompositeType,
) -> Result<Arc<Composite>> {
    let mut fields: Vec<Field> = Vec::new();
    let definitions =
        of.composite_field_list().into_iter().flat_map(|it| it.composite_field_defs());
    for definition in definitions {
        if let Some(collate) = definition.collate() {
            require_known_collation(&collate)?;
        }
        let field = required(definition.name(), definition.syntax())?;
        if fields.iter().any(|it| it.name == field) {
            let message = format!("column \"{field}\" specified more than once");
            return Err(SqlError::new("42701", definition.syntax(), message));
        }
        let of = present(definition.ty(), definition.syntax())?;
        let (of, modifier) = analyze::type_name(draft.environment(), &of)?;
        fields.push(Field { name: field, of, modifier });
    }
    Ok(Arc::new(Composite { name, fields }))
}

/// `alter type`
pub(crate) fn alter_type(draft: &mut Draft, statement: &ast::AlterType) -> Result<()> {
    let at = statement.syntax();
    let path = statement.type_name_ref().and_then(|name| name.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    let name = known_type(draft, &reference, at)?;
    match present(statement.action(), at)? {
        ast::AlterTypeAction::AddValue(add) => add_value(draft, &name, &add),
        ast::AlterTypeAction::RenameValue(rename) => rename_value(draft, &name, &rename),
        ast::AlterTypeAction::TypeRenameTo(to) => {
            let path = to.type_name().and_then(|name| name.path());
            let to = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: name.schema.clone(), name: to };
            rename_type(draft, &name, to, at)
        }
        ast::AlterTypeAction::SetSchema(set) => {
            let schema = required(set.schema_ref(), at)?;
            let to = QualifiedName { schema, name: name.name.clone() };
            rename_type(draft, &name, to, at)
        }
        // Whose a type is decides only who may alter it.
        ast::AlterTypeAction::OwnerTo(_) => Ok(()),
        ast::AlterTypeAction::RenameAttribute(rename) => {
            let from = required(rename.composite_field_ref(), at)?;
            let to = required(rename.composite_field(), at)?;
            alter_fields(draft, &name, at, |fields| rename_field(fields, &from, to.clone(), at))
        }
        ast::AlterTypeAction::AlterTypeAttributeActionList(list) => {
            for action in list.actions() {
                alter_attribute(draft, &name, &action)?;
            }
            Ok(())
        }
        other => Err(SqlError::unsupported(other.syntax(), "this change of a type")),
    }
}

/// 42704
pub(crate) fn known_type(
    draft: &Draft,
    reference: &Reference,
    at: &SyntaxNode,
) -> Result<QualifiedName> {
    draft
        .find_type(reference)
        .ok_or_else(|| SqlError::new("42704", at, format!("type \"{reference}\" does not exist")))
}

/// `rename to`, `set schema`, of a domain too.
pub(crate) fn rename_type(
    draft: &mut Draft,
    from: &QualifiedName,
    to: QualifiedName,
    at: &SyntaxNode,
) -> Result<()> {
    draft.require_schema(&to.schema, at)?;
    if *from == to {
        return Ok(());
    }
    if draft.is_type_name(&to) {
        return Err(SqlError::new("42710", at, format!("type \"{}\" already exists", to.name)));
    }
    rename::user_type(&mut draft.catalog, from, &to);
    // Values keep their form, whatever their type is called.
    draft.renames.push(Change::AlterType(to));
    Ok(())
}

fn an_enum(draft: &Draft, name: &QualifiedName, at: &SyntaxNode) -> Result<Arc<Enum>> {
    match draft.catalog.types.get(name) {
        Some(UserType::Enum(of)) => Ok(of.clone()),
        _ => Err(SqlError::new("42809", at, format!("{} is not an enum", name.name))),
    }
}

fn add_value(draft: &mut Draft, name: &QualifiedName, add: &ast::AddValue) -> Result<()> {
    let at = add.syntax();
    let old = an_enum(draft, name, at)?;
    let new = label(add.literal(), at)?;
    if old.labels.contains(&new) {
        if add.if_not_exists().is_some() {
            return Ok(());
        }
        return Err(SqlError::new("42710", at, format!("enum label \"{new}\" already exists")));
    }
    let position = |literal: Option<ast::Literal>| {
        let beside = label(literal, at)?;
        old.labels.iter().position(|label| *label == beside).ok_or_else(|| {
            SqlError::new("22023", at, format!("\"{beside}\" is not an existing enum label"))
        })
    };
    let position = match add.value_position() {
        None => old.labels.len(),
        Some(ast::ValuePosition::BeforeValue(before)) => position(before.literal())?,
        Some(ast::ValuePosition::AfterValue(after)) => position(after.literal())? + 1,
    };
    let mut labels = old.labels.clone();
    labels.insert(position, new);
    become_enum(draft, &old, labels, None);
    Ok(())
}

fn rename_value(draft: &mut Draft, name: &QualifiedName, rename: &ast::RenameValue) -> Result<()> {
    let at = rename.syntax();
    let old = an_enum(draft, name, at)?;
    let (from, to) = (label(rename.from(), at)?, label(rename.to(), at)?);
    if !old.labels.contains(&from) {
        let message = format!("\"{from}\" is not an existing enum label");
        return Err(SqlError::new("22023", at, message));
    }
    if old.labels.contains(&to) {
        return Err(SqlError::new("42710", at, format!("enum label \"{to}\" already exists")));
    }
    if spelled_out(draft, name) {
        return Err(SqlError::unsupported(
            at,
            "renaming a label that arrays or composite values spell out",
        )
        .hint("Add the new label, update the rows to it, and leave the old one unused."));
    }
    let mut labels = old.labels.clone();
    for label in labels.iter_mut().filter(|label| **label == from) {
        *label = to.clone();
    }
    become_enum(draft, &old, labels.clone(), Some((&from, &to)));
    // Positions stay, so nothing that is stored changes.
    draft.renames.push(Change::AlterEnum { from: labels, name: name.clone() });
    Ok(())
}

/// Whether rows or a constant hold the enum's labels as text: arrays and composites do.
fn spelled_out(draft: &mut Draft, name: &QualifiedName) -> bool {
    let mut columns = draft.catalog.relations.values().flat_map(|relation| &relation.columns);
    let holds = |of: &Type| {
        !matches!(of.base(), Type::Enum(_)) && crate::define::uses::names_type(of, name)
    };
    if columns.any(|column| holds(&column.of)) {
        return true;
    }
    let mut found = SpelledOut { name, found: false };
    crate::define::trees::edit_all(&mut draft.catalog, &mut |_, tree| {
        tree.tree().visit(&mut found);
    });
    found.found
}

struct SpelledOut<'a> {
    name: &'a QualifiedName,
    found: bool,
}

impl catalog::walk::Visitor for SpelledOut<'_> {
    fn expression(&mut self, expression: &catalog::Expression) {
        if let catalog::Expression::Constant { value: Value::Text(_), of } = expression {
            self.found |= crate::define::uses::names_type(of, self.name);
        }
        catalog::walk::visit_expression(self, expression);
    }
}

fn become_enum(draft: &mut Draft, old: &Enum, labels: Vec<Name>, renamed: Option<(&Name, &Name)>) {
    let new = Arc::new(Enum { name: old.name.clone(), labels });
    draft.catalog.types.insert(old.name.clone(), UserType::Enum(new.clone()));
    retype::replace(&mut draft.catalog, &Replacement::of_enum(old, new, renamed));
}

fn alter_attribute(
    draft: &mut Draft,
    name: &QualifiedName,
    action: &ast::AlterTypeAttributeAction,
) -> Result<()> {
    let at = action.syntax();
    match action {
        ast::AlterTypeAttributeAction::AddAttribute(add) => {
            let field = required(add.composite_field(), at)?;
            let of = present(add.ty(), at)?;
            let (of, modifier) = analyze::type_name(draft.environment(), &of)?;
            alter_fields(draft, name, at, |fields| {
                fields.push(Field { name: field.clone(), of: of.clone(), modifier });
                Ok(())
            })
        }
        ast::AlterTypeAttributeAction::DropAttribute(drop) => {
            let field = required(drop.composite_field_ref(), at)?;
            let if_exists = drop.if_exists().is_some();
            alter_fields(draft, name, at, |fields| {
                let before = fields.len();
                fields.retain(|it| it.name != field);
                if fields.len() == before && !if_exists {
                    Err(no_field(&field, at))
                } else {
                    Ok(())
                }
            })
        }
        ast::AlterTypeAttributeAction::AlterAttribute(alter) => {
            let field = required(alter.composite_field_ref(), at)?;
            let of = present(alter.ty(), at)?;
            let (of, modifier) = analyze::type_name(draft.environment(), &of)?;
            alter_fields(draft, name, at, |fields| {
                let found = fields.iter_mut().find(|it| it.name == field);
                let found = found.ok_or_else(|| no_field(&field, at))?;
                *found = Field { name: field.clone(), of: of.clone(), modifier };
                Ok(())
            })
        }
    }
}

fn rename_field(fields: &mut [Field], from: &Name, to: Name, at: &SyntaxNode) -> Result<()> {
    if fields.iter().any(|field| field.name == to) {
        return Err(SqlError::new("42701", at, format!("column \"{to}\" already exists")));
    }
    let field = fields.iter_mut().find(|field| field.name == *from);
    field.ok_or_else(|| no_field(from, at))?.name = to;
    Ok(())
}

fn no_field(name: &Name, at: &SyntaxNode) -> SqlError {
    SqlError::new("42703", at, format!("column \"{name}\" does not exist"))
}

/// Values of a composite type are stored whole, so its fields change only where nothing holds one.
fn alter_fields(
    draft: &mut Draft,
    name: &QualifiedName,
    at: &SyntaxNode,
    edit: impl FnOnce(&mut Vec<Field>) -> Result<()>,
) -> Result<()> {
    if let Some(user) = dependants(&draft.catalog, &Thing::Type(name.clone())).first() {
        let message = format!(
            "cannot alter type \"{}\" because {} uses it",
            name.name,
            user.described(&draft.catalog)
        );
        return Err(SqlError::new("0A000", at, message).hint(
            "Create another type, and change the column to it with alter column … type … using …",
        ));
    }
    match draft.catalog.types.get_mut(name) {
        Some(UserType::Composite(of)) => edit(&mut Arc::make_mut(of).fields),
        _ => {
            let message = format!("\"{}\" is not a composite type", name.name);
            Err(SqlError::new("42809", at, message))
        }
    }
}
