//! `partition by`, and `create table … partition of`: the rows stay in the one table, which takes those that a partition
//! would take.

use crate::analyze;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, present};
use crate::error::{Result, SqlError};
use catalog::{
    Column, Expression, Generation, Partition, PartitionBound, PartitionStrategy, Partitioning,
    RangeBound, Relation, Type,
};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::cmp::Ordering;
use value::{Modifier, Name, QualifiedName, Value};

/// `partition by range (a, b)` of a table that has its columns.
pub(crate) fn by(clause: &ast::PartitionBy, table: &Relation) -> Result<Partitioning> {
    let at = clause.syntax();
    let strategy = present(clause.partition_strategy(), at)?;
    let strategy = match &*strategy.syntax().text().to_string().to_ascii_lowercase() {
        "range" => PartitionStrategy::Range,
        "list" => PartitionStrategy::List,
        "hash" => PartitionStrategy::Hash,
        other => {
            let message = format!("unrecognized partitioning strategy \"{other}\"");
            return Err(SqlError::new("42P16", at, message));
        }
    };
    let items = present(clause.partition_item_list(), at)?;
    let keys: Result<Vec<Name>> = items.partition_items().map(|item| key(&item, table)).collect();
    let keys = keys?;
    if strategy == PartitionStrategy::List && keys.len() != 1 {
        let message = "cannot use \"list\" partition strategy with more than one column";
        return Err(SqlError::new("42P17", at, message));
    }
    Ok(Partitioning { strategy, keys, partitions: Vec::new() })
}

fn key(item: &ast::PartitionItem, table: &Relation) -> Result<Name> {
    let at = item.syntax();
    if item.collate().is_some() || item.op_class_ref().is_some() {
        return Err(SqlError::unsupported(at, "a collation or operator class of a partition key"));
    }
    let Some(ast::Expr::NameRef(name)) = item.expr() else {
        return Err(SqlError::unsupported(at, "partitioning by an expression")
            .hint("Partition by columns, or leave the partitions out: one table holds all rows."));
    };
    let name = fold(name.syntax());
    let Some(column) = table.column(&name) else {
        let message = format!("column \"{name}\" named in partition key does not exist");
        return Err(SqlError::new("42703", at, message));
    };
    if matches!(column.generation, Some(Generation::Computed(_))) {
        let message = "cannot use generated column in partition key";
        let detail = format!("Column \"{name}\" is a generated column.");
        return Err(SqlError::new("42P17", at, message).detail(detail));
    }
    match column.of {
        Type::Scalar(_) => Ok(name),
        _ => Err(SqlError::unsupported(at, format!("partitioning by the type {}", column.of))),
    }
}

/// `create table p partition of t for values …`
pub(crate) fn create(
    draft: &mut Draft,
    statement: &ast::CreateTable,
    of: &ast::PartitionOf,
) -> Result<()> {
    let at = statement.syntax();
    refuse_details(statement)?;
    let reference = Reference::of_path(statement.table_name().and_then(|it| it.path()), at)?;
    let name = draft.new_name(&reference, at)?;
    if draft.is_relation_name(&name.schema, &name.name) {
        let message = format!("relation \"{}\" already exists", name.name);
        if statement.if_not_exists().is_some() {
            draft.notice(format!("{message}, skipping"));
            return Ok(());
        }
        return Err(SqlError::new("42P07", at, message));
    }
    let path = of.table_name_ref().and_then(|table| table.path_ref());
    let table = draft.table(&Reference::of_path_ref(path, at)?, at)?;
    draft.require_owner(&table, at)?;
    let Some(partitioning) = &table.partitioning else {
        let message = format!("\"{}\" is not partitioned", table.name.name);
        return Err(SqlError::new("42809", at, message));
    };
    let bound = bound(draft, statement, &table, partitioning, &name)?;
    let partition = Partition { name, bound };
    require_apart(&partition, partitioning, &table, at)?;
    draft.edit(&table.name, |table| {
        if let Some(partitioning) = &mut table.partitioning {
            partitioning.partitions.push(partition);
        }
    });
    Ok(())
}

fn refuse_details(statement: &ast::CreateTable) -> Result<()> {
    if let Some(by) = statement.partition_by() {
        return Err(SqlError::unsupported(by.syntax(), "a partition with partitions of its own")
            .hint("Partition once: one table holds all rows."));
    }
    match statement.table_arg_list().and_then(|list| list.args().next()) {
        Some(own) => Err(SqlError::unsupported(own.syntax(), "what holds of one partition only")
            .hint("Say it of the partitioned table.")),
        None => Ok(()),
    }
}

