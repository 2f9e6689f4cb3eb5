//! The table of errors, by what clients and people rely on.

use super::*;

#[test]
fn errors_are_said_in_gotrue_s_words() {
    let check = |error: Error, status, code, message: &str| {
        let described = error.describe();
        let found = (described.status, described.code, described.message.as_ref());
        assert_eq!(found, (status, code, message));
    };
    check(Error::InvalidCredentials, 400, "invalid_credentials", "Invalid login credentials");
    check(Error::UserAlreadyExists, 422, "user_already_exists", "User already registered");
    let format = "Unable to validate email address: invalid format";
    check(Error::EmailFormat, 400, "validation_failed", format);
    let both = "Only an email address or phone number should be provided on signup.";
    check(Error::EmailAndPhone("signup"), 400, "validation_failed", both);
    let scope = "Unsupported logout scope \"a\\\"b\"";
    check(Error::LogoutScope("a\"b".to_owned()), 400, "validation_failed", scope);
    let expired = "invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired";
    let token = Error::Token(TokenError::Claims(ClaimsError::Expired(5)));
    check(token, 403, "bad_jwt", expired);
}

#[test]
fn what_is_inside_never_leaves() {
    let secret = "the database is damaged: page 7 of /data/main.db";
    for error in [
        Error::Internal(secret.to_owned()),
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
