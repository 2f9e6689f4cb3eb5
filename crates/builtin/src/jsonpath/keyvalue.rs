//! `.keyvalue()`: the members of an object as objects of their own.

use value::jsonpath::Step;

use super::item::Item;
use super::layout;
use super::run::{Found, Outcome, Run, fails};
use crate::json::scan::{self, Kind};

/// What the ids of one document's objects have room for.
const ROOM: i64 = 10_000_000_000;

impl<'a> Run<'a> {
    pub(super) fn key_values(
        &mut self,
        item: &Item<'a>,
        rest: &'a [Step],
        mut found: Found<'_, 'a>,
    ) -> Outcome {
        let Item::Json(text) = item else { return not_an_object() };
        if Kind::of(text) != Kind::Object {
            return not_an_object();
        }
        let id = self.place(text) + self.base.id * ROOM;
        let mut any = false;
        for member in scan::members(text) {
            let (key, value) = (member.key, member.value);
            let object =
                Item::owned(format!("{{\"id\": {id}, \"key\": {key}, \"value\": {value}}}"));
            let base = self.next_id;
            self.next_id += 1;
            any |= self.go_on_in(base, object, rest, found.as_deref_mut())?;
            if any && found.is_none() {
                break;
            }
        }
        Ok(any)
    }

    /// How far into its document an object is, as PostgreSQL stores it: what tells objects apart.
    fn place(&self, text: &str) -> i64 {
        let Item::Json(whole) = &self.base.whole else { return 0 };
        let at = (text.as_ptr() as usize)
            .checked_sub(whole.as_ptr() as usize)
            .filter(|at| at + text.len() <= whole.len())
            .or_else(|| whole.find(text));
        at.and_then(|at| layout::offset(whole, at)).unwrap_or(0)
    }
}

fn not_an_object() -> Outcome {
    fails("2203C", "jsonpath item method .keyvalue() can only be applied to an object")
}
