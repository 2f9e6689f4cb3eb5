//! What gives something else each time that it is evaluated, and so has to be evaluated for each row. A query that
//! reads nothing of the row around it would be evaluated once.

use catalog::walk::{Visitor, visit_expression, visit_query};
use catalog::{Expression, Query, Volatility};

/// It gives nothing at all.
const RAISE: &str = "engineroom_raise";

/// Whether something volatile stands in a query within an expression.
pub(super) fn is_fixed(expression: &Expression) -> bool {
    let mut finding = Finding::default();
    finding.expression(expression);
    finding.found
}

#[derive(Default)]
struct Finding {
    queries: usize,
    found: bool,
}

impl Visitor for Finding {
    fn expression(&mut self, expression: &Expression) {
        self.found |= self.queries > 0
            && matches!(expression, Expression::Call { function, .. }
                if function.volatility == Volatility::Volatile && function.name != RAISE);
        visit_expression(self, expression);
    }

    fn query(&mut self, query: &Query) {
        self.queries += 1;
        visit_query(self, query);
        self.queries -= 1;
    }
}
