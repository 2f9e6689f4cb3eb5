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
    let cases = [
        (
            "anon",
            "select double(id) from mine()",
            "select r1.id + r1.id as double from (select r3.id as id, r3.author as author, r3.body as body from (select r5.author as author, r5.body as body, r5.id as id from public.notes as r5 where false) as r3) as r1",
        ),
        (
            "anon",
            "select strict_double(id), strict_double(2), strict_double(null) from mine()",
            "select case when r1.id is not null then r1.id + r1.id end as strict_double, 2 + 2 as strict_double, null::integer as strict_double from (select r5.id as id, r5.author as author, r5.body as body from (select r7.author as author, r7.body as body, r7.id as id from public.notes as r7 where false) as r5) as r1",
        ),
        (
            "authenticated",
            "select body_of(1)",
            "select (select r1.body as body_of from (select r3.body as body, r3.id as id from public.notes as r3 where r3.author = auth.uid()) as r1 where r1.id = 1 limit 1) as body_of",
        ),
        (
            "authenticated",
            "select any_body(1)",
            "select (select r1.body as any_body from public.notes as r1 where r1.id = 1 limit 1) as any_body",
        ),
        (
            "authenticated",
            "select me from all_of_them() where 1 / n > 0",
            "select r1.me as me from (select r2.id as n, 'postgres'::name::text as me from public.notes as r2) as r1 where 1 / r1.n > 0\nbarrier r1",
        ),
        (
            "authenticated",
            "select double((select count(*)::int from notes))",
            "select (with \"arguments 2\"(a0) as (select (select count(*)::integer as count from (select r5.id as id from public.notes as r5 where r5.author = auth.uid()) as r1) as a0) select (select r3.a0 as a0 from \"arguments 2\" as r3 limit 1) + (select r4.a0 as a0 from \"arguments 2\" as r4 limit 1) as value) as double\nbarrier r1",
        ),
    ];
    check_in(&as_file(SCHEMA), &cases);
}

#[test]
fn what_writes_is_done_in_parts() {
    let cases = [
        (
            "service_role",
            "select add(3)",
            "Written:\nkept 1: insert into public.log as r1 (id) values (3) returning id as add\nselect (select r4.add as add from kept1 as r4 limit 1) as add",
        ),
        (
            "service_role",
            "select add(add(3))",
            "Written:\nkept 1: insert into public.log as r1 (id) values (3) returning id as add\nkept 2: select (select r4.add as add from kept1 as r4 limit 1) as a0\nkept 3: insert into public.log as r1 (id) values ((select r5.a0 as a0 from kept2 as r5 limit 1)) returning id as add\nselect (select r7.add as add from kept3 as r7 limit 1) as add",
        ),
        (
            "anon",
            "select add_as_owner(3)",
            "Written:\nkept 1: Written:\ninsert into public.log as r1 (id) values (3)\ninsert into public.log as r1 (id) values (3 + 1)\nselect null::void as add_as_owner",
        ),
        (
            "service_role",
            "select * from add((select max(id) from log))",
            "Written:\nkept 0: select (select max(r1.id) as max from public.log as r1) as a0\nkept 1: insert into public.log as r1 (id) values ((select r4.a0 as a0 from kept0 as r4 limit 1)) returning id as add\nselect r2.add as add from (select (select r6.add as add from kept1 as r6 limit 1) as add) as r2",
        ),
        (
            "service_role",
            "with gone as (delete from log returning id) insert into log select id from gone",
            "Before:\nkept 0: delete from public.log as r1 returning id as id\ninsert into public.log as r3 (id) select r4.id as id from kept0 as r4",
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
