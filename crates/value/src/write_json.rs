//! Values as JSON, as PostgreSQL's `to_json` and `row_to_json` print them.

use crate::array::Array;
use crate::json::{self, write_json_string};
use crate::write::{output, padded_width, word};
use crate::{
    Composite, Modifier, Scalar, Sink, Type, Value, ValueRef, bytes, composite, datetime, float,
    read_output,
};

/// The value as JSON.
pub fn write_json(of: &Type, value: &Value, out: &mut Vec<u8>) {
    write_json_ref(of, value.as_ref(), out);
}

/// The value as JSON, a `char(n)` padded as its modifier says.
pub fn write_json_cell(of: &Type, modifier: Modifier, value: ValueRef<'_>, out: &mut Vec<u8>) {
    write_json_ref(of, value, out);
    if let (Some(width), ValueRef::Text(text), Some(b'"')) =
        (padded_width(of, modifier), value, out.last())
    {
        out.pop();
        let missing = width.saturating_sub(text.chars().count());
        out.resize(out.len() + missing, b' ');
        out.push(b'"');
    }
}

/// The borrowed value as JSON. The common types allocate nothing but what `out` needs.
pub fn write_json_ref(of: &Type, value: ValueRef<'_>, out: &mut Vec<u8>) {
    match (of, value) {
        (_, ValueRef::Null) => out.put("null"),
        (Type::Domain(domain), _) => write_json_ref(&domain.base, value, out),
        (Type::Scalar(scalar), ValueRef::Int(int)) => write_int(*scalar, int, out),
        (_, ValueRef::Text(text)) => write_text(of, text, out),
        (_, ValueRef::Float(number)) if number.is_finite() => {
            float::write(of.scalar().unwrap_or(Scalar::Float8), number, out);
        }
        (Type::Scalar(Scalar::Bytea), ValueRef::Bytes(plain)) => {
            out.put("\"\\\\x");
            bytes::write_hex(plain, out);
            out.put_ascii(b'"');
        }
        (Type::Enum(of), ValueRef::Int(position)) => {
            let label = usize::try_from(position).ok().and_then(|at| of.labels.get(at));
            write_json_string(label.map_or("", |label| label.as_str()), out);
        }
        _ => {
            // No other output has characters that JSON escapes.
            out.put_ascii(b'"');
            output(of, value, out);
            out.put_ascii(b'"');
        }
    }
}

fn write_int(of: Scalar, int: i64, out: &mut Vec<u8>) {
    match of {
        Scalar::Bool => out.put(word(int)),
        Scalar::Date | Scalar::Time | Scalar::Oid => {
            out.put_ascii(b'"');
            output(&Type::Scalar(of), ValueRef::Int(int), out);
            out.put_ascii(b'"');
        }
        Scalar::Timestamp | Scalar::Timestamptz => {
            out.put_ascii(b'"');
            match of {
                Scalar::Timestamptz => datetime::session::write_moment(int, b'T', true, out),
                _ => datetime::write_timestamp(int, b'T', "", out),
            }
            out.put_ascii(b'"');
        }
        _ => out.put_int(int),
    }
}

/// What has text for its form.
fn write_text(of: &Type, text: &str, out: &mut Vec<u8>) {
    match of {
        Type::Scalar(Scalar::Numeric) => write_number(text, out),
        Type::Scalar(Scalar::Json | Scalar::Jsonb) => out.put(text),
        Type::Array(element) => write_array(element, text, out),
        Type::Composite(of) => write_composite(of, text, out),
        _ => write_json_string(text, out),
    }
}

/// A number as it is; what is no number is a string.
fn write_number(text: &str, out: &mut Vec<u8>) {
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        out.put(text);
    } else {
        write_json_string(text, out);
    }
}

/// A value of which there is the output function's text, as there is in arrays and rows.
fn write_output_text(of: &Type, text: &str, out: &mut Vec<u8>) {
    match of.base() {
        Type::Scalar(scalar) => match scalar {
            Scalar::Bool => out.put(word(i64::from(text == "t"))),
            Scalar::Int2 | Scalar::Int4 | Scalar::Int8 => out.put(text),
            Scalar::Float4 | Scalar::Float8 | Scalar::Numeric => write_number(text, out),
            Scalar::Timestamp | Scalar::Timestamptz => match read_output(of, text) {
                Ok(value) => write_json(of, &value, out),
                Err(_) => write_json_string(text, out),
            },
            _ => write_text(of.base(), text, out),
        },
        Type::Enum(_) => write_json_string(text, out),
        other => write_text(other, text, out),
    }
}

fn write_array(element: &Type, text: &str, out: &mut Vec<u8>) {
    let Ok(array) = Array::parse(text) else { return json::write_json_string(text, out) };
    if array.dimensions.is_empty() {
        return out.put("[]");
    }
    let sizes = array.sizes();
    let brackets = |at: usize| sizes.iter().filter(|&&size| at.is_multiple_of(size)).count();
    for (at, slot) in array.elements.iter().enumerate() {
        if at > 0 {
            (0..brackets(at)).for_each(|_| out.put_ascii(b']'));
            out.put_ascii(b',');
        }
        (0..brackets(at)).for_each(|_| out.put_ascii(b'['));
        match slot {
            Some(text) => write_output_text(element, text, out),
            None => out.put("null"),
        }
    }
    sizes.iter().for_each(|_| out.put_ascii(b']'));
}

fn write_composite(of: &Composite, text: &str, out: &mut Vec<u8>) {
    let Ok(fields) = composite::parse(text, Some(of.fields.len())) else {
        return json::write_json_string(text, out);
    };
    out.put_ascii(b'{');
    for (at, (slot, field)) in fields.iter().zip(&of.fields).enumerate() {
        if at > 0 {
            out.put_ascii(b',');
        }
        write_json_string(&field.name, out);
        out.put_ascii(b':');
        match slot {
            Some(text) => write_output_text(&field.of, text, out),
            None => out.put("null"),
        }
    }
    out.put_ascii(b'}');
}
