//! The configuration as the program uses it: plain data with every default filled in.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// All settings.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The project's name.
    pub(crate) project_id: String,
    /// Where and how to listen.
    pub(crate) server: Server,
    /// Which database, and where data is kept.
    pub(crate) storage: Storage,
    /// Which files make the schema.
    pub(crate) schema: SchemaFiles,
    /// `/rest/v1`.
    pub(crate) api: Api,
    /// `/auth/v1`.
    pub(crate) auth: Auth,
    /// How it logs.
    pub(crate) log: Log,
}

/// Where and how to listen.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// The address to listen on; 127.0.0.1 unless told.
    pub(crate) host: String,
    /// The port; 54321 unless told.
    pub(crate) port: u16,
    /// The URL under which clients reach it, if it isn't the address.
    pub(crate) public_url: Option<String>,
    /// Certificate and key, as PEM files.
    pub(crate) tls: Option<Tls>,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub(crate) trusted_proxies: Vec<Network>,
    /// Further names that `dev` accepts in `Host`.
    pub(crate) allowed_hosts: Vec<String>,
    /// The largest body.
    pub(crate) max_body_bytes: usize,
    /// The longest URL.
    pub(crate) max_url_bytes: usize,
    /// Connections at once.
    pub(crate) max_connections: usize,
    /// How long requests may go on after the signal to stop.
    pub(crate) shutdown_timeout: Duration,
}

impl Server {
    /// The URL under which clients reach it.
    pub(crate) fn url(&self) -> String {
        if let Some(url) = &self.public_url {
            return url.trim_end_matches('/').to_owned();
        }
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        // What listens everywhere is reached here.
        let host = match self.host.as_str() {
            "0.0.0.0" | "::" | "[::]" => "127.0.0.1".to_owned(),
            host if host.contains(':') && !host.starts_with('[') => format!("[{host}]"),
            host => host.to_owned(),
        };
        format!("{scheme}://{host}:{}", self.port)
    }

    /// Whether only this machine can reach it.
    pub(crate) fn is_local(&self) -> bool {
        let host = self.host.trim_matches(['[', ']']);
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// A certificate and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tls {
    /// The certificate chain, as PEM.
    pub(crate) cert: PathBuf,
    /// The private key, as PEM.
    pub(crate) key: PathBuf,
}

/// Addresses that share their first bits: `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Reads `10.0.0.0/8` or a single address.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().ok()?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Some(most), |bits| bits.trim().parse().ok())?;
        (bits <= most).then_some(Self { address, bits })
    }

    /// Whether an address is in it.
    pub(crate) fn contains(&self, address: IpAddr) -> bool {
        let bits = |address: IpAddr| match address.to_canonical() {
            IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, true),
            IpAddr::V6(address) => (u128::from(address), false),
        };
        let ((own, own_v4), (other, other_v4)) = (bits(self.address), bits(address));
        let shift = 128 - u32::from(self.bits);
        own_v4 == other_v4 && own.checked_shr(shift) == other.checked_shr(shift)
    }
}

/// Which database, and where data is kept.
#[derive(Clone, Debug)]
pub(crate) struct Storage {
    /// The database's URL; the embedded one in the data folder unless told.
    pub(crate) url: Option<String>,
    /// Who told: `--db`, the name of a variable, or the key in the file.
    pub(crate) url_from: &'static str,
    /// The folder of everything that is kept; `.engineroom` in the project unless told.
    pub(crate) data_dir: PathBuf,
    /// How long one statement may run; 8 seconds unless told.
    pub(crate) statement_timeout: Duration,
}

/// Which files make the schema, as patterns relative to the `supabase` folder.
#[derive(Clone, Debug)]
pub(crate) struct SchemaFiles {
    /// Whether migrations run.
    pub(crate) migrations: bool,
    /// The schema's files in order; all in `schemas/` if empty.
    pub(crate) schema_paths: Vec<String>,
    /// Whether an empty database is seeded.
    pub(crate) seed: bool,
    /// The seeds in order; `seed.sql` unless told.
    pub(crate) seed_paths: Vec<String>,
}

