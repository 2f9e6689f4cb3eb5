//! Who may do what: `grant` and `revoke` as data.

use value::Name;

/// What can be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Privilege {
    /// `select`
    Select,
    /// `insert`
    Insert,
    /// `update`
    Update,
    /// `delete`
    Delete,
    /// `truncate`
    Truncate,
    /// `references`
    References,
    /// `trigger`
    Trigger,
    /// `usage` of a schema, type or sequence
    Usage,
    /// `create` in a schema
    Create,
    /// `execute` of a routine
    Execute,
}

/// One right of one role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Who has it; `public` is everybody.
    pub grantee: Name,
    /// Which right.
    pub privilege: Privilege,
    /// A `grant` in the project says so; false where it came from default privileges.
    pub written: bool,
}

/// The rights on one thing. The owner's are not listed: an owner has them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Privileges(Vec<Grant>);

impl Privileges {
    /// `grant`: adds a right, or makes one that came by default a written one.
    pub fn grant(&mut self, grantee: &Name, privilege: Privilege, written: bool) {
        match self.find(grantee, privilege) {
            Some(at) => self.0[at].written |= written,
            None => self.0.push(Grant { grantee: grantee.clone(), privilege, written }),
        }
    }

    /// `revoke`
    pub fn revoke(&mut self, grantee: &str, privilege: Privilege) {
        self.0.retain(|grant| &*grant.grantee != grantee || grant.privilege != privilege);
    }

    /// Every right that is listed.
    pub fn iter(&self) -> impl Iterator<Item = &Grant> {
        self.0.iter()
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of these roles, or everybody, has the right.
    pub fn allow(&self, roles: &[Name], privilege: Privilege) -> bool {
        self.granted(roles, privilege).next().is_some()
    }

    /// Whether one of these roles, or everybody, has the right by a `grant` in the project.
    pub fn allow_written(&self, roles: &[Name], privilege: Privilege) -> bool {
        self.granted(roles, privilege).any(|grant| grant.written)
    }

    fn granted(&self, roles: &[Name], privilege: Privilege) -> impl Iterator<Item = &Grant> {
        self.0.iter().filter(move |grant| {
            grant.privilege == privilege
                && (&*grant.grantee == "public" || roles.contains(&grant.grantee))
        })
    }

    fn find(&self, grantee: &Name, privilege: Privilege) -> Option<usize> {
        self.0.iter().position(|grant| grant.grantee == *grantee && grant.privilege == privilege)
    }
}
