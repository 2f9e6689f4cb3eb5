//! Random row security, grants and revokes.

use super::conditions::{Scope, condition};
use super::random::Random;
use super::tables::Table;
use std::fmt::Write;

pub(super) fn rights(tables: &[Table], random: &mut Random) -> String {
    let mut text = String::new();
    for (at, table) in tables.iter().enumerate() {
        if random.chance(85) {
            let _ = writeln!(text, "alter table {} enable row level security;", table.name);
        }
        if random.chance(10) {
            let _ = writeln!(text, "alter table {} force row level security;", table.name);
        }
        // Policies that lead to themselves are one story in ten.
        let others = if random.chance(10) { tables } else { &tables[..at] };
        for number in 0..random.between(1, 4) {
            policy(table, number, others, &mut text, random);
        }
        if random.chance(30) {
            grants(table, &mut text, random);
        }
    }
    text
}

fn policy(table: &Table, at: usize, others: &[Table], text: &mut String, random: &mut Random) {
    let command = random.word(&["all", "all", "select", "select", "insert", "update", "delete"]);
    let restrictive = if at > 0 && random.chance(25) { " as restrictive" } else { "" };
    let roles = random.word(&[
        "",
        "",
        " to authenticated",
        " to authenticated",
        " to anon, authenticated",
        " to anon",
    ]);
    let name = &table.name;
    let _ = write!(text, "create policy p{at} on {name}{restrictive} for {command}{roles}");
    let scope = Scope::of(&[(name, table)]);
    let one = |random: &mut Random| {
        if random.chance(20) { "true".to_owned() } else { condition(&scope, others, 2, random) }
    };
    if command != "insert" && random.chance(95) {
        let _ = write!(text, "\nusing (\n{}\n)", one(random));
    }
    let insert = command == "insert" && random.chance(95);
    if insert || (matches!(command, "all" | "update") && random.chance(50)) {
        let _ = write!(text, "\nwith check (\n{}\n)", one(random));
    }
    text.push_str(";\n");
}

fn grants(table: &Table, text: &mut String, random: &mut Random) {
    let name = &table.name;
    let role = random.word(&["anon", "authenticated"]);
    let columns: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
    let some = random.some(&columns, 60).join(", ");
    let privilege = random.word(&["select", "insert", "update", "delete"]);
    let _ = writeln!(text, "revoke {privilege} on {name} from {role};");
    if privilege != "delete" && random.chance(80) {
        let _ = writeln!(text, "grant {privilege} ({some}) on {name} to {role};");
    }
}
