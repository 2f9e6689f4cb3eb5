//! Functions in a `from`, and set-returning functions in a select list.

use super::analyzer::Analyzer;
use super::call::{self, Called, no_set_here};
use super::expression::{as_text_if_unknown, field};
use super::from::{Alias, Source, aliased, plain_table};
use super::scope::{Scope, Table};
use super::{names, need, types};
use crate::error::{Result, SqlError};
use builtin::SetReturning;
use builtin::resolve::{self, Chosen};
use catalog::{BuildError, Distinct, Expression, Field, From, Modifier, Name, Output};
use catalog::{Query, Range, Scalar, Select, Type, Value, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// A column of a `from` function: its name, its type, and the modifier that its definition gives.
type Defined = (Name, Type, Modifier);

impl Analyzer<'_> {
    /// `generate_series(1, 3) with ordinality as g (n, at)`
    pub(super) fn function_source(
        &mut self,
        call: &ast::CallExpr,
        alias: Alias,
        ordinality: bool,
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let at = call.syntax();
        let mut alias = alias;
        if let Some(called) = call::called(call)?
            && call.over_clause().is_none()
            && call.filter_clause().is_none()
            && self.may_be_routine(&called)
            && let Some(source) =
                self.routine_source(call, &called, &mut alias, ordinality, scope)?
        {
            return Ok(source);
        }
        let called = match call::called(call)? {
            Some(called) if is_set(&called) => called,
            _ => {
                return self.scalar_source(
                    &ast::Expr::CallExpr(call.clone()),
                    alias,
                    ordinality,
                    scope,
                );
            }
        };
        if call.over_clause().is_some() || call.filter_clause().is_some() {
            return Err(SqlError::syntax(at, "syntax error"));
        }
        let list = need(call.arg_list(), at)?;
        let arguments = self.arguments(&called, &list, scope)?;
        if called.name.as_str() == "unnest" && arguments.len() > 1 {
            return Err(SqlError::unsupported(at, "unnest of several arrays"));
        }
        let (chosen, arguments) = set_call(&called, arguments)?;
        let range = self.fresh();
        let defined = match alias.definitions.take() {
            Some(definitions) => Some(self.definitions(&definitions)?),
            None => None,
        };
        let (mut columns, mut table) = set_columns(&chosen, &called, defined, &alias, range)?;
        if ordinality {
            let of = Scalar::Int8.of();
            let name = Name::from("ordinality");
            table.columns.push((name.clone(), Expression::column(range, name.clone(), of.clone())));
            columns.push((name, of));
            table.is_scalar = false;
        }
        let from = From::Function { function: chosen.of, arguments, range, columns, ordinality };
        Ok(Source::of(from, aliased(table, alias, at)?))
    }

    /// `now() as n`: a function that gives one value, as a table of one row.
    pub(super) fn scalar_source(
        &mut self,
        written: &ast::Expr,
        alias: Alias,
        ordinality: bool,
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let at = written.syntax();
        if let Some(definitions) = &alias.definitions {
            return Err(SqlError::unsupported(
                definitions.syntax(),
                "a column list with types here",
            ));
        }
        let expression = as_text_if_unknown(self.expression(written, scope)?);
        let of = expression.type_of();
        let own = super::column_name::column_name(self.env, written);
        let name = alias.name.clone().unwrap_or_else(|| own.clone());
        let range = self.fresh();
        let mut output = vec![Output { name: name.clone(), expression }];
        let value = Expression::column(range, name.clone(), of.clone());
        let mut table = value_table(name, value, &of, at)?;
        if ordinality {
            let name = Name::from("ordinality");
            let of = Scalar::Int8.of();
            let one = Expression::constant(Value::Int(1), of.clone());
            output.push(Output { name: name.clone(), expression: one });
            table.columns.push((name.clone(), Expression::column(range, name, of)));
            table.is_scalar = false;
        }
        let select = Select {
            distinct: Distinct::No,
            output,
            from: None,
            filter: None,
            group: Vec::new(),
            having: None,
        };
        let query = Box::new(Query::select(select));
        let from = From::Query { query, range, lateral: true, barrier: false };
        Ok(Source::of(from, aliased(table, alias, at)?))
    }

    /// A set-returning function in a select list: a row source of its own, and its value here.
    pub(super) fn set_in_select_list(
        &mut self,
        called: &Called,
        arguments: Vec<Expression>,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = &called.at;
        let Some(sets) = scope.sets else { return Err(no_set_here(scope.place, at)) };
        let (chosen, arguments) = set_call(called, arguments)?;
        let range = self.fresh();
        let (columns, table) = set_columns(&chosen, called, None, &Alias::default(), range)?;
        let ([(_, value)], true) = (table.columns.as_slice(), table.is_scalar) else {
            return Err(SqlError::unsupported(
                at,
                "a function of several columns in a select list",
            )
            .hint("Call it in a `from`."));
        };
        let function = chosen.of;
        let from = From::Function { function, arguments, range, columns, ordinality: false };
        sets.borrow_mut().push(from);
        Ok(value.clone())
    }

    /// `(a int, b text)`
    fn definitions(&self, list: &ast::ColumnDefList) -> Result<Vec<Defined>> {
        let define = |column: ast::ColumnDef| {
            let at = column.syntax();
            let name = names::name(need(column.name(), at)?.syntax());
            let (of, modifier) = types::type_name(self.env, &need(column.ty(), at)?)?;
            Ok((name, of, modifier))
        };
        list.column_defs().map(define).collect()
    }
}

