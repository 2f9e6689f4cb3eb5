//! Functions and operators of arrays.

pub(crate) mod bucket;
pub(crate) mod build;
pub(crate) mod change;
pub(crate) mod contain;
pub(crate) mod lists;
pub(crate) mod shape;
pub(crate) mod subscript;

use value::array::{Array, Dimension};
use value::{Type, Value, ValueError, array_of, array_shaped, array_values};

use crate::Context;
use crate::arguments::text;

/// The most elements of an array.
const MOST_ELEMENTS: usize = 8 * 1024 * 1024;

/// An array with its elements as values.
#[derive(Clone, Debug)]
pub(crate) struct Elements {
    pub(crate) of: Type,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) values: Vec<Value>,
}

impl Elements {
    /// An array argument.
    pub(crate) fn read(
        context: &Context<'_>,
        arguments: &[Value],
        at: usize,
    ) -> Result<Self, ValueError> {
        let of = context.arguments.get(at).and_then(Type::element).unwrap_or(&Type::TEXT).clone();
        let (dimensions, values) = array_values(&of, text(arguments, at)?)?;
        Ok(Self { of, dimensions, values })
    }

    /// An array argument, or an empty array for null.
    pub(crate) fn read_or_empty(
        context: &Context<'_>,
        arguments: &[Value],
        at: usize,
    ) -> Result<Self, ValueError> {
        if arguments.get(at).is_none_or(Value::is_null) {
            let of = context.arguments.get(at).and_then(Type::element).unwrap_or(&Type::TEXT);
            return Ok(Self { of: of.clone(), dimensions: Vec::new(), values: Vec::new() });
        }
        Self::read(context, arguments, at)
    }

    /// The array as a value.
    pub(crate) fn answer(&self) -> Result<Value, ValueError> {
        if self.values.len() > MOST_ELEMENTS {
            return Err(too_large());
        }
        Ok(array_shaped(&self.of, &self.dimensions, &self.values))
    }

    /// Whether two elements are equal, of which neither is null.
    pub(crate) fn equal(&self, left: &Value, right: &Value) -> bool {
        value::compare(&self.of, left, right).is_eq()
    }

    /// Whether two elements are the same, where null is the same as null.
    pub(crate) fn same(&self, left: &Value, right: &Value) -> bool {
        match (left.is_null(), right.is_null()) {
            (false, false) => self.equal(left, right),
            (left, right) => left == right,
        }
    }
}

/// An array of one dimension.
pub(crate) fn build(of: &Type, elements: &[Value]) -> Value {
    array_of(of, elements)
}

/// The elements of an array of texts.
pub(crate) fn texts(array: &str) -> Result<Vec<Option<String>>, ValueError> {
    let elements = Array::parse(array)?.elements;
    Ok(elements.into_iter().map(|it| it.map(std::borrow::Cow::into_owned)).collect())
}

/// How many elements each dimension has.
pub(crate) fn dimensions(array: &str) -> Result<Vec<usize>, ValueError> {
    Ok(Array::parse(array)?.dimensions.iter().map(|it| it.length).collect())
}

/// 54000
pub(crate) fn too_large() -> ValueError {
    let message = format!("array size exceeds the maximum allowed ({MOST_ELEMENTS})");
    ValueError::new("54000", message)
}

/// 2202E
pub(crate) fn subscript_error(message: &str) -> ValueError {
    ValueError::new("2202E", message)
}
