//! Scripts: what each statement changes, step by step.

use super::{check_kept, right, shown};
use crate::{File, ScriptStep, read_script, write_statement};
use catalog::Catalog;

fn steps(before: &str, script: &str) -> (Vec<ScriptStep>, Vec<String>) {
    let from = right(before).catalog;
    match read_script(&from, &File { name: "m.sql", text: script }) {
        Ok(script) => {
            let notices = script.notices.iter().map(ToString::to_string).collect();
            (script.steps, notices)
        }
        Err(errors) => panic!("{script}\n{}", shown(&errors)),
    }
}

/// Line and changes of every step.
#[track_caller]
fn check(before: &str, script: &str, expected: &[&str]) -> Catalog {
    let (steps, _) = steps(before, script);
    let shown: Vec<String> = steps
        .iter()
        .map(|step| match step {
            ScriptStep::Define { line, changes, .. } => format!("{line}: {changes:?}"),
            ScriptStep::Run { line, statement } => {
                format!("{line}: {}", write_statement(statement))
            }
        })
        .collect();
    assert_eq!(shown, expected, "{script}");
    let last = steps.iter().rev().find_map(|step| match step {
        ScriptStep::Define { catalog, .. } => Some(catalog.as_ref().clone()),
        ScriptStep::Run { .. } => None,
    });
    let catalog = last.unwrap_or_else(|| right(before).catalog);
    check_kept(&catalog);
    catalog
}

#[test]
fn renames_carry_everything_that_names_the_old() {
    let catalog = check(
        "create table posts (id serial primary key, title text, unique (title), check (title <> ''));
         create index posts_t on posts (lower(title));
         create table comments (id int primary key, post_id int references posts (id));
         create view v as select p.title, p as whole from posts p join comments c on c.post_id = p.id;
         create policy p on comments using (exists (select 1 from posts where posts.id = comments.post_id and posts.title = 'x'));
         comment on constraint posts_title_key on posts is 'k'; comment on policy p on comments is 'p';",
        "alter table posts rename to articles;
alter table articles rename column title to headline;
alter table articles rename constraint posts_title_key to unique_headline;
alter index posts_t rename to articles_t;
alter policy p on comments rename to q;
create schema s;
alter table comments set schema s;
alter view v rename column title to t; alter view v rename to w;",
        &[
            "1: [RenameRelation { from: public.posts, to: public.articles }]",
            "2: [RenameColumn { relation: public.articles, from: \"title\", to: \"headline\" }]",
            "3: [AddConstraint { relation: public.articles, constraint: \"unique_headline\" }, AlterSettings { what: \"comment on constraint unique_headline on public.articles\" }]",
            "4: [DropIndex { relation: public.articles, index: \"posts_t\" }, CreateIndex { relation: public.articles, index: \"articles_t\" }]",
            "5: [AlterRules { relation: public.comments, what: \"policy \\\"p\\\"\" }, AlterRules { relation: public.comments, what: \"policy \\\"q\\\"\" }, AlterSettings { what: \"comment on policy q on public.comments\" }]",
            "6: [CreateSchema(\"s\")]",
            "7: [RenameRelation { from: public.comments, to: s.comments }]",
            "8: [AlterView(public.v)]",
            "8: [RenameRelation { from: public.v, to: public.w }]",
        ],
    );
    let base = crate::base_catalog();
    let text = super::written(&base, &catalog);
    assert!(!text.contains("posts.") && !text.contains("title "), "{text}");
    assert!(text.contains("select r1.headline as t, "), "{text}");
    assert!(
        text.contains("articles.id = comments.post_id")
            || text.contains("r1.id = comments.post_id"),
        "{text}"
    );
}

#[test]
fn rows_are_read_over_the_schema_before_them() {
    check(
        "create table t (id int generated always as identity primary key, m text)",
        "begin;
insert into t (m) values ('a'), (default);
alter table t add column n int default 3;
update t set n = n + 1 where id = 1;
commit;",
        &[
            "2: insert into public.t as r1 (m) values ('a'::text), (default)",
            "3: [AddColumn { relation: public.t, column: \"n\" }]",
            "4: update public.t as r1 set n = r1.n + 1 where r1.id = 1",
        ],
    );
}

#[test]
fn conversions_say_how_old_values_become_new() {
    check(
        "create table t (a int, b text)",
        "alter table t alter column a type text using 'n' || a, alter b type varchar(3);",
        &[
            "1: [AlterColumnType { relation: public.t, column: \"a\", using: Some(Call { function: textanycat(text, anynonarray), \
             arguments: [Constant { value: Text(\"n\"), of: Scalar(Text) }, Column { range: Range(0), name: \"a\", of: Scalar(Int4) }], \
             of: Scalar(Text) }) }, AlterColumnType { relation: public.t, column: \"b\", using: None }]",
        ],
    );
}

