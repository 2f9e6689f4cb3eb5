//! The names of types, with their modifiers.

use super::{Environment, names, need};
use crate::error::{Result, SqlError};
use builtin::resolve::scalar_named;
use catalog::{Modifier, Name, QualifiedName, Scalar, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Types of PostgreSQL that have no values here.
const NOT_HERE: &[&str] = &[
    "box",
    "bit",
    "cid",
    "circle",
    "line",
    "lseg",
    "macaddr8",
    "money",
    "path",
    "pg_lsn",
    "point",
    "polygon",
    "regclass",
    "regcollation",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "tid",
    "timetz",
    "txid_snapshot",
    "varbit",
    "xid",
    "xid8",
    "xml",
    "hstore",
    "ltree",
    "vector",
];

/// A type with its modifier.
pub(super) fn type_name(env: Environment<'_>, of: &ast::Type) -> Result<(Type, Modifier)> {
    if set_of(of) {
        return Err(SqlError::unsupported(of.syntax(), "`setof` here"));
    }
    bare_type(env, of)
}

/// The type of a routine's parameter or result, and whether `setof` stands before it; its modifier counts for
/// nothing.
pub(super) fn routine_type(env: Environment<'_>, of: &ast::Type) -> Result<(Type, bool)> {
    Ok((bare_type(env, of)?.0, set_of(of)))
}

fn bare_type(env: Environment<'_>, of: &ast::Type) -> Result<(Type, Modifier)> {
    match of {
        ast::Type::ArrayType(array) => array_type(env, array),
        ast::Type::PathType(path) => path_type(env, path),
        ast::Type::VarcharType(varchar) => {
            let length = length(varchar.arg_list(), "varchar", varchar.syntax())?;
            Ok((Scalar::Varchar.of(), length))
        }
        ast::Type::CharacterType(character) => {
            let length = match length(character.arg_list(), "char", character.syntax())? {
                Modifier::None => Modifier::Length(1),
                length => length,
            };
            Ok((Scalar::Char.of(), length))
        }
        ast::Type::DoubleType(_) => Ok((Scalar::Float8.of(), Modifier::None)),
        ast::Type::TimeType(time) => {
            let with_zone = matches!(time.timezone(), Some(ast::Timezone::WithTimezone(_)));
            match with_zone {
                true => Err(not_here("time with time zone", of.syntax())),
                false => Ok((Scalar::Time.of(), fraction(time.literal())?)),
            }
        }
        ast::Type::TimestampType(timestamp) => {
            let with_zone = matches!(timestamp.timezone(), Some(ast::Timezone::WithTimezone(_)));
            let scalar = if with_zone { Scalar::Timestamptz } else { Scalar::Timestamp };
            Ok((scalar.of(), fraction(timestamp.literal())?))
        }
        ast::Type::IntervalType(interval) => match interval.interval_qualifier() {
            Some(fields) => {
                Err(SqlError::unsupported(fields.syntax(), "an interval of some fields")
                    .hint("Use `interval` without fields."))
            }
            None => Ok((Scalar::Interval.of(), fraction(interval.literal())?)),
        },
        ast::Type::BitType(_) | ast::Type::BitVaryingType(_) => Err(not_here("bit", of.syntax())),
    }
}

fn set_of(of: &ast::Type) -> bool {
    let first = of.syntax().first_token();
    first.is_some_and(|token| token.text().eq_ignore_ascii_case("setof"))
}

fn array_type(env: Environment<'_>, array: &ast::ArrayType) -> Result<(Type, Modifier)> {
    let element = need(array.ty(), array.syntax())?;
    let (of, modifier) = bare_type(env, &element)?;
    // PostgreSQL doesn't tell `int[]` from `int[][]` either.
    let of = if of.element().is_some() && matches!(of, Type::Array(_)) { of } else { of.array() };
    Ok((of, modifier))
}

fn path_type(env: Environment<'_>, path: &ast::PathType) -> Result<(Type, Modifier)> {
    let at = path.syntax();
    let path_ref = need(path.path_ref(), at)?;
    let (schema, name) = names::qualified(&path_ref)?;
    let quoted = path_ref.segment().is_some_and(|segment| segment.is_quoted());
    if let Some((scalar, modifier)) = built_in(schema.as_ref(), &name, quoted, path)? {
        return Ok((scalar.of(), modifier));
    }
    if let Some(arguments) = path.arg_list() {
        let shown = names::shown(schema.as_ref(), &name);
        let message = format!("type modifier is not allowed for type \"{shown}\"");
        return Err(SqlError::new("42601", arguments.syntax(), message));
    }
    match user_type(env, schema.as_ref(), &name) {
        Some(of) => Ok((of, Modifier::None)),
        None if NOT_HERE.contains(&name.as_str()) => Err(not_here(&name, at)),
        None => {
            let shown = names::shown(schema.as_ref(), &name);
            Err(SqlError::new("42704", at, format!("type \"{shown}\" does not exist")))
        }
    }
}

/// A type of the schema.
pub(super) fn user_type(env: Environment<'_>, schema: Option<&Name>, name: &Name) -> Option<Type> {
    let in_schema =
        |schema: &Name| env.catalog.type_named(&QualifiedName::new(schema.clone(), name.clone()));
    match schema {
        Some(schema) => in_schema(schema),
        None => env.search_path.iter().find_map(in_schema),
    }
}

fn built_in(
    schema: Option<&Name>,
    name: &Name,
    quoted: bool,
    path: &ast::PathType,
) -> Result<Option<(Scalar, Modifier)>> {
    let arguments = path.arg_list();
    let scalar = match (schema.map(Name::as_str), name.as_str()) {
        (None | Some("extensions" | "public"), "citext") => Some(Scalar::Citext),
        (None | Some("pg_catalog"), "char") if quoted => {
            return Err(not_here("\"char\"", path.syntax()));
        }
        (None, word) if !quoted => keyword(word, arguments.as_ref())?.or_else(|| named(word)),
        (None | Some("pg_catalog"), word) => named(word),
        _ => None,
    };
    let Some(scalar) = scalar else { return Ok(None) };
    let modifier = match scalar {
        Scalar::Numeric => precision(arguments)?,
        Scalar::Varchar => length(arguments, "varchar", path.syntax())?,
        Scalar::Char => length(arguments, "char", path.syntax())?,
        Scalar::Time | Scalar::Timestamp | Scalar::Timestamptz | Scalar::Interval => {
            fraction(arguments.and_then(|list| one_literal(&list)))?
        }
        _ if arguments.is_some() && !name.eq_ignore_ascii_case("float") => {
            let message = format!("type modifier is not allowed for type \"{name}\"");
            return Err(SqlError::new("42601", path.syntax(), message));
        }
        _ => Modifier::None,
    };
    Ok(Some((scalar, modifier)))
}

/// The names of `pg_type`; some types exist only inside an analysis.
fn named(name: &str) -> Option<Scalar> {
    let scalar = scalar_named(name)?;
    let is_real =
        !matches!(scalar, Scalar::Unknown | Scalar::Void | Scalar::Record | Scalar::Citext);
    is_real.then_some(scalar)
}

/// The names of SQL, which mean the same wherever they are looked up.
fn keyword(word: &str, arguments: Option<&ast::ArgList>) -> Result<Option<Scalar>> {
    Ok(Some(match word {
        "int" | "integer" => Scalar::Int4,
        "smallint" => Scalar::Int2,
        "bigint" => Scalar::Int8,
        "real" => Scalar::Float4,
        "float" => match arguments.and_then(one_literal) {
            None => Scalar::Float8,
            Some(bits) => match number(&bits)? {
                1..=24 => Scalar::Float4,
                25..=53 => Scalar::Float8,
                _ => {
                    let message = "precision for type float must be between 1 and 53 bits";
                    return Err(SqlError::new("22023", bits.syntax(), message));
                }
            },
        },
        "decimal" | "dec" | "numeric" => Scalar::Numeric,
        "boolean" => Scalar::Bool,
        _ => return Ok(None),
    }))
}

fn one_literal(list: &ast::ArgList) -> Option<ast::Literal> {
    match list.args().next()?.expr()? {
        ast::Expr::Literal(literal) => Some(literal),
        _ => None,
    }
}

fn number(literal: &ast::Literal) -> Result<i64> {
    let text = literal.syntax().text().to_string();
    text.trim().parse().map_err(|_| {
        SqlError::new("42601", literal.syntax(), "type modifiers must be simple constants")
    })
}

/// The numbers in brackets behind a type.
fn numbers(list: &ast::ArgList) -> Result<Vec<i64>> {
    let number_of = |argument: ast::Arg| {
        let expression = need(argument.expr(), argument.syntax())?;
        let text = expression.syntax().text().to_string();
        let unexpected =
            || SqlError::new("42601", argument.syntax(), "type modifiers must be simple constants");
        text.replace(char::is_whitespace, "").parse().map_err(|_| unexpected())
    };
    list.args().map(number_of).collect()
}

fn length(list: Option<ast::ArgList>, of: &str, at: &SyntaxNode) -> Result<Modifier> {
    let Some(list) = list else { return Ok(Modifier::None) };
    match numbers(&list)?.as_slice() {
        [length @ 1..=10_485_760] => {
            Ok(Modifier::Length(u32::try_from(*length).unwrap_or(u32::MAX)))
        }
        [..=0] => {
            Err(SqlError::new("22023", at, format!("length for type {of} must be at least 1")))
        }
        [_] => {
            let message = format!("length for type {of} cannot exceed 10485760");
            Err(SqlError::new("22023", at, message))
        }
        _ => Err(SqlError::new("22023", at, "invalid type modifier")),
    }
}

fn precision(list: Option<ast::ArgList>) -> Result<Modifier> {
    let Some(list) = list else { return Ok(Modifier::None) };
    let (precision, scale) = match numbers(&list)?.as_slice() {
        [precision] => (*precision, 0),
        [precision, scale] => (*precision, *scale),
        _ => return Err(SqlError::new("22023", list.syntax(), "invalid NUMERIC type modifier")),
    };
    match (u16::try_from(precision), i16::try_from(scale)) {
        (Ok(precision @ 1..=1000), Ok(scale @ -1000..=1000)) => {
            Ok(Modifier::Precision(precision, scale))
        }
        (Ok(1..=1000), _) => {
            let message = format!("NUMERIC scale {scale} must be between -1000 and 1000");
            Err(SqlError::new("22023", list.syntax(), message))
        }
        _ => {
            let message = format!("NUMERIC precision {precision} must be between 1 and 1000");
            Err(SqlError::new("22023", list.syntax(), message))
        }
    }
}

/// Digits of a second; PostgreSQL takes more than six for six.
fn fraction(literal: Option<ast::Literal>) -> Result<Modifier> {
    let Some(literal) = literal else { return Ok(Modifier::None) };
    let digits = number(&literal)?.min(6);
    match u8::try_from(digits) {
        Ok(digits) => Ok(Modifier::Fraction(digits)),
        Err(_) => {
            let message = "precision of a time must not be negative";
            Err(SqlError::new("22023", literal.syntax(), message))
        }
    }
}

fn not_here(name: &str, at: &SyntaxNode) -> SqlError {
    SqlError::unsupported(at, format!("the type {name}"))
        .hint("PostgreSQL itself has it: --db postgres://…, in a later version")
}

/// The name of a type in `pg_type`, which a column made by a cast has.
pub(super) fn internal_name(of: &Type) -> Name {
    match of {
        Type::Scalar(scalar) => builtin::resolve::scalar_name(*scalar).into(),
        Type::Enum(of) => of.name.name.clone(),
        Type::Domain(of) => of.name.name.clone(),
        Type::Composite(of) => of.name.name.clone(),
        Type::Array(element) => internal_name(element),
    }
}
