//! Joins: `on`, `using`, `natural`, and the columns that they merge.

use super::analyzer::Analyzer;
use super::from::{Source, distinct_names, plain_table};
use super::membership::comparison_type;
use super::scope::{Place, Scope, Visible};
use super::{names, need};
use crate::error::{Result, SqlError};
use builtin::resolve::common_type;
use catalog::{BuildError, Expression, From, JoinKind, Name, Type, build};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// One join of a chain: what is joined to everything before it, and how.
struct Step {
    kind: JoinKind,
    natural: bool,
    right: ast::FromListItem,
    condition: Option<ast::JoinCondition>,
    at: SyntaxNode,
}

impl Analyzer<'_> {
    /// `a join b on … join c on …`
    pub(super) fn join(
        &mut self,
        join: &ast::JoinExpr,
        left: &[Visible],
        scope: &Scope<'_>,
    ) -> Result<Source> {
        let (first, steps) = chain(join)?;
        let mut whole = self.row_source(&first, left, scope)?;
        for step in steps {
            whole = self.join_step(whole, &step, left, scope)?;
        }
        Ok(whole)
    }

    fn join_step(
        &mut self,
        left: Source,
        step: &Step,
        before: &[Visible],
        scope: &Scope<'_>,
    ) -> Result<Source> {
        // Of a right or full join's left side no row may be there yet.
        let readable: Vec<Visible> = match step.kind {
            JoinKind::Right | JoinKind::Full => before.to_vec(),
            _ => before.iter().chain(&left.tables).cloned().collect(),
        };
        let right = self.row_source(&step.right, &readable, scope)?;
        distinct_names(&left.tables, &right.tables, step.right.syntax())?;
        let common = match &step.condition {
            _ if step.natural => Some(common_names(&left.tables, &right.tables)),
            Some(ast::JoinCondition::JoinUsingClause(using)) => Some(using_names(using)?),
            _ => None,
        };
        let (left_from, mut left_tables) = (left.from, left.tables);
        let (right_from, mut right_tables) = (right.from, right.tables);
        let (on, merged) = match common {
            Some(names) => {
                let pairs = pairs(&names, &left_tables, &right_tables, &step.at)?;
                let (on, merged) = merge(pairs, step.kind, &step.at)?;
                (Some(on), Some(merged))
            }
            None => (self.on(step, &left_tables, &right_tables, scope)?, None),
        };
        mark_nullable(step.kind, &mut left_tables, &mut right_tables);
        let mut tables: Vec<Visible> = left_tables.into_iter().chain(right_tables).collect();
        if let Some(merged) = merged {
            tables = with_merged(&merged, tables);
        }
        let (left, right) = (Box::new(left_from), Box::new(right_from));
        Ok(Source { from: From::Join { kind: step.kind, left, right, on }, tables })
    }

    fn on(
        &mut self,
        step: &Step,
        left: &[Visible],
        right: &[Visible],
        scope: &Scope<'_>,
    ) -> Result<Option<Expression>> {
        match &step.condition {
            Some(ast::JoinCondition::OnClause(on)) => {
                let tables = left.iter().chain(right).cloned().collect();
                let inside = Scope { tables, ..scope.at(Place::Join) };
                let written = need(on.expr(), on.syntax())?;
                let made = self.expression(&written, &inside)?;
                self.truth(made, "JOIN/ON", written.syntax()).map(Some)
            }
            _ if step.kind == JoinKind::Cross => Ok(None),
            _ => Err(SqlError::syntax(&step.at, "syntax error: a join needs ON, USING or NATURAL")),
        }
    }
}

/// The joins in a row. The grammar puts what follows a `natural` or `cross` join below it; in PostgreSQL such
/// joins go from left to right.
fn chain(join: &ast::JoinExpr) -> Result<(ast::FromListItem, Vec<Step>)> {
    let mut spine = Vec::new();
    let mut at = join.clone();
    let first = loop {
        spine.push(need(at.join(), at.syntax())?);
        match need(at.from_list_item(), at.syntax())? {
            ast::FromListItem::JoinExpr(inner) => at = inner,
            item @ ast::FromListItem::FromItem(_) => break item,
        }
    };
    let mut steps = Vec::new();
    for join in spine.into_iter().rev() {
        let node = join.syntax().clone();
        let natural = join.natural_token().is_some();
        let kind = kind(&need(join.join_type(), &node)?);
        let right = need(join.from_list_item(), &node)?;
        let condition = join.join_condition();
        match right {
            ast::FromListItem::JoinExpr(inner) if natural || kind == JoinKind::Cross => {
                let (right, more) = chain(&inner)?;
                steps.push(Step { kind, natural, right, condition, at: node });
                steps.extend(more);
            }
            right => steps.push(Step { kind, natural, right, condition, at: node }),
        }
    }
    Ok((first, steps))
}

