//! `create domain`, `alter domain`

use crate::analyze;
use crate::define::column::require_known_collation;
use crate::define::create_type::{known_type, new_type_name, rename_type};
use crate::define::dependants::Thing;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, free_name, present, required};
use crate::define::{purity, ranges, removal, rename};
use crate::error::{Result, SqlError};
use catalog::{
    Check, Column, Commented, DomainDefinition, Expression, Privileges, Relation, RelationKind,
    RowSecurity, Type, UserType,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Domain, Modifier, Name, QualifiedName};

/// `create domain name as type …`
pub(crate) fn create_domain(draft: &mut Draft, statement: &ast::CreateDomain) -> Result<()> {
    let at = statement.syntax();
    let path = statement.domain().and_then(|domain| domain.path());
    let name = new_type_name(draft, path, at)?;
    let of = present(statement.ty(), at)?;
    let (base, modifier) = analyze::type_name(draft.environment(), &of)?;
    if let Type::Domain(inner) = &base {
        return Err(SqlError::unsupported(of.syntax(), "a domain over a domain")
            .hint(format!("Use {} and repeat the checks.", inner.base)));
    }
    let domain = Arc::new(Domain { name: name.clone(), base, modifier });
    let mut definition =
        DomainDefinition { domain, not_null: false, default: None, checks: Vec::new() };
    for qualifier in statement.domain_qualifiers() {
        match qualifier {
            ast::DomainQualifier::Collate(collate) => require_known_collation(&collate)?,
            ast::DomainQualifier::Constraint(constraint) => {
                add_constraint(draft, &mut definition, &constraint)?;
            }
        }
    }
    draft.catalog.types.insert(name, UserType::Domain(definition));
    Ok(())
}

fn add_constraint(
    draft: &Draft,
    definition: &mut DomainDefinition,
    constraint: &ast::Constraint,
) -> Result<()> {
    let at = constraint.syntax();
    match constraint {
        ast::Constraint::NotNullConstraint(_) => definition.not_null = true,
        ast::Constraint::NullConstraint(_) => {}
        ast::Constraint::DefaultConstraint(default) => {
            let expr = present(default.expr(), at)?;
            definition.default = Some(default_of(draft, definition, &expr)?);
        }
        ast::Constraint::CheckConstraint(check) => {
            let name = constraint.constraint_name().map(|name| fold(name.syntax()));
            add_check(draft, definition, name, &present(check.expr(), at)?)?;
        }
        _ => {
            let message = "only not null, default and check constraints are possible for domains";
            return Err(SqlError::syntax(at, message));
        }
    }
    Ok(())
}

fn default_of(
    draft: &Draft,
    definition: &DomainDefinition,
    expr: &ast::Expr,
) -> Result<Expression> {
    let Domain { base, modifier, .. } = definition.domain.as_ref();
    let default = analyze::expression(draft.environment(), expr, None, Some((base, *modifier)))?;
    purity::require_default(&default, expr.syntax())?;
    Ok(ranges::renumbered(default))
}

fn add_check(
    draft: &Draft,
    definition: &mut DomainDefinition,
    name: Option<Name>,
    expr: &ast::Expr,
) -> Result<()> {
    let domain = &definition.domain;
    let row = value_row(domain);
    let row = Some((&row, Relation::ROW));
    let check = analyze::expression(draft.environment(), expr, row, None)?;
    let check = purity::condition(check, "CHECK", expr.syntax())?;
    purity::require_check(&check, expr.syntax())?;
    let is_taken = |name: &str| definition.checks.iter().any(|check| &*check.name == name);
    let name = match name {
        Some(name) if is_taken(&name) => {
            let message =
                format!("constraint \"{name}\" for domain \"{}\" already exists", domain.name.name);
            return Err(SqlError::new("42710", expr.syntax(), message));
        }
        Some(name) => name,
        None => free_name(&domain.name.name, None, "check", is_taken),
    };
    definition.checks.push(Check { name, expression: ranges::renumbered(check) });
    Ok(())
}

