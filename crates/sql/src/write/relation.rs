//! Tables, views and what belongs to them as statements.

use super::expression::Writer;
use super::index_method;
use super::names::{identifier, list, qualified, text};
use super::partition;
use super::query::query_text;
use super::type_name::write_type;
use catalog::{
    CheckOption, Column, Command, Deferral, Expression, ForeignKey, Generation, Identity, Index,
    IndexMethod, Match, Policy, ReferentialAction, Relation, Unique, View,
};
use value::{Name, Scalar};

/// How a column's sequence is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequences {
    /// By name and with every option, so that it reads back the same.
    Whole,
    /// As a person would: `serial`, `generated always as identity`.
    Short,
}

/// `create table name (…)`, with the foreign keys that are wanted; sequences of `serial` columns before it.
pub(super) fn create_table(
    table: &Relation,
    sequences: Sequences,
    wanted: impl Fn(&ForeignKey) -> bool,
) -> String {
    let mut parts: Vec<String> =
        table.columns.iter().map(|column| column_text(table, column, sequences)).collect();
    let keys = table.primary_key.iter().map(|key| unique_text(key, true));
    parts.extend(keys);
    parts.extend(table.uniques.iter().map(|key| unique_text(key, false)));
    parts
        .extend(table.checks.iter().map(|check| check_text(table, &check.name, &check.expression)));
    let foreign = table.foreign_keys.iter().filter(|key| wanted(key));
    parts.extend(foreign.map(foreign_key_text));
    let body = match parts.is_empty() {
        true => "()".to_owned(),
        false => format!("(\n  {}\n)", parts.join(",\n  ")),
    };
    let by = table.partitioning.as_ref().map(partition::by_text).unwrap_or_default();
    let create = format!("create table {} {body}{by};", qualified(&table.name));
    let mut statements = sequences_before(table, &table.columns, sequences);
    statements.push(create);
    let partitions = table.partitioning.iter().flat_map(|it| &it.partitions);
    statements.extend(partitions.map(|partition| partition::partition_text(table, partition)));
    statements.join("\n")
}

/// `create sequence` for the `serial` columns that `serial` doesn't say wholly.
pub(super) fn sequences_before(
    table: &Relation,
    columns: &[Column],
    sequences: Sequences,
) -> Vec<String> {
    let one = |column: &Column| {
        let identity = serial(column)?;
        let short = sequences == Sequences::Short && is_usual(table, column, identity);
        (!short).then(|| {
            format!("create sequence {}{};", sequence(table, identity), counts(identity, true))
        })
    };
    columns.iter().filter_map(one).collect()
}

fn serial(column: &Column) -> Option<&Identity> {
    match &column.generation {
        Some(Generation::Identity(identity)) if identity.serial => Some(identity),
        _ => None,
    }
}

fn sequence(table: &Relation, identity: &Identity) -> String {
    format!("{}.{}", identifier(&table.name.schema), identifier(&identity.sequence))
}

/// ` start with 1 increment by 1`
fn counts(identity: &Identity, whole: bool) -> String {
    let mut written = String::new();
    if whole || identity.start != 1 {
        written += &format!(" start with {}", identity.start);
    }
    if whole || identity.increment != 1 {
        written += &format!(" increment by {}", identity.increment);
    }
    written
}

/// Whether a sequence is called and counts as PostgreSQL would have it.
fn is_usual(table: &Relation, column: &Column, identity: &Identity) -> bool {
    let name = crate::define::names::object_name(&table.name.name, Some(&column.name), "seq");
    *identity.sequence == *name && identity.start == 1 && identity.increment == 1
}

