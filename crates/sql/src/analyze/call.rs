//! Function calls: what a name in front of brackets means.

use super::analyzer::Analyzer;
use super::case::{refuse_sets, set_count};
use super::cast::explicit;
use super::expression::path_names;
use super::literal;
use super::routine::as_field;
use super::scope::{Place, Scope};
use super::{names, need, types};
use crate::error::{Result, SqlError};
use builtin::resolve;
use catalog::{Expression, Modifier, Name, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// A call's name and where it stands.
pub(super) struct Called {
    /// The schema, if it is written.
    pub(super) schema: Option<Name>,
    /// The name.
    pub(super) name: Name,
    /// It is in quotes, and so no word of SQL's own.
    pub(super) quoted: bool,
    /// The whole call.
    pub(super) at: SyntaxNode,
}

/// The name by which `engineroom.raise` is among the built-in functions.
pub(super) const RAISE: &str = "engineroom_raise";

impl Called {
    /// The name as it is written.
    pub(super) fn shown(&self) -> String {
        names::shown(self.schema.as_ref(), &self.name)
    }

    /// `engineroom.raise`: how a function in SQL answers with an error of its own.
    pub(super) fn is_raise(&self) -> bool {
        let is_own = self.schema.as_ref().is_some_and(|schema| &**schema == "engineroom");
        is_own && &*self.name == "raise"
    }

    /// Whether what PostgreSQL brings may be meant.
    pub(super) fn may_be_builtin(&self) -> bool {
        self.schema.as_ref().is_none_or(|schema| names::is_builtin_schema(schema))
    }
}

impl Analyzer<'_> {
    /// Any call.
    pub(super) fn call(&mut self, call: &ast::CallExpr, scope: &Scope<'_>) -> Result<Expression> {
        let Some(called) = called(call)? else { return self.special_form(call, scope) };
        let at = call.syntax();
        let list = need(call.arg_list(), at)?;
        if let Some(within) = call.within_clause() {
            return self.within_group(call, &called, &list, &within, scope);
        }
        if let Some(nulls) = call.null_treatment() {
            return Err(SqlError::unsupported(nulls.syntax(), "`ignore nulls`"));
        }
        if let Some(over) = call.over_clause() {
            return self.window(call, &called, &list, &over, scope);
        }
        let may_be_routine = self.may_be_routine(&called);
        if is_aggregate(&called) && !(may_be_routine && called.schema.is_some()) {
            return self.aggregate(call, &called, &list, scope);
        }
        self.refuse_aggregate_forms(call, &called, &list)?;
        if may_be_routine {
            return self.routine_call(&called, &list, scope);
        }
        if called.schema.is_none()
            && !called.quoted
            && let Some(word) = self.call_of_word(&called, &list, scope)?
        {
            return Ok(word);
        }
        let arguments = self.arguments(&called, &list, scope)?;
        self.function(&called, arguments, scope)
    }

    /// A function that isn't an aggregate, its arguments analysed.
    pub(super) fn function(
        &mut self,
        called: &Called,
        arguments: Vec<Expression>,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = &called.at;
        let schema = called.schema.as_ref();
        if let Some(session) = self.session_function(schema, &called.name, &arguments, at)? {
            return Ok(session);
        }
        if called.is_raise() {
            let made = build::function(RAISE, arguments);
            return made.map_err(|error| SqlError::build(at, error));
        }
        if called.may_be_builtin() {
            sequence_functions(called)?;
            if !builtin::window_functions_named(&called.name).is_empty() {
                let message = format!("window function {} requires an OVER clause", called.name);
                return Err(SqlError::new("42809", at, message));
            }
            if !builtin::set_returning_named(&called.name).is_empty()
                && builtin::functions_named(&called.name).is_empty()
            {
                return self.set_in_select_list(called, arguments, scope);
            }
            if resolve::is_known(&called.name) {
                let made = build::function(&called.name, arguments);
                return made.map_err(|error| SqlError::build(at, error));
            }
        }
        if let ([_], Some(of)) =
            (arguments.as_slice(), types::user_type(self.env, schema, &called.name))
        {
            return match arguments.into_iter().next() {
                Some(argument) => explicit(argument, &of, Modifier::None, at),
                None => Err(unknown(called, &[])),
            };
        }
        match as_field(&arguments, &called.name, at) {
            Some(field) if schema.is_none() => Ok(field),
            _ => Err(unknown(called, &arguments)),
        }
    }

    /// The arguments in the order in which the function takes them.
    pub(super) fn arguments(
        &mut self,
        called: &Called,
        list: &ast::ArgList,
        scope: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        let mut positional = Vec::new();
        let mut named = Vec::new();
        for argument in list.args() {
            let at = argument.syntax().clone();
            match need(argument.func_arg_expr(), &at)? {
                ast::FuncArgExpr::Expr(written) if argument.variadic_token().is_some() => {
                    positional.extend(self.spread(&written, scope)?);
                }
                ast::FuncArgExpr::Expr(written) if named.is_empty() => {
                    positional.push(self.expression(&written, scope)?);
                }
                ast::FuncArgExpr::Expr(_) => {
                    let message = "positional argument cannot follow named argument";
                    return Err(SqlError::syntax(&at, message));
                }
                ast::FuncArgExpr::NamedArg(written) => {
                    let name = names::name(need(written.name(), &at)?.syntax());
                    let value = self.expression(&need(written.expr(), &at)?, scope)?;
                    named.push((name, value));
                }
            }
        }
        if named.is_empty() {
            return Ok(positional);
        }
        super::named_arguments::ordered(called, positional, named)
    }

    /// `variadic array[a, b]` is `a, b`.
    fn spread(&mut self, array: &ast::Expr, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        match array {
            ast::Expr::ArrayExpr(array) if array.select_variant().is_none() => {
                self.expressions(array.exprs(), scope)
            }
            _ => Err(SqlError::unsupported(
                array.syntax(),
                "`variadic` with an array that is computed",
            )
            .hint("Write the arguments one by one, or as variadic array[…].")),
        }
    }

    /// Words of SQL that look like functions: `coalesce(…)`.
    fn call_of_word(
        &mut self,
        called: &Called,
        list: &ast::ArgList,
        scope: &Scope<'_>,
    ) -> Result<Option<Expression>> {
        let at = &called.at;
        let word = called.name.as_str();
        if let "coalesce" | "greatest" | "least" | "nullif" = word {
            let written = list.args().map(|argument| need(argument.expr(), argument.syntax()));
            let written: Result<Vec<_>> = written.collect();
            let sets = set_count(scope);
            let items = self.expressions(written?.into_iter(), scope)?;
            refuse_sets(sets, scope, &word.to_uppercase(), at)?;
            return Ok(Some(match word {
                "coalesce" => self.coalesce(items, at)?,
                "nullif" => self.null_if(items, at)?,
                _ => self.extreme(items, word == "greatest", at)?,
            }));
        }
        if word == "grouping" {
            return Err(SqlError::unsupported(at, "grouping(…)"));
        }
        match digits(word, list)? {
            Some(digits) => self.value_word(word, Some(digits), at),
            None => Ok(None),
        }
    }

    /// `distinct`, `filter` and `order by` belong to aggregates only.
    fn refuse_aggregate_forms(
        &self,
        call: &ast::CallExpr,
        called: &Called,
        list: &ast::ArgList,
    ) -> Result<()> {
        let form = if call.filter_clause().is_some() {
            "FILTER"
        } else if matches!(list.all_or_distinct(), Some(ast::AllOrDistinct::Distinct(_))) {
            "DISTINCT"
        } else if list.args().any(|argument| argument.order_by_clause().is_some()) {
            "ORDER BY"
        } else if list.star_token().is_some() {
            "(*)"
        } else {
            return Ok(());
        };
        let is_builtin = resolve::is_known(&called.name) && called.may_be_builtin();
        if !is_builtin && !self.may_be_routine(called) {
            return Err(unknown(called, &[]));
        }
        let message = format!("{form} specified, but {} is not an aggregate function", called.name);
        Err(SqlError::new("42809", &called.at, message))
    }
}

