//! The data API as a service: the pipeline of a request on one page, a line a stage.

mod caller;
mod explain;
mod facts;
mod once;
mod request;
mod timing;
mod unsent;

#[cfg(test)]
mod tests;

use crate::error::{Caller, DatabaseError, RestError};
use crate::openapi;
use crate::parse::{Limits, RestRequest, parse};
use crate::plan::{Known, Planned, plan, schema, tag};
use crate::respond::put_profile_of;
use crate::settings::Settings;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use bytes::Bytes;
use db::{Database, Versioned};
use facts::Asked;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, VARY,
};
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response};
use hyper::ext::ReasonPhrase;
use once::Becomes;
use std::sync::Arc;
use std::time::{Duration, Instant};
use timing::Timing;
use unsent::Unsent;

/// How often a request is planned before the schema is said to change too fast.
const ATTEMPTS: usize = 3;

/// What the data API needs.
#[derive(Clone)]
pub struct RestService {
    /// Where the rows are.
    pub database: Arc<dyn Database>,
    /// By what tokens are verified.
    pub verifier: Arc<web::Verifier>,
    /// The keys of applications.
    pub keys: web::ApiKeys,
    /// What the project decided.
    pub settings: Arc<Settings>,
    /// What the project decided about rights.
    pub rules: access::Rules,
    /// How long a request may take, time in a queue included.
    pub statement_timeout: Duration,
    /// How large and how deep a request may be.
    pub limits: Limits,
    /// Whether answers tell how long each stage took.
    pub server_timing: bool,
}

/// The API's router. Mount it by `nest_service`, which unlike `nest` takes the mount's path with a slash at its end
/// too.
pub fn router(service: RestService) -> Router {
    let pipeline = Pipeline { service, asked: Asked::default() };
    Router::new().fallback(answer).with_state(Arc::new(pipeline))
}

async fn answer(State(pipeline): State<Arc<Pipeline>>, request: Request<Body>) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let mut timing = Timing::new(pipeline.service.server_timing);
    let mut caller = None;
    let answered = pipeline.serve(&parts, body, &mut caller, &mut timing).await;
    let mut response = match answered {
        Ok(response) => response.map(Body::from),
        Err(error) => {
            timing.end(&error);
            refusal(&error, caller.as_ref())
        }
    };
    if parts.method == Method::HEAD {
        *response.body_mut() = Body::new(Unsent);
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    let headers = response.headers_mut();
    // The answer is of this caller, and of these headers.
    let unkept = const { HeaderValue::from_static("private, no-store") };
    headers.entry(CACHE_CONTROL).or_insert(unkept);
    headers.append(VARY, HeaderValue::from_static(VARIES));
    timing.tell(headers);
    response
}

const VARIES: &str = "authorization, apikey, accept, accept-profile, prefer, range";

struct Pipeline {
    service: RestService,
    asked: Asked,
}

impl Pipeline {
    /// The stages of a request.
    async fn serve(
        &self,
        parts: &Parts,
        body: Body,
        told: &mut Option<access::Caller>,
        timing: &mut Timing,
    ) -> Result<Response<Bytes>, RestError> {
        let service = &self.service;
        let identity = web::identify(&parts.headers, &service.keys, &service.verifier)?;
        let caller = told.insert(identity.caller);
        timing.lap("jwt");
        let body = request::body(parts, body, service.limits.body_bytes).await?;
        let request = parse(parts, body, &service.limits)?;
        timing.lap("parse");
        let deadline = Instant::now() + service.statement_timeout;
        for _ in 0..ATTEMPTS {
            let at = service.database.catalog();
            caller::require_role(&at.catalog, caller)?;
            let zone = crate::plan::time_zone(&request.preferences);
            caller.request = self.asked.of(&at, parts, zone);
            let attempt = self.attempt(&request, parts, &at, caller, deadline, timing);
            if let Some(response) = attempt.await? {
                return Ok(response);
            }
        }
        Err(DatabaseError::busy().into())
    }

    /// One attempt against the schema as it is; nothing when it changed meanwhile.
    async fn attempt(
        &self,
        request: &RestRequest,
        parts: &Parts,
        Versioned { version, catalog, relationships }: &Versioned,
        caller: &access::Caller,
        deadline: Instant,
        timing: &mut Timing,
    ) -> Result<Option<Response<Bytes>>, RestError> {
        let service = &self.service;
        let now = request::moment();
        let explained = explain::asked(request, &service.settings);
        let request = explained.as_ref().map_or(request, |(request, _)| request);
        let mut work = match plan(request, catalog, relationships, &service.settings, now)? {
            Planned::Work(work) => *work,
            Planned::Known(Known::Methods(methods)) => {
                timing.lap("response");
                return Ok(Some(options(methods)));
            }
            Planned::Known(Known::Description { schema, head, version, profile }) => {
                timing.lap("plan");
                let described = openapi::describe(
                    catalog,
                    relationships,
                    &service.settings,
                    &schema,
                    &caller.role,
                    version,
                );
                timing.lap("transaction");
                let mut response = description(described, head, version);
                if let Some(profile) = &profile {
                    put_profile_of(response.headers_mut(), profile);
                }
                timing.lap("response");
                return Ok(Some(response));
            }
        };
        let about = (catalog.as_ref(), schema(request, &service.settings)?);
        let tagged = tag(&mut work, request, about, &service.settings, &now)?;
        let (ending, rules) = (work.plan.ending, service.rules);
        let lowered = ::plan::lower(&work.plan);
        let permitted =
            access::permit(catalog, *version, rules, caller, lowered, ending, work.inputs)?;
        if let Some(error) = work.late {
            return Err(error.into());
        }
        timing.lap("plan");
        if let Some((_, media)) = &explained {
            return match service.database.explain(permitted, deadline).await {
                Err(db::Error::Stale) => Ok(None),
                plan => Ok(Some(explain::answer(media, &plan?))),
            };
        }
        let becomes = Arc::new(Becomes { response: work.response, calls: work.calls, tagged });
        if let Some(key) = &request.once {
            let known = service.settings.once;
            let once = once::once(key, caller, &parts.headers, known, becomes.clone());
            let database = &*service.database;
            return once::run(database, permitted, once, deadline, &becomes).await;
        }
        let answer = match service.database.run(permitted, deadline).await {
            Err(db::Error::Stale) => return Ok(None),
            answer => answer?,
        };
        timing.lap("transaction");
        let response = becomes.respond(answer)?;
        timing.lap("response");
        Ok(Some(response))
    }
}

fn refusal(error: &RestError, caller: Option<&access::Caller>) -> Response<Body> {
    let known = caller.is_some_and(|caller| caller.role.as_str() != "anon");
    let answer = error.answer(if known { Caller::Authenticated } else { Caller::Anonymous });
    let mut response = Response::new(Body::from(answer.body()));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers();
    // Only HTTP/1 has a place for it.
    if let Some(reason) = answer.reason.and_then(|it| ReasonPhrase::try_from(it.into_bytes()).ok())
    {
        response.extensions_mut().insert(reason);
    }
    response
}

fn options(methods: &'static str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static(methods));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

fn description(json: String, head: bool, version: openapi::Version) -> Response<Bytes> {
    let length = json.len();
    let mut response = Response::new(if head { Bytes::new() } else { Bytes::from(json) });
    let media = HeaderValue::from_static(version.content_type());
    response.headers_mut().insert(CONTENT_TYPE, media);
    if !head {
        response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    response
}
