//! What may not be run at all.

use super::check;

#[test]
fn what_is_not_granted_is_refused() {
    let cases = [
        ("anon", "select pay from staff", "42501: permission denied for table staff"),
        ("authenticated", "select pay from staff", "42501: permission denied for table staff"),
        ("authenticated", "select * from staff", "42501: permission denied for table staff"),
        (
            "authenticated",
            "select id from staff where pay > 1",
            "42501: permission denied for table staff",
        ),
        (
            "authenticated",
            "select id from staff order by pay",
            "42501: permission denied for table staff",
        ),
        ("authenticated", "update staff set pay = 1", "42501: permission denied for table staff"),
        (
            "authenticated",
            "update staff set name = 'x' returning pay",
            "42501: permission denied for table staff",
        ),
        (
            "authenticated",
            "update staff set name = pay::text",
            "42501: permission denied for table staff",
        ),
        ("authenticated", "delete from staff", "42501: permission denied for table staff"),
        (
            "authenticated",
            "insert into staff (id) values (1)",
            "42501: permission denied for table staff",
        ),
        ("anon", "select id from inner_one.t", "42501: permission denied for schema inner_one"),
        (
            "anon",
            "select id from ping",
            "42P17: infinite recursion detected in policy for relation \"ping\"",
        ),
        (
            "authenticated",
            "select id from pong",
            "42P17: infinite recursion detected in policy for relation \"pong\"",
        ),
        ("clerk", "select id from open", "42501: permission denied for table open"),
        ("clerk", "update by_owner set id = 1", "42501: permission denied for view by_owner"),
    ];
    check(&cases, false);
}

#[test]
fn what_has_no_row_security_is_closed() {
    let cases = [
        (
            "anon",
            "select id from open",
            "42501: permission denied for table open\n\
             Row security is not enabled for public.open, so it is closed. Add 'alter table public.open enable row level security;' and a policy that says who may see which rows, or set require_rls = false under [engineroom].",
        ),
        (
            "authenticated",
            "insert into open values (1, null)",
            "42501: permission denied for table open\n\
             Row security is not enabled for public.open, so it is closed. Add 'alter table public.open enable row level security;' and a policy that says who may see which rows, or set require_rls = false under [engineroom].",
        ),
        (
            "authenticated",
            "delete from open",
            "42501: permission denied for table open\n\
             Row security is not enabled for public.open, so it is closed. Add 'alter table public.open enable row level security;' and a policy that says who may see which rows, or set require_rls = false under [engineroom].",
        ),
        ("service_role", "select id from open", "select r1.id as id from public.open as r1"),
        ("postgres", "select id from open", "select r1.id as id from public.open as r1"),
        (
            "anon",
            "select id from silent",
            "select r1.id as id from (select r2.id as id from public.silent as r2 where false) as r1",
        ),
        (
            "anon",
            "select id from by_owner",
            "42501: permission denied for view by_owner\n\
             The view public.by_owner shows rows with its owner's rights, so it is closed. Create it 'with (security_invoker = true)', or open it with a grant in the project: 'grant select on public.by_owner to authenticated;'.",
        ),
        (
            "anon",
            "select id from by_caller",
            "select r1.id as id from (select r2.id as id, r2.level as level from (select r3.id as id, r3.level as level from public.notes as r3 where r3.level < 3) as r2) as r1",
        ),
        (
            "anon",
            "select id from granted",
            "select r1.id as id from (select r2.id as id from public.notes as r2) as r1",
        ),
        (
            "authenticated",
            "select id from granted",
            "42501: permission denied for view granted\n\
             The view public.granted shows rows with its owner's rights, so it is closed. Create it 'with (security_invoker = true)', or open it with a grant in the project: 'grant select on public.granted to authenticated;'.",
        ),
        (
            "anon",
            "select o.id from silent s, open o",
            "42501: permission denied for table open\n\
             Row security is not enabled for public.open, so it is closed. Add 'alter table public.open enable row level security;' and a policy that says who may see which rows, or set require_rls = false under [engineroom].",
        ),
    ];
    check(&cases, true);
}