const fn kind(of: &ast::JoinType) -> JoinKind {
    match of {
        ast::JoinType::JoinInner(_) => JoinKind::Inner,
        ast::JoinType::JoinLeft(_) => JoinKind::Left,
        ast::JoinType::JoinRight(_) => JoinKind::Right,
        ast::JoinType::JoinFull(_) => JoinKind::Full,
        ast::JoinType::JoinCross(_) => JoinKind::Cross,
    }
}

fn using_names(using: &ast::JoinUsingClause) -> Result<Vec<Name>> {
    if let Some(alias) = using.alias() {
        return Err(SqlError::unsupported(alias.syntax(), "an alias of `using`"));
    }
    let list = need(using.column_ref_list(), using.syntax())?;
    Ok(list.column_name_refs().map(|column| names::name(column.syntax())).collect())
}

fn visible_columns(tables: &[Visible]) -> impl Iterator<Item = &(Name, Expression)> {
    tables.iter().filter(|visible| visible.by_columns).flat_map(|visible| &visible.table.columns)
}

/// The names that both sides have, in the left side's order.
fn common_names(left: &[Visible], right: &[Visible]) -> Vec<Name> {
    let is_common = |name: &Name| visible_columns(right).any(|column| column.0 == *name);
    visible_columns(left).map(|column| column.0.clone()).filter(is_common).collect()
}

type Pair = (Name, Expression, Expression);

fn pairs(
    names: &[Name],
    left: &[Visible],
    right: &[Visible],
    at: &SyntaxNode,
) -> Result<Vec<Pair>> {
    let one = |tables: &[Visible], name: &Name, side: &str| {
        let mut found = visible_columns(tables).filter(|column| column.0 == *name);
        match (found.next(), found.next()) {
            (Some((_, column)), None) => Ok(column.clone()),
            (Some(_), Some(_)) => {
                let message =
                    format!("common column name \"{name}\" appears more than once in {side} table");
                Err(SqlError::new("42702", at, message))
            }
            (None, _) => {
                let message = format!(
                    "column \"{name}\" specified in USING clause does not exist in {side} table"
                );
                Err(SqlError::new("42703", at, message))
            }
        }
    };
    names
        .iter()
        .map(|name| Ok((name.clone(), one(left, name, "left")?, one(right, name, "right")?)))
        .collect()
}

type Merged = Vec<(Name, Expression)>;

/// The condition of `using`, and the columns that stand for both sides.
fn merge(pairs: Vec<Pair>, kind: JoinKind, at: &SyntaxNode) -> Result<(Expression, Merged)> {
    let cast = |expression: Expression, of: &Type| {
        build::cast(expression, of).map_err(|error| SqlError::build(at, error))
    };
    let mut on = Vec::new();
    let mut merged = Vec::new();
    for (name, left, right) in pairs {
        let (left_of, right_of) = (left.type_of(), right.type_of());
        let compared = comparison_type(&left_of, &right_of, at.text_range(), at)?;
        on.push(Expression::equal(cast(left.clone(), &compared)?, cast(right.clone(), &compared)?));
        let of = common_type(&[left_of, right_of]).map_err(|error| {
            SqlError::build(at, BuildError::Resolve(error.within("JOIN/USING")))
        })?;
        let (left, right) = (cast(left, &of)?, cast(right, &of)?);
        let column = match kind {
            JoinKind::Right => right,
            JoinKind::Full => Expression::Coalesce { items: vec![left, right], of },
            JoinKind::Inner | JoinKind::Left | JoinKind::Cross => left,
        };
        merged.push((name, column));
    }
    Ok((Expression::all(on), merged))
}

/// The merged columns first, then the rest; the tables keep their names only.
fn with_merged(merged: &Merged, mut tables: Vec<Visible>) -> Vec<Visible> {
    let rest = visible_columns(&tables)
        .filter(|(name, _)| !merged.iter().any(|column| column.0 == *name))
        .cloned()
        .collect::<Vec<_>>();
    let columns = merged.iter().cloned().chain(rest).collect();
    for visible in &mut tables {
        visible.by_columns = false;
    }
    let mut joined = Visible::new(plain_table(None, columns));
    joined.by_name = false;
    tables.push(joined);
    tables
}

fn mark_nullable(kind: JoinKind, left: &mut [Visible], right: &mut [Visible]) {
    let mark =
        |tables: &mut [Visible]| tables.iter_mut().for_each(|visible| visible.nullable = true);
    match kind {
        JoinKind::Left => mark(right),
        JoinKind::Right => mark(left),
        JoinKind::Full => {
            mark(left);
            mark(right);
        }
        JoinKind::Inner | JoinKind::Cross => {}
    }
}
