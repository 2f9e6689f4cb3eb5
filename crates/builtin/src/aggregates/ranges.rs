//! `range_agg` and `range_intersect_agg`.

use value::{Multirange, Range, Value, ValueError};

use crate::ranges::{range, range_of, range_value, set, set_value};
use crate::table::patterns::{MULTIRANGE, RANGE};
use crate::{Accumulate, Aggregate, Context};

/// How many ranges may be gathered before they are merged.
const MOST: usize = 100_000;

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("range_agg", &[RANGE], MULTIRANGE, |_| Box::new(Union::default())),
    Aggregate::new("range_agg", &[MULTIRANGE], MULTIRANGE, |_| Box::new(Union::default())),
    Aggregate::new("range_intersect_agg", &[RANGE], RANGE, |_| Box::new(Common(None))),
    Aggregate::new("range_intersect_agg", &[MULTIRANGE], MULTIRANGE, |_| Box::new(CommonSet(None))),
];

/// What is in any.
#[derive(Default)]
struct Union {
    any: bool,
    ranges: Vec<Range>,
}

impl Accumulate for Union {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let (of, set) = set(context, arguments, 0)?;
        self.any = true;
        self.ranges.extend_from_slice(set.ranges());
        if self.ranges.len() > MOST {
            self.ranges = Multirange::new(of, std::mem::take(&mut self.ranges)).ranges().to_vec();
        }
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        if !self.any {
            return Ok(Value::Null);
        }
        let of = range_of(Some(context.returns))?;
        Ok(set_value(of, &Multirange::new(of, self.ranges.clone())))
    }
}

/// What is in all ranges.
struct Common(Option<Range>);

impl Accumulate for Common {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let (of, next) = range(context, arguments, 0)?;
        self.0 = Some(self.0.as_ref().map_or_else(|| next.clone(), |it| it.intersect(&next, of)));
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        let of = range_of(Some(context.returns))?;
        Ok(self.0.as_ref().map_or(Value::Null, |range| range_value(of, range)))
    }
}

/// What is in all multiranges.
struct CommonSet(Option<Multirange>);

impl Accumulate for CommonSet {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let (of, next) = set(context, arguments, 0)?;
        self.0 = Some(self.0.as_ref().map_or_else(|| next.clone(), |it| it.intersect(&next, of)));
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        let of = range_of(Some(context.returns))?;
        Ok(self.0.as_ref().map_or(Value::Null, |set| set_value(of, set)))
    }
}
