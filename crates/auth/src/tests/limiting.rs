//! How often one may ask.

use super::fixture::{App, app_with};
use crate::settings::RateLimits;

fn narrow() -> App {
    app_with(|settings| {
        settings.rate_limits =
            RateLimits { sign_in_sign_ups: 3, token_refresh: 2, anonymous_users: 1 };
        settings.enable_anonymous_sign_ins = true;
    })
}

const OVER: (u16, &str) = (429, "over_request_rate_limit");

#[tokio::test]
async fn one_address_asks_only_so_often() {
    let app = narrow();
    for name in ["a", "b", "c"] {
        app.sign_up(&format!("{name}@x.test"), "long-enough").await.good();
    }
    let over = app.sign_up("d@x.test", "long-enough").await;
    assert_eq!(over.refused(), OVER);
    let wait: u64 = over.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=100).contains(&wait), "{wait}");
    assert_eq!(app.sign_in("a@x.test", "long-enough").await.refused(), OVER);
    app.from([192, 0, 2, 2]).sign_in("a@x.test", "long-enough").await.good();
}

#[tokio::test]
async fn one_account_is_tried_only_so_often_from_wherever() {
    let app = narrow();
    for email in ["ruth@x.test", "nobody@x.test"] {
        for host in 1..=3 {
            let answer = app.from([198, 51, 100, host]).sign_in(email, "wrong").await;
            assert_eq!(answer.refused(), (400, "invalid_credentials"));
        }
        let answer = app.from([198, 51, 100, 4]).sign_in(email, "wrong").await;
        assert_eq!(answer.refused(), OVER, "{email}");
        let answer = app.from([198, 51, 100, 5]).sign_in(&email.to_uppercase(), "wrong").await;
        assert_eq!(answer.refused(), OVER, "{email}");
    }
}

#[tokio::test]
async fn refreshes_and_anonymous_sign_ins_have_their_own_limits() {
    let app = narrow();
    for _ in 0..2 {
        assert_eq!(app.refresh("x").await.status, 400);
    }
    assert_eq!(app.refresh("x").await.refused(), OVER);
    let anonymous = serde_json::json!({});
    app.send("POST", "/signup", None, &anonymous).await.good();
    assert_eq!(app.send("POST", "/signup", None, &anonymous).await.refused(), OVER);
    app.sign_up("a@x.test", "long-enough").await.good();
}
