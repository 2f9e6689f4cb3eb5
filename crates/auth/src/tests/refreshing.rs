//! Going on with a session, and what happens when a refresh token comes again.

use super::fixture::{App, app, app_with};
use std::time::Duration;

const GONE: (u16, &str) = (400, "refresh_token_not_found");
const USED: (u16, &str) = (400, "refresh_token_already_used");

async fn signed_up(app: &App) -> String {
    app.sign_up("ruth@careers.test", "long-enough").await.good().refresh().to_owned()
}

async fn next(app: &App, token: &str) -> String {
    app.refresh(token).await.good().refresh().to_owned()
}

#[tokio::test]
async fn a_refresh_gives_a_new_pair_of_the_same_session() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let answer = app.refresh(up.refresh()).await.good();
    assert_ne!(answer.refresh(), up.refresh());
    assert_eq!(answer.claims()["session_id"], up.claims()["session_id"]);
    assert_eq!(answer.claims()["amr"], up.claims()["amr"]);
    assert_eq!(answer.body["user"]["email"], "ruth@careers.test");
    assert_eq!(answer.body["user"]["identities"].as_array().unwrap().len(), 1);
    app.user(answer.access()).await.good();
}

#[tokio::test]
async fn a_lost_answer_can_be_asked_for_again() {
    let app = app_with(|settings| settings.refresh_token_reuse_interval = Duration::ZERO);
    let first = signed_up(&app).await;
    let second = next(&app, &first).await;
    assert_eq!(next(&app, &first).await, second);
    assert_eq!(next(&app, &first).await, second);
    let third = next(&app, &second).await;
    assert_eq!(next(&app, &second).await, third);
    assert_eq!(app.count("refresh_tokens").await, 3);
}

#[tokio::test]
async fn within_the_interval_even_older_tokens_lead_to_the_last_one() {
    let app = app();
    let first = signed_up(&app).await;
    let second = next(&app, &first).await;
    let third = next(&app, &second).await;
    assert_eq!(next(&app, &first).await, third);
}

#[tokio::test]
async fn a_token_that_comes_again_later_ends_its_family() {
    let app = app_with(|settings| settings.refresh_token_reuse_interval = Duration::ZERO);
    let first = signed_up(&app).await;
    let second = next(&app, &first).await;
    let third = next(&app, &second).await;
    assert_eq!(app.refresh(&first).await.refused(), USED);
    for token in [&first, &second, &third] {
        assert_eq!(app.refresh(token).await.refused(), USED);
    }
    // Another session of the same person goes on.
    let other = app.sign_in("ruth@careers.test", "long-enough").await.good();
    app.refresh(other.refresh()).await.good();
}

#[tokio::test]
async fn without_rotation_a_used_token_is_refused_and_its_family_goes_on() {
    let app = app_with(|settings| {
        settings.refresh_token_reuse_interval = Duration::ZERO;
        settings.refresh_token_rotation = false;
    });
    let first = signed_up(&app).await;
    let second = next(&app, &first).await;
    let third = next(&app, &second).await;
    assert_eq!(app.refresh(&first).await.refused(), USED);
    next(&app, &third).await;
}

#[tokio::test]
async fn many_refreshes_at_once_get_one_token() {
    let app = app_with(|settings| settings.refresh_token_reuse_interval = Duration::ZERO);
    let first = signed_up(&app).await;
    let all = tokio::join!(
        next(&app, &first),
        next(&app, &first),
        next(&app, &first),
        next(&app, &first),
    );
    assert!(all.0 == all.1 && all.1 == all.2 && all.2 == all.3);
    assert_eq!(app.count("refresh_tokens").await, 2);
}

#[tokio::test]
async fn invented_tokens_are_refused() {
    let app = app();
    signed_up(&app).await;
    for token in ["abcdefghijkl", "a\0b", &"x".repeat(10_000)] {
        assert_eq!(app.refresh(token).await.refused(), GONE, "{token}");
    }
    // What the database holds is no token.
    for text in app.texts().await {
        assert!(app.refresh(&text).await.status == 400);
    }
}

#[tokio::test]
async fn who_was_banned_doesn_t_go_on() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let path = format!("/admin/users/{}", up.body["user"]["id"].as_str().unwrap());
    let body = serde_json::json!({ "ban_duration": "1h" });
    app.admin("PUT", &path, &body).await.good();
    assert_eq!(app.refresh(up.refresh()).await.refused(), (400, "user_banned"));
    let body = serde_json::json!({ "ban_duration": "none" });
    app.admin("PUT", &path, &body).await.good();
    app.refresh(up.refresh()).await.good();
}

#[tokio::test]
async fn a_session_that_ended_by_its_time_doesn_t_go_on() {
    let app = app();
    let first = signed_up(&app).await;
    app.end_by_time().await;
    assert_eq!(app.refresh(&first).await.refused(), (400, "session_expired"));
}
