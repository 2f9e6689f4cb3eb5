//! Partitioned tables. A table keeps the rows of all its partitions; they say which rows it takes.

use crate::build;
use crate::expression::{Expression, Test};
use crate::relation::{Column, Relation};
use std::cmp::Ordering;
use value::{Name, QualifiedName, Type, Value};

/// `partition by …`, and the partitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partitioning {
    /// How rows are told apart.
    pub strategy: PartitionStrategy,
    /// By which columns.
    pub keys: Vec<Name>,
    /// The partitions, in the order in which they were made.
    pub partitions: Vec<Partition>,
}

/// How rows are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionStrategy {
    /// `range`
    Range,
    /// `list`
    List,
    /// `hash`
    Hash,
}

/// `create table … partition of …`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// Its name.
    pub name: QualifiedName,
    /// Its rows.
    pub bound: PartitionBound,
}

/// `for values …`; the values are of the keys' types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartitionBound {
    /// `default`: what no other partition takes.
    Default,
    /// `in (…)`
    In(Vec<Value>),
    /// `from (…) to (…)`
    Between {
        /// The first row.
        from: Vec<RangeBound>,
        /// The first row behind it.
        to: Vec<RangeBound>,
    },
    /// `with (modulus …, remainder …)`
    Remainder {
        /// `modulus`
        modulus: u32,
        /// `remainder`
        remainder: u32,
    },
}

/// One value of a range's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeBound {
    /// `minvalue`
    Least,
    /// A value.
    At(Value),
    /// `maxvalue`
    Greatest,
}

impl Partitioning {
    /// What must be true of a row that a partition takes, reading the row as [`Relation::ROW`]; none where it depends
    /// on a hash.
    pub fn condition(&self, columns: &[Column]) -> Option<Expression> {
        let keys: Vec<(&Name, &Type)> = self
            .keys
            .iter()
            .filter_map(|key| columns.iter().find(|column| column.name == *key))
            .map(|column| (&column.name, &column.of))
            .collect();
        let is_default = |partition: &Partition| partition.bound == PartitionBound::Default;
        if self.partitions.iter().any(is_default) {
            return Some(Expression::TRUE);
        }
        if self.strategy == PartitionStrategy::Hash && !self.partitions.is_empty() {
            return self.takes_every_hash().then_some(Expression::TRUE);
        }
        let taken = self.partitions.iter().map(|partition| partition.bound.condition(&keys));
        Some(Expression::Or(taken.collect()))
    }

    /// The partition that takes a row, where that doesn't depend on a hash.
    pub fn partition_of(&self, columns: &[Column], row: &[Value]) -> Option<&Partition> {
        let cell = |key: &Name| {
            let at = columns.iter().position(|column| column.name == *key)?;
            Some((&columns[at].of, row.get(at)?))
        };
        let cells: Vec<(&Type, &Value)> = self.keys.iter().filter_map(cell).collect();
        let takes = |partition: &&Partition| partition.bound.takes(&cells);
        let default = |partition: &&Partition| partition.bound == PartitionBound::Default;
        let mut partitions = self.partitions.iter();
        partitions.find(takes).or_else(|| self.partitions.iter().find(default))
    }

    /// Partitions don't overlap, so they take every remainder if they are as many as there are.
    fn takes_every_hash(&self) -> bool {
        let moduli = self.partitions.iter().map(|partition| match partition.bound {
            PartitionBound::Remainder { modulus, .. } => u64::from(modulus),
            _ => 1,
        });
        let most = moduli.clone().max().unwrap_or(1);
        moduli.map(|modulus| most / modulus.max(1)).sum::<u64>() == most
    }
}

impl PartitionBound {
    fn takes(&self, cells: &[(&Type, &Value)]) -> bool {
        match self {
            Self::Default | Self::Remainder { .. } => false,
            Self::In(values) => match cells {
                [(of, cell)] => values.iter().any(|value| {
                    value.is_null() == cell.is_null()
                        && value::compare(of, value, cell) == Ordering::Equal
                }),
                _ => false,
            },
            Self::Between { from, to } => {
                cells.iter().all(|(_, cell)| !cell.is_null())
                    && against(cells, from) != Ordering::Less
                    && against(cells, to) == Ordering::Less
            }
        }
    }

    fn condition(&self, keys: &[(&Name, &Type)]) -> Expression {
        match self {
            Self::Default | Self::Remainder { .. } => Expression::TRUE,
            Self::In(values) => match keys {
                [(name, of)] => among(values, name, of),
                _ => Expression::FALSE,
            },
            Self::Between { from, to } => {
                let there = keys.iter().map(|(name, of)| is_null(column(name, of), true));
                let behind_start = beyond(from, keys, false);
                let before_end = beyond(to, keys, true);
                Expression::all(there.chain([behind_start, before_end]))
            }
        }
    }
}

/// How the key of a row compares with the end of a range.
fn against(cells: &[(&Type, &Value)], bound: &[RangeBound]) -> Ordering {
    for ((of, cell), bound) in cells.iter().zip(bound) {
        let order = match bound {
            RangeBound::Least => Ordering::Greater,
            RangeBound::At(value) => value::compare(of, cell, value),
            RangeBound::Greatest => Ordering::Less,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn column(name: &Name, of: &Type) -> Expression {
    Expression::column(Relation::ROW, name.clone(), of.clone())
}

fn is_null(operand: Expression, negated: bool) -> Expression {
    Expression::Is { operand: Box::new(operand), test: Test::Null, negated }
}

fn among(values: &[Value], name: &Name, of: &Type) -> Expression {
    let mut parts = Vec::new();
    if values.iter().any(Value::is_null) {
        parts.push(is_null(column(name, of), false));
    }
    let known = values.iter().filter(|value| !value.is_null());
    let equal = known.filter_map(|value| compared("=", column(name, of), value, of));
    parts.extend(equal);
    Expression::Or(parts)
}

/// Whether a row lies behind a bound, or before it.
fn beyond(bound: &[RangeBound], keys: &[(&Name, &Type)], before: bool) -> Expression {
    let (Some((first, rest)), Some(((name, of), keys))) = (bound.split_first(), keys.split_first())
    else {
        return if before { Expression::FALSE } else { Expression::TRUE };
    };
    let value = match first {
        RangeBound::Least => return if before { Expression::FALSE } else { Expression::TRUE },
        RangeBound::Greatest => return if before { Expression::TRUE } else { Expression::FALSE },
        RangeBound::At(value) => value,
    };
    let symbol = if before { "<" } else { ">" };
    let further = compared(symbol, column(name, of), value, of).unwrap_or(Expression::FALSE);
    let equal = compared("=", column(name, of), value, of).unwrap_or(Expression::FALSE);
    Expression::Or(vec![further, equal.and(beyond(rest, keys, before))])
}

fn compared(symbol: &str, column: Expression, value: &Value, of: &Type) -> Option<Expression> {
    let value = Expression::constant(value.clone(), of.clone());
    build::operator(symbol, Some(column), value).ok()
}
