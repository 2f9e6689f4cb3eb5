//! What calls of functions become.

use super::{as_file, check_in};

const SCHEMA: &str = "
create table notes (id int primary key, author uuid, body text);
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
create table log (id int primary key, note text default current_user);

create function double(int) returns int language sql immutable as 'select $1 + $1';
create function strict_double(int) returns int language sql immutable strict as 'select $1 + $1';
create function body_of(n int) returns text language sql stable as 'select body from notes where id = n';
create function any_body(n int) returns text language sql stable security definer as
  'select body from notes where id = n';
create function mine() returns setof notes language sql stable as 'select * from notes';
create function all_of_them() returns table (n int, me text) language sql stable security definer as
  'select id, current_user::text from notes';
create function add(n int) returns int language sql as 'insert into log (id) values (n) returning id';
create function add_as_owner(n int) returns void language sql security definer as
  'insert into log (id) values (n); insert into log (id) values (n + 1)';
create function closed() returns int language sql as 'select 1';
revoke all on function closed() from public, anon, authenticated;
create table ring (id int primary key);
create function ringed() returns bigint language sql stable as 'select count(*) from ring';
alter table ring enable row level security;
create policy round on ring for select using (ringed() > 0);
";

#[test]
fn a_body_takes_the_place_of_its_call() {
    let cases = [(
        "anon",
        "select double(id) from mine()",
        "select r1.id + r1.id as double from (select r3.id as id, r3.author as author, r3.body as body from (select r4.id as id, r4.author as author, r4.body as body from public.notes as r4 where false) as r3) as r1",
    )];
    check_in(&as_file(SCHEMA), &cases);
}

#[test]
fn what_writes_is_done_in_parts() {
    let cases = [
        ("service_role", "select add(3)", ""),
        ("service_role", "select add(add(3))", ""),
        ("anon", "select add_as_owner(3)", ""),
        ("service_role", "select * from add((select max(id) from log))", ""),
        (
            "service_role",
            "with gone as (delete from log returning id) insert into log select id from gone",
            "",
        ),
    ];
    check_in(&as_file(SCHEMA), &cases);
}

#[test]
fn what_may_not_be_called_is_refused() {
    let cases = [
        ("anon", "select closed()", "42501: permission denied for function closed"),
        ("anon", "select * from closed()", "42501: permission denied for function closed"),
        ("postgres", "select closed()", "select 1 as closed"),
        (
            "anon",
            "select id from ring",
            "54001: stack depth limit exceeded\nA function may not lead to itself, be it through others or through policies.",
        ),
        (
            "anon",
            "select add(id) from notes",
            "0A000: function public.add writes rows or has several statements, and is called within a query\nCall it alone: 'select public.add(…)' or 'select * from public.add(…)'.",
        ),
    ];
    check_in(&as_file(SCHEMA), &cases);
}
