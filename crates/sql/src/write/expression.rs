//! Expressions in SQL, with brackets where PostgreSQL's order of operators asks for them.
//!
//! Casts that PostgreSQL makes by itself aren't written: reading the text makes them again.

use super::literal;
use super::names::{identifier, qualified, text};
use super::query::{query_text, sorts_text};
use super::type_name::write_type;
use crate::define::row_shape::whole_row_of;
use catalog::{
    Aggregate, Comparison, Composite, Exclude, Expression, Field, Frame, FrameBound, FrameUnits,
    From, Infix, Range, Relation, Session, Sort, Test, Type, Windowed,
};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use value::{Name, QualifiedName};

/// How tightly an expression holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
    Is,
    Compare,
    In,
    Operator,
    Sum,
    Product,
    Power,
    Sign,
    Cast,
    Atom,
}

/// What names mean while a tree is written.
pub(super) struct Writer<'a> {
    /// The table whose row [`Relation::ROW`] is, if it must be named: inside of subqueries.
    row: Option<&'a str>,
    /// How many queries are around.
    depth: Cell<u32>,
    /// A range whose columns are written bare: the written rows of a `returning`.
    bare: Option<Range>,
    /// The name of the table that these are of.
    written: Option<Range>,
    /// The relations of the row sources that were met.
    relations: RefCell<HashMap<Range, QualifiedName>>,
    /// What the names of ranges begin with.
    prefix: &'static str,
}

/// An expression that reads no row, or a bare one.
pub(crate) fn expression_text(expression: &Expression) -> String {
    Writer::new(None).expression(expression)
}

impl<'a> Writer<'a> {
    /// For the trees of a relation, or of none.
    pub(super) fn new(row: Option<&'a str>) -> Self {
        let prefix = if row.is_some_and(looks_like_an_alias) { "x" } else { "r" };
        Self {
            row,
            depth: Cell::new(0),
            bare: None,
            written: None,
            relations: RefCell::default(),
            prefix,
        }
    }

    /// The same, one range of which is written without its name.
    pub(super) fn with_bare(range: Range, written: Range) -> Self {
        Self { bare: Some(range), written: Some(written), ..Writer::new(None) }
    }

    /// The name by which the columns of a range are read.
    pub(super) fn alias(&self, range: Range) -> String {
        format!("{}{}", self.prefix, range.0)
    }

    /// An expression by itself, without brackets around it.
    pub(super) fn expression(&self, expression: &Expression) -> String {
        self.leveled(expression).0
    }

    /// Tells which relations the ranges of a row source are.
    pub(super) fn meet(&self, from: &From) {
        match from {
            From::Relation { relation, range, .. } => self.meet_relation(*range, relation),
            From::Join { left, right, .. } => {
                self.meet(left);
                self.meet(right);
            }
            _ => {}
        }
    }

    /// Tells which relation a range is.
    pub(super) fn meet_relation(&self, range: Range, relation: &QualifiedName) {
        self.relations.borrow_mut().insert(range, relation.clone());
    }

    /// Inside of one more query.
    pub(super) fn inside(&self, write: impl FnOnce(&Self) -> String) -> String {
        self.depth.set(self.depth.get() + 1);
        let written = write(self);
        self.depth.set(self.depth.get() - 1);
        written
    }

    /// An expression that is an operand of something that holds together as tightly as this.
    fn operand(&self, expression: &Expression, least: Level) -> String {
        let (written, level) = self.leveled(expression);
        if level >= least { written } else { format!("({written})") }
    }

    /// The arguments of one of the schema's routines, so that reading them finds the same overload: a last
    /// array is written as what is left of the arguments, which it may be.
    pub(super) fn inputs(&self, arguments: &[Expression]) -> String {
        let one = |(place, argument): (usize, &Expression)| {
            let of = argument.type_of();
            let is_last_array = place + 1 == arguments.len() && matches!(of, Type::Array(_));
            let variadic = if is_last_array { "variadic " } else { "" };
            format!("{variadic}{}", self.expression(argument))
        };
        arguments.iter().enumerate().map(one).collect::<Vec<_>>().join(", ")
    }

    fn list(&self, items: &[Expression]) -> String {
        items.iter().map(|item| self.expression(item)).collect::<Vec<_>>().join(", ")
    }

