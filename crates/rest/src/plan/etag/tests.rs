//! What tags add to a plan, on a catalog of films.

use super::*;
use crate::error::Caller;
use crate::parse::{Limits, parse};
use crate::plan::{Planned, plan};
use crate::settings::Etags;
use crate::testing::{films, print};
use bytes::Bytes;
use http::Request;

const NO_TAG: &str = "\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.form\"";

fn settings() -> Settings {
    let mut settings = Settings::serving(vec!["public".into()]);
    let relation = |name: &str| QualifiedName::new("public", name);
    let rule = |require_if_match| EtagRule { require_if_match };
    let relations = [("films", false), ("roles", false), ("loose", false), ("people", true)];
    let relations = relations.map(|(name, strict)| (relation(name), rule(strict)));
    settings.etags = Etags::new(EtagKey::new([7; 32]), relations.into_iter().collect());
    settings
}

/// The kind of tag, the steps that are required, and how many columns are shown; or the code of the error.
fn tagged(asked: &str, headers: &[(&str, &str)]) -> Result<(Tagged, Box<Work>), RestError> {
    let (head, body) = asked.split_once('\n').unwrap_or((asked, ""));
    let (method, url) = head.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let parts = request.body(()).unwrap().into_parts().0;
    let request = parse(&parts, Bytes::from(body.to_owned()), &Limits::default())?;
    let (settings, at) = (settings(), Moment { now_micros: 0 });
    let (catalog, related) = (films(), catalog::Relationships::of(&films()));
    let Planned::Work(mut work) = plan(&request, &catalog, &related, &settings, at)? else {
        panic!("{asked} is no work");
    };
    let schema = Name::from("public");
    let tagged = tag(&mut work, &request, (&catalog, &schema), &settings, &at)?;
    Ok((tagged, work))
}

#[track_caller]
fn check(asked: &str, headers: &[(&str, &str)], expected: &str) {
    let given = match tagged(asked, headers) {
        Err(error) => error.answer(Caller::Anonymous).code.into_owned(),
        Ok((tagged, work)) => {
            let kind = match tagged {
                Tagged::Not => "none",
                Tagged::Shown(_) => "shown",
                Tagged::Row(_) => "row",
                Tagged::Written => "written",
            };
            let required = work.plan.steps.iter().filter_map(|step| match step {
                Step::Require(Require { demand, .. }) => Some(format!(" {demand:?}")),
                _ => None,
            });
            kind.to_owned() + &required.collect::<String>()
        }
    };
    assert_eq!(given, expected, "{asked} {headers:?}");
}

#[test]
fn a_read_of_one_whole_row_by_its_key_has_the_row_s_tag() {
    let check = |asked: &str, expected: &str| check(asked, &[], expected);
    check("GET /films?id=eq.1", "row");
    check("GET /films?id=eq.1&select=*", "row");
    check("GET /films?id=eq.1&title=eq.a", "row");
    check("GET /films?id=eq.1&limit=1", "row");
    check("HEAD /films?id=eq.1", "row");
    check("GET /roles?film_id=eq.1&actor_id=eq.2", "row");
    check("GET /films", "shown");
    check("HEAD /films", "shown");
    check("GET /films?id=eq.1&select=title", "shown");
    check("GET /films?id=eq.1&select=*,title", "shown");
    check("GET /films?id=eq.1&select=*,people!films_director_id_fkey(name)", "shown");
    check("GET /films?id=gt.1", "shown");
    check("GET /films?id=not.eq.1", "shown");
    check("GET /films?id=in.(1)", "shown");
    check("GET /films?or=(id.eq.1,id.eq.2)", "shown");
    check("GET /films?id=eq.1&offset=1", "shown");
    check("GET /roles?film_id=eq.1", "shown");
    check("GET /loose?a=eq.1", "shown");
    check("GET /actors?id=eq.1", "none");
}

