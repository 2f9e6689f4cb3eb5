//! Operators on the bits of integers, and integers written in other bases.

use value::{Value, ValueError};

use crate::arguments::int;
use crate::table::patterns::{INT2, INT4, INT8, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("int2and", &[INT2, INT2], INT2, and).operator("&").safe(),
    Builtin::function("int4and", &[INT4, INT4], INT4, and).operator("&").safe(),
    Builtin::function("int8and", &[INT8, INT8], INT8, and).operator("&").safe(),
    Builtin::function("int2or", &[INT2, INT2], INT2, or).operator("|").safe(),
    Builtin::function("int4or", &[INT4, INT4], INT4, or).operator("|").safe(),
    Builtin::function("int8or", &[INT8, INT8], INT8, or).operator("|").safe(),
    Builtin::function("int2xor", &[INT2, INT2], INT2, exclusive_or).operator("#").safe(),
    Builtin::function("int4xor", &[INT4, INT4], INT4, exclusive_or).operator("#").safe(),
    Builtin::function("int8xor", &[INT8, INT8], INT8, exclusive_or).operator("#").safe(),
    Builtin::function("int2not", &[INT2], INT2, not).operator("~").safe(),
    Builtin::function("int4not", &[INT4], INT4, not).operator("~").safe(),
    Builtin::function("int8not", &[INT8], INT8, not).operator("~").safe(),
    Builtin::function("int2shl", &[INT2, INT4], INT2, left2).operator("<<").safe(),
    Builtin::function("int4shl", &[INT4, INT4], INT4, left4).operator("<<").safe(),
    Builtin::function("int8shl", &[INT8, INT4], INT8, left8).operator("<<").safe(),
    Builtin::function("int2shr", &[INT2, INT4], INT2, right4).operator(">>").safe(),
    Builtin::function("int4shr", &[INT4, INT4], INT4, right4).operator(">>").safe(),
    Builtin::function("int8shr", &[INT8, INT4], INT8, right8).operator(">>").safe(),
    Builtin::function("to_hex", &[INT4], TEXT, hex4).safe(),
    Builtin::function("to_hex", &[INT8], TEXT, hex8).safe(),
];

fn and(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)? & int(arguments, 1)?))
}

fn or(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)? | int(arguments, 1)?))
}

fn exclusive_or(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)? ^ int(arguments, 1)?))
}

fn not(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(!int(arguments, 0)?))
}

// Shifts count modulo the width of the register, as PostgreSQL's do on the machines that people use.

fn left2(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let shifted = (int(arguments, 0)? as i32).wrapping_shl(int(arguments, 1)? as u32);
    Ok(Value::Int(i64::from(shifted as i16)))
}

fn left4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let shifted = (int(arguments, 0)? as i32).wrapping_shl(int(arguments, 1)? as u32);
    Ok(Value::Int(i64::from(shifted)))
}

fn left8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)?.wrapping_shl(int(arguments, 1)? as u32)))
}

fn right4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let shifted = (int(arguments, 0)? as i32).wrapping_shr(int(arguments, 1)? as u32);
    Ok(Value::Int(i64::from(shifted)))
}

fn right8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)?.wrapping_shr(int(arguments, 1)? as u32)))
}

fn hex4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(format!("{:x}", int(arguments, 0)? as i32)))
}

fn hex8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(format!("{:x}", int(arguments, 0)?)))
}
