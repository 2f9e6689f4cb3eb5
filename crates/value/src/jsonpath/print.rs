//! A path as PostgreSQL prints it, brackets only where they must be. Where PostgreSQL leaves out brackets that a step
//! behind an operation needs, they are printed here, so that each path reads back as itself.

use super::{Arithmetic, JsonPath, Method, Node, RegexFlags, Start, Step};
use crate::Sink;
use crate::json::write_json_string;

impl JsonPath {
    /// Prints the path.
    pub fn write<S: Sink>(&self, out: &mut S) {
        if self.strict {
            out.put("strict ");
        }
        node(&self.root, true, out);
    }
}

fn text<S: Sink>(text: &str, out: &mut S) {
    let mut quoted = Vec::with_capacity(text.len() + 2);
    write_json_string(text, &mut quoted);
    out.put(std::str::from_utf8(&quoted).unwrap_or_default());
}

/// How strongly an operation binds.
const fn strength(start: &Start) -> u8 {
    match start {
        Start::Or(..) => 0,
        Start::And(..) => 1,
        Start::Compare(..) | Start::StartsWith(..) | Start::LikeRegex { .. } => 2,
        Start::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, ..) => 3,
        Start::Arithmetic(..) => 4,
        Start::Sign { .. } => 5,
        _ => 6,
    }
}

fn node<S: Sink>(of: &Node, brackets: bool, out: &mut S) {
    let has_steps = !of.steps.is_empty();
    let is_number = matches!(of.start, Start::Number(_));
    let brackets =
        has_steps && (is_number || strength(&of.start) < 6) || brackets && strength(&of.start) < 6;
    if brackets {
        out.put_ascii(b'(');
    }
    start(&of.start, out);
    if brackets {
        out.put_ascii(b')');
    }
    of.steps.iter().for_each(|it| step(it, out));
}

fn operand<S: Sink>(of: &Node, within: &Start, out: &mut S) {
    node(of, strength(&of.start) <= strength(within), out);
}

fn infix<S: Sink>(whole: &Start, left: &Node, symbol: &str, right: &Node, out: &mut S) {
    operand(left, whole, out);
    out.put_ascii(b' ');
    out.put(symbol);
    out.put_ascii(b' ');
    operand(right, whole, out);
}

fn start<S: Sink>(of: &Start, out: &mut S) {
    match of {
        Start::Root => out.put("$"),
        Start::Current => out.put("@"),
        Start::Last => out.put("last"),
        Start::Variable(name) => {
            out.put("$");
            text(name, out);
        }
        Start::Null => out.put("null"),
        Start::Bool(truth) => out.put(if *truth { "true" } else { "false" }),
        Start::Number(number) => out.put(number),
        Start::Text(plain) => text(plain, out),
        Start::Sign { negative, operand: inner } => {
            out.put(if *negative { "-" } else { "+" });
            operand(inner, of, out);
        }
        Start::Arithmetic(operation, left, right) => {
            infix(of, left, operation.symbol(), right, out);
        }
        Start::And(left, right) => infix(of, left, "&&", right, out),
        Start::Or(left, right) => infix(of, left, "||", right, out),
        Start::Compare(comparison, left, right) => infix(of, left, comparison.symbol(), right, out),
        Start::StartsWith(left, right) => infix(of, left, "starts with", right, out),
        Start::Not(inner) => enclosed("!(", inner, ")", out),
        Start::IsUnknown(inner) => enclosed("(", inner, ") is unknown", out),
        Start::Exists(inner) => enclosed("exists (", inner, ")", out),
        Start::LikeRegex { operand: inner, pattern, flags } => {
            operand(inner, of, out);
            out.put(" like_regex ");
            text(pattern, out);
            write_flags(*flags, out);
        }
    }
}

fn enclosed<S: Sink>(before: &str, inner: &Node, after: &str, out: &mut S) {
    out.put(before);
    node(inner, false, out);
    out.put(after);
}

fn write_flags<S: Sink>(flags: RegexFlags, out: &mut S) {
    if flags == RegexFlags::default() {
        return;
    }
    out.put(" flag \"");
    let letters = [
        (flags.ignore_case, b'i'),
        (flags.dot_all, b's'),
        (flags.lines, b'm'),
        (flags.expanded, b'x'),
        (flags.quote, b'q'),
    ];
    letters.iter().filter(|it| it.0).for_each(|it| out.put_ascii(it.1));
    out.put_ascii(b'"');
}

fn step<S: Sink>(of: &Step, out: &mut S) {
    match of {
        Step::Key(key) => {
            out.put_ascii(b'.');
            text(key, out);
        }
        Step::AnyKey => out.put(".*"),
        Step::AnyElement => out.put("[*]"),
        Step::Elements(ranges) => {
            out.put_ascii(b'[');
            for (at, (from, to)) in ranges.iter().enumerate() {
                if at > 0 {
                    out.put_ascii(b',');
                }
                node(from, false, out);
                if let Some(to) = to {
                    out.put(" to ");
                    node(to, false, out);
                }
            }
            out.put_ascii(b']');
        }
        Step::Descendants { first, last } => descendants(*first, *last, out),
        Step::Filter(condition) => enclosed("?(", condition, ")", out),
        Step::Method(method) => {
            out.put_ascii(b'.');
            out.put(method.name());
            out.put_ascii(b'(');
            if let Method::DateTime(Some(template)) = method {
                text(template, out);
            }
            out.put_ascii(b')');
        }
    }
}

fn descendants<S: Sink>(first: Option<u32>, last: Option<u32>, out: &mut S) {
    out.put(".**");
    if (first, last) == (Some(0), None) {
        return;
    }
    let level = |level: Option<u32>, out: &mut S| match level {
        Some(level) => out.put_int(i64::from(level)),
        None => out.put("last"),
    };
    out.put_ascii(b'{');
    level(first, out);
    if first != last {
        out.put(" to ");
        level(last, out);
    }
    out.put_ascii(b'}');
}