/// `/rest/v1`.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    /// Whether it is served.
    pub(crate) enabled: bool,
    /// The schemas it shows.
    pub(crate) schemas: Vec<String>,
    /// Further schemas in which names are looked up.
    pub(crate) extra_search_path: Vec<String>,
    /// The most rows that one answer holds; 0 is no limit.
    pub(crate) max_rows: u64,
    /// Whether a relation without row security is closed to `anon` and `authenticated`.
    pub(crate) require_rls: bool,
    /// Whether `select` may aggregate.
    pub(crate) aggregates: bool,
    /// `limit` and `order` say which rows an update or delete writes.
    pub(crate) limited_writes: bool,
    /// Whether an embed that has an alias goes by its relation's name too.
    pub(crate) legacy_target_names: bool,
    /// Whether callers may ask how the database answers.
    pub(crate) plans: bool,
    /// Whether answers tell how long each stage took.
    pub(crate) server_timing: bool,
    /// Whether the API's description says that callers show a token.
    pub(crate) describe_security: bool,
    /// A function without arguments that is called before everything else, in each request's transaction.
    pub(crate) pre_request: Option<(String, String)>,
    /// The relations that have entity tags, as `schema.name` or as a name in `public`.
    pub(crate) etags: Vec<(String, String)>,
    /// Those of which no row is changed or removed without `If-Match`; they have tags too.
    pub(crate) require_if_match: Vec<(String, String)>,
    /// How long a write with an `Idempotency-Key` is known.
    pub(crate) idempotency_key_lifetime: Duration,
    /// The largest body of an answer that is kept with such a key, in bytes.
    pub(crate) idempotency_body_bytes: usize,
}

/// `/auth/v1`.
#[derive(Clone, Debug)]
pub(crate) struct Auth {
    /// Whether it is served.
    pub(crate) enabled: bool,
    /// The application's own address, where links lead.
    pub(crate) site_url: String,
    /// The URL of `/auth/v1`, if it isn't below the server's.
    pub(crate) external_url: Option<String>,
    /// How long an access token is valid, in seconds.
    pub(crate) jwt_expiry: u64,
    /// The `iss` of tokens, if it isn't the URL of `/auth/v1`.
    pub(crate) jwt_issuer: Option<String>,
    /// A file of private keys (JWK) to sign tokens with.
    pub(crate) signing_keys_path: Option<PathBuf>,
    /// Whether a refresh token is replaced when it is used.
    pub(crate) refresh_token_rotation: bool,
    /// How long a used refresh token is still accepted, in seconds.
    pub(crate) refresh_token_reuse_interval: u64,
    /// Whether new people may sign up.
    pub(crate) signup: bool,
    /// Whether people may sign in without saying who they are.
    pub(crate) anonymous_sign_ins: bool,
    /// The least length of a password.
    pub(crate) minimum_password_length: usize,
    /// What a password must contain.
    pub(crate) password_requirements: String,
    /// Whether people may sign up with an address and a password.
    pub(crate) email_signup: bool,
    /// Whether an address must be confirmed by mail before it counts.
    pub(crate) email_confirmations: bool,
    /// How often one address may ask.
    pub(crate) rate_limit: RateLimit,
    /// The keys of the project, where they are set.
    pub(crate) keys: ConfiguredKeys,
}

/// How often one client address may ask.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateLimit {
    /// Anonymous sign-ins in an hour.
    pub(crate) anonymous_users: u32,
    /// Refreshed sessions in five minutes.
    pub(crate) token_refresh: u32,
    /// Sign-ups and sign-ins in five minutes.
    pub(crate) sign_in_sign_ups: u32,
}

/// The keys of the project, where they are set.
#[derive(Clone, Debug, Default)]
pub(crate) struct ConfiguredKeys {
    /// The shared secret of tokens.
    pub(crate) jwt_secret: Option<String>,
    /// The token that says `anon`.
    pub(crate) anon_key: Option<String>,
    /// The token that says `service_role`.
    pub(crate) service_role_key: Option<String>,
    /// The key that stands for `anon`.
    pub(crate) publishable_key: Option<String>,
    /// The key that stands for `service_role`.
    pub(crate) secret_key: Option<String>,
}

/// How it logs.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    /// What is logged: a level, or levels of modules.
    pub(crate) filter: String,
    /// Whether each line is JSON.
    pub(crate) json: bool,
}
