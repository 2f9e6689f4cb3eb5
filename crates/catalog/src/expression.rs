//! The one expression language: policies, checks, defaults, views, filters of a URL.
//!
//! Trees are typed when they are made: both sides of a comparison have one type, every argument has the type
//! its function takes, and a conversion that PostgreSQL would do by itself stands in the tree as a cast.

use crate::frame::Frame;
use crate::query::{Query, Range, Sort};
use crate::routine::RoutineId;
pub use builtin::resolve::Comparison;
use builtin::{Aggregate, Builtin, WindowFunction};
use value::{Modifier, Name, Scalar, Type, Value};

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expression {
    /// `'a'::text`: a value that belongs to the statement's shape.
    Constant {
        /// In the canonical form of its type.
        value: Value,
        /// Its type.
        of: Type,
    },
    /// A value that a request brings; its position among the statement's inputs. Not part of the shape.
    Parameter {
        /// Position, from 0.
        index: u32,
        /// Its type.
        of: Type,
    },
    /// `$1` in a routine's body: a parameter of the routine, which a call replaces.
    Argument {
        /// Position among the routine's inputs, from 0.
        index: u32,
        /// Its type.
        of: Type,
    },
    /// `auth.uid()`, `current_user`: what the caller brings; bound, never written into a statement.
    Session(Session),
    /// `t.a`: a column of one range of the surrounding statement.
    Column {
        /// Whose.
        range: Range,
        /// Which.
        name: Name,
        /// Its type.
        of: Type,
    },
    /// `a and b and …`; empty is true.
    And(Vec<Expression>),
    /// `a or b or …`; empty is false.
    Or(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// `a < b`: both of one type, null if either is.
    Compare {
        /// Which comparison.
        operator: Comparison,
        /// Left side.
        left: Box<Expression>,
        /// Right side.
        right: Box<Expression>,
    },
    /// `a is [not] distinct from b`
    Distinct {
        /// Left side.
        left: Box<Expression>,
        /// Right side.
        right: Box<Expression>,
        /// With `not`.
        negated: bool,
    },
    /// `a is [not] null`, `… true`, `… false`, `… unknown`
    Is {
        /// What is tested.
        operand: Box<Expression>,
        /// For what.
        test: Test,
        /// With `not`.
        negated: bool,
    },
    /// `a [not] in (b, c)`: all of one type.
    InList {
        /// Left side.
        operand: Box<Expression>,
        /// The list, not empty.
        items: Vec<Expression>,
        /// With `not`.
        negated: bool,
    },
    /// `a = any (array)`, `a like all (array)`
    Quantified {
        /// Left side, of the array's element type.
        operand: Box<Expression>,
        /// The operator between it and each element.
        operator: Infix,
        /// The array.
        array: Box<Expression>,
        /// `all` instead of `any`.
        all: bool,
    },
    /// `case when a then b … else c end`; the simple form is written out as comparisons.
    Case {
        /// Conditions and results.
        branches: Vec<(Expression, Expression)>,
        /// `else`; null without.
        otherwise: Option<Box<Expression>>,
        /// The results' common type.
        of: Type,
    },
    /// `coalesce(a, b, …)`
    Coalesce {
        /// Of one type.
        items: Vec<Expression>,
        /// That type.
        of: Type,
    },
    /// `nullif(a, b)`: both of one type.
    NullIf {
        /// What is given back.
        left: Box<Expression>,
        /// What makes it null.
        right: Box<Expression>,
    },
    /// `greatest(a, b, …)` or `least`; nulls are passed over.
    Extreme {
        /// Of one type.
        items: Vec<Expression>,
        /// `greatest` instead of `least`.
        greatest: bool,
        /// That type.
        of: Type,
    },
    /// `a::type`, or a conversion that PostgreSQL makes by itself.
    Cast {
        /// What is cast.
        operand: Box<Expression>,
        /// To which type.
        to: Type,
        /// With which modifier.
        modifier: Modifier,
        /// Written by a person (`varchar(3)` truncates), not by assignment (it refuses).
        explicit: bool,
    },
    /// `lower(a)`, `a + b`: a built-in function, arguments of the types it takes.
    Call {
        /// The function.
        function: &'static Builtin,
        /// Its arguments.
        arguments: Vec<Expression>,
        /// The result's type (for polymorphic functions the concrete one).
        of: Type,
    },
    /// `full_name(p)`: a routine of the schema that gives one value; its body takes the place of the call where
    /// rights are checked. Every input has its argument here, defaults and variadic arrays written out.
    Routine {
        /// Which.
        routine: RoutineId,
        /// Its arguments, of its inputs' types.
        arguments: Vec<Expression>,
        /// The result's type.
        of: Type,
    },
    /// `sum(a)`, `count(*)` (no arguments)
    Aggregate {
        /// The function.
        function: &'static Aggregate,
        /// Its arguments.
        arguments: Vec<Expression>,
        /// `distinct`
        distinct: bool,
        /// `order by` inside the call.
        order: Vec<Sort>,
        /// `filter (where …)`
        filter: Option<Box<Expression>>,
        /// The result's type.
        of: Type,
    },
    /// `f(…) over (partition by … order by …)`
    Window {
        /// The function.
        function: Windowed,
        /// Its arguments.
        arguments: Vec<Expression>,
        /// `partition by`
        partition: Vec<Expression>,
        /// `order by`
        order: Vec<Sort>,
        /// `filter (where …)`; of aggregates only.
        filter: Option<Box<Expression>>,
        /// Which rows around the current one count; none is PostgreSQL's default.
        frame: Option<Box<Frame>>,
        /// The result's type.
        of: Type,
    },
    /// `array[a, b]`
    Array {
        /// Elements, of the element type, or arrays of `of` for more dimensions.
        items: Vec<Expression>,
        /// The array's type.
        of: Type,
    },
    /// `row(a, b)`
    Row {
        /// Fields.
        items: Vec<Expression>,
        /// A composite, or `record`.
        of: Type,
    },
    /// `(a).b`: a field of a composite value.
    Field {
        /// The composite.
        operand: Box<Expression>,
        /// Which field.
        name: Name,
        /// Its type.
        of: Type,
    },
    /// `exists (select …)`
    Exists(Box<Query>),
    /// `(select a from …)`: null when there is no row, 21000 when there are several.
    Scalar {
        /// One output.
        query: Box<Query>,
        /// Its type.
        of: Type,
    },
    /// `a [not] in (select b from …)`; several columns as `(a, b) in (select c, d …)`.
    InQuery {
        /// Left side, as many as the query has outputs, of their types.
        operands: Vec<Expression>,
        /// The query.
        query: Box<Query>,
        /// With `not`.
        negated: bool,
    },
    /// `a < any (select b …)`
    QuantifiedQuery {
        /// Left side.
        operand: Box<Expression>,
        /// The operator.
        operator: Infix,
        /// One output.
        query: Box<Query>,
        /// `all` instead of `any`.
        all: bool,
    },
    /// `array(select a …)`
    ArrayQuery {
        /// One output.
        query: Box<Query>,
        /// The array's type.
        of: Type,
    },
    /// The rows of a query as JSON (an embed): an array of objects, or one object or null. Type `json`.
    Rows {
        /// What to show; its outputs are the objects' members.
        query: Box<Query>,
        /// At most one row: an object or null instead of an array.
        one: bool,
    },
}

/// What is called over a window.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Windowed {
    /// `row_number()`
    Window(&'static WindowFunction),
    /// `sum(a)`
    Aggregate(&'static Aggregate),
}

/// A binary operator that can be quantified.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Infix {
    /// `=`, `<`, …
    Compare(Comparison),
    /// `~~` and every other operator that a function stands behind.
    Call(&'static Builtin),
}

/// What `is` tests for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Test {
    /// `is null`
    Null,
    /// `is true`
    True,
    /// `is false`
    False,
    /// `is unknown`
    Unknown,
}

/// What the caller of a statement brings with them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Session {
    /// `auth.uid()`: the claim `sub`, a uuid.
    Uid,
    /// `auth.role()`: the claim `role`, text.
    Role,
    /// `auth.email()`: the claim `email`, text.
    Email,
    /// `auth.jwt()`: all claims, jsonb.
    Jwt,
    /// `current_user`, `current_role`: the role that the statement is checked as.
    CurrentUser,
    /// `current_setting(name, missing_ok)`: e.g. `request.jwt.claims`, `request.headers`, `request.method`.
    Setting {
        /// Lower case.
        name: Name,
        /// Null instead of 42704 when it isn't set.
        missing_ok: bool,
    },
}

