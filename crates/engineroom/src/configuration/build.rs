//! From keys to settings: which key fills which field, and within which bounds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::environment::Environment;
use super::reader::Reader;
use super::settings::{
    Api, Auth, ConfiguredKeys, Log, Network, RateLimit, SchemaFiles, Server, Settings, Storage, Tls,
};
use super::{Folders, Overrides};

/// The longest that a token may be valid: a week.
const JWT_EXPIRY_MAX: u64 = 604_800;

/// How long a write with a key may be known.
const LIFETIME_MIN: Duration = Duration::from_secs(1);
const LIFETIME_MAX: Duration = Duration::from_secs(30 * 24 * 3600);

/// The library that reads HTTP takes little more.
const URL_BYTES_MAX: usize = 65_000;

/// All settings; what doesn't fit is left in the reader.
pub(super) fn settings(
    reader: &mut Reader<'_>,
    folders: Folders<'_>,
    environment: &Environment,
    overrides: &Overrides,
) -> Settings {
    Settings {
        project_id: project_id(reader, folders.root),
        server: server(reader, folders.supabase, overrides),
        storage: storage(reader, folders.root, environment, overrides),
        schema: schema(reader),
        api: api(reader),
        auth: auth(reader, folders.supabase),
        log: log(reader),
    }
}

fn project_id(reader: &mut Reader<'_>, root: &Path) -> String {
    let folder = || root.file_name().map(|name| name.to_string_lossy().into_owned());
    reader.optional_text("project_id").or_else(folder).unwrap_or_else(|| "project".to_owned())
}

fn server(reader: &mut Reader<'_>, supabase: &Path, overrides: &Overrides) -> Server {
    let api_port = reader.number("api.port", 1, u16::MAX);
    let own_port = reader.optional_number("engineroom.port", 0, u16::MAX);
    let host = reader.text("engineroom.host");
    let external = reader.optional_text("api.external_url");
    Server {
        host: overrides.host.clone().unwrap_or(host),
        port: overrides.port.or(own_port).unwrap_or(api_port),
        public_url: reader.optional_text("engineroom.public_url").or(external),
        tls: tls(reader, supabase),
        trusted_proxies: networks(reader),
        allowed_hosts: reader.list("engineroom.allowed_hosts"),
        max_body_bytes: reader.bytes("engineroom.max_body_bytes"),
        max_url_bytes: reader.number("engineroom.max_url_bytes", 256, URL_BYTES_MAX),
        max_connections: reader.number("engineroom.max_connections", 1, 1_000_000),
        shutdown_timeout: reader.duration("engineroom.shutdown_timeout"),
    }
}

/// Our own table wins over Supabase's `[api.tls]`.
fn tls(reader: &mut Reader<'_>, supabase: &Path) -> Option<Tls> {
    let own = pair(reader, "engineroom.tls.cert", "engineroom.tls.key");
    let enabled = reader.flag("api.tls.enabled");
    let field = pair(reader, "api.tls.cert_path", "api.tls.key_path").filter(|_| enabled);
    if enabled && own.is_none() && field.is_none() {
        reader.refuse("api.tls.enabled", "needs api.tls.cert_path and api.tls.key_path");
    }
    let (cert, key) = own.or(field)?;
    Some(Tls { cert: supabase.join(cert), key: supabase.join(key) })
}

fn pair(reader: &mut Reader<'_>, cert: &str, key: &str) -> Option<(PathBuf, PathBuf)> {
    match (reader.optional_text(cert), reader.optional_text(key)) {
        (Some(cert), Some(key)) => Some((cert.into(), key.into())),
        (None, None) => None,
        (Some(_), None) => {
            reader.refuse(cert, format_args!("needs {key} too"));
            None
        }
        (None, Some(_)) => {
            reader.refuse(key, format_args!("needs {cert} too"));
            None
        }
    }
}

fn networks(reader: &mut Reader<'_>) -> Vec<Network> {
    let path = "engineroom.trusted_proxies";
    let mut networks = Vec::new();
    for text in reader.list(path) {
        match Network::parse(&text) {
            Some(network) => networks.push(network),
            None => reader.refuse(
                path,
                format_args!("holds {text}, which is no address and no network such as 10.0.0.0/8"),
            ),
        }
    }
    networks
}

fn storage(
    reader: &mut Reader<'_>,
    root: &Path,
    environment: &Environment,
    overrides: &Overrides,
) -> Storage {
    let own = reader.optional_text("engineroom.db");
    let own_from = match environment.get("ENGINEROOM_DB") {
        Some(_) => "ENGINEROOM_DB",
        None => "engineroom.db",
    };
    // Projects keep other tools' DATABASE_URL in `.env`; only one that the process was given is meant for us.
    let given = environment.of_process("DATABASE_URL").filter(|url| !url.is_empty());
    let (url, url_from) = match (&overrides.db, own, given) {
        (Some(url), _, _) => (Some(url.clone()), "--db"),
        (None, Some(url), _) => (Some(url), own_from),
        (None, None, Some(url)) => (Some(url.to_owned()), "DATABASE_URL"),
        (None, None, None) => (None, ""),
    };
    let data_dir = PathBuf::from(reader.text("engineroom.data_dir"));
    Storage {
        url,
        url_from,
        // A path on the command line is relative to where the person stands.
        data_dir: overrides.data_dir.clone().unwrap_or_else(|| root.join(data_dir)),
        statement_timeout: reader.duration("engineroom.statement_timeout"),
    }
}