/// `name type not null default …`
pub(super) fn column_text(table: &Relation, column: &Column, sequences: Sequences) -> String {
    let name = identifier(&column.name);
    if let Some(identity) = serial(column)
        && sequences == Sequences::Short
        && column.not_null
        && is_usual(table, column, identity)
    {
        let of = match column.of.scalar() {
            Some(Scalar::Int2) => "smallserial",
            Some(Scalar::Int4) => "serial",
            _ => "bigserial",
        };
        return format!("{name} {of}");
    }
    let mut written = format!("{name} {}", write_type(&column.of, column.modifier));
    let in_key = table.key_columns().contains(&column.name);
    if column.not_null && !in_key {
        written += " not null";
    }
    if let Some(generation) = &column.generation {
        written += &format!(" {}", generation_text(table, column, generation, sequences));
    }
    written
}

/// `default …`, `generated …`
pub(super) fn generation_text(
    table: &Relation,
    column: &Column,
    generation: &Generation,
    sequences: Sequences,
) -> String {
    match generation {
        Generation::Default(default) => format!("default {}", bracketed(table, default)),
        Generation::Computed(computed) => {
            let computed = Writer::new(Some(&table.name.name)).expression(computed);
            format!("generated always as ({computed}) stored")
        }
        Generation::Identity(identity) if identity.serial => {
            format!("default nextval({}::regclass)", text(&sequence(table, identity)))
        }
        Generation::Identity(identity) => {
            let when = if identity.always { "always" } else { "by default" };
            let options = identity_options(table, column, identity, sequences);
            format!("generated {when} as identity{options}")
        }
    }
}

fn identity_options(
    table: &Relation,
    column: &Column,
    identity: &Identity,
    sequences: Sequences,
) -> String {
    if sequences == Sequences::Short && is_usual(table, column, identity) {
        return String::new();
    }
    let name = format!("sequence name {}", sequence(table, identity));
    format!(" ({name}{})", counts(identity, sequences == Sequences::Whole))
}

/// A default that is more than a value or a call stands in brackets.
fn bracketed(table: &Relation, expression: &Expression) -> String {
    let written = Writer::new(Some(&table.name.name)).expression(expression);
    let is_word = |c: char| c.is_alphanumeric() || "_.()'{}-:\"".contains(c);
    if written.chars().all(is_word) { written } else { format!("({written})") }
}

/// A constraint of a table by its name.
pub(crate) fn constraint_text(table: &Relation, name: &str) -> Option<String> {
    let primary = table.primary_key.iter().map(|key| (key, true));
    let mut keys = primary.chain(table.uniques.iter().map(|key| (key, false)));
    if let Some((key, primary)) = keys.find(|(key, _)| &*key.name == name) {
        return Some(unique_text(key, primary));
    }
    if let Some(key) = table.foreign_keys.iter().find(|key| &*key.name == name) {
        return Some(foreign_key_text(key));
    }
    let check = table.checks.iter().find(|check| &*check.name == name)?;
    Some(check_text(table, &check.name, &check.expression))
}

fn unique_text(key: &Unique, primary: bool) -> String {
    let kind = match (primary, key.nulls_not_distinct) {
        (true, _) => "primary key",
        (false, true) => "unique nulls not distinct",
        (false, false) => "unique",
    };
    let deferral = deferral_text(key.deferral);
    format!("constraint {} {kind} ({}){deferral}", identifier(&key.name), list(&key.columns))
}

fn check_text(table: &Relation, name: &Name, check: &Expression) -> String {
    let check = Writer::new(Some(&table.name.name)).expression(check);
    format!("constraint {} check ({check})", identifier(name))
}

/// `constraint name foreign key (…) references …`
pub(super) fn foreign_key_text(key: &ForeignKey) -> String {
    let mut written = format!(
        "constraint {} foreign key ({}) references {} ({})",
        identifier(&key.name),
        list(&key.columns),
        qualified(&key.target),
        list(&key.target_columns)
    );
    if key.matching == Match::Full {
        written += " match full";
    }
    for (event, action) in [("update", &key.on_update), ("delete", &key.on_delete)] {
        let action = match action {
            ReferentialAction::NoAction => continue,
            ReferentialAction::Restrict => "restrict",
            ReferentialAction::Cascade => "cascade",
            ReferentialAction::SetNull => "set null",
            ReferentialAction::SetDefault => "set default",
        };
        written += &format!(" on {event} {action}");
    }
    written + deferral_text(key.deferral)
}

