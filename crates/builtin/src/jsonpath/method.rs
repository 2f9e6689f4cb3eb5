//! The methods of a path, `.size()` and the like.

use value::jsonpath::{Method, Step};
use value::numeric::Numeric;
use value::{Modifier, Scalar, ValueError};

use super::datetime::Moment;
use super::item::Item;
use super::run::{Failure, Found, Outcome, Run, fails};
use crate::json::scan::{self, Kind};

impl<'a> Run<'a> {
    /// What a method makes of a value, and from there the other steps.
    pub(super) fn method(
        &mut self,
        method: &'a Method,
        item: Item<'a>,
        rest: &'a [Step],
        found: Found<'_, 'a>,
    ) -> Outcome {
        let next = match method {
            Method::Type => Item::string(match &item {
                Item::Moment(moment) => moment.type_name(),
                Item::Json(text) => Kind::of(text).name(),
            }),
            Method::Size => match self.size(&item)? {
                Some(size) => size,
                None => return Ok(false),
            },
            Method::Abs => number(&item, method, |it| Ok(it.abs()))?,
            Method::Floor => number(&item, method, Numeric::floor)?,
            Method::Ceiling => number(&item, method, Numeric::ceil)?,
            Method::Double => double(item)?,
            Method::KeyValue => return self.key_values(&item, rest, found),
            Method::DateTime(template) => match item.as_string() {
                Some(text) => {
                    Item::Moment(Moment::read(&text, template.as_deref()).map_err(Failure::OfPath)?)
                }
                None => {
                    let message =
                        "jsonpath item method .datetime() can only be applied to a string";
                    return fails("22031", message);
                }
            },
        };
        self.go(rest, next, found, self.lax())
    }

    fn size(&self, item: &Item<'a>) -> Result<Option<Item<'a>>, Failure> {
        match item {
            Item::Json(text) if item.is_array() => {
                Ok(Some(Item::owned(scan::count(text).to_string())))
            }
            _ if self.lax() => Ok(Some(Item::borrowed("1"))),
            _ if self.lenient => Ok(None),
            _ => fails("22039", "jsonpath item method .size() can only be applied to an array"),
        }
    }
}

fn number<'a>(
    item: &Item<'_>,
    method: &Method,
    compute: impl Fn(&Numeric) -> Result<Numeric, ValueError>,
) -> Result<Item<'a>, Failure> {
    let Some(text) = item.as_number() else {
        let name = method.name();
        let message =
            format!("jsonpath item method .{name}() can only be applied to a numeric value");
        return fails("22036", message);
    };
    let number = Numeric::parse(text).and_then(|number| compute(&number));
    number.map(|it| Item::owned(it.to_string())).map_err(Failure::OfPath)
}

/// A number that a `double precision` can hold, or the text of one as a number.
fn double(item: Item<'_>) -> Result<Item<'_>, Failure> {
    let read = |text: &str| {
        value::read(&Scalar::Float8.of(), Modifier::None, text, &value::Moment::default())
    };
    if let Some(number) = item.as_number() {
        return match read(number) {
            Ok(_) => Ok(item),
            Err(_) => fails(
                "22036",
                "numeric argument of jsonpath item method .double() is out of range for type double precision",
            ),
        };
    }
    let Some(text) = item.as_string() else {
        let message =
            "jsonpath item method .double() can only be applied to a string or numeric value";
        return fails("22036", message);
    };
    match read(&text) {
        Ok(value::Value::Float(float)) if float.is_finite() => {
            let number = Numeric::from_float(Scalar::Float8, float).map_err(Failure::OfPath)?;
            Ok(Item::owned(number.to_string()))
        }
        Ok(_) => {
            fails("22036", "NaN or Infinity is not allowed for jsonpath item method .double()")
        }
        Err(_) => fails(
            "22036",
            "string argument of jsonpath item method .double() is not a valid representation of a double precision number",
        ),
    }
}
