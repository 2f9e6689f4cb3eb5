//! Expressions: from a grouped tree of operators to a typed expression.

use super::analyzer::Analyzer;
use super::operators::{self, Tree};
use super::scope::Scope;
use super::{literal, names, need};
use crate::error::{Result, SqlError};
use catalog::{BuildError, Expression, Name, Scalar, Type};
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode, LitKind};

impl Analyzer<'_> {
    /// An expression; a string literal that nothing gave a type to is of type `unknown`.
    pub(super) fn expression(&mut self, of: &ast::Expr, scope: &Scope<'_>) -> Result<Expression> {
        self.deeper(of.syntax(), |this| {
            let tree = operators::grouped(of)?;
            this.tree(&tree, of.syntax(), scope)
        })
    }

    /// Several expressions, in order.
    pub(super) fn expressions(
        &mut self,
        of: impl Iterator<Item = ast::Expr>,
        scope: &Scope<'_>,
    ) -> Result<Vec<Expression>> {
        operators::whole(of).map(|expression| self.expression(&expression, scope)).collect()
    }

    /// A grouped expression; `at` is where it stands.
    pub(super) fn tree(
        &mut self,
        tree: &Tree,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        self.check_stack(at)?;
        match tree {
            Tree::Atom(atom) => self.atom(atom, scope),
            Tree::And(parts) => self.conditions(parts, "AND", at, scope).map(Expression::And),
            Tree::Or(parts) => self.conditions(parts, "OR", at, scope).map(Expression::Or),
            Tree::Not(operand) => {
                let operand = self.tree(operand, at, scope)?;
                Ok(self.truth(operand, "NOT", at)?.negate())
            }
            Tree::Negative(number) => literal::number(number, true),
            Tree::Prefix(symbol, operand) => {
                let operand = self.tree(operand, at, scope)?;
                let made = catalog::build::operator(&symbol.text, None, operand);
                made.map_err(|error| built_at(symbol.at, at, error))
            }
            Tree::Binary(..) => self.binary_chain(tree, at, scope),
            Tree::Like { .. } => self.like(tree, at, scope),
            Tree::Between { .. } => self.between(tree, at, scope),
            Tree::In { operand, list, negated, at: place } => {
                self.membership(operand, list, *negated, *place, scope)
            }
            Tree::Is { operand, test, negated } => self.is(operand, *test, *negated, at, scope),
            Tree::Distinct { left, right, negated, at: place } => {
                self.distinct((left, right), *negated, *place, at, scope)
            }
            Tree::AtTimeZone(operand, zone, place) => {
                let arguments = vec![self.tree(zone, at, scope)?, self.tree(operand, at, scope)?];
                let made = catalog::build::function("timezone", arguments);
                made.map_err(|error| built_at(*place, at, error))
            }
            Tree::Overlaps(left, right, place) => self.overlaps(left, right, *place, at, scope),
            Tree::Cast(operand, to) => self.cast_tree(operand, to, at, scope),
            Tree::Collate(operand, collation) => self.collate(operand, collation, at, scope),
            Tree::Field(operand, name, place) => {
                let operand = self.tree(operand, at, scope)?;
                match field(operand.clone(), name, place) {
                    Err(error) if error.code == "42703" => {
                        self.computed_field(operand, name, scope, place)?.ok_or(error)
                    }
                    made => made,
                }
            }
            Tree::Star(_, place) => {
                Err(SqlError::syntax(place, "row expansion via \"*\" is not supported here"))
            }
            Tree::Index(..) | Tree::Slice { .. } => self.subscripts(tree, at, scope),
        }
    }

    /// What no operator is a part of.
    fn atom(&mut self, atom: &ast::Expr, scope: &Scope<'_>) -> Result<Expression> {
        match atom {
            ast::Expr::Literal(literal) => match literal.kind() {
                Some(LitKind::PositionalParam(_)) => self.positional_parameter(literal),
                _ => literal::literal(literal),
            },
            ast::Expr::NameRef(name) => self.name_ref(name, scope),
            ast::Expr::FieldExpr(path) => self.path(path, scope),
            ast::Expr::ParenExpr(paren) => self.in_brackets(paren, scope),
            ast::Expr::TupleExpr(row) => self.row(row, scope),
            ast::Expr::CallExpr(call) => self.call(call, scope),
            ast::Expr::CaseExpr(case) => self.case(case, scope),
            ast::Expr::ArrayExpr(array) => self.array(array, None, scope),
            ast::Expr::CastExpr(cast) => self.cast(cast, scope),
            // Operators were grouped before; what is left of them is unfinished text.
            ast::Expr::BinExpr(_)
            | ast::Expr::PrefixExpr(_)
            | ast::Expr::PostfixExpr(_)
            | ast::Expr::BetweenExpr(_)
            | ast::Expr::Collate(_)
            | ast::Expr::IndexExpr(_)
            | ast::Expr::SliceExpr(_) => Err(SqlError::syntax(atom.syntax(), "syntax error")),
        }
    }

    /// A name alone: a column, or one of the values that SQL writes as a word.
    fn name_ref(&mut self, node: &ast::NameRef, scope: &Scope<'_>) -> Result<Expression> {
        let name = names::name(node.syntax());
        if !node.is_quoted()
            && let Some(value) = self.value_word(&name, None, node.syntax())?
        {
            return Ok(value);
        }
        self.column(&name, scope, node.syntax())
    }

    /// `t.a`, `s.t.a`, `t.*`
    fn path(&mut self, path: &ast::FieldExpr, scope: &Scope<'_>) -> Result<Expression> {
        let at = path.syntax();
        let parts = path_names(path)?;
        if path.star_token().is_some() {
            let (schema, table) = table_of(&parts, at)?;
            return match (self.table(schema, table, scope, at), self.parameter_path(&parts, at)) {
                (Ok(visible), _) => super::lookup::whole_row(visible, at),
                (Err(_), Some(parameter)) => parameter,
                (Err(error), None) => Err(error),
            };
        }
        let found = self.qualified_column(&parts, scope, at);
        match found {
            Err(error) if matches!(error.code, "42P01" | "42703") => {
                match self.parameter_path(&parts, at) {
                    Some(parameter) => parameter,
                    None => Err(error),
                }
            }
            found => found,
        }
    }

    /// `t.a`, `s.t.a`: a column, or a function of the table's row.
    fn qualified_column(
        &mut self,
        parts: &[Name],
        scope: &Scope<'_>,
        at: &SyntaxNode,
    ) -> Result<Expression> {
        let (schema, table, column) = match parts {
            [table, column] => (None, table, column),
            [schema, table, column] => (Some(schema), table, column),
            _ => {
                return Err(SqlError::new(
                    "0A000",
                    at,
                    format!("cross-database references are not implemented: {}", at.text()),
                ));
            }
        };
        match self.column_of((schema, table), column, scope, at) {
            Err(error) if error.code == "42703" => {
                let visible = self.table(schema, table, scope, at)?;
                self.computed_column(visible, column, scope, at)?.ok_or(error)
            }
            found => found,
        }
    }

    fn in_brackets(&mut self, paren: &ast::ParenExpr, scope: &Scope<'_>) -> Result<Expression> {
        if let Some(inner) = paren.expr() {
            return self.expression(&inner, scope);
        }
        let query = need(bracketed_query(paren), paren.syntax())?;
        self.scalar_query(&query, scope)
    }

    /// `row(a, b)`
    fn row(&mut self, row: &ast::TupleExpr, scope: &Scope<'_>) -> Result<Expression> {
        let mut items = Vec::new();
        for written in super::operators::whole(row.exprs()) {
            match &written {
                ast::Expr::FieldExpr(path) if path.star_token().is_some() => {
                    items.extend(self.star_items(path, scope)?);
                }
                written => items.push(as_text_if_unknown(self.expression(written, scope)?)),
            }
        }
        Ok(Expression::Row { items, of: Scalar::Record.of() })
    }

    /// `row(t.*)`: every column of a row source.
    fn star_items(&mut self, path: &ast::FieldExpr, scope: &Scope<'_>) -> Result<Vec<Expression>> {
        let mut targets = Vec::new();
        self.star_of(path, scope, &mut targets)?;
        Ok(targets.into_iter().map(|target| target.output().expression).collect())
    }

    /// `row(t.*)::type`, of a row source of just that type: the row as it is.
    pub(super) fn row_of_source(
        &self,
        row: &ast::TupleExpr,
        of: &Type,
        scope: &Scope<'_>,
    ) -> Option<Expression> {
        let mut exprs = row.exprs();
        let (Some(ast::Expr::FieldExpr(path)), None) = (exprs.next(), exprs.next()) else {
            return None;
        };
        path.star_token()?;
        let parts = path_names(&path).ok()?;
        let (schema, table) = table_of(&parts, path.syntax()).ok()?;
        let visible = self.table(schema, table, scope, path.syntax()).ok()?;
        let found = super::lookup::row_type(&visible.table);
        let Type::Composite(wanted) = of else { return None };
        let items = visible.table.columns.iter().map(|column| column.1.clone()).collect();
        (found == **wanted).then(|| Expression::Row { items, of: of.clone() })
    }

    fn collate(
        &mut self,
        operand: &Tree,
        collation: &ast::CollationRef,
        at: &SyntaxNode,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let operand = self.tree(operand, at, scope)?;
        let path = need(collation.path_ref(), collation.syntax())?;
        let (_, name) = names::qualified(&path)?;
        let by_bytes = ["c", "posix", "default", "ucs_basic", "c.utf-8", "c.utf8"];
        if !by_bytes.contains(&name.to_ascii_lowercase().as_str()) {
            return Err(SqlError::unsupported(
                collation.syntax(),
                format!("the collation \"{name}\""),
            )
            .hint("Text sorts by its bytes here; leave the collation out."));
        }
        let of = operand.type_of();
        let is_text = matches!(
            of.scalar(),
            Some(
                Scalar::Text
                    | Scalar::Varchar
                    | Scalar::Char
                    | Scalar::Name
                    | Scalar::Citext
                    | Scalar::Unknown
            )
        );
        if !is_text {
            let message = format!("collations are not supported by type {of}");
            return Err(SqlError::new("42804", collation.syntax(), message));
        }
        Ok(operand)
    }
}

