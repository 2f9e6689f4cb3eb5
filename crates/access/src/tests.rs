//! What `permit` makes of statements, as SQL again: one table of cases for reads, one for writes, one for refusals.

mod functions;
mod reads;
mod refusals;
mod writes;

use crate::{Caller, Part, PermittedStep, RowCheck, Rules, Write, permit};
use catalog::walk::{Visitor, visit_from};
use catalog::{Catalog, Distinct, Expression, From, Output, Query, Select, Statement};
use plan::{Ending, Inputs, Lowered};

/// Notes of authors under row security, with what stands around them.
const SCHEMA: &str = "
create role clerk;
create table notes (id int primary key, author uuid, body text, level int default 1);
alter table notes enable row level security;
create policy own on notes to authenticated using (author = auth.uid());
create policy low on notes for select to anon, authenticated using (level < 3);
create policy short on notes as restrictive for insert to authenticated with check (length(body) < 9);

create table open (id int primary key, note_id int references notes);
create table silent (id int primary key);
alter table silent enable row level security;

create table teams (id int primary key, name text);
create table members (team_id int references teams, person uuid);
alter table teams enable row level security;
alter table members enable row level security;
create policy ours on teams for select using (id in (select team_id from members));
create policy mine on members for select using (person = auth.uid());

create table ping (id int primary key);
create table pong (id int primary key);
alter table ping enable row level security;
alter table pong enable row level security;
create policy p on ping for select using (id in (select id from pong));
create policy p on pong for select using (id in (select id from ping));

create table staff (id int primary key, name text, pay numeric);
revoke all on staff from anon, authenticated;
grant select (id, name), update (name) on staff to authenticated;

create schema inner_one;
create table inner_one.t (id int primary key);
grant select on inner_one.t to anon;

create view by_owner as select id, body from notes;
create view by_caller with (security_invoker = true) as select id, level from notes;
create view outer_view as select id from by_caller where level > 0;
create view granted as select id from notes;
grant select on granted to anon;
";

fn schema() -> Catalog {
    as_file(SCHEMA)
}

fn as_file(text: &str) -> Catalog {
    let file = sql::File { name: "schema.sql", text };
    sql::read_schema(&sql::base_catalog(), &[file]).unwrap().catalog
}

/// The statement as this role may run it, with what is checked beside it; or why it may not.
fn permitted(catalog: &Catalog, role: &str, statement: &str, closed: bool) -> String {
    let lowered = Lowered::of_statement(sql::read_statement(catalog, statement).unwrap());
    let rules = Rules { require_row_security: closed };
    let caller = Caller::of_role(role);
    let permitted = permit(catalog, 1, rules, &caller, lowered, Ending::Commit, Inputs::default());
    match permitted {
        Ok(permitted) => shown(&permitted.steps()[0]),
        Err(denied) => {
            let hint = denied.hint().map_or(String::new(), |hint| format!("\n{hint}"));
            format!("{}: {denied}{hint}", denied.code())
        }
    }
}

fn shown(step: &PermittedStep) -> String {
    let Write { statement, checks, existing, updated, .. } = match step {
        PermittedStep::Query(query) | PermittedStep::Require { query, .. } => {
            return with_barriers(&Statement::Query(Query::clone(query)));
        }
        PermittedStep::Write(write) => &**write,
        PermittedStep::Program(program) => {
            let parts: Vec<String> = program.parts.iter().map(part).collect();
            return format!("{:?}:\n{}", program.sees, parts.join("\n"));
        }
    };
    let mut text = with_barriers(statement);
    for (what, checks) in [("check", checks), ("existing", existing), ("updated", updated)] {
        for RowCheck { policy, condition } in checks {
            let policy = policy.as_ref().map_or(String::new(), |policy| format!(" {policy}"));
            text.push_str(&format!("\n{what}{policy}: {}", as_text(condition)));
        }
    }
    text
}

fn part(part: &Part) -> String {
    let keep = part.keep.map_or(String::new(), |keep| format!("kept {keep}: "));
    let only_if = part.only_if.as_deref().cloned().map(Statement::Query);
    let only_if =
        only_if.map_or(String::new(), |query| format!("if {}: ", sql::write_statement(&query)));
    format!("{keep}{only_if}{}", shown(&part.step))
}

/// The statement, and the queries in it behind which conditions from outside have to stay.
fn with_barriers(statement: &Statement) -> String {
    struct Barriers(String);
    impl Visitor for Barriers {
        fn from(&mut self, from: &From) {
            if let From::Query { barrier: true, range, .. } = from {
                self.0.push_str(&format!("\nbarrier r{}", range.0));
            }
            visit_from(self, from);
        }
    }
    let mut barriers = Barriers(sql::write_statement(statement));
    barriers.statement(statement);
    barriers.0
}

fn as_text(condition: &Expression) -> String {
    let output = vec![Output { name: "x".into(), expression: condition.clone() }];
    let (from, filter, having, group) = (None, None, None, Vec::new());
    let select = Select { distinct: Distinct::No, output, from, filter, group, having };
    let query = Query::select(select);
    let text = sql::write_statement(&Statement::Query(query));
    text.trim_start_matches("select ").trim_end_matches(" as x").to_owned()
}

/// Every case with another outcome is told, so that one run shows all.
fn check(cases: &[(&str, &str, &str)], closed: bool) {
    check_all(&schema(), cases, closed);
}

fn check_in(catalog: &Catalog, cases: &[(&str, &str, &str)]) {
    check_all(catalog, cases, false);
}

fn check_all(catalog: &Catalog, cases: &[(&str, &str, &str)], closed: bool) {
    let mut wrong = String::new();
    for (role, statement, expected) in cases {
        let given = permitted(catalog, role, statement, closed);
        if given != *expected {
            wrong.push_str(&format!(
                "as {role}: {statement}\nwanted:\n{expected}\ngiven:\n{given}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
