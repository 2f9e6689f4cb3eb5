//! Random inserts, upserts, updates and deletes.

use super::conditions::{Scope, condition};
use super::random::Random;
use super::tables::{Column, Table};
use super::values::value;
use std::fmt::Write;

/// One whole row, as seeds hold it.
pub(super) fn row(table: &Table, random: &mut Random) -> String {
    let columns = random.some(&table.written(), 95);
    format!("insert into {} ({})\nvalues {}", table.name, names(&columns), values(&columns, random))
}

pub(super) fn insert(tables: &[Table], random: &mut Random) -> String {
    let table = random.pick(tables);
    let columns = random.some(&table.written(), 80);
    let mut text = format!("insert into {} ({})\n", table.name, names(&columns));
    if random.chance(15) {
        text.push_str(&selected(&columns, tables, random));
    } else {
        let count = *random.pick(&[1, 1, 1, 2, 3]);
        let rows: Vec<String> = (0..count).map(|_| values(&columns, random)).collect();
        let _ = write!(text, "values {}", rows.join("\n, "));
    }
    if random.chance(50) {
        text.push_str(&conflict(table, tables, random));
    }
    text.push_str(&returning(table, random));
    text
}

fn names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    names.join(", ")
}

fn values(columns: &[Column], random: &mut Random) -> String {
    let values: Vec<String> = columns.iter().map(|column| constant(column, random)).collect();
    format!("({})", values.join(", "))
}

fn constant(column: &Column, random: &mut Random) -> String {
    match random.below(20) {
        0 | 1 => "null".to_owned(),
        2 => "default".to_owned(),
        _ => column.kind.constant(random),
    }
}

fn selected(columns: &[Column], tables: &[Table], random: &mut Random) -> String {
    let from = random.pick(tables);
    let scope = Scope::of(&[("x", from)]);
    let mut output = |column: &Column| {
        let of_kind = from.of_kind(column.kind);
        if of_kind.is_empty() || random.chance(30) {
            column.kind.typed(random)
        } else {
            format!("x.{}", random.pick(&of_kind).name)
        }
    };
    let outputs: Vec<String> = columns.iter().map(&mut output).collect();
    let filter = condition(&scope, tables, 1, random);
    format!("select {}\nfrom {} x\nwhere {filter}", outputs.join(", "), from.name)
}

fn conflict(table: &Table, tables: &[Table], random: &mut Random) -> String {
    let key = random.pick(&table.keys);
    match random.below(5) {
        0 => "\non conflict do nothing".to_owned(),
        1 => format!("\non conflict ({key}) do nothing"),
        _ => {
            let columns = random.some(&table.written(), 40);
            let name = &table.name;
            let mut set = |column: &Column| match random.below(4) {
                0 => format!("{} = {}", column.name, constant(column, random)),
                1 => format!("{0} = {name}.{0}", column.name),
                _ => format!("{0} = excluded.{0}", column.name),
            };
            let set: Vec<String> = columns.iter().map(&mut set).collect();
            let filter = if random.chance(25) {
                let scope = Scope::of(&[(name, table), ("excluded", table)]);
                format!("\nwhere {}", condition(&scope, tables, 1, random))
            } else {
                String::new()
            };
            format!("\non conflict ({key}) do update set\n{}{filter}", set.join("\n, "))
        }
    }
}

pub(super) fn update(tables: &[Table], random: &mut Random) -> String {
    let table = random.pick(tables);
    let name = &table.name;
    let columns = random.some(&table.written(), 25);
    let scope = Scope::of(&[(name, table)]);
    let mut set = |column: &Column| {
        let (expression, kind) = value(&scope, random);
        if kind == column.kind && random.chance(60) {
            format!("{} = {expression}", column.name)
        } else {
            format!("{} = {}", column.name, constant(column, random))
        }
    };
    let set: Vec<String> = columns.iter().map(&mut set).collect();
    let mut text = format!("update {name} set\n{}", set.join("\n, "));
    text.push_str(&filter(table, tables, "from", random));
    text.push_str(&returning(table, random));
    text
}

pub(super) fn delete(tables: &[Table], random: &mut Random) -> String {
    let table = random.pick(tables);
    let mut text = format!("delete from {}", table.name);
    text.push_str(&filter(table, tables, "using", random));
    text.push_str(&returning(table, random));
    text
}

/// Which rows, sometimes with another table beside it.
fn filter(table: &Table, tables: &[Table], word: &str, random: &mut Random) -> String {
    let name = &table.name;
    if random.chance(15) {
        return String::new();
    }
    let other = random.pick(tables);
    if word == "using" && random.chance(20) {
        let scope = Scope::of(&[(name, table), ("y", other)]);
        return format!("\nusing {} y\nwhere {}", other.name, condition(&scope, tables, 1, random));
    }
    let scope = Scope::of(&[(name, table)]);
    if random.chance(30) {
        let id = table.columns[0].kind.constant(random);
        return format!("\nwhere {name}.id = {id}");
    }
    format!("\nwhere {}", condition(&scope, tables, 2, random))
}

fn returning(table: &Table, random: &mut Random) -> String {
    match random.below(6) {
        0 => "\nreturning *".to_owned(),
        1 | 2 => {
            let scope = Scope::of(&[(&table.name, table)]);
            let (one, other) = (value(&scope, random).0, value(&scope, random).0);
            format!("\nreturning {one}\n, {other}")
        }
        _ => String::new(),
    }
}
