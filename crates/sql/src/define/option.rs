//! `with (name = value, …)`

use crate::define::names::{fold, present};
use crate::error::{Result, SqlError};
use squawk_syntax::ast::{self, AstNode, LitKind};
use value::Name;

/// The name of an option, in lower case.
pub(crate) fn option_name(option: &ast::AttributeOption) -> Result<Name> {
    let name = present(option.name(), option.syntax())?;
    Ok(fold(name.syntax()).to_lowercase().into())
}

/// The text of an option's value, quoted or not.
pub(crate) fn option_text(option: &ast::AttributeOption) -> Option<String> {
    let value = option.attribute_value()?;
    let quoted = value.literal().and_then(|literal| string(&literal));
    Some(quoted.unwrap_or_else(|| value.syntax().text().to_string()).trim().to_lowercase())
}

/// `true`, `on`, `1`, or no value at all.
pub(crate) fn boolean(option: &ast::AttributeOption) -> Result<bool> {
    match option_text(option).as_deref() {
        None | Some("true" | "on" | "yes" | "1" | "t" | "y") => Ok(true),
        Some("false" | "off" | "no" | "0" | "f" | "n") => Ok(false),
        Some(other) => {
            let name = option_name(option)?;
            let message = format!("invalid value for boolean option \"{name}\": {other}");
            Err(SqlError::new("22023", option.syntax(), message))
        }
    }
}

/// The text of a string; none for `true`, `on`, numbers.
pub(crate) fn string(literal: &ast::Literal) -> Option<String> {
    match literal.kind()? {
        LitKind::String(_)
        | LitKind::EscString(_)
        | LitKind::DollarQuotedString(_)
        | LitKind::UnicodeEscString(_) => literal.string_value(),
        _ => None,
    }
}