impl Session {
    /// The type of what is brought.
    pub fn of(&self) -> Type {
        match self {
            Self::Uid => Scalar::Uuid.of(),
            Self::Jwt => Scalar::Jsonb.of(),
            Self::CurrentUser => Scalar::Name.of(),
            Self::Role | Self::Email | Self::Setting { .. } => Type::TEXT,
        }
    }
}

impl Expression {
    /// `true`
    pub const TRUE: Self = Self::And(Vec::new());
    /// `false`
    pub const FALSE: Self = Self::Or(Vec::new());

    /// The type of the expression's value.
    pub fn type_of(&self) -> Type {
        match self {
            Self::Constant { of, .. }
            | Self::Parameter { of, .. }
            | Self::Argument { of, .. }
            | Self::Column { of, .. }
            | Self::Case { of, .. }
            | Self::Coalesce { of, .. }
            | Self::Extreme { of, .. }
            | Self::Cast { to: of, .. }
            | Self::Call { of, .. }
            | Self::Routine { of, .. }
            | Self::Aggregate { of, .. }
            | Self::Window { of, .. }
            | Self::Array { of, .. }
            | Self::Row { of, .. }
            | Self::Field { of, .. }
            | Self::Scalar { of, .. }
            | Self::ArrayQuery { of, .. } => of.clone(),
            Self::Session(session) => session.of(),
            Self::NullIf { left, .. } => left.type_of(),
            Self::Rows { .. } => Scalar::Json.of(),
            Self::And(_)
            | Self::Or(_)
            | Self::Not(_)
            | Self::Compare { .. }
            | Self::Distinct { .. }
            | Self::Is { .. }
            | Self::InList { .. }
            | Self::Quantified { .. }
            | Self::Exists(_)
            | Self::InQuery { .. }
            | Self::QuantifiedQuery { .. } => Type::BOOL,
        }
    }