fn schema(reader: &mut Reader<'_>) -> SchemaFiles {
    SchemaFiles {
        migrations: reader.flag("db.migrations.enabled"),
        schema_paths: reader.list("db.migrations.schema_paths"),
        seed: reader.flag("db.seed.enabled"),
        seed_paths: reader.list("db.seed.sql_paths"),
    }
}

fn api(reader: &mut Reader<'_>) -> Api {
    Api {
        enabled: reader.flag("api.enabled"),
        schemas: reader.list("api.schemas"),
        extra_search_path: reader.list("api.extra_search_path"),
        max_rows: reader.number("api.max_rows", 0, u64::from(u32::MAX)),
        require_rls: reader.flag("engineroom.require_rls"),
        aggregates: reader.flag("engineroom.aggregates"),
        limited_writes: reader.flag("engineroom.limited_writes"),
        legacy_target_names: reader.flag("engineroom.legacy_target_names"),
        plans: reader.flag("engineroom.plans"),
        server_timing: reader.flag("engineroom.server_timing"),
        describe_security: reader.flag("engineroom.describe_security"),
        pre_request: pre_request(reader),
        etags: relations(reader, "engineroom.etags"),
        require_if_match: relations(reader, "engineroom.require_if_match"),
        idempotency_key_lifetime: lifetime(reader),
        idempotency_body_bytes: reader.bytes("engineroom.idempotency_body_bytes"),
    }
}

/// `check_request` is `public.check_request`.
fn pre_request(reader: &mut Reader<'_>) -> Option<(String, String)> {
    let path = "engineroom.pre_request";
    let text = reader.optional_text(path)?;
    let (schema, name) = text.split_once('.').unwrap_or(("public", &text));
    if schema.is_empty() || name.is_empty() {
        reader.refuse(path, format_args!("{text:?} is no function such as public.check_request"));
        return None;
    }
    Some((schema.to_owned(), name.to_owned()))
}

/// `posts` is `public.posts`.
fn relations(reader: &mut Reader<'_>, path: &str) -> Vec<(String, String)> {
    let mut relations = Vec::new();
    for text in reader.list(path) {
        let (schema, name) = text.split_once('.').unwrap_or(("public", &text));
        if schema.is_empty() || name.is_empty() {
            reader.refuse(
                path,
                format_args!("holds {text:?}, which is no relation such as public.posts"),
            );
        } else {
            relations.push((schema.to_owned(), name.to_owned()));
        }
    }
    relations
}

fn lifetime(reader: &mut Reader<'_>) -> Duration {
    let path = "engineroom.idempotency_key_lifetime";
    let lifetime = reader.duration(path);
    if lifetime < LIFETIME_MIN || lifetime > LIFETIME_MAX {
        reader.refuse(path, "must be from 1 second to 30 days");
    }
    lifetime
}

fn auth(reader: &mut Reader<'_>, supabase: &Path) -> Auth {
    Auth {
        enabled: reader.flag("auth.enabled"),
        site_url: reader.text("auth.site_url"),
        external_url: reader.optional_text("auth.external_url"),
        jwt_expiry: reader.number("auth.jwt_expiry", 1, JWT_EXPIRY_MAX),
        jwt_issuer: reader.optional_text("auth.jwt_issuer"),
        signing_keys_path: reader
            .optional_text("auth.signing_keys_path")
            .map(|path| supabase.join(path)),
        refresh_token_rotation: reader.flag("auth.enable_refresh_token_rotation"),
        refresh_token_reuse_interval: reader.number("auth.refresh_token_reuse_interval", 0, 3600),
        signup: reader.flag("auth.enable_signup"),
        anonymous_sign_ins: reader.flag("auth.enable_anonymous_sign_ins"),
        minimum_password_length: reader.number("auth.minimum_password_length", 6, 72),
        password_requirements: reader.choice(
            "auth.password_requirements",
            &[
                "",
                "letters_digits",
                "lower_upper_letters_digits",
                "lower_upper_letters_digits_symbols",
            ],
        ),
        email_signup: reader.flag("auth.email.enable_signup"),
        email_confirmations: confirmations(reader),
        rate_limit: rate_limit(reader),
        keys: keys(reader),
    }
}

/// Nothing sends mail yet, and without mail nobody could ever confirm.
fn confirmations(reader: &mut Reader<'_>) -> bool {
    let path = "auth.email.enable_confirmations";
    let wanted = reader.flag(path);
    if wanted {
        reader.refuse(
            path,
            "needs mail, which isn't sent yet: nobody could sign in. Set it to false",
        );
    }
    wanted
}

fn rate_limit(reader: &mut Reader<'_>) -> RateLimit {
    let mut limit = |name: &str| reader.number(&format!("auth.rate_limit.{name}"), 1, 1_000_000);
    RateLimit {
        anonymous_users: limit("anonymous_users"),
        token_refresh: limit("token_refresh"),
        sign_in_sign_ups: limit("sign_in_sign_ups"),
    }
}

fn keys(reader: &mut Reader<'_>) -> ConfiguredKeys {
    let keys = ConfiguredKeys {
        jwt_secret: reader.optional_text("auth.jwt_secret"),
        anon_key: reader.optional_text("auth.anon_key"),
        service_role_key: reader.optional_text("auth.service_role_key"),
        publishable_key: reader.optional_text("auth.publishable_key"),
        secret_key: reader.optional_text("auth.secret_key"),
    };
    if keys.jwt_secret.as_ref().is_some_and(|secret| secret.len() < 16) {
        reader.refuse("auth.jwt_secret", "must have at least 16 characters");
    }
    keys
}

fn log(reader: &mut Reader<'_>) -> Log {
    Log {
        filter: reader.text("engineroom.log"),
        json: reader.choice("engineroom.log_format", &["text", "json"]) == "json",
    }
}
