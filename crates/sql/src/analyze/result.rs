//! What a routine gives: the rows of its last statement, with the names and types that it declares.

use super::analyzer::Analyzer;
use super::cast::assigned;
use super::expression::{as_text_if_unknown, field};
use super::outputs::make_unique;
use crate::define::rename::name_output;
use crate::error::{Result, SqlError};
use catalog::{
    Body, Distinct, Expression, From, Modifier, Name, Output, Query, Range, Returns, Routine,
    Select, Sort, SortBy, Statement, Type,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast;

impl Analyzer<'_> {
    /// `return a`
    pub(super) fn returned(&mut self, written: &ast::Expr) -> Result<Query> {
        let root = Self::root();
        let expression = as_text_if_unknown(self.expression(written, &root)?);
        let name = super::column_name::column_name(self.env, written);
        Ok(Query::select(Select {
            distinct: Distinct::No,
            output: vec![Output { name, expression }],
            from: None,
            filter: None,
            group: Vec::new(),
            having: None,
        }))
    }

    /// The last statement of a body, made to give what the routine declares.
    pub(super) fn as_result(
        &mut self,
        statement: Statement,
        routine: &Routine,
        at: &SyntaxNode,
    ) -> Result<Statement> {
        let (columns, of) = match &routine.returns {
            Returns::Void => return Ok(statement),
            Returns::Value(of) => (routine.columns(), of.clone()),
            Returns::Columns(columns) => (columns.clone(), routine.result_type()),
        };
        let declared = Declared { of, columns, at };
        Ok(match statement {
            Statement::Query(query) => Statement::Query(self.result(query, &declared)?),
            Statement::Insert(mut insert) => {
                insert.returning = self.returning_result(insert.returning, &declared)?;
                Statement::Insert(insert)
            }
            Statement::Update(mut update) => {
                update.returning = self.returning_result(update.returning, &declared)?;
                Statement::Update(update)
            }
            Statement::Delete(mut delete) => {
                delete.returning = self.returning_result(delete.returning, &declared)?;
                Statement::Delete(delete)
            }
        })
    }

    fn returning_result(
        &mut self,
        returning: Option<Box<Query>>,
        declared: &Declared<'_>,
    ) -> Result<Option<Box<Query>>> {
        let Some(query) = returning else {
            return Err(declared.mismatch(
                "Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING."
                    .to_owned(),
            ));
        };
        Ok(Some(Box::new(self.result(*query, declared)?)))
    }

    fn result(&mut self, query: Query, declared: &Declared<'_>) -> Result<Query> {
        let found = query.columns();
        let mut query = match (found.as_slice(), &declared.of) {
            ([(_, one)], Type::Composite(_)) if declared.is_row(one) => {
                self.fields_of_row(query, declared)?
            }
            _ => query,
        };
        declared.check_count(&query.columns())?;
        let needed: Vec<bool> = query
            .columns()
            .iter()
            .zip(&declared.columns)
            .map(|(found, declared)| found.1 != declared.1)
            .collect();
        query = self.converted(query, &needed, &mut |position, expression| {
            declared.converted(position, expression)
        })?;
        for (position, (name, _)) in declared.columns.iter().enumerate() {
            if query.columns().get(position).is_some_and(|(known, _)| known != name) {
                name_output(&mut query, position, name);
            }
        }
        Ok(query)
    }

    /// A query of one composite value as a query of its fields.
    fn fields_of_row(&mut self, mut query: Query, declared: &Declared<'_>) -> Result<Query> {
        let in_place = match &query.body {
            Body::Select(select) => {
                select.distinct == Distinct::No
                    && !query.order.iter().any(|sort| matches!(sort.by, SortBy::Output(_)))
                    && select.output.iter().all(|it| is_cheap(&it.expression))
            }
            Body::Values(_) | Body::Set { .. } => false,
        };
        if !in_place {
            query = self.around_row(query);
        }
        if let Body::Select(select) = &mut query.body
            && let Some(output) = select.output.pop()
        {
            for (name, _) in &declared.columns {
                let expression = field(output.expression.clone(), name, declared.at)?;
                select.output.push(Output { name: name.clone(), expression });
            }
        }
        Ok(query)
    }

    /// `select r from (the query) r`, in its order.
    fn around_row(&mut self, mut query: Query) -> Query {
        make_unique(&mut query);
        let range = self.fresh();
        let columns = query.columns();
        let order = by_outputs(&query, range, &columns);
        let output = columns.into_iter().map(|(name, of)| Output {
            expression: Expression::column(range, name.clone(), of),
            name,
        });
        let output = output.collect();
        let from = From::Query { query: Box::new(query), range, lateral: false, barrier: false };
        let select = Select {
            distinct: Distinct::No,
            output,
            from: Some(from),
            filter: None,
            group: Vec::new(),
            having: None,
        };
        Query { order, ..Query::select(select) }
    }
}

