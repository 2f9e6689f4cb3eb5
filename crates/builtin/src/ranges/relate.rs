//! What is asked of two: `@>`, `<@`, `&&`, `<<`, `>>`, `&<`, `&>`, `-|-`.

use value::{Multirange, Range, RangeOf, Value, ValueError};

use super::set;
use crate::table::patterns::{BOOL, ELEMENT, MULTIRANGE, RANGE};
use crate::{Builtin, Context, Implementation, Pattern};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    test("range_contains", &[RANGE, RANGE], "@>", contains),
    test("range_contains_multirange", &[RANGE, MULTIRANGE], "@>", contains),
    test("multirange_contains_range", &[MULTIRANGE, RANGE], "@>", contains),
    test("multirange_contains_multirange", &[MULTIRANGE, MULTIRANGE], "@>", contains),
    test("range_contains_elem", &[RANGE, ELEMENT], "@>", holds),
    test("multirange_contains_elem", &[MULTIRANGE, ELEMENT], "@>", holds),
    test("range_contained_by", &[RANGE, RANGE], "<@", contained),
    test("range_contained_by_multirange", &[RANGE, MULTIRANGE], "<@", contained),
    test("multirange_contained_by_range", &[MULTIRANGE, RANGE], "<@", contained),
    test("multirange_contained_by_multirange", &[MULTIRANGE, MULTIRANGE], "<@", contained),
    test("elem_contained_by_range", &[ELEMENT, RANGE], "<@", held),
    test("elem_contained_by_multirange", &[ELEMENT, MULTIRANGE], "<@", held),
    test("range_overlaps", &[RANGE, RANGE], "&&", overlaps),
    test("range_overlaps_multirange", &[RANGE, MULTIRANGE], "&&", overlaps),
    test("multirange_overlaps_range", &[MULTIRANGE, RANGE], "&&", overlaps),
    test("multirange_overlaps_multirange", &[MULTIRANGE, MULTIRANGE], "&&", overlaps),
    test("range_before", &[RANGE, RANGE], "<<", before),
    test("range_before_multirange", &[RANGE, MULTIRANGE], "<<", before),
    test("multirange_before_range", &[MULTIRANGE, RANGE], "<<", before),
    test("multirange_before_multirange", &[MULTIRANGE, MULTIRANGE], "<<", before),
    test("range_after", &[RANGE, RANGE], ">>", after),
    test("range_after_multirange", &[RANGE, MULTIRANGE], ">>", after),
    test("multirange_after_range", &[MULTIRANGE, RANGE], ">>", after),
    test("multirange_after_multirange", &[MULTIRANGE, MULTIRANGE], ">>", after),
    test("range_overleft", &[RANGE, RANGE], "&<", ends_within),
    test("range_overleft_multirange", &[RANGE, MULTIRANGE], "&<", ends_within),
    test("multirange_overleft_range", &[MULTIRANGE, RANGE], "&<", ends_within),
    test("multirange_overleft_multirange", &[MULTIRANGE, MULTIRANGE], "&<", ends_within),
    test("range_overright", &[RANGE, RANGE], "&>", begins_within),
    test("range_overright_multirange", &[RANGE, MULTIRANGE], "&>", begins_within),
    test("multirange_overright_range", &[MULTIRANGE, RANGE], "&>", begins_within),
    test("multirange_overright_multirange", &[MULTIRANGE, MULTIRANGE], "&>", begins_within),
    test("range_adjacent", &[RANGE, RANGE], "-|-", adjacent),
    test("range_adjacent_multirange", &[RANGE, MULTIRANGE], "-|-", adjacent),
    test("multirange_adjacent_range", &[MULTIRANGE, RANGE], "-|-", adjacent),
    test("multirange_adjacent_multirange", &[MULTIRANGE, MULTIRANGE], "-|-", adjacent),
];

/// None of these can raise on data.
const fn test(
    name: &'static str,
    arguments: &'static [Pattern],
    symbol: &'static str,
    call: Implementation,
) -> Builtin {
    Builtin::function(name, arguments, BOOL, call).operator(symbol).safe()
}

fn ask(
    context: &Context<'_>,
    arguments: &[Value],
    question: fn(&Multirange, &Multirange, RangeOf) -> bool,
) -> Answer {
    let (of, left) = set(context, arguments, 0)?;
    let (_, right) = set(context, arguments, 1)?;
    Ok(Value::bool(question(&left, &right, of)))
}

/// The same of the whole that each covers, gaps included.
fn ask_wholes(
    context: &Context<'_>,
    arguments: &[Value],
    question: fn(&Range, &Range, RangeOf) -> bool,
) -> Answer {
    let (of, left) = set(context, arguments, 0)?;
    let (_, right) = set(context, arguments, 1)?;
    Ok(Value::bool(question(&left.whole(), &right.whole(), of)))
}

fn contains(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask(context, arguments, Multirange::contains)
}

fn contained(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask(context, arguments, |part, whole, of| whole.contains(part, of))
}

fn holds(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, whole) = set(context, arguments, 0)?;
    Ok(Value::bool(whole.holds(of, arguments.get(1).unwrap_or(&Value::Null))))
}

fn held(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, whole) = set(context, arguments, 1)?;
    Ok(Value::bool(whole.holds(of, arguments.first().unwrap_or(&Value::Null))))
}

fn overlaps(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask(context, arguments, Multirange::overlaps)
}

fn adjacent(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask(context, arguments, Multirange::is_adjacent)
}

fn before(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask_wholes(context, arguments, Range::is_before)
}

fn after(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask_wholes(context, arguments, |left, right, of| right.is_before(left, of))
}

fn ends_within(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask_wholes(context, arguments, Range::ends_within)
}

fn begins_within(context: &Context<'_>, arguments: &[Value]) -> Answer {
    ask_wholes(context, arguments, Range::begins_within)
}