/// The error of an operation that stands at a place.
pub(super) fn built_at(place: TextRange, at: &SyntaxNode, error: BuildError) -> SqlError {
    SqlError { span: place, ..SqlError::build(at, error) }
}

/// The names of `a.b.c`, the star left out.
pub(super) fn path_names(path: &ast::FieldExpr) -> Result<Vec<Name>> {
    let mut parts = Vec::new();
    let mut at = path.syntax().clone();
    while let Some(field) = ast::FieldExpr::cast(at.clone()) {
        if field.star_token().is_none() {
            parts.push(names::name(need(field.field(), &at)?.syntax()));
        }
        at = need(field.base(), &at)?.syntax().clone();
    }
    parts.push(names::name(&at));
    parts.reverse();
    Ok(parts)
}

/// `t` or `s.t` before a star.
pub(super) fn table_of<'p>(
    parts: &'p [Name],
    at: &SyntaxNode,
) -> Result<(Option<&'p Name>, &'p Name)> {
    match parts {
        [table] => Ok((None, table)),
        [schema, table] => Ok((Some(schema), table)),
        _ => Err(SqlError::unsupported(at, "a reference to another database")),
    }
}

/// The query that stands in brackets.
pub(super) fn bracketed_query(paren: &ast::ParenExpr) -> Option<ast::SelectVariant> {
    paren.syntax().children().find_map(ast::SelectVariant::cast)
}

