//! Partitioned tables: kept, compared, and what is wrong with them.

use super::{check_kept, right, schema, shown, written};

const EVENTS: &str = "create table events (id int, at date, tag text) partition by range (at, id);";

#[test]
fn partitioned_tables_are_written_and_read_back() {
    let made = right(&format!(
        "{EVENTS}
         create table events_1 partition of events for values from ('2024-01-01', minvalue) to (date '2025-01-01', 5);
         create table events_rest partition of events default;
         create table tagged (tag text) partition by list (tag);
         create table tagged_a partition of tagged for values in ('a', 'it''s', null);
         create table hashed (id int primary key) partition by hash (id);
         create table hashed_0 partition of hashed for values with (modulus 1, remainder 0);"
    ));
    check_kept(&made.catalog);
}

#[test]
fn partitions_come_and_go() {
    let check = |from: &str, to: &str, expected: &str| {
        let (from, to) = (right(&format!("{EVENTS}{from}")), right(&format!("{EVENTS}{to}")));
        assert_eq!(written(&from.catalog, &to.catalog), expected);
    };
    let first = "create table events_1 partition of events for values from ('2024-01-01', minvalue) to ('2025-01-01', 5);";
    let kept = "create table public.events_1 partition of public.events for values from ('2024-01-01', minvalue) to \
                ('2025-01-01', '5');";
    check("", first, kept);
    check(first, first, "");
    check(first, "", "drop table public.events_1;");
    check(first, &format!("{first} drop table events_1;"), "drop table public.events_1;");
}

#[test]
fn wrong_partitions_are_told() {
    let check = |text: &str, expected: &str| {
        let errors = schema(&format!("{EVENTS}\n{text}")).map(|_| ()).unwrap_err();
        let said = shown(&errors);
        assert!(said.contains(expected), "{text}\n{said}");
    };
    let part = "create table a partition of events for values from ('2024-01-01', 1) to ('2025-01-01', 1);";
    check(
        &format!(
            "{part} create table b partition of events for values from ('2024-12-01', 1) to (maxvalue, maxvalue);"
        ),
        "partition \"b\" would overlap partition \"a\"",
    );
    check(
        "create table a partition of events for values from ('2025-01-01', 1) to ('2024-01-01', 1);",
        "empty range bound specified for partition \"a\"",
    );
    check(
        "create table a partition of events for values in (1);",
        "invalid bound specification for a range partition",
    );
    check(
        "create table a partition of events for values from (minvalue, 1) to ('2024-01-01', 1);",
        "every bound following MINVALUE must also be MINVALUE",
    );
    check("alter table events add primary key (id);", "lacks column \"at\"");
    check("alter table events drop column at;", "part of the partition key");
    check("alter table events alter column at type text;", "part of the partition key");
    check(&format!("{part} create view v as select * from a;"), "naming the partition a");
    check(&format!("{part} create index on a (tag);"), "naming a partition by itself");
    check(&format!("{part} create table a (id int);"), "relation \"a\" already exists");
    check("alter table events attach partition x default;", "a partitioned table");
    check("create table p (a int) partition by range ((a + 1));", "partitioning by an expression");
    check(
        "create table a partition of events (tag not null) default;",
        "what holds of one partition only",
    );
}
