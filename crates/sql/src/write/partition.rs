//! Partitions as statements.

use super::names::{identifier, list, qualified};
use catalog::{
    Partition, PartitionBound, PartitionStrategy, Partitioning, RangeBound, Relation, Type, Value,
};

/// ` partition by range (a)`
pub(super) fn by_text(partitioning: &Partitioning) -> String {
    let strategy = match partitioning.strategy {
        PartitionStrategy::Range => "range",
        PartitionStrategy::List => "list",
        PartitionStrategy::Hash => "hash",
    };
    format!(" partition by {strategy} ({})", list(&partitioning.keys))
}

/// `create table p partition of t for values …;`
pub(crate) fn partition_text(table: &Relation, partition: &Partition) -> String {
    let keys = table.partitioning.iter().flat_map(|it| &it.keys);
    let of = |name: &value::Name| table.column(name).map_or(Type::TEXT, |column| column.of.clone());
    let keys: Vec<Type> = keys.map(of).collect();
    let bound = match &partition.bound {
        PartitionBound::Default => "default".to_owned(),
        PartitionBound::In(values) => {
            let of = keys.first().unwrap_or(&Type::TEXT);
            let values: Vec<String> = values.iter().map(|value| literal(value, of)).collect();
            format!("for values in ({})", values.join(", "))
        }
        PartitionBound::Between { from, to } => {
            format!("for values from ({}) to ({})", end(from, &keys), end(to, &keys))
        }
        PartitionBound::Remainder { modulus, remainder } => {
            format!("for values with (modulus {modulus}, remainder {remainder})")
        }
    };
    let (name, table) = (qualified(&partition.name), qualified(&table.name));
    format!("create table {name} partition of {table} {bound};")
}

/// `drop table p;`
pub(crate) fn drop_partition(partition: &Partition) -> String {
    format!("drop table {};", qualified(&partition.name))
}

/// Why a table can't be partitioned otherwise.
pub(crate) fn repartition(table: &Relation) -> String {
    let name = identifier(&table.name.name);
    format!(
        "-- PostgreSQL can't change how {name} is partitioned: make a new table, and move the rows."
    )
}

fn end(bounds: &[RangeBound], keys: &[Type]) -> String {
    let one = |(bound, of): (&RangeBound, &Type)| match bound {
        RangeBound::Least => "minvalue".to_owned(),
        RangeBound::At(value) => literal(value, of),
        RangeBound::Greatest => "maxvalue".to_owned(),
    };
    bounds.iter().zip(keys).map(one).collect::<Vec<_>>().join(", ")
}

fn literal(value: &Value, of: &Type) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    let mut shown = String::new();
    value::write_output(of, value, &mut shown);
    super::names::text(&shown)
}
