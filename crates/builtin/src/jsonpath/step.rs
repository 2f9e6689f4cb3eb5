//! The steps from a value to others.

use value::Scalar;
use value::jsonpath::{Node, Step};
use value::numeric::Numeric;

use super::item::Item;
use super::run::{Failure, Found, Outcome, Run, fails};
use crate::json::scan::Kind;

impl<'a> Run<'a> {
    /// The first of the steps, and from there the others. With `unwrap`, an array stands for its elements where the
    /// step is none of arrays.
    pub(super) fn step(
        &mut self,
        steps: &'a [Step],
        item: Item<'a>,
        found: Found<'_, 'a>,
        unwrap: bool,
    ) -> Outcome {
        let Some((step, rest)) = steps.split_first() else { return Ok(false) };
        let takes_apart =
            !matches!(step, Step::AnyElement | Step::Elements(_) | Step::Descendants { .. });
        if takes_apart && unwrap && item.is_array() && !of_whole(step) {
            return self.each(item.parts(), steps, found, false);
        }
        match step {
            Step::Key(key) => self.key(key, &item, rest, found),
            Step::AnyKey if item.kind() == Some(Kind::Object) => {
                self.each(item.parts(), rest, found, self.lax())
            }
            Step::AnyKey => self.missing(
                "2203C",
                "jsonpath wildcard member accessor can only be applied to an object",
            ),
            Step::AnyElement if item.is_array() => self.each(item.parts(), rest, found, self.lax()),
            Step::AnyElement if self.lax() => self.go(rest, item, found, true),
            Step::AnyElement => self.missing(
                "22039",
                "jsonpath wildcard array accessor can only be applied to an array",
            ),
            Step::Elements(ranges) => self.elements(ranges, &item, rest, found),
            Step::Descendants { first, last } => {
                self.descendants((*first, *last), &item, rest, found)
            }
            Step::Filter(condition) => {
                let saved = std::mem::replace(&mut self.current, item.clone());
                let truth = self.truth(condition);
                self.current = saved;
                match truth? {
                    Some(true) => self.go(rest, item, found, self.lax()),
                    _ => Ok(false),
                }
            }
            Step::Method(method) => self.method(method, item, rest, found),
        }
    }

    /// What is not there is an error only where the path is strict.
    fn missing(&self, code: &'static str, message: &str) -> Outcome {
        if self.lenient { Ok(false) } else { fails(code, message) }
    }

    fn key(
        &mut self,
        key: &str,
        item: &Item<'a>,
        rest: &'a [Step],
        found: Found<'_, 'a>,
    ) -> Outcome {
        if item.kind() != Some(Kind::Object) {
            let message = "jsonpath member accessor can only be applied to an object";
            return self.missing("2203A", message);
        }
        match item.field(key) {
            Some(value) => self.go(rest, value, found, self.lax()),
            None => self.missing("2203A", &format!("JSON object does not contain key \"{key}\"")),
        }
    }

    fn elements(
        &mut self,
        ranges: &'a [(Node, Option<Node>)],
        item: &Item<'a>,
        rest: &'a [Step],
        mut found: Found<'_, 'a>,
    ) -> Outcome {
        if !item.is_array() && !self.lax() {
            return self
                .missing("22039", "jsonpath array accessor can only be applied to an array");
        }
        let elements = if item.is_array() { item.parts() } else { vec![item.clone()] };
        let length = elements.len();
        let mut any = false;
        for (from, to) in ranges {
            let saved = self.length.replace(length);
            let bounds = self.bounds(from, to.as_ref());
            self.length = saved;
            let (from, to) = bounds?;
            let outside = from < 0 || from > to || to >= length as i64;
            if outside && !self.lenient {
                return fails("22033", "jsonpath array subscript is out of bounds");
            }
            let (from, to) = (from.max(0), to.min(length as i64 - 1));
            for index in from..=to {
                let Some(element) = elements.get(index as usize) else { break };
                let saved = self.length.replace(length);
                let outcome = self.go(rest, element.clone(), found.as_deref_mut(), self.lax());
                self.length = saved;
                any |= outcome?;
                if any && found.is_none() {
                    return Ok(true);
                }
            }
        }
        Ok(any)
    }

    fn bounds(&mut self, from: &'a Node, to: Option<&'a Node>) -> Result<(i64, i64), Failure> {
        let from = self.index(from)?;
        Ok((from, to.map_or(Ok(from), |to| self.index(to))?))
    }

    fn index(&mut self, node: &'a Node) -> Result<i64, Failure> {
        let found = self.values(node, false)?;
        let number = match found.as_slice() {
            [only] => only.as_number(),
            _ => None,
        };
        let Some(number) = number else {
            return fails("22033", "jsonpath array subscript is not a single numeric value");
        };
        Numeric::parse(number)
            .and_then(|number| number.trunc(0)?.to_int(Scalar::Int4))
            .or_else(|_| fails("22033", "jsonpath array subscript is out of integer range"))
    }

    /// A value and all that is in it, level by level as they are written.
    fn descendants(
        &mut self,
        (first, last): (Option<u32>, Option<u32>),
        item: &Item<'a>,
        rest: &'a [Step],
        mut found: Found<'_, 'a>,
    ) -> Outcome {
        let saved = std::mem::replace(&mut self.lenient, true);
        let mut any = Ok(false);
        if first == Some(0) {
            any = self.go(rest, item.clone(), found.as_deref_mut(), self.lax());
        }
        let leaves_only = first.is_none() && last.is_none();
        let mut open = vec![item.parts().into_iter()];
        while let Ok(some) = any
            && !(some && found.is_none())
            && let Some(innermost) = open.last_mut()
        {
            let Some(item) = innermost.next() else {
                open.pop();
                continue;
            };
            let level = open.len() as u32;
            if last.is_some_and(|last| level > last) {
                open.pop();
                continue;
            }
            let is_container = item.kind().is_some_and(Kind::is_container);
            let children = if is_container { item.parts() } else { Vec::new() };
            if first.is_some_and(|first| level >= first) || leaves_only && !is_container {
                any = self.go(rest, item, found.as_deref_mut(), self.lax()).map(|it| it || some);
            }
            open.push(children.into_iter());
        }
        self.lenient = saved;
        any
    }
}

/// Methods that look at an array itself.
const fn of_whole(step: &Step) -> bool {
    use value::jsonpath::Method;
    matches!(step, Step::Method(Method::Type | Method::Size))
}