/// The name of a call; nothing for a form that has its own grammar, `extract(…)`.
pub(super) fn called(call: &ast::CallExpr) -> Result<Option<Called>> {
    let at = call.syntax().clone();
    let (parts, quoted) = match call.expr() {
        Some(ast::Expr::NameRef(name)) => (vec![names::name(name.syntax())], name.is_quoted()),
        Some(ast::Expr::FieldExpr(path)) if path.star_token().is_none() => {
            (path_names(&path)?, true)
        }
        Some(other) if call.arg_list().is_some() => {
            return Err(SqlError::syntax(
                other.syntax(),
                "syntax error: a function's name is expected",
            ));
        }
        _ => return Ok(None),
    };
    match parts.as_slice() {
        [name] => Ok(Some(Called { schema: None, name: name.clone(), quoted, at })),
        [schema, name] => {
            Ok(Some(Called { schema: Some(schema.clone()), name: name.clone(), quoted, at }))
        }
        _ => Err(SqlError::unsupported(&at, "a reference to another database")),
    }
}

/// Whether a call is an aggregate's.
pub(super) fn is_aggregate(called: &Called) -> bool {
    called.may_be_builtin() && !builtin::aggregates_named(&called.name).is_empty()
}

/// 42883
pub(super) fn unknown(called: &Called, arguments: &[Expression]) -> SqlError {
    let types: Vec<String> = build::types(arguments).iter().map(ToString::to_string).collect();
    let message = format!("function {}({}) does not exist", called.shown(), types.join(", "));
    let error = SqlError::new("42883", &called.at, message);
    error.hint(
        "No function matches the given name and argument types. \
         You might need to add explicit type casts.",
    )
}

/// Sequences live behind identity columns only.
fn sequence_functions(called: &Called) -> Result<()> {
    if !matches!(called.name.as_str(), "nextval" | "currval" | "setval" | "lastval") {
        return Ok(());
    }
    let what = format!("{}(…) outside of a column's default", called.name);
    Err(SqlError::unsupported(&called.at, what).hint(
        "Declare the column as generated by default as identity, and leave it out when inserting.",
    ))
}

/// The digits in `current_timestamp(3)`.
fn digits(word: &str, list: &ast::ArgList) -> Result<Option<u8>> {
    if !matches!(word, "current_timestamp" | "current_time" | "localtime" | "localtimestamp") {
        return Ok(None);
    }
    let Some(ast::Expr::Literal(written)) = list.args().next().and_then(|it| it.expr()) else {
        return Ok(None);
    };
    match literal::number(&written, false)? {
        Expression::Constant { value: Value::Int(digits), .. } => {
            Ok(Some(u8::try_from(digits).unwrap_or(u8::MAX)))
        }
        _ => Ok(None),
    }
}

/// 0A000 where a set-returning function may not stand.
pub(super) fn no_set_here(place: Place, at: &SyntaxNode) -> SqlError {
    let message = format!("set-returning functions are not allowed in {}", place.words());
    SqlError::new("0A000", at, message).hint("Call it in a `from` of its own.")
}