fn bound(
    draft: &Draft,
    statement: &ast::CreateTable,
    table: &Relation,
    partitioning: &Partitioning,
    name: &QualifiedName,
) -> Result<PartitionBound> {
    let at = statement.syntax();
    let keys: Vec<&Column> = partitioning.keys.iter().filter_map(|key| table.column(key)).collect();
    let wrong = |word: &str| {
        let message = format!("invalid bound specification for a {word} partition");
        Err(SqlError::new("42P16", at, message))
    };
    let written = present(statement.partition_type(), at)?;
    match (written, partitioning.strategy) {
        (ast::PartitionType::PartitionDefault(_), PartitionStrategy::Hash) => {
            let message = "a hash-partitioned table may not have a default partition";
            Err(SqlError::new("42P16", at, message))
        }
        (ast::PartitionType::PartitionDefault(_), _) => Ok(PartitionBound::Default),
        (ast::PartitionType::PartitionForValuesIn(list), PartitionStrategy::List) => {
            let values = list.exprs().map(|written| value(draft, &written, keys[0]));
            let mut known: Vec<Value> = Vec::new();
            for value in values {
                let value = value?;
                if !known.contains(&value) {
                    known.push(value);
                }
            }
            Ok(PartitionBound::In(known))
        }
        (ast::PartitionType::PartitionForValuesFrom(of), PartitionStrategy::Range) => {
            let lists: Vec<_> = of.syntax().children().collect();
            let from = lists.iter().find_map(|it| ast::PartitionFromValues::cast(it.clone()));
            let to = lists.iter().find_map(|it| ast::PartitionToValues::cast(it.clone()));
            let from = end(draft, present(from, at)?.exprs(), &keys, "FROM", at)?;
            let to = end(draft, present(to, at)?.exprs(), &keys, "TO", at)?;
            if compare(&from, &to, &keys) != Ordering::Less {
                let message =
                    format!("empty range bound specified for partition \"{}\"", name.name);
                return Err(SqlError::new("42P17", at, message));
            }
            Ok(PartitionBound::Between { from, to })
        }
        (ast::PartitionType::PartitionForValuesWith(with), PartitionStrategy::Hash) => {
            remainder(&with)
        }
        (_, PartitionStrategy::Range) => wrong("range"),
        (_, PartitionStrategy::List) => wrong("list"),
        (_, PartitionStrategy::Hash) => wrong("hash"),
    }
}

/// `modulus 4, remainder 1`
fn remainder(with: &ast::PartitionForValuesWith) -> Result<PartitionBound> {
    let at = with.syntax();
    let (mut modulus, mut remainder) = (None, None);
    for bound in with.bounds() {
        let text = bound.syntax().text().to_string().to_ascii_lowercase();
        let mut words = text.split_whitespace();
        let (word, number) = (words.next(), words.next().and_then(|it| it.parse::<u32>().ok()));
        match word {
            Some("modulus") => modulus = number,
            Some("remainder") => remainder = number,
            _ => {}
        }
    }
    match (modulus, remainder) {
        (Some(0), _) => {
            let message = "modulus for hash partition must be an integer value greater than zero";
            Err(SqlError::new("42P16", at, message))
        }
        (Some(modulus), Some(remainder)) if remainder >= modulus => {
            let message = "remainder for hash partition must be less than modulus";
            Err(SqlError::new("42P16", at, message))
        }
        (Some(modulus), Some(remainder)) => Ok(PartitionBound::Remainder { modulus, remainder }),
        _ => Err(SqlError::syntax(at, "a hash partition has a modulus and a remainder")),
    }
}

/// The values of one end of a range.
fn end(
    draft: &Draft,
    exprs: impl Iterator<Item = ast::Expr>,
    keys: &[&Column],
    word: &str,
    at: &SyntaxNode,
) -> Result<Vec<RangeBound>> {
    let written: Vec<ast::Expr> = exprs.collect();
    if written.len() != keys.len() {
        let message = format!("{word} must specify exactly one value per partitioning column");
        return Err(SqlError::new("42P16", at, message));
    }
    let mut bounds: Vec<RangeBound> = Vec::new();
    for (written, key) in written.iter().zip(keys) {
        let bound = match &*written.syntax().text().to_string().to_ascii_lowercase() {
            "minvalue" => RangeBound::Least,
            "maxvalue" => RangeBound::Greatest,
            _ => match value(draft, written, key)? {
                Value::Null => {
                    let message = "cannot specify NULL in range bound";
                    return Err(SqlError::new("42P16", written.syntax(), message));
                }
                value => RangeBound::At(value),
            },
        };
        let follows = bounds.last().filter(|last| !matches!(last, RangeBound::At(_)));
        if follows.is_some_and(|last| *last != bound) {
            let word = if bounds.last() == Some(&RangeBound::Least) { "MIN" } else { "MAX" };
            let message = format!("every bound following {word}VALUE must also be {word}VALUE");
            return Err(SqlError::new("42804", written.syntax(), message));
        }
        bounds.push(bound);
    }
    Ok(bounds)
}

/// A constant of the key's type.
fn value(draft: &Draft, written: &ast::Expr, key: &Column) -> Result<Value> {
    let expected = Some((&key.of, Modifier::None));
    let made = analyze::expression(draft.environment(), written, None, expected)?;
    match constant(made) {
        Some(value) => Ok(value),
        None => Err(SqlError::unsupported(
            written.syntax(),
            "a bound of a partition that is not a constant",
        )),
    }
}