/// Whether an expression may stand once for each field.
fn is_cheap(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Row { .. } | Expression::Column { .. } | Expression::Argument { .. }
    )
}

fn by_outputs(query: &Query, range: Range, columns: &[(Name, Type)]) -> Vec<Sort> {
    let sorts = query.order.iter().filter_map(|sort| match sort.by {
        SortBy::Output(position) => {
            let (name, of) = columns.get(position)?;
            let by = Expression::column(range, name.clone(), of.clone());
            Some(Sort { by: SortBy::Expression(by), ..sort.clone() })
        }
        SortBy::Expression(_) => None,
    });
    sorts.collect()
}

/// What a routine declares to give.
struct Declared<'a> {
    of: Type,
    columns: Vec<(Name, Type)>,
    at: &'a SyntaxNode,
}

impl Declared<'_> {
    /// Whether a value of a type is a whole row of the result.
    fn is_row(&self, found: &Type) -> bool {
        match (found.base(), &self.of) {
            (Type::Composite(found), Type::Composite(of)) => {
                found.name == of.name && found.fields.len() == of.fields.len()
            }
            _ => false,
        }
    }

    fn mismatch(&self, detail: String) -> SqlError {
        let message =
            format!("return type mismatch in function declared to return {}", shown(&self.of));
        SqlError::new("42P13", self.at, message).detail(detail)
    }

    fn is_composite(&self) -> bool {
        matches!(self.of, Type::Composite(_))
    }

    fn check_count(&self, found: &[(Name, Type)]) -> Result<()> {
        let (found, declared) = (found.len(), self.columns.len());
        if found == declared {
            return Ok(());
        }
        Err(self.mismatch(match (self.is_composite(), found > declared) {
            (false, _) => "Final statement must return exactly one column.".to_owned(),
            (true, true) => "Final statement returns too many columns.".to_owned(),
            (true, false) => "Final statement returns too few columns.".to_owned(),
        }))
    }

    fn converted(&self, position: usize, expression: Expression) -> Result<Expression> {
        let found = expression.type_of();
        let Some((_, of)) = self.columns.get(position) else { return Ok(expression) };
        let made = assigned(expression, (of, Modifier::None), self.at)?.map(|made| match made {
            // A domain's checks are asked where its cast is a written one.
            Expression::Cast { operand, to: to @ Type::Domain(_), modifier, .. } => {
                Expression::Cast { operand, to, modifier, explicit: true }
            }
            made => made,
        });
        made.ok_or_else(|| {
            self.mismatch(match self.is_composite() {
                false => format!("Actual return type is {found}."),
                true => format!(
                    "Final statement returns {found} instead of {of} at column {}.",
                    position + 1
                ),
            })
        })
    }
}

/// A type in a message: rows without a name of their own are records.
fn shown(of: &Type) -> String {
    match of {
        Type::Composite(row) if &*row.name.schema == "pg_catalog" => "record".to_owned(),
        of => of.to_string(),
    }
}
