//! Hashes of passwords: argon2id with the parameters that OWASP recommends for new ones; what other servers made is
//! read (argon2 with other parameters, bcrypt) and made anew at the next sign-in.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

/// OWASP: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash from elsewhere that costs more is not verified, so that no row of a table can stop the server.
const MEMORY_KIB_MAX: u32 = 131_072;
const PASSES_MAX: u32 = 16;
const LANES_MAX: u32 = 16;
const BCRYPT_COST_MAX: u32 = 14;

/// What a password is compared with where there is no account: it takes the time of a real one and never matches.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// How a password compares with a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is another.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one, and here is its hash of today.
    Upgraded(String),
}

/// Whether a hash is of a kind that [`verify`] can read.
pub(crate) fn is_known(hash: &str) -> bool {
    bcrypt_cost(hash).is_some() || argon2_hash(hash).is_some()
}

/// The hash of a new password; none when the system gives no random numbers.
pub(super) fn hash(password: &str) -> Option<String> {
    let hash: PasswordHash = argon2()?.hash_password(password.as_bytes()).ok()?;
    Some(hash.to_string())
}

/// Compares a password with the hash of an account; without one it takes as long.
pub(super) fn verify(password: &str, kept: Option<&str>) -> Verdict {
    let kept = kept.unwrap_or(DUMMY);
    if bcrypt_cost(kept).is_some() {
        return match bcrypt::verify(password, kept) {
            Ok(true) => upgrade(password),
            _ => Verdict::Wrong,
        };
    }
    match argon2_hash(kept) {
        Some((hash, current)) => {
            let same = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
            match (same && kept != DUMMY, current) {
                (false, _) => Verdict::Wrong,
                (true, true) => Verdict::Right,
                (true, false) => upgrade(password),
            }
        }
        // A hash of no kind we know: nobody's password, but it takes the usual time to say so.
        None => verify(password, None),
    }
}

fn upgrade(password: &str) -> Verdict {
    hash(password).map_or(Verdict::Right, Verdict::Upgraded)
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// `$2a$10$…`, `$2b$…`, `$2y$…`
fn bcrypt_cost(hash: &str) -> Option<u32> {
    let rest = ["$2a$", "$2b$", "$2y$"].iter().find_map(|prefix| hash.strip_prefix(prefix))?;
    let (cost, rest) = rest.split_once('$')?;
    let cost = cost.parse().ok()?;
    (rest.len() == 53 && (4..=BCRYPT_COST_MAX).contains(&cost)).then_some(cost)
}

/// A hash of any kind of argon2, and whether it is as new ones are.
fn argon2_hash(hash: &str) -> Option<(PasswordHash, bool)> {
    let read = hash.starts_with("$argon2").then(|| PasswordHash::new(hash).ok())??;
    let params = Params::try_from(&read).ok()?;
    let bounded = params.m_cost() <= MEMORY_KIB_MAX
        && params.t_cost() <= PASSES_MAX
        && params.p_cost() <= LANES_MAX;
    let current = hash.starts_with("$argon2id$v=19$")
        && (params.m_cost(), params.t_cost(), params.p_cost()) == (MEMORY_KIB, PASSES, LANES);
    bounded.then_some((read, current))
}
