//! Writing: which rows are reached, and what is checked of them.

use super::check;

#[test]
fn policies_filter_and_check_what_is_written() {
    let cases = [
        (
            "service_role",
            "insert into notes (id) values (1)",
            "insert into public.notes as r1 (id) values (1)",
        ),
        (
            "authenticated",
            "insert into notes (id, body) values (1, 'x')",
            "insert into public.notes as r1 (id, body) values (1, 'x'::text)\n\
             check: r2.author = auth.uid()\n\
             check short: length(r2.body) < 9",
        ),
        (
            "authenticated",
            "insert into notes (id, body) values (1, 'x') returning id",
            "insert into public.notes as r1 (id, body) values (1, 'x'::text) returning id as id\n\
             check: r3.author = auth.uid()\n\
             check short: length(r3.body) < 9\n\
             check: r3.author = auth.uid() or r3.level < 3",
        ),
        (
            "authenticated",
            "insert into notes (id) values (1) on conflict (id) do nothing",
            "insert into public.notes as r1 (id) values (1) on conflict (id) do nothing\n\
             check: r2.author = auth.uid()\n\
             check short: length(r2.body) < 9\n\
             check: r2.author = auth.uid() or r2.level < 3",
        ),
        (
            "authenticated",
            "insert into notes (id, body) values (1, 'x') on conflict (id) do update set body = excluded.body",
            "insert into public.notes as r1 (id, body) values (1, 'x'::text) on conflict (id) do update set body = excluded.body\n\
             check: r3.author = auth.uid()\n\
             check short: length(r3.body) < 9\n\
             check: r3.author = auth.uid() or r3.level < 3\n\
             existing: r1.author = auth.uid()\n\
             existing: r1.author = auth.uid() or r1.level < 3\n\
             updated: r3.author = auth.uid()\n\
             updated: r3.author = auth.uid() or r3.level < 3",
        ),
        (
            "anon",
            "insert into notes (id) values (1)",
            "insert into public.notes as r1 (id) values (1)\n\
             check: false",
        ),
        (
            "authenticated",
            "update notes set body = 'x'",
            "update public.notes as r1 set body = 'x'::text where r1.author = auth.uid()\n\
             check: r2.author = auth.uid()",
        ),
        (
            "authenticated",
            "update notes set body = 'x' where id = 1",
            "update public.notes as r1 set body = 'x'::text where r1.author = auth.uid() and (r1.author = auth.uid() or r1.level < 3) and r1.id = 1\n\
             check: r2.author = auth.uid()\n\
             check: r2.author = auth.uid() or r2.level < 3",
        ),
        (
            "authenticated",
            "update notes set body = body || '!' returning id",
            "update public.notes as r1 set body = r1.body || '!'::text where r1.author = auth.uid() and (r1.author = auth.uid() or r1.level < 3) returning id as id\n\
             check: r3.author = auth.uid()\n\
             check: r3.author = auth.uid() or r3.level < 3",
        ),
        (
            "authenticated",
            "update notes set level = 1 where body::int = 1",
            "update public.notes as r1 set level = 1 where case when r1.author = auth.uid() and (r1.author = auth.uid() or r1.level < 3) then r1.body::integer = 1 else false end\n\
             check: r2.author = auth.uid()\n\
             check: r2.author = auth.uid() or r2.level < 3",
        ),
        (
            "anon",
            "update notes set body = 'x'",
            "update public.notes as r1 set body = 'x'::text where false\n\
             check: false",
        ),
        (
            "authenticated",
            "delete from notes",
            "delete from public.notes as r1 where r1.author = auth.uid()",
        ),
        (
            "authenticated",
            "delete from notes where id = 1",
            "delete from public.notes as r1 where r1.author = auth.uid() and (r1.author = auth.uid() or r1.level < 3) and r1.id = 1",
        ),
        (
            "authenticated",
            "delete from open using notes where notes.id = open.note_id",
            "delete from public.open as r1 using (select r4.id as id from public.notes as r4 where r4.author = auth.uid() or r4.level < 3) as r2 where r2.id = r1.note_id",
        ),
        (
            "authenticated",
            "insert into open select id, id from notes",
            "insert into public.open as r1 (id, note_id) select r2.id as id, r2.id as id from (select r4.id as id from public.notes as r4 where r4.author = auth.uid() or r4.level < 3) as r2",
        ),
        (
            "authenticated",
            "update staff set name = 'x' where id = 1",
            "update public.staff as r1 set name = 'x'::text where r1.id = 1",
        ),
        (
            "authenticated",
            "update teams set name = null",
            "update public.teams as r1 set name = null::text where false\n\
             check: false",
        ),
        ("postgres", "delete from notes", "delete from public.notes as r1"),
    ];
    check(&cases, false);
}
