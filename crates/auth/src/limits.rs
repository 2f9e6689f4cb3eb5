//! How often one may ask: buckets that fill up again with time, one for each address and for each account. There are
//! only so many buckets; the least used are forgotten, and so are those that are full again.

use crate::error::Error;
use crate::settings::RateLimits;
use moka::sync::Cache;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How many addresses or accounts are remembered for each limit.
const BUCKETS_MAX: u64 = 50_000;

const FIVE_MINUTES: Duration = Duration::from_secs(300);
const HOUR: Duration = Duration::from_secs(3600);

/// The limits of all endpoints.
pub(crate) struct Limits {
    sign_ins: Limit<IpAddr>,
    account_sign_ins: Limit<[u8; 32]>,
    refreshes: Limit<IpAddr>,
    anonymous: Limit<IpAddr>,
}

impl Limits {
    pub(crate) fn new(limits: &RateLimits) -> Self {
        Self {
            sign_ins: Limit::new(limits.sign_in_sign_ups, FIVE_MINUTES),
            account_sign_ins: Limit::new(limits.sign_in_sign_ups, FIVE_MINUTES),
            refreshes: Limit::new(limits.token_refresh, FIVE_MINUTES),
            anonymous: Limit::new(limits.anonymous_users, HOUR),
        }
    }

    /// A sign-up or sign-in, by where it comes from.
    pub(crate) fn sign_in(&self, address: IpAddr) -> Result<(), Error> {
        self.sign_ins.take(network(address))
    }

    /// A try at an account's password, wherever it comes from and whether or not there is such an account.
    pub(crate) fn account(&self, account: &str) -> Result<(), Error> {
        self.account_sign_ins.take(Sha256::digest(account.as_bytes()).into())
    }

    /// A refresh.
    pub(crate) fn refresh(&self, address: IpAddr) -> Result<(), Error> {
        self.refreshes.take(network(address))
    }

    /// An anonymous sign-in.
    pub(crate) fn anonymous(&self, address: IpAddr) -> Result<(), Error> {
        self.anonymous.take(network(address))
    }
}

/// One household has one IPv4 address, or 2^64 of IPv6.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
    }
}

/// So many in a period, all at once or spread.
struct Limit<K> {
    started: Instant,
    /// The time in which one of them comes back, in nanoseconds.
    each: u64,
    period: u64,
    /// When each bucket is full again, in nanoseconds since the start.
    full_at: Cache<K, Arc<AtomicU64>>,
}

impl<K: std::hash::Hash + Eq + Send + Sync + 'static> Limit<K> {
    fn new(count: u32, period: Duration) -> Self {
        let full_at = Cache::builder().max_capacity(BUCKETS_MAX).time_to_idle(period).build();
        let each = nanos(period / count.max(1));
        Self { started: Instant::now(), each, period: nanos(period), full_at }
    }

    fn take(&self, key: K) -> Result<(), Error> {
        self.take_at(key, nanos(self.started.elapsed())).map_err(Error::RateLimited)
    }

    /// Takes one from the bucket; else how long it takes until there is one.
    fn take_at(&self, key: K, now: u64) -> Result<(), Duration> {
        let bucket = self.full_at.get_with(key, Arc::default);
        let taken = bucket.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |full_at| {
            let after = full_at.max(now).saturating_add(self.each);
            (after <= now.saturating_add(self.period)).then_some(after)
        });
        match taken {
            Ok(_) => Ok(()),
            Err(full_at) => {
                let until = full_at.saturating_add(self.each).saturating_sub(self.period);
                Err(Duration::from_nanos(until.saturating_sub(now)))
            }
        }
    }
}

fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_fills_up_again_with_time() {
        let limit = Limit::new(3, Duration::from_secs(300));
        let check = |seconds: u64, key: &'static str, expected: Result<(), u64>| {
            let taken = limit.take_at(key, seconds * 1_000_000_000);
            assert_eq!(taken.map_err(|wait| wait.as_secs()), expected, "{key} at {seconds}");
        };
        for _ in 0..3 {
            check(0, "a", Ok(()));
        }
        check(0, "a", Err(100));
        check(0, "b", Ok(()));
        check(99, "a", Err(1));
        check(100, "a", Ok(()));
        check(100, "a", Err(100));
        for _ in 0..3 {
            check(1000, "a", Ok(()));
        }
        check(1000, "a", Err(100));
    }

    #[test]
    fn a_household_has_one_bucket() {
        let same = |one: &str, other: &str| {
            network(one.parse().unwrap()) == network(other.parse().unwrap())
        };
        assert!(same("2001:db8::1", "2001:db8::2:0:0:7"));
        assert!(!same("2001:db8::1", "2001:db8:0:1::1"));
        assert!(same("::ffff:192.0.2.1", "192.0.2.1"));
        assert!(!same("192.0.2.1", "192.0.2.2"));
    }

    #[test]
    fn limits_don_t_share_buckets() {
        let limits =
            Limits::new(&RateLimits { sign_in_sign_ups: 1, token_refresh: 1, anonymous_users: 1 });
        let address = IpAddr::from([192, 0, 2, 1]);
        for take in [Limits::sign_in, Limits::refresh, Limits::anonymous] {
            assert_eq!(take(&limits, address), Ok(()));
            assert!(matches!(take(&limits, address), Err(Error::RateLimited(_))));
        }
        assert_eq!(limits.account("a@x.test"), Ok(()));
        assert!(limits.account("a@x.test").is_err());
        assert_eq!(limits.account("b@x.test"), Ok(()));
    }
}
