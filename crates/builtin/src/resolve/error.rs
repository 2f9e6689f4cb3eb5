//! Why a name could not be resolved, with PostgreSQL's code and words.

use std::fmt;

use value::Type;

use super::choose::Failure;

/// A name that means nothing, or more than one thing, for its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// 42883
    NoOperator {
        /// The operator.
        symbol: String,
        /// The types of its one or two arguments.
        arguments: Vec<Type>,
    },
    /// 42725
    AmbiguousOperator {
        /// The operator.
        symbol: String,
        /// The types of its one or two arguments.
        arguments: Vec<Type>,
    },
    /// 42883
    NoFunction {
        /// The function's name as it was written.
        name: String,
        /// The types of its arguments.
        arguments: Vec<Type>,
    },
    /// 42725
    AmbiguousFunction {
        /// The function's name as it was written.
        name: String,
        /// The types of its arguments.
        arguments: Vec<Type>,
    },
    /// 42804: nothing but untyped literals for `anyelement`.
    UndeterminedPolymorphic,
    /// 42804
    NoCommonType {
        /// `CASE`, `COALESCE`, `UNION`: set by [`ResolveError::within`].
        form: Option<&'static str>,
        /// One type.
        left: Type,
        /// The one that does not go with it.
        right: Type,
    },
    /// 42846: types of one category that do not become each other by themselves.
    NotConvertible {
        /// As in [`ResolveError::NoCommonType`].
        form: Option<&'static str>,
        /// The type that does not go with the others.
        from: Type,
        /// The type of the others.
        to: Type,
    },
    /// 42883: a comparison of arrays or rows whose elements can't be compared.
    NotComparable {
        /// `equality` or `ordering`.
        needs: &'static str,
        /// The element's type.
        element: Type,
    },
}

impl ResolveError {
    pub(super) fn operator(failure: Failure, symbol: &str, arguments: &[Type]) -> Self {
        let (symbol, arguments) = (symbol.to_owned(), arguments.to_vec());
        match failure {
            Failure::None => Self::NoOperator { symbol, arguments },
            Failure::Ambiguous => Self::AmbiguousOperator { symbol, arguments },
            Failure::Undetermined => Self::UndeterminedPolymorphic,
        }
    }

    /// The error of a function call, for callers of [`choose`](super::choose) too.
    pub fn function(failure: Failure, name: &str, arguments: &[Type]) -> Self {
        let (name, arguments) = (name.to_owned(), arguments.to_vec());
        match failure {
            Failure::None => Self::NoFunction { name, arguments },
            Failure::Ambiguous => Self::AmbiguousFunction { name, arguments },
            Failure::Undetermined => Self::UndeterminedPolymorphic,
        }
    }

    /// Says in which form (`CASE`, `UNION`) the types were to be matched.
    #[must_use]
    pub fn within(self, form: &'static str) -> Self {
        match self {
            Self::NoCommonType { left, right, .. } => {
                Self::NoCommonType { form: Some(form), left, right }
            }
            Self::NotConvertible { from, to, .. } => {
                Self::NotConvertible { form: Some(form), from, to }
            }
            other => other,
        }
    }

    /// SQLSTATE.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoOperator { .. } | Self::NoFunction { .. } | Self::NotComparable { .. } => {
                "42883"
            }
            Self::AmbiguousOperator { .. } | Self::AmbiguousFunction { .. } => "42725",
            Self::NotConvertible { .. } => "42846",
            Self::UndeterminedPolymorphic | Self::NoCommonType { .. } => "42804",
        }
    }

    /// PostgreSQL's hint.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NoOperator { arguments, .. } if arguments.len() < 2 => Some(
                "No operator matches the given name and argument type. \
                 You might need to add an explicit type cast.",
            ),
            Self::NoOperator { .. } => Some(
                "No operator matches the given name and argument types. \
                 You might need to add explicit type casts.",
            ),
            Self::AmbiguousOperator { .. } => Some(
                "Could not choose a best candidate operator. \
                 You might need to add explicit type casts.",
            ),
            Self::NoFunction { .. } => Some(
                "No function matches the given name and argument types. \
                 You might need to add explicit type casts.",
            ),
            Self::AmbiguousFunction { .. } => Some(
                "Could not choose a best candidate function. \
                 You might need to add explicit type casts.",
            ),
            _ => None,
        }
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOperator { symbol, arguments } => {
                write!(f, "operator does not exist: ")?;
                write_operation(f, symbol, arguments)
            }
            Self::AmbiguousOperator { symbol, arguments } => {
                write!(f, "operator is not unique: ")?;
                write_operation(f, symbol, arguments)
            }
            Self::NoFunction { name, arguments } => {
                write!(f, "function {name}({}) does not exist", list(arguments))
            }
            Self::AmbiguousFunction { name, arguments } => {
                write!(f, "function {name}({}) is not unique", list(arguments))
            }
            Self::UndeterminedPolymorphic => {
                write!(f, "could not determine polymorphic type because input has type unknown")
            }
            Self::NoCommonType { form, left, right } => {
                let form = form.map(|form| format!("{form} ")).unwrap_or_default();
                write!(f, "{form}types {left} and {right} cannot be matched")
            }
            Self::NotConvertible { form, from, to } => {
                let form = form.map(|form| format!("{form} ")).unwrap_or_default();
                write!(f, "{form}could not convert type {from} to {to}")
            }
            Self::NotComparable { needs, element } => {
                write!(f, "could not identify an {needs} operator for type {element}")
            }
        }
    }
}

impl std::error::Error for ResolveError {}

fn write_operation(f: &mut fmt::Formatter<'_>, symbol: &str, arguments: &[Type]) -> fmt::Result {
    match arguments {
        [left, right] => write!(f, "{left} {symbol} {right}"),
        _ => write!(f, "{symbol} {}", list(arguments)),
    }
}

fn list(types: &[Type]) -> String {
    types.iter().map(Type::to_string).collect::<Vec<_>>().join(", ")
}
