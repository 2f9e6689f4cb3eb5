//! `POST /signup` without an address: an account of somebody who doesn't say who they are.

use crate::accounts::methods::ANONYMOUS;
use crate::accounts::users::{self, AUDIENCE, NewUser};
use crate::asked::Asked;
use crate::clock;
use crate::error::{AccountError, Error};
use crate::metadata::Metadata;
use crate::service::Service;
use crate::session::NewSession;
use axum::response::Response;
use uuid::Uuid;

pub(super) async fn signup_anonymous(
    service: &Service,
    asked: &Asked,
    data: Metadata,
) -> Result<Response, Error> {
    if !service.settings.enable_anonymous_sign_ins {
        return Err(Error::Account(AccountError::AnonymousDisabled));
    }
    service.limits.anonymous(asked.address)?;
    if !service.settings.enable_signup {
        return Err(Error::Account(AccountError::SignupDisabled));
    }
    let user_metadata = data.without_servers_own();
    Metadata::check(&Metadata::default(), &user_metadata)?;
    let (id, now) = (Uuid::new_v4(), clock::now());
    let user = NewUser {
        id,
        role: AUDIENCE.to_owned(),
        email: None,
        password: None,
        email_confirmed_at: None,
        last_sign_in_at: Some(now),
        app_metadata: Metadata::default(),
        user_metadata,
        banned_until: None,
        is_anonymous: true,
        now,
    };
    let session = NewSession::new(ANONYMOUS, asked.client(), now)?;
    let begun = service
        .store
        .run(|work| {
            users::insert(work, &user)?;
            session.begin(work, id)?;
            users::read_by_id(work, id)
        })
        .await?;
    let user = users::found(&begun, 4).ok_or(Error::Conflict)?;
    session.of(user, Vec::new()).answer(service, now)
}
