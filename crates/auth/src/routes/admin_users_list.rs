//! `GET /admin/users`: all accounts, the newest first, a page at a time.

use crate::accounts::{Page, users};
use crate::admission::require_admin;
use crate::answer::json;
use crate::asked::Asked;
use crate::error::{AdminError, Error};
use crate::service::Service;
use crate::user::UserJson;
use axum::extract::State;
use axum::response::Response;
use http::header::LINK;
use http::{HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use std::sync::Arc;

const PER_PAGE: u64 = 50;
const PER_PAGE_MAX: u64 = 1000;
const TOTAL_COUNT: HeaderName = HeaderName::from_static("x-total-count");

#[derive(Serialize)]
struct List<'a> {
    users: Vec<UserJson<'a>>,
    aud: &'static str,
}

pub(crate) async fn admin_users_list(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    require_admin(&service, &asked)?;
    let page = number("page", asked.query("page"), 1)?;
    let per_page = number("per_page", asked.query("per_page"), PER_PAGE)?;
    if per_page > PER_PAGE_MAX {
        return Err(Error::Admin(AdminError::Pagination(format!(
            "per_page may be at most {PER_PAGE_MAX}"
        ))));
    }
    let rows = Page {
        limit: i64::try_from(per_page).unwrap_or(i64::MAX),
        offset: i64::try_from((page - 1).saturating_mul(per_page)).unwrap_or(i64::MAX),
    };
    let answer = service.store.run(|work| users::read_page(work, rows)).await?;
    let found = users::all(&answer, 0);
    let total = users::counted(&answer, 1);
    let shown = found.iter().map(|user| UserJson::of(user, None)).collect();
    let body = List { users: shown, aud: users::AUDIENCE };
    let mut response = json(StatusCode::OK, &body)?;
    let headers = response.headers_mut();
    headers.insert(TOTAL_COUNT, HeaderValue::from(total));
    if let Ok(links) = HeaderValue::from_str(&links(page, per_page, total)) {
        headers.insert(LINK, links);
    }
    Ok(response)
}

fn number(name: &str, text: &str, default: u64) -> Result<u64, Error> {
    match text {
        "" => Ok(default),
        text => match text.parse() {
            Ok(number) if number > 0 => Ok(number),
            _ => Err(Error::Admin(AdminError::Pagination(format!(
                "{name} must be a number greater than 0"
            )))),
        },
    }
}

/// Clients read the number behind the first `=`.
fn links(page: u64, per_page: u64, total: u64) -> String {
    let last = total.div_ceil(per_page);
    let link = |page: u64, which: &str| {
        format!("</admin/users?page={page}&per_page={per_page}>; rel=\"{which}\"")
    };
    if last > page {
        format!("{}, {}", link(page + 1, "next"), link(last, "last"))
    } else {
        link(last, "last")
    }
}