/// What a domain's check reads: a row of one column, `value`, of the base type.
pub(crate) fn value_row(domain: &Domain) -> Relation {
    let column = Column {
        name: Name::from("value"),
        of: domain.base.clone(),
        modifier: Modifier::None,
        not_null: false,
        generation: None,
        privileges: Privileges::default(),
        comment: None,
    };
    Relation {
        name: domain.name.clone(),
        kind: RelationKind::Table,
        columns: vec![column],
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: RowSecurity::default(),
        policies: Vec::new(),
        owner: Name::from(""),
        privileges: Privileges::default(),
        comment: None,
        partitioning: None,
    }
}

/// `alter domain`
pub(crate) fn alter_domain(draft: &mut Draft, statement: &ast::AlterDomain) -> Result<()> {
    let at = statement.syntax();
    let path = statement.domain_ref().and_then(|domain| domain.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    let name = known_type(draft, &reference, at)?;
    let Some(UserType::Domain(definition)) = draft.catalog.types.get(&name) else {
        return Err(SqlError::new("42809", at, format!("\"{reference}\" is not a domain")));
    };
    let mut definition = definition.clone();
    match present(statement.action(), at)? {
        ast::AlterDomainAction::AddConstraint(add) => {
            let constraint = present(add.constraint(), at)?;
            add_constraint(draft, &mut definition, &constraint)?;
        }
        ast::AlterDomainAction::DropDefault(_) => definition.default = None,
        ast::AlterDomainAction::DropNotNull(_) => definition.not_null = false,
        ast::AlterDomainAction::SetNotNull(_) => definition.not_null = true,
        ast::AlterDomainAction::SetDefault(set) => {
            let expr = present(set.expr(), at)?;
            definition.default = Some(default_of(draft, &definition, &expr)?);
        }
        ast::AlterDomainAction::DropConstraint(drop) => {
            let check = constraint_name(drop.constraint_name_ref(), at)?;
            if !definition.checks.iter().any(|it| it.name == check) {
                return if drop.if_exists().is_some() {
                    Ok(())
                } else {
                    Err(missing(&name, &check, at))
                };
            }
            return removal::remove(draft, vec![Thing::DomainCheck(name, check)], true, at);
        }
        ast::AlterDomainAction::RenameConstraint(rename) => {
            return rename_constraint(draft, &name, &rename);
        }
        ast::AlterDomainAction::ValidateConstraint(of) => {
            let check = constraint_name(of.constraint_name_ref(), at)?;
            let found = definition.checks.iter().any(|it| it.name == check);
            return if found { Ok(()) } else { Err(missing(&name, &check, at)) };
        }
        ast::AlterDomainAction::DomainRenameTo(to) => {
            let path = to.domain().and_then(|domain| domain.path());
            let to = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: name.schema.clone(), name: to };
            return rename_type(draft, &name, to, at);
        }
        ast::AlterDomainAction::SetSchema(set) => {
            let schema = required(set.schema_ref(), at)?;
            let to = QualifiedName { schema, name: name.name.clone() };
            return rename_type(draft, &name, to, at);
        }
        // Whose a type is decides only who may alter it.
        ast::AlterDomainAction::OwnerTo(_) => return Ok(()),
    }
    draft.catalog.types.insert(name, UserType::Domain(definition));
    Ok(())
}

fn constraint_name(name: Option<ast::ConstraintNameRef>, at: &SyntaxNode) -> Result<Name> {
    let path = name.and_then(|name| name.path_ref());
    Ok(Reference::of_path_ref(path, at)?.name)
}

fn rename_constraint(
    draft: &mut Draft,
    domain: &QualifiedName,
    action: &ast::RenameConstraint,
) -> Result<()> {
    let at = action.syntax();
    let from = constraint_name(action.constraint_name_ref(), at)?;
    let to = required(action.constraint_name(), at)?;
    let Some(UserType::Domain(definition)) = draft.catalog.types.get_mut(domain) else {
        return Err(missing(domain, &from, at));
    };
    let check = definition.checks.iter_mut().find(|check| check.name == from);
    check.ok_or_else(|| missing(domain, &from, at))?.name = to.clone();
    rename::rename_comments(&mut draft.catalog, &mut |commented| match commented {
        Commented::DomainConstraint { domain: of, name } if of == domain && *name == from => {
            *name = to.clone();
        }
        _ => {}
    });
    Ok(())
}

fn missing(domain: &QualifiedName, name: &Name, at: &SyntaxNode) -> SqlError {
    let message = format!("constraint \"{name}\" of domain \"{}\" does not exist", domain.name);
    SqlError::new("42704", at, message)
}