#[test]
fn a_write_that_gives_back_one_whole_row_has_its_tag() {
    let full = [("prefer", "return=representation")];
    check("POST /loose\n{\"a\":1}", &full, "written");
    check("POST /loose\n[{\"a\":1},{\"a\":2}]", &full, "none");
    check("POST /loose?select=a\n{\"a\":1}", &full, "none");
    check("POST /loose\n{\"a\":1}", &[], "none");
    check("PATCH /films?id=eq.1\n{\"title\":\"a\"}", &full, "written");
    check("PATCH /films?year=eq.1\n{\"title\":\"a\"}", &full, "none");
    check("PATCH /films?id=eq.1\n{\"title\":\"a\"}", &[], "none");
    check("DELETE /films?id=eq.1", &full, "none");
    check("POST /actors\n{\"id\":1,\"name\":\"a\"}", &full, "none");
}

#[test]
fn conditions_of_a_write_are_required_before_it() {
    let patch = "PATCH /films?id=eq.1\n{\"title\":\"a\"}";
    check(patch, &[("if-match", NO_TAG)], "none Holds");
    check(patch, &[("if-match", "*")], "none Holds");
    check(patch, &[("if-match", "\"a\", W/\"b\"")], "none Holds");
    check(patch, &[("if-none-match", "*")], "none Absent");
    check(patch, &[("if-match", "a")], "ENG110");
    check(patch, &[("if-none-match", "\"a\"")], "ENG110");
    check("DELETE /films?id=eq.1&title=eq.x", &[("if-match", NO_TAG)], "none Holds");
    check("DELETE /films?title=eq.x", &[("if-match", NO_TAG)], "ENG111");
    check("DELETE /loose?a=eq.1", &[("if-match", "*")], "ENG111");
    check("POST /films\n{\"title\":\"a\"}", &[("if-match", "*")], "ENG111");
    let put = "PUT /roles?film_id=eq.1&actor_id=eq.2\n{\"film_id\":1,\"actor_id\":2}";
    check(put, &[("if-match", NO_TAG)], "none Holds");
    check(put, &[("if-none-match", "*")], "none Absent");
    check("PATCH /actors?id=eq.1\n{\"name\":\"a\"}", &[("if-match", NO_TAG)], "ENG112");
    check("PATCH /actors?id=eq.1\n{\"name\":\"a\"}", &[("if-none-match", "*")], "none");
    check("GET /films?id=eq.1", &[("if-match", NO_TAG)], "row");
}

#[test]
fn a_relation_may_demand_a_condition() {
    let patch = "PATCH /people?id=eq.1\n{\"name\":\"a\"}";
    check(patch, &[], "ENG114");
    check(patch, &[("if-match", NO_TAG)], "none Holds");
    check(patch, &[("if-match", "*")], "none Holds");
    check("PATCH /people?name=eq.1\n{\"name\":\"a\"}", &[], "ENG114");
    check("PATCH /people?id=eq.1\n{}", &[], "ENG114");
    check("DELETE /people?id=eq.1", &[], "ENG114");
    check("PUT /people?id=eq.1\n{\"id\":1,\"name\":\"a\"}", &[], "ENG114");
    check(
        "PUT /people?id=eq.1\n{\"id\":1,\"name\":\"a\"}",
        &[("if-none-match", "*")],
        "none Absent",
    );
    check("POST /people\n{\"id\":1,\"name\":\"a\"}", &[], "none");
    let merge = [("prefer", "resolution=merge-duplicates")];
    check("POST /people\n{\"id\":1,\"name\":\"a\"}", &merge, "ENG114");
    check("GET /people", &[], "shown");
}

#[test]
fn no_tag_and_no_key_is_part_of_a_shape() {
    let patch = |id: u8, tag: &str| {
        let asked = format!("PATCH /films?id=eq.{id}\n{{\"title\":\"a\"}}");
        let (_, work) = tagged(&asked, &[("if-match", tag)]).unwrap();
        work.plan
    };
    assert_eq!(patch(1, NO_TAG), patch(2, &NO_TAG.replace("AAAA", "BBBB")));
    assert_ne!(patch(1, NO_TAG), patch(1, "*"));
}

#[test]
fn nothing_is_added_where_there_are_no_tags() {
    let (tagged, work) = tagged("GET /actors?id=eq.1", &[("if-none-match", "\"a\"")]).unwrap();
    assert_eq!(tagged, Tagged::Not);
    assert!(!print(&work).contains("etag"), "{}", print(&work));
}
