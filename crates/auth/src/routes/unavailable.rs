//! Endpoints that clients know and that aren't there yet. Each says so; none pretends that it did something.

use crate::error::{Error, NotYet};

pub(crate) async fn recover() -> Error {
    Error::NotYet(NotYet::NoMail("Recovering a password"))
}

pub(crate) async fn magic_link() -> Error {
    Error::NotYet(NotYet::NoMail("A magic link"))
}

pub(crate) async fn one_time_password() -> Error {
    Error::NotYet(NotYet::NoMail("A one-time password"))
}

pub(crate) async fn resend() -> Error {
    Error::NotYet(NotYet::NoMail("Sending a confirmation again"))
}

pub(crate) async fn invite() -> Error {
    Error::NotYet(NotYet::NoMail("An invitation"))
}

pub(crate) async fn verify() -> Error {
    Error::NotYet(NotYet::NoMail("Verifying a code or a link"))
}

pub(crate) async fn reauthenticate() -> Error {
    Error::NotYet(NotYet::NoMail("Reauthentication"))
}

pub(crate) async fn generate_link() -> Error {
    Error::NotYet(NotYet::NoMail("A link that confirms an address"))
}

pub(crate) async fn authorize() -> Error {
    Error::NotYet(NotYet::OAuthProvider)
}

pub(crate) async fn sso() -> Error {
    Error::NotYet(NotYet::SamlDisabled)
}

pub(crate) async fn factors() -> Error {
    Error::NotYet(NotYet::MfaDisabled)
}

pub(crate) async fn link_identity() -> Error {
    Error::NotYet(NotYet::ManualLinkingDisabled)
}