fn constant(made: Expression) -> Option<Value> {
    match made {
        Expression::Constant { value, .. } => Some(value),
        Expression::Cast { operand, to, modifier, explicit } => {
            let of = operand.type_of();
            let at = value::Moment { now_micros: 0 };
            value::cast(&of, &to, modifier, &constant(*operand)?, explicit, &at).ok()
        }
        _ => None,
    }
}

/// Partitions share no row.
fn require_apart(
    new: &Partition,
    among: &Partitioning,
    table: &Relation,
    at: &SyntaxNode,
) -> Result<()> {
    let keys: Vec<&Column> = among.keys.iter().filter_map(|key| table.column(key)).collect();
    for old in &among.partitions {
        if new.bound == PartitionBound::Default && old.bound == PartitionBound::Default {
            let message = format!(
                "partition \"{}\" conflicts with existing default partition \"{}\"",
                new.name.name, old.name.name
            );
            return Err(SqlError::new("42P17", at, message));
        }
        if overlap(&new.bound, &old.bound, &keys) {
            let (new, old) = (&new.name.name, &old.name.name);
            let message = format!("partition \"{new}\" would overlap partition \"{old}\"");
            return Err(SqlError::new("42P17", at, message));
        }
    }
    Ok(())
}

fn overlap(new: &PartitionBound, old: &PartitionBound, keys: &[&Column]) -> bool {
    match (new, old) {
        (PartitionBound::In(new), PartitionBound::In(old)) => {
            new.iter().any(|value| old.contains(value))
        }
        (
            PartitionBound::Between { from, to },
            PartitionBound::Between { from: old_from, to: old_to },
        ) => {
            compare(from, old_to, keys) == Ordering::Less
                && compare(old_from, to, keys) == Ordering::Less
        }
        (
            PartitionBound::Remainder { modulus, remainder },
            PartitionBound::Remainder { modulus: old_modulus, remainder: old_remainder },
        ) => {
            let least = (*modulus).min(*old_modulus).max(1);
            remainder % least == old_remainder % least
        }
        _ => false,
    }
}

fn compare(left: &[RangeBound], right: &[RangeBound], keys: &[&Column]) -> Ordering {
    for ((left, right), key) in left.iter().zip(right).zip(keys) {
        let order = match (left, right) {
            (RangeBound::At(left), RangeBound::At(right)) => value::compare(&key.of, left, right),
            (left, right) => rank(left).cmp(&rank(right)),
        };
        // What follows `minvalue` or `maxvalue` is the same.
        if order != Ordering::Equal || !matches!(left, RangeBound::At(_)) {
            return order;
        }
    }
    Ordering::Equal
}

const fn rank(bound: &RangeBound) -> u8 {
    match bound {
        RangeBound::Least => 0,
        RangeBound::At(_) => 1,
        RangeBound::Greatest => 2,
    }
}

/// A key of a partitioned table holds its partition key, since each partition looks at its own rows only.
pub(crate) fn require_in_key(
    table: &Relation,
    columns: &[Name],
    kind: &str,
    at: &SyntaxNode,
) -> Result<()> {
    let Some(partitioning) = &table.partitioning else { return Ok(()) };
    let Some(missing) = partitioning.keys.iter().find(|key| !columns.contains(key)) else {
        return Ok(());
    };
    let message = "unique constraint on partitioned table must include all partitioning columns";
    let detail = format!(
        "{kind} constraint on table \"{}\" lacks column \"{missing}\" which is part of the partition key.",
        table.name.name
    );
    Err(SqlError::new("0A000", at, message).detail(detail))
}

/// A column of a partition key stays as it is.
pub(crate) fn require_no_key(
    table: &Relation,
    column: &Name,
    verb: &str,
    at: &SyntaxNode,
) -> Result<()> {
    if !table.partitioning.iter().any(|partitioning| partitioning.keys.contains(column)) {
        return Ok(());
    }
    let message = format!(
        "cannot {verb} column \"{column}\" because it is part of the partition key of relation \"{}\"",
        table.name.name
    );
    Err(SqlError::new("42P16", at, message))
}

/// The partitioned table that a name is a partition of.
pub(crate) fn parent_of(
    draft: &Draft,
    reference: &Reference,
) -> Option<(QualifiedName, QualifiedName)> {
    let parent = |name: &QualifiedName| {
        let is_it = |relation: &Relation| {
            let partitions = relation.partitioning.iter().flat_map(|it| &it.partitions);
            partitions.into_iter().any(|partition| partition.name == *name)
        };
        draft.catalog.relations.values().find(|relation| is_it(relation))
    };
    let name = draft.find(reference, |name| parent(name).is_some())?;
    Some((parent(&name)?.name.clone(), name))
}

/// `drop table` of a partition, which goes if it has no rows.
pub(crate) fn drop(draft: &mut Draft, table: &QualifiedName, partition: &QualifiedName) {
    draft.edit(table, |table| {
        if let Some(partitioning) = &mut table.partitioning {
            partitioning.partitions.retain(|known| known.name != *partition);
        }
    });
}
