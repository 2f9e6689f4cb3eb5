//! Texts made of others: `||`, `concat`, `repeat`, `replace`, `reverse`, `translate`.

use value::{Value, ValueError};

use super::{find, within_limit};
use crate::arguments::{int, text, written};
use crate::table::patterns::{ANY, CITEXT, INT4, NONARRAY, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("textcat", &[TEXT, TEXT], TEXT, textcat).operator("||"),
    Builtin::function("anytextcat", &[NONARRAY, TEXT], TEXT, anytextcat).operator("||").stable(),
    Builtin::function("textanycat", &[TEXT, NONARRAY], TEXT, textanycat).operator("||").stable(),
    Builtin::function("concat", &[ANY], TEXT, concat).variadic().lenient().stable(),
    Builtin::function("concat_ws", &[TEXT, ANY], TEXT, concat_ws).variadic().lenient().stable(),
    Builtin::function("repeat", &[TEXT, INT4], TEXT, repeat),
    Builtin::function("replace", &[TEXT, TEXT, TEXT], TEXT, replace),
    Builtin::function("replace", &[CITEXT, CITEXT, CITEXT], TEXT, replace_folded),
    Builtin::function("reverse", &[TEXT], TEXT, reverse).safe(),
    Builtin::function("translate", &[TEXT, TEXT, TEXT], TEXT, translate).safe(),
];

fn textcat(_: &Context<'_>, arguments: &[Value]) -> Answer {
    join(text(arguments, 0)?, text(arguments, 1)?)
}

fn anytextcat(context: &Context<'_>, arguments: &[Value]) -> Answer {
    join(&cast(context, arguments, 0), text(arguments, 1)?)
}

fn textanycat(context: &Context<'_>, arguments: &[Value]) -> Answer {
    join(text(arguments, 0)?, &cast(context, arguments, 1))
}

/// The argument cast to text, which for a boolean is `true`, not `t`.
fn cast(context: &Context<'_>, arguments: &[Value], at: usize) -> String {
    let mut out = String::new();
    if let (Some(of), Some(value)) = (context.arguments.get(at), arguments.get(at)) {
        value::write(of, value, &mut out);
    }
    out
}

fn join(left: &str, right: &str) -> Answer {
    let mut joined = String::with_capacity(within_limit(left.len() + right.len())?);
    joined.push_str(left);
    joined.push_str(right);
    Ok(Value::text(joined))
}

fn concat(context: &Context<'_>, arguments: &[Value]) -> Answer {
    joined(context, arguments, 0, "")
}

fn concat_ws(context: &Context<'_>, arguments: &[Value]) -> Answer {
    match arguments.first() {
        Some(Value::Null) | None => Ok(Value::Null),
        Some(_) => joined(context, arguments, 1, text(arguments, 0)?),
    }
}

fn joined(context: &Context<'_>, arguments: &[Value], from: usize, separator: &str) -> Answer {
    let mut out = String::new();
    let mut first = true;
    for at in (from..arguments.len()).filter(|at| !arguments[*at].is_null()) {
        if !first {
            out.push_str(separator);
        }
        first = false;
        written(context, arguments, at, &mut out);
        within_limit(out.len())?;
    }
    Ok(Value::text(out))
}

fn repeat(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (part, count) = (text(arguments, 0)?, int(arguments, 1)?.max(0) as usize);
    within_limit(part.len().saturating_mul(count))?;
    Ok(Value::text(part.repeat(count)))
}

fn replace(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, from, to) = (text(arguments, 0)?, text(arguments, 1)?, text(arguments, 2)?);
    if from.is_empty() || !whole.contains(from) {
        return Ok(Value::text(whole));
    }
    let growth = to.len().saturating_sub(from.len());
    if growth > 0 {
        let count = whole.matches(from).count();
        within_limit(whole.len().saturating_add(count.saturating_mul(growth)))?;
    }
    Ok(Value::text(whole.replace(from, to)))
}

fn replace_folded(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, from, to) = (text(arguments, 0)?, text(arguments, 1)?, text(arguments, 2)?);
    let (mut out, mut start) = (String::new(), 0);
    for found in find::folded(whole, from).filter(|it| !it.is_empty()) {
        out.push_str(&whole[start..found.start]);
        out.push_str(to);
        start = found.end;
        within_limit(out.len())?;
    }
    out.push_str(&whole[start..]);
    Ok(Value::text(out))
}

fn reverse(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(text(arguments, 0)?.chars().rev().collect::<String>()))
}

fn translate(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let from: Vec<char> = text(arguments, 1)?.chars().collect();
    let to: Vec<char> = text(arguments, 2)?.chars().collect();
    let turned = text(arguments, 0)?.chars().filter_map(|it| {
        match from.iter().position(|known| *known == it) {
            Some(at) => to.get(at).copied(),
            None => Some(it),
        }
    });
    Ok(Value::text(turned.collect::<String>()))
}
