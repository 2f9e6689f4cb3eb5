//! Numbers of a path: exact, as `numeric` computes.

use value::ValueError;
use value::jsonpath::{Arithmetic, Node, Step};
use value::numeric::Numeric;

use super::item::Item;
use super::run::{Failure, Found, Outcome, Run, fails};

impl<'a> Run<'a> {
    /// What an operation makes of two numbers.
    pub(super) fn arithmetic(
        &mut self,
        operation: Arithmetic,
        left: &'a Node,
        right: &'a Node,
    ) -> Result<Item<'a>, Failure> {
        let (left, right) = (self.values(left, true)?, self.values(right, true)?);
        let a = single(&left, "left", operation)?;
        let b = single(&right, "right", operation)?;
        compute(operation, &a, &b).map(|it| Item::owned(it.to_string())).map_err(Failure::OfPath)
    }

    /// `-a`, of each of its values.
    pub(super) fn signed(
        &mut self,
        negative: bool,
        operand: &'a Node,
        rest: &'a [Step],
        mut found: Found<'_, 'a>,
    ) -> Outcome {
        let mut any = false;
        for item in self.values(operand, true)? {
            let next = match item.as_number() {
                None if found.is_none() && rest.is_empty() => continue,
                None => {
                    let symbol = if negative { "-" } else { "+" };
                    let message = format!(
                        "operand of unary jsonpath operator {symbol} is not a numeric value"
                    );
                    return fails("2203B", message);
                }
                Some(number) if negative => {
                    let number = Numeric::parse(number).map_err(Failure::OfPath)?;
                    Item::owned((-&number).to_string())
                }
                Some(_) => item,
            };
            any |= self.go(rest, next, found.as_deref_mut(), self.lax())?;
            if any && found.is_none() {
                break;
            }
        }
        Ok(any)
    }
}

fn single(items: &[Item<'_>], side: &str, operation: Arithmetic) -> Result<Numeric, Failure> {
    let number = match items {
        [only] => only.as_number(),
        _ => None,
    };
    match number {
        Some(number) => Numeric::parse(number).map_err(Failure::OfPath),
        None => {
            let symbol = operation.symbol();
            fails(
                "22038",
                format!(
                    "{side} operand of jsonpath operator {symbol} is not a single numeric value"
                ),
            )
        }
    }
}

fn compute(operation: Arithmetic, a: &Numeric, b: &Numeric) -> Result<Numeric, ValueError> {
    match operation {
        Arithmetic::Add => a.add(b),
        Arithmetic::Subtract => a.sub(b),
        Arithmetic::Multiply => a.mul(b),
        Arithmetic::Divide => a.div(b),
        Arithmetic::Remainder => a.rem(b),
    }
}
