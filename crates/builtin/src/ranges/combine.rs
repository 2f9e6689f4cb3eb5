//! What is made of two: `+`, `*`, `-`, `range_merge`; ranges must come out without a gap, multiranges may have gaps.

use value::{Value, ValueError};

use super::{range, range_value, set, set_value};
use crate::table::patterns::{MULTIRANGE, RANGE};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

const RANGES: &[crate::Pattern] = &[RANGE, RANGE];
const SETS: &[crate::Pattern] = &[MULTIRANGE, MULTIRANGE];

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("range_union", RANGES, RANGE, union).operator("+"),
    Builtin::function("range_intersect", RANGES, RANGE, intersect).operator("*").safe(),
    Builtin::function("range_minus", RANGES, RANGE, minus).operator("-"),
    Builtin::function("range_merge", RANGES, RANGE, merge).safe(),
    Builtin::function("range_merge", &[MULTIRANGE], RANGE, whole).safe(),
    Builtin::function("multirange_union", SETS, MULTIRANGE, union_sets).operator("+").safe(),
    Builtin::function("multirange_intersect", SETS, MULTIRANGE, intersect_sets)
        .operator("*")
        .safe(),
    Builtin::function("multirange_minus", SETS, MULTIRANGE, minus_sets).operator("-").safe(),
    Builtin::function("multirange", &[RANGE], MULTIRANGE, alone).safe(),
];

fn union(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = range(context, arguments, 0)?;
    let (_, right) = range(context, arguments, 1)?;
    Ok(range_value(of, &left.union(&right, of)?))
}

fn intersect(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = range(context, arguments, 0)?;
    let (_, right) = range(context, arguments, 1)?;
    Ok(range_value(of, &left.intersect(&right, of)))
}

fn minus(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = range(context, arguments, 0)?;
    let (_, right) = range(context, arguments, 1)?;
    Ok(range_value(of, &left.minus(&right, of)?))
}

fn merge(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = range(context, arguments, 0)?;
    let (_, right) = range(context, arguments, 1)?;
    Ok(range_value(of, &left.merge(&right, of)))
}

fn whole(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, set) = set(context, arguments, 0)?;
    Ok(range_value(of, &set.whole()))
}

fn union_sets(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = set(context, arguments, 0)?;
    let (_, right) = set(context, arguments, 1)?;
    Ok(set_value(of, &left.union(&right, of)))
}

fn intersect_sets(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = set(context, arguments, 0)?;
    let (_, right) = set(context, arguments, 1)?;
    Ok(set_value(of, &left.intersect(&right, of)))
}

fn minus_sets(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, left) = set(context, arguments, 0)?;
    let (_, right) = set(context, arguments, 1)?;
    Ok(set_value(of, &left.minus(&right, of)))
}

fn alone(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, set) = set(context, arguments, 0)?;
    Ok(set_value(of, &set))
}
