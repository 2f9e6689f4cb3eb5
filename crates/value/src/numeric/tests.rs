//! Arithmetic, against what PostgreSQL 15 computed.

use crate::ValueError;
use crate::numeric::Numeric;
use crate::tests::{Case, cases, difference, report};

fn compute(operation: &str, operands: &str) -> Result<Numeric, ValueError> {
    let (a, b) = operands.split_once(' ').unwrap_or((operands, "0"));
    let (a, b) = (Numeric::parse(a)?, Numeric::parse(b)?);
    match operation {
        "+" => a.add(&b),
        "-" if operands.contains(' ') => a.sub(&b),
        "-" => Ok(-&a),
        "*" => a.mul(&b),
        "/" => a.div(&b),
        "%" => a.rem(&b),
        "div" => a.div_whole(&b),
        "^" => a.power(&b),
        "log" => b.log(&a),
        "sqrt" => a.sqrt(),
        "exp" => a.exp(),
        "ln" => a.ln(),
        "ceil" => a.ceil(),
        "floor" => a.floor(),
        "abs" => Ok(a.abs()),
        "trim_scale" => Ok(a.trim_scale()),
        "round" => a.round(b.to_int(crate::Scalar::Int8)?),
        "trunc" => a.trunc(b.to_int(crate::Scalar::Int8)?),
        other => panic!("no operation {other}"),
    }
}

#[test]
fn arithmetic_gives_postgresqls_digits() {
    let check = |case: &Case| {
        let got = compute(&case.value, &case.second).map(|number| number.to_string());
        difference(case, &got)
    };
    report(
        &cases(include_str!("../../cases/numeric.tsv"))
            .iter()
            .filter_map(check)
            .collect::<Vec<_>>(),
    );
}
