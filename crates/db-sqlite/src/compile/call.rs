//! Calls of built-in functions: SQLite's own where it means exactly the same, else the registered one.

use super::expression::Level;
use super::{Done, Writing};
use crate::functions::{Descriptor, depends_on_types};
use builtin::Builtin;
use catalog::{Expression, Type};

/// A function that SQLite has itself, with PostgreSQL's meaning for every value.
#[derive(Clone, Copy)]
enum Native {
    Function(&'static str),
    Infix(&'static str),
}

/// The built-in functions, by their ids, that SQLite computes itself.
const NATIVE: &[(&str, Native)] = &[
    ("length_text", Native::Function("length(")),
    ("char_length_text", Native::Function("length(")),
    ("character_length_text", Native::Function("length(")),
    ("octet_length_text", Native::Function("octet_length(")),
    ("replace_text_text_text", Native::Function("replace(")),
    ("strpos_text_text", Native::Function("instr(")),
    ("btrim_text", Native::Function("trim(")),
    ("btrim_text_text", Native::Function("trim(")),
    ("ltrim_text", Native::Function("ltrim(")),
    ("ltrim_text_text", Native::Function("ltrim(")),
    ("rtrim_text", Native::Function("rtrim(")),
    ("rtrim_text_text", Native::Function("rtrim(")),
    ("textcat_text_text", Native::Infix(" || ")),
];

impl Writing<'_, '_> {
    pub(super) fn call(
        &mut self,
        function: &'static Builtin,
        arguments: &[Expression],
        of: &Type,
    ) -> Done {
        match native(function) {
            Some(Native::Infix(between)) => {
                return self.list(between, arguments, |this, argument| {
                    this.expression(argument, Level::Operator)
                });
            }
            Some(Native::Function(name)) => {
                self.to.words(name);
            }
            None => {
                self.to.routine("pg_", &function.id()).words("(");
                if depends_on_types(function.arguments, function.returns) {
                    self.descriptor(arguments, of);
                }
            }
        }
        self.expressions(arguments)?;
        self.to.words(")");
        Ok(())
    }

    /// The types of a call, as its first argument.
    pub(super) fn descriptor(&mut self, arguments: &[Expression], of: &Type) {
        let types = catalog::build::types(arguments);
        self.to.string(&Descriptor::call(&types, of));
        if !arguments.is_empty() {
            self.to.words(", ");
        }
    }
}

pub(super) fn level(function: &Builtin) -> Level {
    match native(function) {
        Some(Native::Infix(_)) => Level::Operator,
        _ => Level::Atom,
    }
}

fn native(function: &Builtin) -> Option<Native> {
    let id = function.id();
    NATIVE.iter().find(|(known, _)| *known == id).map(|(_, native)| *native)
}
