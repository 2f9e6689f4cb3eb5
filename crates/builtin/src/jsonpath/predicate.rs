//! Conditions: true, false or unknown.

use value::jsonpath::{Node, RegexFlags, Start};

use super::compare::compare;
use super::item::Item;
use super::run::{Failure, Run};
use crate::regex::{Options, compile};

/// Nothing is unknown.
type Truth = Option<bool>;

impl<'a> Run<'a> {
    /// Whether a condition holds.
    pub(super) fn truth(&mut self, node: &'a Node) -> Result<Truth, Failure> {
        Ok(match &node.start {
            Start::And(left, right) => match self.truth(left)? {
                Some(false) => Some(false),
                left => match self.truth(right)? {
                    Some(true) => left,
                    right => right,
                },
            },
            Start::Or(left, right) => match self.truth(left)? {
                Some(true) => Some(true),
                left => match self.truth(right)? {
                    Some(false) => left,
                    right => right,
                },
            },
            Start::Not(operand) => self.truth(operand)?.map(|it| !it),
            Start::IsUnknown(operand) => Some(self.truth(operand)?.is_none()),
            Start::Exists(operand) => self.exists(operand)?,
            Start::Compare(comparison, left, right) => {
                let (left, right) = (self.operands(left, true)?, self.operands(right, true)?);
                let zoned = self.zoned;
                self.any_pair(left, right, |a, b| compare(*comparison, a, b, zoned))?
            }
            Start::StartsWith(left, right) => {
                let (left, right) = (self.operands(left, true)?, self.operands(right, false)?);
                self.any_pair(left, right, |whole, beginning| {
                    let whole = whole.as_string();
                    Ok(whole.and_then(|it| Some(it.starts_with(&*beginning.as_string()?))))
                })?
            }
            Start::LikeRegex { operand, pattern, flags } => {
                let left = self.operands(operand, true)?;
                let pattern = compile(pattern, options(*flags)).map_err(Failure::OfCall)?;
                let once = Some(vec![Item::borrowed("null")]);
                self.any_pair(left, once, |text, _| {
                    Ok(text.as_string().map(|text| pattern.is_match(&text)))
                })?
            }
            _ => None,
        })
    }

    /// The values on one side, or nothing where they can't be computed.
    fn operands(&mut self, node: &'a Node, unwrap: bool) -> Result<Option<Vec<Item<'a>>>, Failure> {
        quiet(self.values(node, unwrap))
    }

    fn exists(&mut self, operand: &'a Node) -> Result<Truth, Failure> {
        if self.lax() {
            return quiet(self.node(operand, None));
        }
        Ok(quiet(self.values(operand, false))?.map(|found| !found.is_empty()))
    }

    /// Whether it holds for any pair; in strict mode all pairs must be known.
    fn any_pair(
        &self,
        left: Option<Vec<Item<'a>>>,
        right: Option<Vec<Item<'a>>>,
        holds: impl Fn(&Item<'a>, &Item<'a>) -> Result<Truth, Failure>,
    ) -> Result<Truth, Failure> {
        let (Some(left), Some(right)) = (left, right) else { return Ok(None) };
        let (mut found, mut unknown) = (false, false);
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
            match holds(a, b)? {
                None if !self.lax() => return Ok(None),
                None => unknown = true,
                Some(true) if self.lax() => return Ok(Some(true)),
                Some(true) => found = true,
                Some(false) => {}
            }
        }
        Ok(if found || !unknown { Some(found) } else { None })
    }
}

/// A failure of the path is unknown.
fn quiet<T>(outcome: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match outcome {
        Ok(value) => Ok(Some(value)),
        Err(Failure::OfPath(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn options(flags: RegexFlags) -> Options {
    Options {
        ignore_case: flags.ignore_case,
        newline_stops: !flags.quote && !flags.dot_all,
        newline_anchors: !flags.quote && flags.lines,
        expanded: false,
        literal: flags.quote,
        global: false,
    }
}
