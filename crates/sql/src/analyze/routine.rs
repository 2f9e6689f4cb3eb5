//! Calls of the schema's own routines: which of the overloads a call means, and its arguments in the order of the
//! parameters, defaults and variadic arrays written out.

use super::analyzer::Analyzer;
use super::call::{Called, no_set_here, unknown};
use super::cast::assigned;
use super::expression::field;
use super::from::{Alias, Source, aliased, plain_table};
use super::scope::{Scope, Table, Visible};
use super::{lookup, named_arguments, names, need};
use crate::error::{Result, SqlError};
use builtin::resolve::{self, Failure, Parameter, ResolveError, Signature};
use catalog::{
    BuildError, Expression, From, Modifier, Name, ParameterMode, QualifiedName, Range, Routine,
    Scalar, Type,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// The arguments of a call as they are written.
#[derive(Clone)]
pub(super) struct Given {
    /// Those without a name.
    positional: Vec<Expression>,
    /// `a => 1`
    named: Vec<(Name, Expression)>,
    /// The last one without a name is `variadic array`.
    variadic: bool,
}

/// What a call means.
pub(super) enum Means {
    /// A routine of the schema, and all of its arguments.
    Routine(Arc<Routine>, Vec<Expression>),
    /// A built-in function, if any.
    Builtin(Given),
}

impl Analyzer<'_> {
    /// The routines of a name, those first that the search path finds first.
    pub(super) fn routines(&self, schema: Option<&Name>, name: &Name) -> Vec<Arc<Routine>> {
        let catalog = self.env.catalog;
        if catalog.routines.is_empty() {
            return Vec::new();
        }
        let of_schema = |schema: &Name| {
            let name = QualifiedName::new(schema.clone(), name.clone());
            catalog.routines_named(&name).cloned().collect::<Vec<_>>()
        };
        match schema {
            Some(schema) => of_schema(schema),
            None => self.env.search_path.iter().flat_map(of_schema).collect(),
        }
    }

    /// Whether a call may mean a routine of the schema.
    pub(super) fn may_be_routine(&self, called: &Called) -> bool {
        !self.routines(called.schema.as_ref(), &called.name).is_empty()
    }

    /// The arguments as they are written.
    pub(super) fn given(&mut self, list: &ast::ArgList, scope: &Scope<'_>) -> Result<Given> {
        let mut given = Given { positional: Vec::new(), named: Vec::new(), variadic: false };
        for argument in list.args() {
            let at = argument.syntax().clone();
            given.variadic |= argument.variadic_token().is_some();
            match need(argument.func_arg_expr(), &at)? {
                ast::FuncArgExpr::Expr(_) if !given.named.is_empty() => {
                    let message = "positional argument cannot follow named argument";
                    return Err(SqlError::syntax(&at, message));
                }
                ast::FuncArgExpr::Expr(written) => {
                    given.positional.push(self.expression(&written, scope)?);
                }
                ast::FuncArgExpr::NamedArg(written) => {
                    let name = names::name(need(written.name(), &at)?.syntax());
                    if given.named.iter().any(|(known, _)| *known == name) {
                        let message = format!("argument name \"{name}\" used more than once");
                        return Err(SqlError::syntax(&at, message));
                    }
                    let value = self.expression(&need(written.expr(), &at)?, scope)?;
                    given.named.push((name, value));
                }
            }
        }
        Ok(given)
    }

    /// Which function a call means, of the schema's and the built-in ones.
    pub(super) fn meant(&mut self, called: &Called, given: Given) -> Result<Means> {
        let routines = self.routines(called.schema.as_ref(), &called.name);
        let is_plain = given.named.is_empty() && !given.variadic;
        let rows = match called.may_be_builtin() && is_plain && called.schema.is_none() {
            true => builtin::functions_named(&called.name),
            false => &[],
        };
        let builtins = rows
            .iter()
            .map(|row| Signature::of_patterns(row.arguments, row.optional, row.variadic));
        let candidates: Vec<(&Arc<Routine>, Signature)> = routines
            .iter()
            .filter_map(|routine| Some((routine, signature(routine, &given)?)))
            .collect();
        let signatures: Vec<Signature> =
            builtins.chain(candidates.iter().map(|candidate| candidate.1.clone())).collect();
        let types: Vec<Type> = given.all().map(type_of).collect();
        match resolve::choose(&signatures, &types) {
            Ok(choice) => match choice.index.checked_sub(rows.len()) {
                Some(index) if is_twice(&candidates, index, types.len()) => {
                    let error =
                        ResolveError::AmbiguousFunction { name: called.shown(), arguments: types };
                    Err(SqlError::build(&called.at, BuildError::Resolve(error)))
                }
                Some(index) => {
                    let routine = candidates[index].0.clone();
                    let arguments = arguments(&routine, given, &called.at)?;
                    Ok(Means::Routine(routine, arguments))
                }
                None => Ok(Means::Builtin(given)),
            },
            Err(Failure::Ambiguous) => {
                let error =
                    ResolveError::AmbiguousFunction { name: called.shown(), arguments: types };
                Err(SqlError::build(&called.at, BuildError::Resolve(error)))
            }
            Err(Failure::None | Failure::Undetermined) => Ok(Means::Builtin(given)),
        }
    }

    /// A call that may mean a routine of the schema, as a value.
    pub(super) fn routine_call(
        &mut self,
        called: &Called,
        list: &ast::ArgList,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let given = self.given(list, scope)?;
        match self.meant(called, given)? {
            Means::Routine(routine, arguments) => {
                self.routine_value(&routine, arguments, scope, &called.at)
            }
            Means::Builtin(given) => {
                let shown = given.clone();
                let may_be = called.schema.as_ref().is_none_or(|it| &**it == "pg_catalog");
                let known = may_be && resolve::is_known(&called.name);
                if !known && !is_field(&given, &called.name) {
                    return Err(no_such(called, &shown));
                }
                let arguments = match given.named.is_empty() {
                    true => given.positional,
                    false => named_arguments::ordered(called, given.positional, given.named)?,
                };
                self.function(called, arguments, scope)
            }
        }
    }

    /// A routine called where a value is wanted.
    pub(super) fn routine_value(
        &mut self,
        routine: &Arc<Routine>,
        arguments: Vec<Expression>,
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        if !routine.set {
            let of = routine.result_type();
            return Ok(Expression::Routine { routine: routine.id(), arguments, of });
        }
        let Some(sets) = scope.sets else { return Err(no_set_here(scope.place, at)) };
        let range = self.fresh();
        let columns = routine.columns();
        let value = match (columns.as_slice(), routine.result_type()) {
            ([(name, of)], result) if *of == result => {
                Expression::column(range, name.clone(), of.clone())
            }
            (columns, of) => {
                let read =
                    |(name, of): &(Name, Type)| Expression::column(range, name.clone(), of.clone());
                Expression::Row { items: columns.iter().map(read).collect(), of }
            }
        };
        let routine = routine.id();
        let from = From::Routine { routine, arguments, range, columns, ordinality: false };
        sets.borrow_mut().push(from);
        Ok(value)
    }

    /// A routine in a `from`; nothing where the call means a built-in function.
    pub(super) fn routine_source(
        &mut self,
        call: &ast::CallExpr,
        called: &Called,
        alias: &mut Alias,
        ordinality: bool,
        scope: &Scope<'_>,
    ) -> Result<Option<Source>> {
        let at = call.syntax();
        let list = need(call.arg_list(), at)?;
        let given = self.given(&list, scope)?;
        let Means::Routine(routine, arguments) = self.meant(called, given)? else {
            return Ok(None);
        };
        if let Some(definitions) = &alias.definitions {
            return Err(SqlError::syntax(definitions.syntax(), definitions_message(&routine)));
        }
        let range = self.fresh();
        let mut columns = routine.columns();
        let mut table = table(&routine, &columns, alias, range);
        if ordinality {
            let (name, of) = (Name::from("ordinality"), Scalar::Int8.of());
            table.columns.push((name.clone(), Expression::column(range, name.clone(), of.clone())));
            columns.push((name, of));
            table.is_scalar = false;
            table.of = None;
        }
        let from = From::Routine { routine: routine.id(), arguments, range, columns, ordinality };
        Ok(Some(Source::of(from, aliased(table, std::mem::take(alias), at)?)))
    }

    /// `p.full_name`: a function of the row of a table, written as a column of it.
    pub(super) fn computed_column(
        &mut self,
        visible: &Visible,
        name: &Name,
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Option<Expression>> {
        if self.routines(None, name).is_empty() {
            return Ok(None);
        }
        let row = lookup::whole_row(visible, at)?;
        self.computed_field(row, name, scope, at)
    }

    /// `(p).full_name`: the same of any composite value.
    pub(super) fn computed_field(
        &mut self,
        row: Expression,
        name: &Name,
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Option<Expression>> {
        let given = Given { positional: vec![row], named: Vec::new(), variadic: false };
        let called = Called { schema: None, name: name.clone(), quoted: true, at: at.clone() };
        match self.meant(&called, given)? {
            Means::Routine(routine, arguments) => {
                self.routine_value(&routine, arguments, scope, at).map(Some)
            }
            Means::Builtin(_) => Ok(None),
        }
    }
}

impl Given {
    /// Every argument, in the order of the call.
    fn all(&self) -> impl Iterator<Item = &Expression> {
        self.positional.iter().chain(self.named.iter().map(|(_, value)| value))
    }
}

/// The type that a choice goes by: a row that belongs to no relation is a record.
fn type_of(argument: &Expression) -> Type {
    match argument.type_of() {
        Type::Composite(of) if &*of.name.schema == "pg_catalog" => Scalar::Record.of(),
        of => of,
    }
}

/// Whether another routine of the same schema takes just the same arguments, by its defaults.
fn is_twice(candidates: &[(&Arc<Routine>, Signature)], index: usize, count: usize) -> bool {
    let (chosen, signature) = &candidates[index];
    let taken = signature.parameters.get(..count);
    candidates.iter().enumerate().any(|(other, (routine, it))| {
        other != index
            && routine.name.schema == chosen.name.schema
            && it.variadic == signature.variadic
            && !it.variadic
            && taken.is_some()
            && it.parameters.get(..count) == taken
            && it.parameters.len() - it.defaults.min(it.parameters.len()) <= count
    })
}

/// `title(films)`: a field, written as a function.
pub(super) fn as_field(
    arguments: &[Expression],
    name: &Name,
    at: &SyntaxNode,
) -> Option<Expression> {
    let [only] = arguments else { return None };
    match only.type_of().base() {
        Type::Composite(of) if of.fields.iter().any(|field| field.name == *name) => {
            field(only.clone(), name, at).ok()
        }
        _ => None,
    }
}

fn is_field(given: &Given, name: &Name) -> bool {
    let [only] = given.positional.as_slice() else { return false };
    match only.type_of().base() {
        Type::Composite(of) => of.fields.iter().any(|field| field.name == *name),
        _ => false,
    }
}

/// What a routine takes of the arguments of a call, in the call's order; nothing if it doesn't take them.
fn signature(routine: &Routine, given: &Given) -> Option<Signature> {
    let inputs: Vec<&catalog::Parameter> = routine.inputs().collect();
    let of = |input: &catalog::Parameter| Parameter::Type(input.of.clone());
    if given.named.is_empty() {
        let is_variadic = inputs.last().is_some_and(|it| it.mode == ParameterMode::Variadic);
        let spread = is_variadic && !given.variadic;
        if given.variadic && given.positional.len() != inputs.len() {
            return None;
        }
        let mut parameters: Vec<Parameter> = inputs.iter().map(|input| of(input)).collect();
        if spread
            && let Some(last) = parameters.last_mut()
            && let Some(element) = inputs.last().and_then(|it| it.of.element())
        {
            *last = Parameter::Type(element.clone());
        }
        let defaults = inputs.iter().rev().take_while(|input| input.default.is_some()).count();
        return Some(Signature { parameters, defaults, variadic: spread });
    }
    if given.positional.len() > inputs.len() {
        return None;
    }
    let (first, rest) = inputs.split_at(given.positional.len());
    let mut parameters: Vec<Parameter> = first.iter().map(|input| of(input)).collect();
    for (name, _) in &given.named {
        let input = rest.iter().find(|input| input.name.as_ref() == Some(name))?;
        parameters.push(of(input));
    }
    let is_given = |input: &&&catalog::Parameter| {
        given.named.iter().any(|(name, _)| input.name.as_ref() == Some(name))
    };
    let missing = rest.iter().filter(|input| !is_given(input));
    let has_defaults = missing.into_iter().all(|input| input.default.is_some());
    has_defaults.then_some(Signature { parameters, defaults: 0, variadic: false })
}

/// An argument for each input of a routine.
fn arguments(routine: &Routine, given: Given, at: &SyntaxNode) -> Result<Vec<Expression>> {
    let mut positional = given.positional.into_iter();
    let mut named = given.named;
    let mut made = Vec::new();
    for input in routine.inputs() {
        if input.mode == ParameterMode::Variadic && !given.variadic && named.is_empty() {
            made.push(variadic(input, positional.by_ref().collect(), at)?);
            continue;
        }
        let by_name = named.iter().position(|(name, _)| input.name.as_ref() == Some(name));
        let value = positional.next().or_else(|| by_name.map(|place| named.remove(place).1));
        made.push(match (value, &input.default) {
            (Some(value), _) => as_input(value, &input.of, at)?,
            (None, Some(default)) => default.clone(),
            (None, None) => return Err(SqlError::syntax(at, "an argument is missing")),
        });
    }
    Ok(made)
}

/// What is left of a call's arguments as an array.
fn variadic(
    input: &catalog::Parameter,
    items: Vec<Expression>,
    at: &SyntaxNode,
) -> Result<Expression> {
    if let (true, Some(default)) = (items.is_empty(), &input.default) {
        return Ok(default.clone());
    }
    let element = input.of.element().cloned().unwrap_or(Type::TEXT);
    let items: Result<Vec<_>> = items.into_iter().map(|it| as_input(it, &element, at)).collect();
    Ok(Expression::Array { items: items?, of: input.of.clone() })
}

/// A value as an argument: the cast stands as a written one, so that the same overload is found again.
fn as_input(value: Expression, of: &Type, at: &SyntaxNode) -> Result<Expression> {
    let found = value.type_of();
    let made = assigned(value, (of, Modifier::None), at)?;
    match made {
        Some(Expression::Cast { operand, to, modifier, .. }) => {
            Ok(Expression::Cast { operand, to, modifier, explicit: true })
        }
        Some(made) => Ok(made),
        None => Err(SqlError::new("42846", at, format!("cannot cast type {found} to {of}"))),
    }
}

/// The names that a routine in a `from` brings.
fn table(routine: &Routine, columns: &[(Name, Type)], alias: &Alias, range: Range) -> Table {
    let shown = routine.name.name.clone();
    let read = |(name, of): &(Name, Type)| {
        (name.clone(), Expression::column(range, name.clone(), of.clone()))
    };
    let mut table = plain_table(Some(shown.clone()), columns.iter().map(read).collect());
    match routine.result_type() {
        Type::Composite(of) => table.of = Some(of),
        _ => table.is_scalar = true,
    }
    // The only column of a value that has no name takes the alias.
    if let (catalog::Returns::Value(_) | catalog::Returns::Void, true, Some(alias)) =
        (&routine.returns, table.is_scalar, &alias.name)
    {
        table.columns[0].0 = alias.clone();
    }
    table
}

fn definitions_message(routine: &Routine) -> &'static str {
    match &routine.returns {
        catalog::Returns::Columns(_) => {
            "a column definition list is redundant for a function with OUT parameters"
        }
        catalog::Returns::Value(Type::Composite(_)) => {
            "a column definition list is redundant for a function returning a named composite type"
        }
        _ => "a column definition list is only allowed for functions returning \"record\"",
    }
}

/// 42883 of a name that is known, but not with these arguments.
fn no_such(called: &Called, given: &Given) -> SqlError {
    let positional = given.positional.iter().map(|value| type_of(value).to_string());
    let named = given.named.iter().map(|(name, value)| format!("{name} => {}", type_of(value)));
    let types: Vec<String> = positional.chain(named).collect();
    let message = format!("function {}({}) does not exist", called.shown(), types.join(", "));
    SqlError { message, ..unknown(called, &[]) }
}