    fn leveled(&self, expression: &Expression) -> (String, Level) {
        match expression {
            Expression::Constant { value, of } => constant(value, of),
            Expression::Parameter { index, of } => {
                (format!("${}::{}", index + 1, write_type(of, value::Modifier::None)), Level::Cast)
            }
            Expression::Argument { index, .. } => (format!("${}", index + 1), Level::Atom),
            Expression::Session(session) => (session_text(session), Level::Atom),
            Expression::Column { range, name, .. } => (self.column(*range, name), Level::Atom),
            Expression::And(items) if items.is_empty() => ("true".to_owned(), Level::Atom),
            Expression::Or(items) if items.is_empty() => ("false".to_owned(), Level::Atom),
            Expression::And(items) => (self.joined(items, " and ", Level::Not), Level::And),
            Expression::Or(items) => (self.joined(items, " or ", Level::And), Level::Or),
            Expression::Not(operand) => {
                (format!("not {}", self.operand(operand, Level::Is)), Level::Not)
            }
            Expression::Compare { operator, left, right } => {
                (self.binary(left, operator.symbol(), right, Level::Compare), Level::Compare)
            }
            Expression::Distinct { left, right, negated } => {
                let word = if *negated { "is not distinct from" } else { "is distinct from" };
                (self.binary(left, word, right, Level::Is), Level::Is)
            }
            Expression::Is { operand, test, negated } => {
                let not = if *negated { "not " } else { "" };
                let test = test_text(*test);
                (format!("{} is {not}{test}", self.operand(operand, Level::Compare)), Level::Is)
            }
            Expression::InList { operand, items, negated } => {
                let list = format!("({})", self.list(items));
                (self.within(&self.operand(operand, Level::Operator), &list, *negated), Level::In)
            }
            Expression::Quantified { operand, operator, array, all } => {
                let array = self.expression(array);
                (self.quantified(operand, operator, &array, *all), Level::Compare)
            }
            Expression::Cast { operand, explicit: false, .. } => self.leveled(operand),
            Expression::Cast { operand, to, modifier, .. } => {
                let to = write_type(to, *modifier);
                (format!("{}::{to}", self.operand(operand, Level::Cast)), Level::Cast)
            }
            Expression::Call { function, arguments, .. } => self.call(function, arguments),
            Expression::Routine { routine, arguments, .. } => {
                let list = self.inputs(arguments);
                (format!("{}({list})", qualified(&routine.name)), Level::Atom)
            }
            _ => (self.form(expression), Level::Atom),
        }
    }

    /// The forms that hold together by their own brackets or words.
    fn form(&self, expression: &Expression) -> String {
        match expression {
            Expression::Case { branches, otherwise, .. } => {
                self.case(branches, otherwise.as_deref())
            }
            Expression::Coalesce { items, .. } => format!("coalesce({})", self.list(items)),
            Expression::NullIf { left, right } => {
                format!("nullif({}, {})", self.expression(left), self.expression(right))
            }
            Expression::Extreme { items, greatest, .. } => {
                let word = if *greatest { "greatest" } else { "least" };
                format!("{word}({})", self.list(items))
            }
            Expression::Aggregate { function, arguments, distinct, order, filter, .. } => {
                self.aggregate(function, arguments, *distinct, order, filter.as_deref())
            }
            Expression::Window { .. } => self.window(expression),
            Expression::Array { items, of } if items.is_empty() => {
                format!("array[]::{}", write_type(of, value::Modifier::None))
            }
            Expression::Array { items, .. } => format!("array[{}]", self.list(items)),
            Expression::Row { items, of } => match of {
                Type::Composite(composite) => self.row_of(items, composite, of),
                _ => format!("row({})", self.list(items)),
            },
            Expression::Field { operand, name, .. } => {
                format!("({}).{}", self.expression(operand), identifier(name))
            }
            Expression::Exists(query) => format!("exists ({})", query_text(self, query)),
            Expression::Scalar { query, .. } => format!("({})", query_text(self, query)),
            Expression::ArrayQuery { query, .. } => format!("array({})", query_text(self, query)),
            Expression::InQuery { operands, query, negated } => {
                let operand = match operands.as_slice() {
                    [one] => self.operand(one, Level::Operator),
                    several => format!("({})", self.list(several)),
                };
                let query = format!("({})", query_text(self, query));
                // Written with its own brackets, since it is looser than an atom.
                format!("({})", self.within(&operand, &query, *negated))
            }
            Expression::QuantifiedQuery { operand, operator, query, all } => {
                let query = query_text(self, query);
                format!("({})", self.quantified(operand, operator, &query, *all))
            }
            Expression::Rows { query, one } => {
                let query = query_text(self, query);
                match one {
                    true => format!("(select row_to_json(r) from ({query}) as r)"),
                    false => format!(
                        "(select coalesce(json_agg(row_to_json(r)), '[]') from ({query}) as r)"
                    ),
                }
            }
            other => format!("({})", self.expression(other)),
        }
    }

