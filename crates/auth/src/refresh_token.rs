//! Refresh tokens: 256 bits that nobody guesses, of which the database keeps only a hash. The first of a session is
//! random; each later one is derived from the one it replaces with a key that is not in the tables of sessions. So who
//! reads the database can't use a session, and a client whose answer was lost gets the same token again.

use crate::accounts::refresh_tokens::RefreshToken;
use crate::error::Error;
use crate::keys::SigningKey;
use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A longer text is no token of ours, in bytes.
pub(crate) const BYTES_MAX: usize = 255;
/// How far a client can be behind and still be led to its session's last token.
const BEHIND_MAX: usize = 16;

/// A random token.
pub(crate) fn fresh() -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    let no_random = |_| Error::Internal("the system gives no random numbers".to_owned());
    rand::fill(&mut bytes).map_err(no_random)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The token that replaces another.
pub(crate) fn successor(key: &SigningKey, session: Uuid, token: &str) -> String {
    let message = [session.as_bytes(), token.as_bytes()].concat();
    URL_SAFE_NO_PAD.encode(key.tag(&message))
}

/// What is kept of a token.
pub(crate) fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

/// What becomes of a refresh token that a client sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It is replaced.
    Swap,
    /// It was replaced, and this is the token that its session goes on with.
    Again(String),
    /// The same, but the token can't be derived any more, because the signing key has changed: a new one replaces it.
    Replace,
    /// It was replaced long ago: somebody else may have it.
    AlreadyUsed,
}

/// What becomes of a token, given the one that its session goes on with.
pub(crate) fn decide(
    key: &SigningKey,
    sent: &str,
    kept: &RefreshToken,
    active: Option<&RefreshToken>,
    reuse_until: i64,
    now: i64,
) -> Decision {
    if !kept.revoked {
        return Decision::Swap;
    }
    // Without an active token the family has ended.
    let (Some(active), Some(session)) = (active, kept.session_id) else {
        return Decision::AlreadyUsed;
    };
    // The parent of the active token may always come again: its client never got, or never kept, the answer.
    let answer_was_lost = active.parent.as_deref() == Some(&kept.hash);
    if !answer_was_lost && now > reuse_until {
        return Decision::AlreadyUsed;
    }
    let mut token = sent.to_owned();
    for _ in 0..BEHIND_MAX {
        token = successor(key, session, &token);
        if hash(&token) == active.hash {
            return Decision::Again(token);
        }
    }
    Decision::Replace
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::tests::signing_key;

    const SESSION: Uuid = Uuid::from_u128(7);

    fn kept(token: &str, revoked: bool, parent: Option<&str>) -> RefreshToken {
        RefreshToken {
            hash: hash(token),
            user_id: Uuid::nil(),
            revoked,
            parent: parent.map(hash),
            session_id: Some(SESSION),
            updated_at: 0,
        }
    }

    #[test]
    fn tokens_are_random_and_their_successors_are_not_to_be_guessed() {
        let key = signing_key();
        let token = fresh().unwrap();
        assert_eq!(token.len(), 43);
        assert_ne!(token, fresh().unwrap());
        assert_eq!(successor(&key, SESSION, &token), successor(&key, SESSION, &token));
        assert_ne!(successor(&key, SESSION, &token), successor(&signing_key(), SESSION, &token));
        assert_ne!(successor(&key, SESSION, &token), successor(&key, Uuid::nil(), &token));
        assert_ne!(hash(&token), token);
    }

    #[test]
    fn what_becomes_of_a_token() {
        let key = signing_key();
        let first = "first".to_owned();
        let second = successor(&key, SESSION, &first);
        let third = successor(&key, SESSION, &second);
        let check = |sent: &str, revoked, active: Option<RefreshToken>, now, expected: Decision| {
            let kept = kept(sent, revoked, None);
            assert_eq!(decide(&key, sent, &kept, active.as_ref(), 10, now), expected);
        };
        let active = |token: &str, parent: &str| Some(kept(token, false, Some(parent)));
        check(&first, false, active(&first, ""), 0, Decision::Swap);
        let again = |token: &str| Decision::Again(token.to_owned());
        check(&first, true, active(&second, &first), 5, again(&second));
        check(&first, true, active(&second, &first), 5000, again(&second));
        check(&first, true, active(&third, &second), 10, again(&third));
        check(&first, true, active(&third, &second), 11, Decision::AlreadyUsed);
        check(&first, true, None, 0, Decision::AlreadyUsed);
        check(&first, true, active("of another key", &first), 5000, Decision::Replace);
    }
}