/// `(a).b`
pub(super) fn field(operand: Expression, name: &Name, at: &SyntaxNode) -> Result<Expression> {
    let of = operand.type_of();
    let Type::Composite(composite) = of.base() else {
        let message =
            format!("column notation .{name} applied to type {of}, which is not a composite type");
        return Err(SqlError::new("42809", at, message));
    };
    let Some(position) = composite.fields.iter().position(|field| field.name == *name) else {
        let message = format!("column \"{name}\" not found in data type {of}");
        return Err(SqlError::new("42703", at, message));
    };
    if let Expression::Row { mut items, .. } = operand {
        return Ok(items.swap_remove(position));
    }
    let of = composite.fields[position].of.clone();
    Ok(Expression::Field { operand: Box::new(operand), name: name.clone(), of })
}

/// A literal that nothing gave a type to is text.
pub(super) fn as_text_if_unknown(expression: Expression) -> Expression {
    match expression {
        Expression::Constant { value, of } if of == Type::UNKNOWN => {
            Expression::constant(value, Type::TEXT)
        }
        other if other.type_of() == Type::UNKNOWN => Expression::Cast {
            operand: Box::new(other),
            to: Type::TEXT,
            modifier: catalog::Modifier::None,
            explicit: false,
        },
        other => other,
    }
}
