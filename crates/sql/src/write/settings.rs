//! Roles, default privileges, publications as statements that lead from one state to another.

pub(crate) use super::catalog_text::{comment_on, create_role};
pub(crate) use crate::define::removal::is_there;

use super::names::{identifier, qualified};
use super::rights::default_text;
use catalog::{DefaultPrivileges, Name, Publication, Role};

/// `alter default privileges`
pub(crate) fn default_privilege(default: &DefaultPrivileges, gives: bool) -> String {
    default_text(std::slice::from_ref(default), gives)
}

/// `alter role`, if its attributes differ.
pub(crate) fn alter_role(name: &Name, old: &Role, new: &Role) -> Option<String> {
    let words = [
        (old.superuser, new.superuser, "superuser", "nosuperuser"),
        (old.bypass_row_security, new.bypass_row_security, "bypassrls", "nobypassrls"),
        (old.no_inherit, new.no_inherit, "noinherit", "inherit"),
    ];
    let changed = words.iter().filter(|(old, new, ..)| old != new);
    let words: Vec<&str> = changed.map(|(_, new, yes, no)| if *new { *yes } else { *no }).collect();
    let name = identifier(name);
    (!words.is_empty()).then(|| format!("alter role {name} {};", words.join(" ")))
}

/// `create publication`, after the old one is gone.
pub(crate) fn replace_publication(name: &Name, of: &Publication, was_there: bool) -> String {
    let tables: Vec<String> = of.relations.iter().map(qualified).collect();
    let of = match (of.all_tables, tables.is_empty()) {
        (true, _) => " for all tables".to_owned(),
        (false, true) => String::new(),
        (false, false) => format!(" for table {}", tables.join(", ")),
    };
    let name = identifier(name);
    let drop = if was_there { format!("drop publication {name};\n") } else { String::new() };
    format!("{drop}create publication {name}{of};")
}
