//! Endpoints that clients know and that aren't there yet. Each says so; none pretends that it did something.

use crate::error::Error;

pub(crate) async fn recover() -> Error {
    Error::NoMail("Recovering a password")
}

pub(crate) async fn magic_link() -> Error {
    Error::NoMail("A magic link")
}

pub(crate) async fn one_time_password() -> Error {
    Error::NoMail("A one-time password")
}

pub(crate) async fn resend() -> Error {
    Error::NoMail("Sending a confirmation again")
}

pub(crate) async fn invite() -> Error {
    Error::NoMail("An invitation")
}

pub(crate) async fn verify() -> Error {
    Error::NoMail("Verifying a code or a link")
}

pub(crate) async fn reauthenticate() -> Error {
    Error::NoMail("Reauthentication")
}

pub(crate) async fn generate_link() -> Error {
    Error::NoMail("A link that confirms an address")
}

pub(crate) async fn authorize() -> Error {
    Error::OAuthProvider
}

pub(crate) async fn sso() -> Error {
    Error::SamlDisabled
}

pub(crate) async fn factors() -> Error {
    Error::MfaDisabled
}

pub(crate) async fn link_identity() -> Error {
    Error::ManualLinkingDisabled
}
