//! Privileges of relations, columns and schemas, and the rule that a relation without row security is closed.

use crate::denied::Denied;
use crate::permit::Rules;
use catalog::{Catalog, Name, Privilege, QualifiedName, Relation, Routine, RowSecurity};

/// A role as privileges see it.
pub(crate) struct RoleRights<'a> {
    catalog: &'a Catalog,
    roles: Vec<Name>,
    bypass: bool,
    superuser: bool,
}

impl<'a> RoleRights<'a> {
    pub(crate) fn new(catalog: &'a Catalog, role: &Name) -> Self {
        let bypass = catalog.roles.get(role).is_some_and(|role| role.bypass_row_security);
        let superuser = catalog.roles.get(role).is_some_and(|role| role.superuser);
        Self { catalog, roles: catalog.roles_of(role), bypass, superuser }
    }

    /// The role and those whose rights it has, as policies name them.
    pub(crate) fn roles(&self) -> &[Name] {
        &self.roles
    }

    pub(crate) fn owns(&self, relation: &Relation) -> bool {
        self.superuser || self.roles.contains(&relation.owner)
    }

    /// Whether policies hold for this role on a relation.
    pub(crate) fn is_subject_to_policies(&self, relation: &Relation) -> bool {
        let RowSecurity { enabled, forced } = relation.row_security;
        enabled && !self.bypass && !self.superuser && (forced || !self.owns(relation))
    }

    /// The privilege on these columns: of the whole relation, or of each of them. Without a column, of any.
    pub(crate) fn require<'b>(
        &self,
        relation: &Relation,
        privilege: Privilege,
        columns: impl Iterator<Item = &'b Name>,
    ) -> Result<(), Denied> {
        self.require_schema(relation)?;
        if self.owns(relation) || relation.privileges.allow(&self.roles, privilege) {
            return Ok(());
        }
        let allows = |name: &Name| {
            relation
                .column(name)
                .is_some_and(|column| column.privileges.allow(&self.roles, privilege))
        };
        let mut columns = columns.peekable();
        let allowed = match columns.peek() {
            Some(_) => columns.all(allows),
            None => relation.columns.iter().any(|column| allows(&column.name)),
        };
        if allowed { Ok(()) } else { Err(denied(relation)) }
    }

    /// The privilege to call a routine; and to find it, where it is called by its name.
    pub(crate) fn require_execute(&self, routine: &Routine, by_name: bool) -> Result<(), Denied> {
        let owns = self.superuser || self.roles.contains(&routine.owner);
        if by_name && !owns {
            self.require_usage(&routine.name)?;
        }
        if owns || routine.privileges.allow(&self.roles, Privilege::Execute) {
            return Ok(());
        }
        Err(Denied::Routine { routine: routine.name.clone() })
    }

    fn require_schema(&self, relation: &Relation) -> Result<(), Denied> {
        if self.owns(relation) { Ok(()) } else { self.require_usage(&relation.name) }
    }

    fn require_usage(&self, of: &QualifiedName) -> Result<(), Denied> {
        let schema = &of.schema;
        let known = self.catalog.schemas.get(schema);
        let allowed =
            known.is_some_and(|schema| schema.privileges.allow(&self.roles, Privilege::Usage));
        if allowed { Ok(()) } else { Err(Denied::Schema { schema: schema.to_string() }) }
    }

    /// Closed by default: a table needs row security, and a view that shows its owner's rows a written grant.
    pub(crate) fn require_open(
        &self,
        relation: &Relation,
        privilege: Privilege,
        rules: &Rules,
    ) -> Result<(), Denied> {
        if !rules.require_row_security || self.bypass || self.owns(relation) {
            return Ok(());
        }
        match relation.view() {
            None if relation.row_security.enabled => Ok(()),
            None => Err(closed(relation, table_hint(relation))),
            Some(view) if view.security_invoker && !view.materialized => Ok(()),
            Some(_) if relation.privileges.allow_written(&self.roles, privilege) => Ok(()),
            Some(_) => Err(closed(relation, view_hint(relation))),
        }
    }
}

/// Whether a role sees all of every row of a relation whatever its policies say, so that an error may show one. Rights
/// to columns one by one are not enough: PostgreSQL shows such a row in another form.
pub fn sees_every_row(catalog: &Catalog, role: &Name, relation: &Relation) -> bool {
    let rights = RoleRights::new(catalog, role);
    let whole = relation.privileges.allow(rights.roles(), Privilege::Select);
    !rights.is_subject_to_policies(relation)
        && (whole || rights.owns(relation))
        && rights.require_schema(relation).is_ok()
}

/// Whether a role sees these columns of every row of a relation whatever its policies say.
pub fn sees_every_key(
    catalog: &Catalog,
    role: &Name,
    relation: &Relation,
    columns: &[Name],
) -> bool {
    let rights = RoleRights::new(catalog, role);
    !rights.is_subject_to_policies(relation)
        && rights.require(relation, Privilege::Select, columns.iter()).is_ok()
}

fn denied(relation: &Relation) -> Denied {
    Denied::Relation { relation: relation.name.clone(), kind: kind(relation) }
}

fn closed(relation: &Relation, hint: String) -> Denied {
    Denied::Closed { relation: relation.name.clone(), kind: kind(relation), hint }
}

fn kind(relation: &Relation) -> &'static str {
    match relation.view() {
        None => "table",
        Some(view) if view.materialized => "materialized view",
        Some(_) => "view",
    }
}

fn table_hint(relation: &Relation) -> String {
    let name = &relation.name;
    format!(
        "Row security is not enabled for {name}, so it is closed. Add 'alter table {name} enable row level \
         security;' and a policy that says who may see which rows, or set require_rls = false under [engineroom]."
    )
}

fn view_hint(relation: &Relation) -> String {
    let name = &relation.name;
    format!(
        "The view {name} shows rows with its owner's rights, so it is closed. Create it 'with (security_invoker \
         = true)', or open it with a grant in the project: 'grant select on {name} to authenticated;'."
    )
}
