//! What the caller and the moment bring: `current_user`, `current_date`, `auth.uid()`, `current_setting(…)`.

use super::analyzer::Analyzer;
use super::cast::explicit;
use crate::error::{Result, SqlError};
use catalog::{Expression, Modifier, Name, Session, Type, Value, build};
use squawk_syntax::SyntaxNode;

impl Analyzer<'_> {
    /// The values that SQL writes as a word, with the digits of a second in brackets or without; nothing for any
    /// other word.
    pub(super) fn value_word(
        &self,
        word: &str,
        digits: Option<u8>,
        at: &SyntaxNode,
    ) -> Result<Option<Expression>> {
        match word {
            "current_user" | "current_role" | "user" => {
                Ok(Some(Expression::Session(Session::CurrentUser)))
            }
            "session_user" => Err(SqlError::unsupported(at, "session_user")
                .hint("current_user is the role that a request runs as.")),
            "current_time" => Err(SqlError::unsupported(at, "the type time with time zone")
                .hint("Write localtime or current_timestamp.")),
            "current_catalog" | "current_schema" | "system_user" => {
                Err(SqlError::unsupported(at, word))
            }
            "current_date" | "current_timestamp" | "localtime" | "localtimestamp" => {
                moment(word, digits, at).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// `auth.uid()` and its kin; nothing for any other function.
    pub(super) fn session_function(
        &self,
        schema: Option<&Name>,
        name: &Name,
        arguments: &[Expression],
        at: &SyntaxNode,
    ) -> Result<Option<Expression>> {
        let session = match (schema.map(Name::as_str), name.as_str(), arguments) {
            (Some("auth"), "uid", []) => Session::Uid,
            (Some("auth"), "role", []) => Session::Role,
            (Some("auth"), "email", []) => Session::Email,
            (Some("auth"), "jwt", []) => Session::Jwt,
            (None | Some("pg_catalog"), "current_setting", arguments) => {
                return setting(arguments, at).map(Some);
            }
            _ => return Ok(None),
        };
        Ok(Some(Expression::Session(session)))
    }
}

/// `current_timestamp(3)`
fn moment(word: &str, digits: Option<u8>, at: &SyntaxNode) -> Result<Expression> {
    let made = build::function(word, Vec::new()).map_err(|error| SqlError::build(at, error))?;
    match digits {
        None => Ok(made),
        Some(digits) => {
            let of = made.type_of();
            explicit(made, &of, Modifier::Fraction(digits.min(6)), at)
        }
    }
}

/// `current_setting('request.jwt.claims', true)`: which setting must be known when the statement is read.
fn setting(arguments: &[Expression], at: &SyntaxNode) -> Result<Expression> {
    let name = match arguments.first() {
        Some(Expression::Constant { value: Value::Text(text), of })
            if *of == Type::UNKNOWN || *of == Type::TEXT =>
        {
            Name::from(text.to_ascii_lowercase())
        }
        _ => {
            return Err(SqlError::unsupported(at, "current_setting of a name that is computed")
                .hint("Write the setting's name as a literal."));
        }
    };
    let missing_ok = match arguments.get(1..) {
        Some([]) => false,
        Some([Expression::Constant { value: Value::Int(truth), of }]) if *of == Type::BOOL => {
            *truth != 0
        }
        _ => {
            return Err(SqlError::unsupported(
                at,
                "current_setting with anything but true or false",
            ));
        }
    };
    Ok(Expression::Session(Session::Setting { name, missing_ok }))
}
