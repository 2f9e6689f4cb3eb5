//! Which roles a token may name.

use crate::error::{DatabaseError, RestError};
use access::Caller;
use catalog::Catalog;

/// The role that every request begins as, where the schema has it: what it may become is what a token may name.
const AUTHENTICATOR: &str = "authenticator";
/// The roles that a token may name where the schema doesn't say.
const CALLERS: [&str; 3] = ["anon", "authenticated", "service_role"];

/// The caller's role must be there, and one that callers may have.
pub(super) fn require_role(catalog: &Catalog, caller: &Caller) -> Result<(), RestError> {
    let role = &caller.role;
    if !catalog.roles.contains_key(role) {
        let message = format!("role \"{role}\" does not exist");
        return Err(DatabaseError::refused("22023", message).into());
    }
    let may = CALLERS.contains(&role.as_str()) || may_become(catalog, role);
    if may {
        return Ok(());
    }
    Err(RestError::Access {
        message: format!("permission denied to set role \"{role}\""),
        hint: None,
    })
}

fn may_become(catalog: &Catalog, role: &value::Name) -> bool {
    let authenticator = AUTHENTICATOR.into();
    let is_there = catalog.roles.contains_key(&authenticator);
    is_there && *role != authenticator && catalog.roles_of(&authenticator).contains(role)
}