const fn deferral_text(deferral: Deferral) -> &'static str {
    match deferral {
        Deferral::Immediate => "",
        Deferral::Deferrable => " deferrable",
        Deferral::Deferred => " deferrable initially deferred",
    }
}

/// `create index name on table (…) where …;`
pub(crate) fn index_text(table: &Relation, index: &Index) -> String {
    let writer = Writer::new(Some(&table.name.name));
    let unique = if index.unique { "unique " } else { "" };
    let using = match index.method {
        IndexMethod::Btree => String::new(),
        other => format!(" using {}", index_method(other)),
    };
    let part = |part: &catalog::IndexPart| {
        let shown = writer.expression(&part.expression);
        let mut written = match &part.expression {
            Expression::Column { .. } => shown,
            _ => format!("({shown})"),
        };
        if let Some(class) = &part.operator_class {
            written += &format!(" {}", identifier(class));
        }
        written += if part.descending { " desc" } else { "" };
        written
            + match (part.nulls_first, part.descending) {
                (true, false) => " nulls first",
                (false, true) => " nulls last",
                _ => "",
            }
    };
    let parts: Vec<String> = index.parts.iter().map(part).collect();
    let mut written = format!(
        "create {unique}index {} on {}{using} ({})",
        identifier(&index.name),
        qualified(&table.name),
        parts.join(", ")
    );
    if !index.include.is_empty() {
        written += &format!(" include ({})", list(&index.include));
    }
    if index.nulls_not_distinct {
        written += " nulls not distinct";
    }
    if let Some(filter) = &index.filter {
        written += &format!(" where {}", writer.expression(filter));
    }
    written + ";"
}

/// `create policy name on table …;`
pub(super) fn policy_text(table: &Relation, policy: &Policy) -> String {
    let writer = Writer::new(Some(&table.name.name));
    let mut written =
        format!("create policy {} on {}", identifier(&policy.name), qualified(&table.name));
    if !policy.permissive {
        written += " as restrictive";
    }
    written += match policy.command {
        Command::All => "",
        Command::Select => " for select",
        Command::Insert => " for insert",
        Command::Update => " for update",
        Command::Delete => " for delete",
    };
    written += &format!(" to {}", list(&policy.roles));
    if let Some(using) = &policy.using {
        written += &format!(" using ({})", writer.expression(using));
    }
    if let Some(check) = &policy.check {
        written += &format!(" with check ({})", writer.expression(check));
    }
    written + ";"
}

/// `create [or replace] view name with (…) as …;`
pub(crate) fn view_text(relation: &Relation, view: &View, or_replace: bool) -> String {
    let (query, name) = (query_text(&Writer::new(None), &view.query), qualified(&relation.name));
    if view.materialized {
        let data = if view.populated { "" } else { " with no data" };
        return format!("create materialized view {name} as {query}{data};");
    }
    let replace = if or_replace { "or replace " } else { "" };
    let options = [
        view.security_invoker.then_some("security_invoker = true"),
        view.security_barrier.then_some("security_barrier = true"),
        view.check.map(|check| match check {
            CheckOption::Local => "check_option = local",
            CheckOption::Cascaded => "check_option = cascaded",
        }),
    ];
    let options: Vec<&str> = options.into_iter().flatten().collect();
    let options = match options.is_empty() {
        true => String::new(),
        false => format!(" with ({})", options.join(", ")),
    };
    format!("create {replace}view {name}{options} as {query};")
}

/// The type of a column, for `alter column … type`.
pub(super) fn column_type(column: &Column) -> String {
    write_type(&column.of, column.modifier)
}

/// An expression over a table's row.
pub(super) fn over_row(table: &Relation, expression: &Expression) -> String {
    Writer::new(Some(&table.name.name)).expression(expression)
}
