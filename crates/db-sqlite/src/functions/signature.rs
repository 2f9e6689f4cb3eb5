//! The types of a call: known beforehand, or described by its first argument.

use super::cells::described;
use super::descriptor::Reader;
use super::session::{Session, System};
use builtin::{Context, Pattern, SetReturning};
use rusqlite::functions::Context as Call;
use std::sync::Arc;
use value::{Moment, Scalar, Type, ValueError};

/// Whether a function needs to be told the types of a call.
pub(crate) fn depends_on_types(arguments: &[Pattern], returns: Pattern) -> bool {
    let open = |pattern: &Pattern| !matches!(pattern, Pattern::Of(_) | Pattern::Array(_));
    // What gives rows has more columns than one type could tell.
    arguments.iter().any(open) || (open(&returns) && returns != Pattern::Record)
}

/// The same of what gives rows: whether its columns are those that the call names.
pub(crate) fn set_depends_on_types(function: &SetReturning) -> bool {
    gives_records(function) || depends_on_types(function.arguments, Pattern::Record)
}

/// `json_to_recordset(…) as r (a int)`
pub(crate) const fn gives_records(function: &SetReturning) -> bool {
    matches!(function.columns, [(_, Pattern::Record)])
}

/// The types of one call.
pub(super) struct Signature {
    arguments: Vec<Type>,
    returns: Type,
}

/// Where the types of a function's calls come from.
#[derive(Clone)]
pub(super) enum Signatures {
    /// From the call's first argument.
    Described,
    /// They are always the same.
    Fixed(Arc<Signature>),
}

impl Signatures {
    pub(super) fn of(arguments: &[Pattern], returns: Pattern) -> Self {
        if depends_on_types(arguments, returns) {
            return Self::Described;
        }
        let arguments = arguments.iter().map(|pattern| fixed(*pattern)).collect();
        Self::Fixed(Arc::new(Signature { arguments, returns: fixed(returns) }))
    }

    pub(super) fn of_set(function: &SetReturning) -> Self {
        match gives_records(function) {
            true => Self::Described,
            false => Self::of(function.arguments, Pattern::Record),
        }
    }

    /// The position of a call's first own argument.
    pub(super) const fn first(&self) -> usize {
        match self {
            Self::Described => 1,
            Self::Fixed(_) => 0,
        }
    }

    /// The types of a call.
    pub(super) fn of_call(&self, call: &Call<'_>) -> Result<Arc<Signature>, ValueError> {
        match self {
            Self::Fixed(signature) => Ok(signature.clone()),
            Self::Described => described(call, 0, Signature::read),
        }
    }
}

impl Signature {
    pub(super) fn new(arguments: Vec<Type>, returns: Type) -> Self {
        Self { arguments, returns }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let (arguments, returns) = Reader::new(text).call()?;
        Some(Self { arguments, returns })
    }

    /// Calls something with these types, for a number of arguments: the last ones may be left out, or the last
    /// one may come again.
    pub(super) fn with<T>(
        &self,
        session: &Session,
        count: usize,
        call: impl FnOnce(&Context<'_>) -> T,
    ) -> T {
        let at: Moment = session.moment();
        let (returns, outside) = (&self.returns, &System(session));
        if let Some(arguments) = self.arguments.get(..count) {
            return call(&Context { arguments, returns, at: &at, outside });
        }
        let mut arguments = self.arguments.clone();
        let last = arguments.last().cloned().unwrap_or(Type::UNKNOWN);
        arguments.resize(count, last);
        call(&Context { arguments: &arguments, returns, at: &at, outside })
    }
}

fn fixed(pattern: Pattern) -> Type {
    match pattern {
        Pattern::Of(scalar) => scalar.of(),
        Pattern::Array(scalar) => scalar.of().array(),
        _ => Scalar::Record.of(),
    }
}
