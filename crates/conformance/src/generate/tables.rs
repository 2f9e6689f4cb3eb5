//! Random tables, and views over them.

use super::conditions::{Scope, condition};
use super::kinds::{KINDS, Kind};
use super::random::Random;
use super::values::value;
use std::fmt::Write;

/// What can be selected from.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
    /// What `on conflict` may name.
    pub(super) keys: Vec<String>,
}

#[derive(Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Nobody writes it.
    pub(super) generated: bool,
    definition: String,
}

impl Column {
    pub(super) fn new(name: &str, kind: Kind) -> Self {
        let definition = format!("{name} {}", kind.sql());
        Self { name: name.to_owned(), kind, generated: false, definition }
    }
}

impl Table {
    pub(super) fn of_kind(&self, kind: Kind) -> Vec<&Column> {
        self.columns.iter().filter(|column| column.kind == kind).collect()
    }

    pub(super) fn written(&self) -> Vec<Column> {
        self.columns.iter().filter(|column| !column.generated).cloned().collect()
    }
}

pub(super) fn tables(random: &mut Random) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for at in 0..random.between(2, 4) {
        let table = table(at, &tables, random);
        tables.push(table);
    }
    tables
}

const IDS: [Kind; 5] = [Kind::Int, Kind::Int, Kind::Big, Kind::Text, Kind::Uuid];

fn table(at: usize, before: &[Table], random: &mut Random) -> Table {
    let mut id = Column::new("id", *random.pick(&IDS));
    id.definition.push_str(" primary key");
    let mut columns = vec![id];
    if random.chance(70) {
        let mut owner = Column::new("owner", Kind::Uuid);
        owner.definition.push_str(random.word(&["", " default auth.uid()", " not null"]));
        columns.push(owner);
    }
    for name in ["a", "b", "c", "d"].iter().take(random.between(1, 4)) {
        let mut column = Column::new(name, *random.pick(&KINDS));
        property(&mut column, random);
        columns.push(column);
    }
    if !before.is_empty() && random.chance(70) {
        columns.push(reference("r", random.pick(before), random));
    }
    if random.chance(25) {
        columns.push(generated(&columns, random));
    }
    Table { name: format!("t{at}"), columns, keys: vec!["id".to_owned()] }
}

fn property(column: &mut Column, random: &mut Random) {
    match random.below(8) {
        0 => column.definition.push_str(" not null"),
        1 => {
            let value = column.kind.constant(random);
            let _ = write!(column.definition, " default {value}");
        }
        2 => {
            let value = column.kind.constant(random);
            let _ = write!(column.definition, " not null default {value}");
        }
        _ => {}
    }
}

fn reference(name: &str, to: &Table, random: &mut Random) -> Column {
    let kind = to.columns[0].kind;
    let mut column = Column::new(name, kind);
    let delete =
        random.word(&["", " on delete cascade", " on delete set null", " on delete restrict"]);
    let update = random.word(&["", "", " on update cascade"]);
    let _ = write!(column.definition, " references {} (id){delete}{update}", to.name);
    column
}

fn generated(columns: &[Column], random: &mut Random) -> Column {
    let own: Vec<&Column> = columns.iter().filter(|column| column.name != "r").collect();
    let of = *random.pick(&own);
    let (kind, expression) = match of.kind {
        kind if kind.is_integer() => (Kind::Numeric, format!("{}::numeric / 3", of.name)),
        Kind::Text => (Kind::Text, format!("upper({})", of.name)),
        Kind::Fixed => (Kind::Numeric, format!("{} * 1.10", of.name)),
        _ => (Kind::Bool, format!("{} is not null", of.name)),
    };
    let mut column = Column::new("g", kind);
    column.generated = true;
    let _ = write!(column.definition, " generated always as ({expression}) stored");
    column
}

/// `create table` for each, and their constraints and indexes.
pub(super) fn definitions(tables: &[Table], random: &mut Random) -> String {
    let mut text = String::new();
    for table in tables {
        let _ = writeln!(text, "create table {} (", table.name);
        let columns: Vec<&str> = table.columns.iter().map(|column| &*column.definition).collect();
        let _ = writeln!(text, "{}\n);", columns.join("\n, "));
        if random.chance(40) {
            let scope = Scope::bare(&table.columns);
            let condition = condition(&scope, &[], 1, random);
            let _ = writeln!(text, "alter table {} add check (\n{condition});", table.name);
        }
    }
    text
}

/// Unique constraints and indexes, which become what `on conflict` may name.
pub(super) fn uniques(tables: &mut [Table], random: &mut Random) -> String {
    let mut text = String::new();
    for table in tables {
        if !random.chance(50) {
            continue;
        }
        let name = table.name.clone();
        let columns = random.some(&table.columns[1..], 30);
        let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
        let list = names.join(", ");
        match random.below(4) {
            0 => {
                let scope = Scope::bare(&table.columns);
                let mut filter = condition(&scope, &[], 0, random);
                // SQLite has no word for it in an index.
                while filter.contains(" all (") {
                    filter = condition(&scope, &[], 0, random);
                }
                let _ = writeln!(text, "create unique index on {name} ({list})\nwhere {filter};");
            }
            1 if columns[0].kind.is_text() => {
                let _ = writeln!(text, "create unique index on {name} (lower({}));", names[0]);
                table.keys.push(format!("lower({})", names[0]));
            }
            2 => {
                let _ = writeln!(text, "create unique index on {name} ({list});");
                table.keys.push(list);
            }
            _ => {
                let _ = writeln!(text, "alter table {name} add unique ({list});");
                table.keys.push(list);
            }
        }
    }
    text
}

/// Views as what can be selected from; their definitions go to the schema.
pub(super) fn views(tables: &[Table], schema: &mut String, random: &mut Random) -> Vec<Table> {
    let mut views = Vec::new();
    for at in 0..random.below(3) {
        let of = random.pick(tables);
        let name = format!("v{at}");
        let scope = Scope::of(&[("x", of)]);
        let mut columns = vec![Column::new("id", of.columns[0].kind)];
        let mut outputs = vec!["x.id as id".to_owned()];
        for alias in ["a", "b", "c"].iter().take(random.between(1, 3)) {
            let (expression, kind) = value(&scope, random);
            outputs.push(format!("{expression} as {alias}"));
            columns.push(Column::new(alias, kind));
        }
        let filter = condition(&scope, tables, 1, random);
        let invoker = if random.chance(50) { " with (security_invoker = true)" } else { "" };
        let outputs = outputs.join("\n, ");
        let _ = writeln!(
            schema,
            "create view {name}{invoker} as select\n{outputs}\nfrom {} x\nwhere {filter};",
            of.name
        );
        views.push(Table { name, columns, keys: Vec::new() });
    }
    views
}
