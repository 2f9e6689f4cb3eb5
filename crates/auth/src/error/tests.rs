//! The tables of errors, by what clients and people rely on.

use super::*;
use web::{ClaimsError, TokenError};

#[test]
fn errors_are_said_in_gotrue_s_words() {
    let check = |error: Error, status, code, message: &str| {
        let described = error.describe();
        let found = (described.status, described.code, described.message.as_ref());
        assert_eq!(found, (status, code, message));
    };
    let refused = Error::SignIn(SignInError::InvalidCredentials);
    check(refused, 400, "invalid_credentials", "Invalid login credentials");
    let exists = Error::Account(AccountError::UserAlreadyExists);
    check(exists, 422, "user_already_exists", "User already registered");
    let words = "Unable to validate email address: invalid format";
    check(Error::Account(AccountError::EmailFormat), 400, "validation_failed", words);
    let words = "Only an email address or phone number should be provided on signup.";
    check(Error::Account(AccountError::EmailAndPhone("signup")), 400, "validation_failed", words);
    let words = "Unsupported logout scope \"a\\\"b\"";
    let scope = Error::Request(RequestError::LogoutScope("a\"b".to_owned()));
    check(scope, 400, "validation_failed", words);
    let words = "invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired";
    let token = CallerError::Token(TokenError::Claims(ClaimsError::Expired(5)));
    check(Error::Caller(token), 403, "bad_jwt", words);
    let used = Error::SignIn(SignInError::RefreshTokenAlreadyUsed);
    check(used, 400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
}

#[test]
fn what_is_inside_never_leaves() {
    for error in [
        Error::Internal("the database is damaged: page 7 of /data/main.db".to_owned()),
        Error::from(StoreError::Database(db::Error::Damaged("page 7".to_owned()))),
        Error::from(StoreError::Missing("auth.users".to_owned())),
    ] {
        let described = error.describe();
        assert_eq!((described.status, described.code), (500, "unexpected_failure"));
        assert!(!described.message.contains("page"), "{}", described.message);
        assert!(!described.message.contains("auth."), "{}", described.message);
    }
}

#[test]
fn a_busy_database_asks_to_come_back() {
    for error in [db::Error::Busy, db::Error::Timeout] {
        let error = Error::from(StoreError::Database(error));
        assert_eq!(error.describe().status, 503);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(1)));
    }
}
