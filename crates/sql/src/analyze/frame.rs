//! The frames of windows.

use super::analyzer::Analyzer;
use super::need;
use super::scope::{Place, Scope};
use crate::error::{Result, SqlError};
use catalog::walk::{Visitor, visit_expression};
use catalog::{
    Exclude, Expression, Frame, FrameBound, FrameUnits, Scalar, Sort, SortBy, Type, build,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `rows between 1 preceding and current row exclude ties`
    pub(super) fn frame(
        &mut self,
        clause: &ast::FrameClause,
        order: &[Sort],
        scope: &Scope<'_>,
    ) -> Result<Frame> {
        let at = clause.syntax();
        let units = match need(clause.frame_units(), at)? {
            ast::FrameUnits::FrameRows(_) => FrameUnits::Rows,
            ast::FrameUnits::FrameRange(_) => FrameUnits::Range,
            ast::FrameUnits::FrameGroups(_) => FrameUnits::Groups,
        };
        let (start, end) = match need(clause.frame_extent(), at)? {
            ast::FrameExtent::FrameBound(start) => (start, None),
            ast::FrameExtent::FrameBetween(both) => {
                let mut bounds = both.syntax().children().filter_map(ast::FrameBound::cast);
                (need(bounds.next(), at)?, Some(need(bounds.next(), at)?))
            }
        };
        if units == FrameUnits::Groups && order.is_empty() {
            return Err(SqlError::new("42P20", at, "GROUPS mode requires an ORDER BY clause"));
        }
        let of = |this: &mut Self, bound: &ast::FrameBound| {
            this.frame_bound(bound, units, order, &scope.at(Place::Frame))
        };
        let start = of(self, &start)?;
        let end = end.map_or(Ok(FrameBound::Current), |end| of(self, &end))?;
        check_ends(&start, &end, at)?;
        Ok(Frame { units, start, end, exclude: exclude(clause)? })
    }

    fn frame_bound(
        &mut self,
        bound: &ast::FrameBound,
        units: FrameUnits,
        order: &[Sort],
        scope: &Scope<'_>,
    ) -> Result<FrameBound> {
        let at = bound.syntax();
        Ok(match bound {
            ast::FrameBound::UnboundedPreceding(_) => FrameBound::First,
            ast::FrameBound::UnboundedFollowing(_) => FrameBound::Last,
            ast::FrameBound::CurrentRow(_) => FrameBound::Current,
            ast::FrameBound::ExprPreceding(it) => FrameBound::Preceding(self.frame_offset(
                &need(it.expr(), at)?,
                units,
                order,
                scope,
            )?),
            ast::FrameBound::ExprFollowing(it) => FrameBound::Following(self.frame_offset(
                &need(it.expr(), at)?,
                units,
                order,
                scope,
            )?),
        })
    }

    /// How far: so many rows or groups, or a distance of what is sorted by.
    fn frame_offset(
        &mut self,
        written: &ast::Expr,
        units: FrameUnits,
        order: &[Sort],
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let at = written.syntax();
        let offset = self.expression(written, scope)?;
        let (wanted, word) = match units {
            FrameUnits::Rows => (Scalar::Int8.of(), "ROWS"),
            FrameUnits::Groups => (Scalar::Int8.of(), "GROUPS"),
            FrameUnits::Range => (distance(order, at)?, "RANGE"),
        };
        if reads_columns(&offset) {
            let message = format!("argument of {word} must not contain variables");
            return Err(SqlError::new("42P10", at, message));
        }
        let found = offset.type_of();
        if !builtin::resolve::can_cast(&found, &wanted, value::Context::Implicit) {
            let message = format!("argument of {word} must be type {wanted}, not type {found}");
            return Err(SqlError::new("42804", at, message));
        }
        build::cast(offset, &wanted).map_err(|error| SqlError::build(at, error))
    }
}

/// The type of distances between values of what is sorted by.
fn distance(order: &[Sort], at: &SyntaxNode) -> Result<Type> {
    let [Sort { by: SortBy::Expression(by), .. }] = order else {
        let message = "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column";
        return Err(SqlError::new("42P20", at, message));
    };
    let of = by.type_of();
    match of.scalar() {
        Some(Scalar::Int2 | Scalar::Int4 | Scalar::Int8) => Ok(Scalar::Int8.of()),
        Some(Scalar::Float4 | Scalar::Float8) => Ok(Scalar::Float8.of()),
        Some(Scalar::Numeric) => Ok(Scalar::Numeric.of()),
        Some(Scalar::Date | Scalar::Time | Scalar::Timestamp | Scalar::Timestamptz) => {
            Ok(Scalar::Interval.of())
        }
        Some(Scalar::Interval) => Ok(Scalar::Interval.of()),
        _ => {
            let message = format!(
                "RANGE with offset PRECEDING/FOLLOWING is not supported for column type {of}"
            );
            Err(SqlError::new("0A000", at, message))
        }
    }
}

fn check_ends(start: &FrameBound, end: &FrameBound, at: &SyntaxNode) -> Result<()> {
    let message = match (start, end) {
        (FrameBound::Last, _) => "frame start cannot be UNBOUNDED FOLLOWING",
        (_, FrameBound::First) => "frame end cannot be UNBOUNDED PRECEDING",
        (FrameBound::Current, FrameBound::Preceding(_)) => {
            "frame starting from current row cannot have preceding rows"
        }
        (FrameBound::Following(_), FrameBound::Current | FrameBound::Preceding(_)) => {
            "frame starting from following row cannot have preceding rows"
        }
        _ => return Ok(()),
    };
    Err(SqlError::new("42P20", at, message))
}

fn exclude(clause: &ast::FrameClause) -> Result<Exclude> {
    let Some(written) = clause.frame_exclude() else { return Ok(Exclude::Nothing) };
    Ok(match need(written.frame_exclude_target(), written.syntax())? {
        ast::FrameExcludeTarget::CurrentRow(_) => Exclude::Current,
        ast::FrameExcludeTarget::Group(_) => Exclude::Group,
        ast::FrameExcludeTarget::NoOthers(_) => Exclude::Nothing,
        ast::FrameExcludeTarget::Ties(_) => Exclude::Ties,
    })
}

fn reads_columns(offset: &Expression) -> bool {
    struct Reads(bool);
    impl Visitor for Reads {
        fn expression(&mut self, expression: &Expression) {
            self.0 |= matches!(expression, Expression::Column { .. });
            visit_expression(self, expression);
        }
    }
    let mut reads = Reads(false);
    reads.expression(offset);
    reads.0
}