    fn column(&self, range: Range, name: &Name) -> String {
        let name = identifier(name);
        if self.bare == Some(range) {
            return name;
        }
        if range != Relation::ROW {
            return format!("{}.{name}", self.alias(range));
        }
        match self.row {
            Some(table) if self.depth.get() > 0 => format!("{}.{name}", identifier(table)),
            _ => name,
        }
    }

    fn joined(&self, items: &[Expression], word: &str, least: Level) -> String {
        let items: Vec<String> = items.iter().map(|item| self.operand(item, least)).collect();
        items.join(word)
    }

    /// An operator that doesn't go on by itself: both sides are tighter.
    fn binary(&self, left: &Expression, symbol: &str, right: &Expression, level: Level) -> String {
        let least = if level == Level::Is { Level::Compare } else { Level::In };
        format!("{} {symbol} {}", self.operand(left, least), self.operand(right, least))
    }

    fn within(&self, operand: &str, list: &str, negated: bool) -> String {
        let word = if negated { "not in" } else { "in" };
        format!("{operand} {word} {list}")
    }

    fn quantified(&self, operand: &Expression, operator: &Infix, of: &str, all: bool) -> String {
        let word = if all { "all" } else { "any" };
        let symbol = match operator {
            Infix::Compare(comparison) => Comparison::symbol(*comparison),
            Infix::Call(function) => function.operator.unwrap_or(function.name),
        };
        format!("{} {symbol} {word} ({of})", self.operand(operand, Level::Sign))
    }

    fn call(
        &self,
        function: &'static builtin::Builtin,
        arguments: &[Expression],
    ) -> (String, Level) {
        match (function.operator, arguments) {
            (Some(symbol), [left, right]) => {
                let (word, level) = match symbol {
                    "~~" => ("like", Level::In),
                    "!~~" => ("not like", Level::In),
                    "~~*" => ("ilike", Level::In),
                    "!~~*" => ("not ilike", Level::In),
                    "^" => (symbol, Level::Power),
                    "*" | "/" | "%" => (symbol, Level::Product),
                    "+" | "-" => (symbol, Level::Sum),
                    _ => (symbol, Level::Operator),
                };
                let next = if level == Level::In { Level::Operator } else { level };
                let tighter = match level {
                    Level::In => Level::Operator,
                    Level::Operator => Level::Sum,
                    Level::Sum => Level::Product,
                    Level::Product => Level::Power,
                    _ => Level::Sign,
                };
                let written =
                    format!("{} {word} {}", self.operand(left, next), self.operand(right, tighter));
                (written, level)
            }
            (Some(symbol @ ("-" | "+")), [operand]) => {
                // A sign before a number would be read as part of it.
                (format!("{symbol} ({})", self.expression(operand)), Level::Sign)
            }
            (Some(symbol), [operand]) => {
                (format!("{symbol} {}", self.operand(operand, Level::Sum)), Level::Operator)
            }
            _ => {
                let name = match function.name {
                    "engineroom_raise" => "engineroom.raise".to_owned(),
                    name => identifier(name),
                };
                (format!("{name}({})", self.list(arguments)), Level::Atom)
            }
        }
    }

    fn case(
        &self,
        branches: &[(Expression, Expression)],
        otherwise: Option<&Expression>,
    ) -> String {
        let mut written = "case".to_owned();
        for (condition, result) in branches {
            written +=
                &format!(" when {} then {}", self.expression(condition), self.expression(result));
        }
        if let Some(otherwise) = otherwise {
            written += &format!(" else {}", self.expression(otherwise));
        }
        written + " end"
    }

    /// `row(a, b)::type`, whose fields are cast to the type's by themselves.
    fn row_of(&self, items: &[Expression], composite: &Composite, of: &Type) -> String {
        if let Some(row) = self.whole_row(items, composite) {
            return format!("row({row}.*)::{}", write_type(of, value::Modifier::None));
        }
        let item = |(item, field): (&Expression, &Field)| match item {
            Expression::Cast { operand, to, modifier, .. }
                if *to == field.of && *modifier == field.modifier =>
            {
                self.expression(operand)
            }
            _ => self.expression(item),
        };
        let items: Vec<String> = items.iter().zip(&composite.fields).map(item).collect();
        format!("row({})::{}", items.join(", "), write_type(of, value::Modifier::None))
    }

    /// The name of the row source whose whole row the items are. Fields with a modifier tell: without casts to
    /// it only a table's own columns stand for them.
    fn whole_row(&self, items: &[Expression], composite: &Composite) -> Option<String> {
        let range = whole_row_of(items, composite)?;
        let has_modifiers =
            composite.fields.iter().any(|field| field.modifier != value::Modifier::None);
        let is_its = self.relations.borrow().get(&range) == Some(&composite.name);
        if !has_modifiers && !is_its && range != Relation::ROW {
            return None;
        }
        match range {
            Relation::ROW => self.row.map(identifier),
            range if self.bare == Some(range) => self.written.map(|range| self.alias(range)),
            range => Some(self.alias(range)),
        }
    }