/// Whether a call gives rows.
fn is_set(called: &Called) -> bool {
    called.may_be_builtin()
        && !builtin::set_returning_named(&called.name).is_empty()
        && builtin::functions_named(&called.name).is_empty()
}

fn set_call(
    called: &Called,
    arguments: Vec<Expression>,
) -> Result<(Chosen<SetReturning>, Vec<Expression>)> {
    let at = &called.at;
    let chosen = resolve::set_returning(&called.name, &build::types(&arguments))
        .map_err(|error| SqlError::build(at, BuildError::Resolve(error)))?;
    let arguments = build::cast_each(arguments, &chosen.argument_types)
        .map_err(|error| SqlError::build(at, error))?;
    Ok((chosen, arguments))
}

type Columns = Vec<(Name, Type)>;

/// The columns that the function gives, and how they are named.
fn set_columns(
    chosen: &Chosen<SetReturning>,
    called: &Called,
    defined: Option<Vec<Defined>>,
    alias: &Alias,
    range: Range,
) -> Result<(Columns, Table)> {
    let at = &called.at;
    let is_record = matches!(chosen.returns.as_slice(), [Type::Scalar(Scalar::Record)]);
    match defined {
        Some(defined) if is_record => return Ok(defined_columns(defined, called, range)),
        Some(_) => {
            let message =
                "a column definition list is only allowed for functions returning \"record\"";
            return Err(SqlError::syntax(at, message));
        }
        None if is_record => {
            let message = "a column definition list is required for functions returning \"record\"";
            return Err(SqlError::syntax(at, message));
        }
        None => {}
    }
    let own: Vec<Name> = chosen.of.columns.iter().map(|column| column.0.into()).collect();
    if let ([of], [name]) = (chosen.returns.as_slice(), own.as_slice()) {
        // A column that is called as the function takes the alias; one with a name of its own keeps it.
        let name = match &alias.name {
            Some(alias) if name.as_str() == chosen.of.name => alias.clone(),
            _ => name.clone(),
        };
        let value = Expression::column(range, name.clone(), of.clone());
        let mut table = value_table(name.clone(), value, of, at)?;
        table.name = Some(called.name.clone());
        return Ok((vec![(name, of.clone())], table));
    }
    let columns: Columns = own.into_iter().zip(chosen.returns.clone()).collect();
    let read = |(name, of): &(Name, Type)| {
        (name.clone(), Expression::column(range, name.clone(), of.clone()))
    };
    let table = plain_table(Some(called.name.clone()), columns.iter().map(read).collect());
    Ok((columns, table))
}

/// The columns that a list of definitions gives to a `record`.
fn defined_columns(defined: Vec<Defined>, called: &Called, range: Range) -> (Columns, Table) {
    let read = |(name, of, modifier): &Defined| {
        let column = Expression::column(range, name.clone(), of.clone());
        let column = match modifier {
            Modifier::None => column,
            modifier => Expression::Cast {
                operand: Box::new(column),
                to: of.clone(),
                modifier: *modifier,
                explicit: false,
            },
        };
        (name.clone(), column)
    };
    let table = plain_table(Some(called.name.clone()), defined.iter().map(read).collect());
    (defined.into_iter().map(|(name, of, _)| (name, of)).collect(), table)
}

/// The table that one value is: one column, or the fields of a composite.
fn value_table(name: Name, value: Expression, of: &Type, at: &SyntaxNode) -> Result<Table> {
    let Type::Composite(composite) = of.base() else {
        return Ok(Table {
            is_scalar: true,
            ..plain_table(Some(name.clone()), vec![(name, value)])
        });
    };
    let read = |member: &Field| Ok((member.name.clone(), field(value.clone(), &member.name, at)?));
    let columns: Result<Vec<_>> = composite.fields.iter().map(read).collect();
    let table = plain_table(Some(name), columns?);
    Ok(Table { of: Some(composite.clone()), ..table })
}
