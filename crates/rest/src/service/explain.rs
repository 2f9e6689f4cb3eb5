//! How the database would answer, for who asks for `application/vnd.pgrst.plan`, where the project lets them.

use crate::parse::{MediaType, PlanFormat, PlanMedia, RestRequest};
use crate::plan::is_given;
use crate::settings::Settings;
use bytes::Bytes;
use db::{Explained, PlanNode};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Response};
use serde_json::{Value, json};
use std::fmt::Write;

/// The request whose making is to be explained, if that is what is wanted most of what can be given.
pub(super) fn asked(
    request: &RestRequest,
    settings: &Settings,
) -> Option<(RestRequest, PlanMedia)> {
    if !settings.plans {
        return None;
    }
    let explains = |media: &&MediaType| matches!(media, MediaType::Plan(_));
    let first = request.accept.iter().find(|media| explains(media) || is_given(media))?;
    let MediaType::Plan(media) = first else { return None };
    let accept = vec![media.of.clone()];
    Some((RestRequest { accept, once: None, ..request.clone() }, (**media).clone()))
}

/// The plan as an answer.
pub(super) fn answer(media: &PlanMedia, explained: &Explained) -> Response<Bytes> {
    let body = match media.format {
        PlanFormat::Json => in_json(explained),
        PlanFormat::Text => in_text(explained),
    };
    let kind = MediaType::Plan(Box::new(media.clone())).content_type();
    let length = body.len();
    let mut response = Response::new(Bytes::from(body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    response
}

/// A statement after the other, each node in an object as PostgreSQL writes them; what it costs is not known.
fn in_json(explained: &Explained) -> String {
    fn node(of: &PlanNode) -> Value {
        let mut members = json!({ "Node Type": of.detail });
        if !of.children.is_empty() {
            members["Plans"] = of.children.iter().map(node).collect();
        }
        members
    }
    let statement = |of: &db::ExplainedStatement| {
        let plans: Vec<Value> = of.nodes.iter().map(node).collect();
        json!({ "Plan": { "Node Type": of.purpose, "Plans": plans } })
    };
    explained.statements.iter().map(statement).collect::<Value>().to_string()
}

/// A line for each node, deeper ones further in.
fn in_text(explained: &Explained) -> String {
    fn line(of: &PlanNode, depth: usize, out: &mut String) {
        // Writing to a string can't fail.
        let _ = writeln!(out, "{:1$}->  {2}", "", depth * 6 - 4, of.detail);
        of.children.iter().for_each(|child| line(child, depth + 1, out));
    }
    let mut out = String::new();
    for statement in &explained.statements {
        out.push_str(statement.purpose);
        out.push('\n');
        statement.nodes.iter().for_each(|node| line(node, 1, &mut out));
    }
    out
}