#[test]
fn sequences_are_set_as_dumps_set_them() {
    let generation = "[AlterColumnGeneration { relation: public.t, column: \"id\" }]";
    let catalog = check(
        "create table t (id serial primary key)",
        "select pg_catalog.setval('public.t_id_seq', 41, true);
alter sequence t_id_seq restart with 7;
select setval(pg_get_serial_sequence('t', 'id'), (select max(id) from t));
alter sequence t_id_seq owner to postgres;",
        &[
            &format!("1: {generation}"),
            &format!("2: {generation}"),
            &format!("3: {generation}"),
            &format!("3: {generation}"),
        ],
    );
    assert!(super::written(&crate::base_catalog(), &catalog).contains("start with 7"));
}

#[test]
fn enums_follow_their_labels() {
    let catalog = check(
        "create type e as enum ('a', 'b'); create table t (e e default 'b', check (e <> 'a')); create view v as select e from t where e = 'b';",
        "alter type e add value 'z' before 'a';
alter type e rename value 'b' to 'q';
alter type e rename to ee;
alter table t alter column e set default 'z';",
        &[
            "1: [AlterEnum { from: [\"a\", \"b\"], name: public.e }]",
            "2: [AlterEnum { from: [\"z\", \"a\", \"q\"], name: public.e }]",
            "3: [AlterType(public.ee)]",
            "4: [AlterColumnGeneration { relation: public.t, column: \"e\" }]",
        ],
    );
    let text = super::written(&crate::base_catalog(), &catalog);
    assert!(
        text.contains("default 'z'::public.ee") && text.contains("check (e <> 'a'::public.ee)"),
        "{text}"
    );
    assert!(text.contains("where r1.e = 'q'::public.ee"), "{text}");
}

#[test]
fn what_a_diff_of_supabase_s_writes_reads() {
    check(
        "create table x (a int)",
        r#"create sequence "public"."q_id_seq";
create table "public"."q" ("id" integer not null default nextval('q_id_seq'::regclass), "name" text);
alter sequence "public"."q_id_seq" owned by "public"."q"."id";
alter table "public"."q" enable row level security;
CREATE UNIQUE INDEX q_pkey ON public.q USING btree (id);
alter table "public"."q" add constraint "q_pkey" PRIMARY KEY using index "q_pkey";
alter table "public"."q" add constraint "q_check" CHECK ((name <> ''::text)) not valid;
alter table "public"."q" validate constraint "q_check";
grant delete on table "public"."q" to "anon";
set check_function_bodies = off;
create policy "Enable read access" on "public"."q" as permissive for select to public using (true);"#,
        &[
            "2: [CreateRelation(public.q)]",
            "4: [AlterRules { relation: public.q, what: \"row security\" }]",
            "5: [CreateIndex { relation: public.q, index: \"q_pkey\" }]",
            "6: [DropIndex { relation: public.q, index: \"q_pkey\" }, AddConstraint { relation: public.q, constraint: \"q_pkey\" }]",
            "7: [AddConstraint { relation: public.q, constraint: \"q_check\" }]",
            "9: [AlterRules { relation: public.q, what: \"privileges\" }]",
            "11: [AlterRules { relation: public.q, what: \"policy \\\"Enable read access\\\"\" }]",
        ],
    );
}

#[test]
fn notices_tell_what_has_no_effect() {
    let (_, notices) = steps(
        "create table t (a int); create view v as select a from t",
        "create extension pg_net;
create extension if not exists pgcrypto;
alter table t replica identity full;
alter publication supabase_realtime add table t;
create role clerk login password 'x';
revoke usage on all sequences in schema public from anon;
drop table t cascade;
create unlogged table u (a int);
create table if not exists u (b int);",
    );
    assert_eq!(
        notices,
        [
            "m.sql:1: the extension \"pg_net\" is accepted, but nothing comes with it",
            "m.sql:3: every change is reported with its old row; replica identity changes nothing",
            "m.sql:4: the publication is kept in the schema; realtime comes in a later version",
            "m.sql:5: nobody connects as the role clerk, a token or key names it: login, password has no effect",
            "m.sql:6: a sequence has no rights of its own: what is revoked on it has no effect",
            "m.sql:7: drop cascades to view v",
            "m.sql:8: an unlogged table is kept as any other: what it answers survives a crash",
            "m.sql:9: relation \"u\" already exists, skipping",
        ]
    );
}