    /// A column of a range.
    pub fn column(range: Range, name: impl Into<Name>, of: Type) -> Self {
        Self::Column { range, name: name.into(), of }
    }

    /// A constant.
    pub const fn constant(value: Value, of: Type) -> Self {
        Self::Constant { value, of }
    }

    /// `left operator right`; the caller has given both one type.
    pub fn compare(operator: Comparison, left: Self, right: Self) -> Self {
        Self::Compare { operator, left: Box::new(left), right: Box::new(right) }
    }

    /// `left = right`
    pub fn equal(left: Self, right: Self) -> Self {
        Self::compare(Comparison::Equal, left, right)
    }

    /// `not a`
    #[must_use]
    pub fn negate(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// `self and other`, flat.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::And(mut left), Self::And(right)) => {
                left.extend(right);
                Self::And(left)
            }
            (Self::And(left), other) if left.is_empty() => other,
            (other, Self::And(right)) if right.is_empty() => other,
            (Self::And(mut left), other) => {
                left.push(other);
                Self::And(left)
            }
            (left, right) => Self::And(vec![left, right]),
        }
    }

    /// `a and b and …` of what is there; none is true.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::TRUE, Self::and)
    }

    /// Whether this is the constant `true`.
    pub fn is_true(&self) -> bool {
        match self {
            Self::And(parts) => parts.iter().all(Self::is_true),
            Self::Constant { value: Value::Int(1), of } => *of == Type::BOOL,
            _ => false,
        }
    }
}
