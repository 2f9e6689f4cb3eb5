//! Which function, operator or comparison a name means for arguments of some types: PostgreSQL's rules of
//! type conversion ("Type Conversion" in its manual), as pure functions.

mod category;
mod choose;
mod coerce;
mod comparison;
mod error;
mod polymorphic;
mod unify;

use value::{Scalar, Type};

use crate::{Aggregate, Builtin, Pattern, SetReturning, WindowFunction, lookup};

pub use category::{Category, category, is_preferred};
pub use choose::{Choice, Failure, Parameter, Signature, choose};
pub use coerce::{can_cast, scalar_name, scalar_named};
pub use comparison::{Comparison, is_comparable, is_sortable};
pub use error::ResolveError;
pub use unify::common_type;

/// What an operator or a function call is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// A comparison: both sides are cast to one type and compared as it compares.
    Compare {
        /// The comparison.
        op: Comparison,
        /// The type both sides are cast to.
        common: Type,
    },
    /// A call of a built-in function.
    Call {
        /// The function.
        builtin: &'static Builtin,
        /// The type that each argument is cast to.
        argument_types: Vec<Type>,
        /// The type of the result.
        returns: Type,
    },
    /// A function call that is a cast in other words: `date(created_at)`.
    Cast {
        /// The type it casts to.
        to: Type,
    },
}

/// A row of one of the other tables, chosen for a call.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Chosen<T: 'static> {
    /// What is called.
    pub of: &'static T,
    /// The type that each argument is cast to.
    pub argument_types: Vec<Type>,
    /// The types of what it returns: one for a function, one per column for a set-returning function.
    pub returns: Vec<Type>,
}

impl<T> Clone for Chosen<T> {
    fn clone(&self) -> Self {
        let (argument_types, returns) = (self.argument_types.clone(), self.returns.clone());
        Self { of: self.of, argument_types, returns }
    }
}

/// What `left symbol right` (or `symbol right`) means.
pub fn operator(symbol: &str, left: Option<&Type>, right: &Type) -> Result<Resolved, ResolveError> {
    if let (Some(op), Some(left)) = (Comparison::of(symbol), left) {
        return comparison::resolve(op, left, right);
    }
    let types: Vec<Type> = left.into_iter().chain([right]).cloned().collect();
    let rows: Vec<&'static Builtin> = lookup::operators_named(symbol)
        .iter()
        .copied()
        .filter(|row| row.arguments.len() == types.len())
        .collect();
    let signatures: Vec<Signature> = rows.iter().map(|row| signature(row)).collect();
    let choice = choose::choose_operator(&signatures, &types)
        .map_err(|failure| ResolveError::operator(failure, symbol, &types))?;
    Ok(called(rows[choice.index], choice))
}

/// What `name(arguments)` means among the built-in functions.
pub fn function(name: &str, arguments: &[Type]) -> Result<Resolved, ResolveError> {
    let rows = lookup::functions_named(name);
    let signatures: Vec<Signature> = rows.iter().map(|row| signature(row)).collect();
    if choose::exact(&signatures, arguments).is_none()
        && let Some(to) = coerce::as_cast(name, arguments)
    {
        return Ok(Resolved::Cast { to });
    }
    let choice = choose(&signatures, arguments)
        .map_err(|failure| ResolveError::function(failure, name, arguments))?;
    Ok(called(rows[choice.index], choice))
}

/// What `name(arguments)` means among the aggregates; `count(*)` has no arguments.
pub fn aggregate(name: &str, arguments: &[Type]) -> Result<Chosen<Aggregate>, ResolveError> {
    let rows = lookup::aggregates_named(name);
    let (index, argument_types, returns) =
        chosen(rows, |row| (row.arguments, 0), |row| vec![row.returns], name, arguments)?;
    Ok(Chosen { of: rows[index], argument_types, returns })
}

/// What `name(arguments)` means among the set-returning functions.
pub fn set_returning(name: &str, arguments: &[Type]) -> Result<Chosen<SetReturning>, ResolveError> {
    let rows = lookup::set_returning_named(name);
    let columns = |row: &SetReturning| row.columns.iter().map(|column| column.1).collect();
    let (index, argument_types, returns) =
        chosen(rows, |row| (row.arguments, row.optional), columns, name, arguments)?;
    Ok(Chosen { of: rows[index], argument_types, returns })
}

/// What `name(arguments) over (…)` means among the window functions; aggregates are [`aggregate`]'s.
pub fn window(name: &str, arguments: &[Type]) -> Result<Chosen<WindowFunction>, ResolveError> {
    let rows = lookup::window_functions_named(name);
    let (index, argument_types, returns) =
        chosen(&rows, |row| (row.arguments, 0), |row| vec![row.returns], name, arguments)?;
    Ok(Chosen { of: rows[index], argument_types, returns })
}

/// Whether any table has a row of this name.
pub fn is_known(name: &str) -> bool {
    !lookup::functions_named(name).is_empty()
        || !lookup::aggregates_named(name).is_empty()
        || !lookup::set_returning_named(name).is_empty()
        || !lookup::window_functions_named(name).is_empty()
        || scalar_named(name).is_some()
}

fn chosen<T>(
    rows: &[&'static T],
    declared: impl Fn(&T) -> (&'static [Pattern], usize),
    returns: impl Fn(&T) -> Vec<Pattern>,
    name: &str,
    arguments: &[Type],
) -> Result<(usize, Vec<Type>, Vec<Type>), ResolveError> {
    let signatures: Vec<Signature> = rows
        .iter()
        .map(|row| {
            let (patterns, defaults) = declared(row);
            Signature::of_patterns(patterns, defaults, false)
        })
        .collect();
    let choice = choose(&signatures, arguments)
        .map_err(|failure| ResolveError::function(failure, name, arguments))?;
    let types = returns(rows[choice.index]).into_iter().map(|it| choice.result(it)).collect();
    Ok((choice.index, choice.argument_types, types))
}

fn signature(row: &Builtin) -> Signature {
    Signature::of_patterns(row.arguments, row.optional, row.variadic)
}

fn called(builtin: &'static Builtin, choice: Choice) -> Resolved {
    let returns = choice.result(builtin.returns);
    Resolved::Call { builtin, argument_types: choice.argument_types, returns }
}

/// The type `scalar` as a [`Type`]; a shorthand of this module.
const fn of(scalar: Scalar) -> Type {
    Type::Scalar(scalar)
}