    fn aggregate(
        &self,
        function: &'static Aggregate,
        arguments: &[Expression],
        distinct: bool,
        order: &[Sort],
        filter: Option<&Expression>,
    ) -> String {
        let distinct = if distinct { "distinct " } else { "" };
        let list = if arguments.is_empty() { "*".to_owned() } else { self.list(arguments) };
        let order = sorts_text(self, order);
        let filter = self.filter(filter);
        if let Some(direct) = function.direct {
            let direct = self.list(arguments.get(..direct).unwrap_or_default());
            let (name, order) = (identifier(function.name), order.trim_start());
            return format!("{name}({direct}) within group ({order}){filter}");
        }
        format!("{}({distinct}{list}{order}){filter}", identifier(function.name))
    }

    fn window(&self, expression: &Expression) -> String {
        let Expression::Window { function, arguments, partition, order, filter, frame, .. } =
            expression
        else {
            return String::new();
        };
        let (name, is_aggregate) = match function {
            Windowed::Window(function) => (function.name, false),
            Windowed::Aggregate(function) => (function.name, true),
        };
        let list = match arguments.is_empty() && is_aggregate {
            true => "*".to_owned(),
            false => self.list(arguments),
        };
        let partition = match partition.is_empty() {
            true => String::new(),
            false => format!("partition by {}", self.list(partition)),
        };
        let frame = frame.as_deref().map_or_else(String::new, |frame| self.frame(frame));
        let over = format!("{partition}{}{frame}", sorts_text(self, order));
        let filter = self.filter(filter.as_deref());
        format!("{}({list}){filter} over ({})", identifier(name), over.trim_start())
    }

    fn filter(&self, filter: Option<&Expression>) -> String {
        let written = |filter| format!(" filter (where {})", self.expression(filter));
        filter.map_or_else(String::new, written)
    }

    /// `rows between … and … exclude …`, with a blank before it.
    fn frame(&self, frame: &Frame) -> String {
        let units = match frame.units {
            FrameUnits::Rows => "rows",
            FrameUnits::Range => "range",
            FrameUnits::Groups => "groups",
        };
        let exclude = match frame.exclude {
            Exclude::Nothing => "",
            Exclude::Current => " exclude current row",
            Exclude::Group => " exclude group",
            Exclude::Ties => " exclude ties",
        };
        let (start, end) = (self.frame_bound(&frame.start), self.frame_bound(&frame.end));
        format!(" {units} between {start} and {end}{exclude}")
    }

    fn frame_bound(&self, bound: &FrameBound) -> String {
        match bound {
            FrameBound::First => "unbounded preceding".to_owned(),
            FrameBound::Preceding(offset) => format!("{} preceding", self.frame_offset(offset)),
            FrameBound::Current => "current row".to_owned(),
            FrameBound::Following(offset) => format!("{} following", self.frame_offset(offset)),
            FrameBound::Last => "unbounded following".to_owned(),
        }
    }

    fn frame_offset(&self, offset: &Expression) -> String {
        self.operand(offset, Level::Cast)
    }

    /// An expression where a number by itself would be the position of an output.
    pub(super) fn not_a_position(&self, expression: &Expression) -> String {
        match expression {
            Expression::Constant { value, of } => literal::typed(value, of),
            Expression::Cast { operand, explicit: false, .. } => self.not_a_position(operand),
            _ => self.expression(expression),
        }
    }
}

fn constant(value: &value::Value, of: &Type) -> (String, Level) {
    let written = literal::constant(value, of);
    let level = if written.contains("::") { Level::Cast } else { Level::Atom };
    (written, level)
}

/// `r1`: a table of this name would be hidden by a range.
fn looks_like_an_alias(name: &str) -> bool {
    let digits = name.strip_prefix('r').unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn session_text(session: &Session) -> String {
    match session {
        Session::Uid => "auth.uid()".to_owned(),
        Session::Role => "auth.role()".to_owned(),
        Session::Email => "auth.email()".to_owned(),
        Session::Jwt => "auth.jwt()".to_owned(),
        Session::CurrentUser => "current_user".to_owned(),
        Session::Setting { name, missing_ok: true } => {
            format!("current_setting({}, true)", text(name))
        }
        Session::Setting { name, missing_ok: false } => format!("current_setting({})", text(name)),
    }
}

const fn test_text(test: Test) -> &'static str {
    match test {
        Test::Null => "null",
        Test::True => "true",
        Test::False => "false",
        Test::Unknown => "unknown",
    }
}
