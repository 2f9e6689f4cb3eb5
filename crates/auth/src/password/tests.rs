//! Passwords, weak and strong; hashes of here and elsewhere.

use super::hash::{hash, verify};
use super::{Hasher, Verdict, Weak, check_strength, is_known};
use crate::error::{AccountError, Error};
use crate::settings::{PasswordRequirements, Settings};

/// "correct horse" by bcrypt with cost 4, in its three spellings.
fn bcrypt_of(password: &str) -> String {
    bcrypt::hash(password, 4).unwrap()
}

#[test]
fn the_strength_of_a_password_is_checked_in_its_own_words() {
    let check = |requirements, password: &str, expected: Result<(), (&str, &[&'static str])>| {
        let settings = Settings { password_requirements: requirements, ..Settings::default() };
        let expected = expected.map_err(|(message, reasons)| {
            Error::Account(AccountError::WeakPassword(Weak {
                message: message.to_owned(),
                reasons: reasons.to_vec(),
            }))
        });
        assert_eq!(check_strength(&settings, password), expected, "{password}");
    };
    let (none, letters_digits) = (PasswordRequirements::None, PasswordRequirements::LettersDigits);
    check(none, "123456", Ok(()));
    check(none, "12345", Err(("Password should be at least 6 characters.", &["length"])));
    check(letters_digits, "abcdef1", Ok(()));
    let characters = "Password should contain at least one character of each: \
                      abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ, 0123456789.";
    check(letters_digits, "abcdefg", Err((characters, &["characters"])));
    let both = format!("Password should be at least 6 characters. {characters}");
    check(letters_digits, "abc", Err((&both, &["length", "characters"])));
    check(PasswordRequirements::LowerUpperLettersDigitsSymbols, "aB3'xx", Ok(()));
    let settings = Settings::default();
    assert_eq!(
        check_strength(&settings, &"a".repeat(73)),
        Err(Error::Account(AccountError::PasswordTooLong))
    );
    assert_eq!(check_strength(&settings, &"a".repeat(72)), Ok(()));
}

#[test]
fn a_password_matches_its_own_hash_only() {
    let kept = hash("correct horse").unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_ne!(hash("correct horse").unwrap(), kept);
    assert_eq!(verify("correct horse", Some(&kept)), Verdict::Right);
    assert_eq!(verify("correct horsE", Some(&kept)), Verdict::Wrong);
    assert_eq!(verify("", Some(&kept)), Verdict::Wrong);
    assert_eq!(verify("correct horse", None), Verdict::Wrong);
    assert_eq!(verify("", None), Verdict::Wrong);
}

#[test]
fn bcrypt_is_read_and_upgraded() {
    let kept = bcrypt_of("correct horse");
    for prefix in ["$2a$", "$2b$", "$2y$"] {
        let kept = format!("{prefix}{}", &kept[4..]);
        let Verdict::Upgraded(fresh) = verify("correct horse", Some(&kept)) else {
            panic!("{prefix} was not upgraded")
        };
        assert_eq!(verify("correct horse", Some(&fresh)), Verdict::Right);
        assert_eq!(verify("wrong horse", Some(&kept)), Verdict::Wrong);
    }
}

#[test]
fn argon2_of_elsewhere_is_read_and_upgraded() {
    // The test vector of argon2's own command line: `password` with the salt `somesalt`.
    let kept =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert!(matches!(verify("password", Some(kept)), Verdict::Upgraded(_)));
    assert_eq!(verify("passwort", Some(kept)), Verdict::Wrong);
}

#[test]
fn a_hash_that_would_stop_the_server_is_not_verified() {
    let check = |hash: &str, expected: bool| assert_eq!(is_known(hash), expected, "{hash}");
    check(&bcrypt_of("x"), true);
    check(&bcrypt_of("x").replace("$04$", "$31$"), false);
    check(&hash("x").unwrap(), true);
    check(&hash("x").unwrap().replace("m=19456", "m=4000000"), false);
    check(&hash("x").unwrap().replace("t=2", "t=100"), false);
    check("", false);
    check("secret", false);
    check("$2a$10$short", false);
    check(
        "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=ou9tdYTGyYm8kuR6Dt0Bp0kDuAYoXrK16mbZO4yGwAn3oLspjnN0/c41v8xZnO1n14J3MjKj1b2g6AUCAlFwMw==$C0sHCg9ek77hsg==$ZGlmZmVyZW50aGFzaA==",
        false,
    );
}

#[tokio::test]
async fn only_so_many_passwords_are_hashed_at_once_and_only_so_many_wait() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Barrier};

    let hasher = Hasher::with_cores(1);
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let gate = Arc::new(Barrier::new(2));
    let (blocker, closed) = (hasher.clone(), gate.clone());
    let blocked = tokio::spawn(async move { blocker.run(move || closed.wait()).await.map(|_| ()) });
    let mut waiting = Vec::new();
    for _ in 0..40 {
        let (hasher, running, most) = (hasher.clone(), running.clone(), most.clone());
        waiting.push(tokio::spawn(async move {
            let work = move || {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                running.fetch_sub(1, Ordering::SeqCst);
            };
            hasher.run(work).await
        }));
    }
    tokio::task::yield_now().await;
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    gate.wait();
    blocked.await.unwrap().unwrap();
    let mut busy = 0;
    for waiter in waiting {
        busy += usize::from(waiter.await.unwrap() == Err(Error::Busy));
    }
    assert_eq!((busy, most.load(Ordering::SeqCst)), (8, 1));
}
