//! Requests that come twice, or two at once: once over a restart, not after a right was taken away, and of two who change a
//! row one.

use std::sync::Barrier;
use std::thread;

use crate::http::{Answer, Request};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};

/// A function that adds to a table that only it may write.
const COUNTED: &str = "\
create table public.payments (id bigint generated always as identity primary key, amount numeric(10,2) not null);
alter table public.payments enable row level security;
create policy \"everybody reads\" on public.payments for select to anon using (true);
create policy \"everybody pays\" on public.payments for insert to anon with check (true);
create function public.pay(amount numeric) returns bigint language sql volatile
as $$ insert into payments (amount) values (pay.amount) returning id $$;
";

fn keyed(server: &Server, path: &str, body: &str) -> Answer {
    server
        .ask(&Request::post(path, body).key(PUBLISHABLE_KEY).header("Idempotency-Key", "the-same"))
}

fn amounts(server: &Server) -> String {
    let all = Request::get("/rest/v1/payments?select=id,amount").key(PUBLISHABLE_KEY);
    server.ask(&all).expect(200).text()
}

#[test]
fn a_call_with_a_key_takes_effect_once_over_a_restart() {
    let project = Project::new(COUNTED);
    let pay = |server: &Server| keyed(server, "/rest/v1/rpc/pay", r#"{"amount":"10.50"}"#);
    let server = project.dev();
    let first = pay(&server).expect(200);
    assert_eq!((first.text(), first.header("idempotency-replayed")), ("1".into(), None));
    server.stop_well();
    let server = project.dev();
    let again = pay(&server).expect(200);
    assert_eq!((again.text(), again.header("idempotency-replayed")), ("1".into(), Some("true")));
    assert_eq!(amounts(&server), r#"[{"id":1,"amount":10.50}]"#);
    server.stop_well();
}

#[test]
fn two_calls_with_one_key_at_once_take_effect_once() {
    let project = Project::new(COUNTED);
    let server = project.dev();
    let start = Barrier::new(4);
    let pay = || {
        start.wait();
        keyed(&server, "/rest/v1/rpc/pay", r#"{"amount":1}"#).expect(200).text()
    };
    let answers = thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(pay)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(answers, ["1"; 4]);
    assert_eq!(amounts(&server), r#"[{"id":1,"amount":1.00}]"#);
    server.stop_well();
}

#[test]
fn no_answer_is_given_again_to_whom_the_right_was_taken() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let write = |server: &Server| keyed(server, NOTES_PATH, r#"{"body":"mine"}"#);
    write(&server).expect(201);
    assert_eq!(write(&server).expect(201).header("idempotency-replayed"), Some("true"));
    project.write("supabase/schemas/02_closed.sql", "revoke insert on public.notes from anon;\n");
    server.wait_for("changes privileges of public.notes");
    let refused = write(&server).expect(401);
    assert_eq!((refused.code(), refused.header("idempotency-replayed")), ("42501".into(), None));
    server.stop_well();
}

#[test]
fn of_two_who_change_a_row_at_once_one_is_told_that_it_changed() {
    let project = Project::new(NOTES);
    let more = "create policy \"everybody changes\" on public.notes for update to anon using (true) with check (true);\n";
    project.append("supabase/schemas/01_tables.sql", more);
    project.append("supabase/config.toml", "[engineroom]\netags = [\"notes\"]\n");
    let server = project.dev();
    server.add_note("as it was").expect(201);
    let row = "/rest/v1/notes?id=eq.1";
    for round in 0..10 {
        let read = server.ask(&Request::get(row).key(PUBLISHABLE_KEY)).expect(200);
        let tag = read.header("etag").unwrap().to_owned();
        let start = Barrier::new(2);
        let change = |who: &str| {
            let body = format!(r#"{{"body":"{round} {who}"}}"#);
            let request = Request::new("PATCH", row).key(PUBLISHABLE_KEY).json(&body);
            let request = request.header("If-Match", &tag);
            start.wait();
            let answer = server.ask(&request);
            (answer.status, format!("{round} {who}"))
        };
        let (one, other) = thread::scope(|scope| {
            let one = scope.spawn(|| change("one"));
            let other = scope.spawn(|| change("other"));
            (one.join().unwrap(), other.join().unwrap())
        });
        let kept = match (one.0, other.0) {
            (204, 412) => one.1,
            (412, 204) => other.1,
            statuses => panic!("{statuses:?}"),
        };
        assert_eq!(server.notes(), [kept]);
    }
    server.stop_well();
}
