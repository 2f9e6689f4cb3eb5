//! One walk of a path over a document: what it knows on the way, and where values begin.

use value::ValueError;
use value::jsonpath::{JsonPath, Node, Start, Step};

use super::item::Item;
use crate::json::scan;

/// How many steps a walk may take, and how many values it may find.
const MOST_STEPS: u32 = 5_000_000;
const MOST_FOUND: usize = 1_000_000;

/// Why a walk ends early.
pub(super) enum Failure {
    /// The document is not what the path expects; quiet calls and conditions take it for unknown.
    OfPath(ValueError),
    /// The call is wrong; nothing takes that for anything else.
    OfCall(ValueError),
}

/// A failure that conditions and quiet calls take for unknown.
pub(super) fn fails<T>(code: &'static str, message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::OfPath(ValueError::new(code, message)))
}

/// Whether anything was found.
pub(super) type Outcome = Result<bool, Failure>;
/// Where what is found goes; nowhere, if it matters only whether there is any.
pub(super) type Found<'f, 'a> = Option<&'f mut Vec<Item<'a>>>;

/// The document that positions are told of by `keyvalue()`.
#[derive(Clone)]
pub(super) struct Base<'a> {
    pub(super) id: i64,
    pub(super) whole: Item<'a>,
}

pub(super) struct Run<'a> {
    path: &'a JsonPath,
    root: Item<'a>,
    variables: Option<&'a str>,
    /// Whether moments with and without a zone may be compared.
    pub(super) zoned: bool,
    /// Whether what isn't there is no error.
    pub(super) lenient: bool,
    /// What `@` is.
    pub(super) current: Item<'a>,
    /// How long the array is whose subscript is computed.
    pub(super) length: Option<usize>,
    pub(super) base: Base<'a>,
    pub(super) next_id: i64,
    steps: u32,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        path: &'a JsonPath,
        document: &'a str,
        variables: Option<&'a str>,
        zoned: bool,
    ) -> Self {
        let root = Item::borrowed(document);
        Self {
            path,
            current: root.clone(),
            base: Base { id: 0, whole: root.clone() },
            root,
            variables,
            zoned,
            lenient: !path.strict,
            length: None,
            next_id: 2,
            steps: 0,
        }
    }

    /// The whole path.
    pub(super) fn whole(mut self, found: Found<'_, 'a>) -> Outcome {
        self.node(&self.path.root, found)
    }

    /// Whether arrays are taken apart and made by themselves.
    pub(super) const fn lax(&self) -> bool {
        !self.path.strict
    }

    /// The values of an expression.
    pub(super) fn node(&mut self, node: &'a Node, found: Found<'_, 'a>) -> Outcome {
        let start = match &node.start {
            Start::Root => return self.go_on_in(0, self.root.clone(), &node.steps, found),
            Start::Variable(name) => {
                let (variable, whole) = self.variable(name)?;
                let saved = std::mem::replace(&mut self.base, Base { id: 1, whole });
                let outcome = self.go(&node.steps, variable, found, self.lax());
                self.base = saved;
                return outcome;
            }
            Start::Current => self.current.clone(),
            Start::Last => match self.length {
                Some(length) => Item::owned((length as i64 - 1).to_string()),
                None => {
                    return fails("XX000", "evaluating jsonpath LAST outside of array subscript");
                }
            },
            Start::Null => Item::borrowed("null"),
            Start::Bool(truth) => Item::truth(Some(*truth)),
            Start::Number(number) => Item::borrowed(number),
            Start::Text(text) => Item::string(text),
            Start::Sign { negative, operand } => {
                return self.signed(*negative, operand, &node.steps, found);
            }
            Start::Arithmetic(operation, left, right) => {
                self.arithmetic(*operation, left, right)?
            }
            _ => Item::truth(self.truth(node)?),
        };
        self.go(&node.steps, start, found, self.lax())
    }

    /// Goes on from a document, of which positions are told from now on.
    pub(super) fn go_on_in(
        &mut self,
        id: i64,
        whole: Item<'a>,
        steps: &'a [Step],
        found: Found<'_, 'a>,
    ) -> Outcome {
        let base = Base { id, whole: whole.clone() };
        let saved = std::mem::replace(&mut self.base, base);
        let outcome = self.go(steps, whole, found, self.lax());
        self.base = saved;
        outcome
    }

    /// A variable, and the object that holds all of them.
    fn variable(&self, name: &str) -> Result<(Item<'a>, Item<'a>), Failure> {
        let whole = self.variables.unwrap_or("{}");
        match scan::field(whole, name) {
            Some(value) => Ok((Item::borrowed(value), Item::borrowed(whole))),
            None => {
                let message = format!("could not find jsonpath variable \"{name}\"");
                Err(Failure::OfCall(ValueError::new("42704", message)))
            }
        }
    }

    /// Takes the next step, or has arrived.
    pub(super) fn go(
        &mut self,
        steps: &'a [Step],
        item: Item<'a>,
        found: Found<'_, 'a>,
        unwrap: bool,
    ) -> Outcome {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(too_much("the jsonpath takes too many steps"));
        }
        if !steps.is_empty() {
            return self.step(steps, item, found, unwrap);
        }
        if let Some(found) = found {
            if found.len() >= MOST_FOUND {
                return Err(too_much("the jsonpath finds too many values"));
            }
            found.push(item);
        }
        Ok(true)
    }

    /// Goes on from each of some values, as far as needed.
    pub(super) fn each(
        &mut self,
        items: Vec<Item<'a>>,
        steps: &'a [Step],
        mut found: Found<'_, 'a>,
        unwrap: bool,
    ) -> Outcome {
        let mut any = false;
        for item in items {
            any |= self.go(steps, item, found.as_deref_mut(), unwrap)?;
            if any && found.is_none() {
                break;
            }
        }
        Ok(any)
    }

    /// All values of an expression; arrays among them are taken apart if that is asked for and the path is lax.
    pub(super) fn values(
        &mut self,
        node: &'a Node,
        unwrap: bool,
    ) -> Result<Vec<Item<'a>>, Failure> {
        let mut found = Vec::new();
        self.node(node, Some(&mut found))?;
        if !(unwrap && self.lax() && found.iter().any(Item::is_array)) {
            return Ok(found);
        }
        let mut all = Vec::with_capacity(found.len());
        for item in found {
            if item.is_array() {
                all.extend(item.parts());
            } else {
                all.push(item);
            }
        }
        if all.len() > MOST_FOUND {
            return Err(too_much("the jsonpath finds too many values"));
        }
        Ok(all)
    }
}

fn too_much(message: &str) -> Failure {
    Failure::OfCall(ValueError::new("54000", message))
}
