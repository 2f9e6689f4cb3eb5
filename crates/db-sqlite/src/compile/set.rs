//! `union`, `intersect`, `except`.

use super::query::{Naming, Outputs, number};
use super::{Done, Writing};
use catalog::{Body, Distinct, Query, SetOperator};

impl Writing<'_, '_> {
    pub(super) fn set(
        &mut self,
        (operator, all): (SetOperator, bool),
        left: &Query,
        right: &Query,
        outputs: Outputs,
    ) -> Done {
        if all && operator != SetOperator::Union {
            return self.counted(operator, left, right, outputs);
        }
        // Which rows are the same is decided by the left side's collations.
        let outputs = Outputs { collated: outputs.collated || !all, ..outputs };
        self.operand(left, outputs, matches!(left.body, Body::Set { .. }))?;
        self.to.words(match (operator, all) {
            (SetOperator::Union, true) => " union all ",
            (SetOperator::Union, false) => " union ",
            (SetOperator::Intersect, _) => " intersect ",
            (SetOperator::Except, _) => " except ",
        });
        let right_outputs = Outputs { naming: Naming::Nothing, ..outputs };
        self.operand(right, right_outputs, false)
    }

    /// One side; a set operation may stand as it is on the left, because SQLite goes from left to right.
    fn operand(&mut self, query: &Query, outputs: Outputs, may_be_set: bool) -> Done {
        let plain = query.with.is_empty()
            && query.order.is_empty()
            && query.limit.is_none()
            && query.offset.is_none();
        let simple = match &query.body {
            Body::Select(select) => !matches!(select.distinct, Distinct::On(_)),
            // Nothing could follow it, no order either.
            Body::Values(_) => false,
            Body::Set { all, operator, .. } => {
                may_be_set && !(*all && *operator != SetOperator::Union)
            }
        };
        if plain && simple {
            return self.query(query, outputs);
        }
        self.to.words("select * from (");
        self.query(query, outputs)?;
        self.to.words(")");
        Ok(())
    }

    /// `intersect all`, `except all`, which SQLite lacks: equal rows are numbered, and the numbers compared too.
    fn counted(
        &mut self,
        operator: SetOperator,
        left: &Query,
        right: &Query,
        outputs: Outputs,
    ) -> Done {
        let columns = left.columns();
        self.to.words("select ");
        self.list(", ", columns.iter().enumerate(), |this, (at, (name, _))| {
            this.to.numbered("c", number(at));
            this.output_name(outputs.naming, at, name);
            Ok(())
        })?;
        self.to.words(" from (");
        self.numbered_rows(left, columns.len())?;
        self.to.words(if operator == SetOperator::Intersect { " intersect " } else { " except " });
        self.numbered_rows(right, columns.len())?;
        self.to.words(")");
        Ok(())
    }

    fn numbered_rows(&mut self, query: &Query, columns: usize) -> Done {
        self.to.words("select *, row_number() over (partition by ");
        self.list(", ", 0..columns, |this, at| {
            this.to.numbered("c", number(at));
            Ok(())
        })?;
        self.to.words(") as n from (");
        self.query(query, Outputs { naming: Naming::Numbered, collated: true })?;
        self.to.words(")");
        Ok(())
    }
}
