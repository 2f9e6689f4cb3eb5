//! What a file, an environment and a command line say together.

use std::path::Path;

use super::keys::{KEYS, Role};
use super::*;

fn folders() -> Folders<'static> {
    let (root, supabase) = (Path::new("/p"), Path::new("/p/supabase"));
    Folders { root, supabase, file: "supabase/config.toml" }
}

fn load(text: &str, variables: &[(&str, &str)]) -> Result<Configuration, ConfigurationError> {
    read(folders(), text, &Environment::of(variables), &Overrides::default())
}

fn settings(text: &str, variables: &[(&str, &str)]) -> Settings {
    load(text, variables).unwrap().settings
}

/// The problems of a file, one a line.
fn check_problems(text: &str, variables: &[(&str, &str)], expected: &str) {
    let error = load(text, variables).err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(error, expected, "{text}");
}

#[test]
fn an_empty_file_has_the_defaults_of_the_field() {
    let settings = settings("", &[]);
    assert_eq!(settings.project_id, "p");
    assert_eq!(settings.server.url(), "http://127.0.0.1:54321");
    assert_eq!(settings.storage.data_dir, Path::new("/p/.engineroom"));
    assert_eq!(settings.storage.url, None);
    assert_eq!(settings.api.schemas, ["public", "graphql_public"]);
    assert_eq!(settings.api.max_rows, 1000);
    assert!(settings.api.require_rls);
    assert_eq!(settings.schema.seed_paths, ["./seed.sql"]);
    assert_eq!(settings.auth.jwt_expiry, 3600);
    assert_eq!(settings.auth.refresh_token_reuse_interval, 10);
    assert_eq!(settings.auth.rate_limit.sign_in_sign_ups, 30);
    assert_eq!(settings.server.max_body_bytes, 10 << 20);
    assert_eq!(settings.server.shutdown_timeout.as_secs(), 10);
}

#[test]
fn relations_with_tags_are_named_with_or_without_their_schema() {
    let text = "[engineroom]\netags = [\"posts\", \"shop.orders\"]\nrequire_if_match = [\"a.b\"]\n\
                idempotency_key_lifetime = \"2h\"\nidempotency_body_bytes = \"1KiB\"";
    let api = settings(text, &[]).api;
    let pair = |schema: &str, name: &str| (schema.to_owned(), name.to_owned());
    assert_eq!(api.etags, [pair("public", "posts"), pair("shop", "orders")]);
    assert_eq!(api.require_if_match, [pair("a", "b")]);
    assert_eq!((api.idempotency_key_lifetime.as_secs(), api.idempotency_body_bytes), (7200, 1024));
    let api = settings("", &[]).api;
    assert!(api.etags.is_empty() && api.require_if_match.is_empty());
    assert_eq!(
        (api.idempotency_key_lifetime.as_secs(), api.idempotency_body_bytes),
        (86400, 65536)
    );
}

#[test]
fn every_default_is_toml() {
    for key in KEYS.iter().filter(|key| !key.default.is_empty()) {
        assert!(document::parse_value(key.default).is_some(), "{key:?}");
    }
}

#[test]
fn no_key_is_listed_twice() {
    let mut paths: Vec<&str> = KEYS.iter().map(|key| key.path).collect();
    paths.sort_unstable();
    let mut unique = paths.clone();
    unique.dedup();
    assert_eq!(paths, unique);
    assert!(KEYS.iter().any(|key| key.role == Role::Acted));
}

#[test]
fn unknown_keys_are_told_with_their_line_and_the_nearest_name() {
    let check = |text: &str, expected: &str| {
        check_problems(text, &[], &format!("supabase/config.toml:{expected}"));
    };
    check(
        "[auth]\njwt_expriy = 1\n",
        "2: unknown key auth.jwt_expriy; did you mean auth.jwt_expiry?",
    );
    check("[ath]\nsite_url = \"x\"\n", "1: unknown key ath; did you mean auth?");
    check(
        "[engineroom]\n\nrequire_rsl = true\n",
        "3: unknown key engineroom.require_rsl; did you mean engineroom.require_rls?",
    );
    check(
        "[engineroom.tls]\ncrt = \"a\"\n",
        "2: unknown key engineroom.tls.crt; did you mean engineroom.tls.cert?",
    );
    check("jwt_expiry = 1\n", "1: unknown key jwt_expiry; did you mean auth.jwt_expiry?");
    check("[auth]\nxyzzy = 1\n", "2: unknown key auth.xyzzy");
    check(
        "[functions.hello]\nverify_jtw = true\n",
        "2: unknown key functions.hello.verify_jtw; did you mean functions.hello.verify_jwt?",
    );
    check(
        "[remotes.live.auth]\nsite_ulr = \"x\"\n",
        "2: unknown key remotes.live.auth.site_ulr; did you mean remotes.live.auth.site_url?",
    );
    check("auth = 1\n", "1: auth is a table");
    check("[api.port]\n", "1: api.port is not a table");
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let error = load("[auth]\nsite_url = \n", &[]).unwrap_err();
    assert!(error.to_string().starts_with("supabase/config.toml:2: "), "{error}");
}

#[test]
fn values_must_fit_their_key() {
    let check = |text: &str, expected: &str| {
        check_problems(text, &[], &format!("supabase/config.toml:2: {expected}"));
    };
    check(
        "[api]\nport = true",
        "api.port must be a whole number from 1 to 65535, not true or false",
    );
    check("[api]\nport = 70000", "api.port must be a whole number from 1 to 65535, not 70000");
    check("[api]\nschemas = 1", "api.schemas must be a list of texts, not 1");
    check("[auth]\nenable_signup = \"maybe\"", "auth.enable_signup must be true or false");
    check(
        "[auth]\njwt_expiry = 604801",
        "auth.jwt_expiry must be a whole number from 1 to 604800, not 604801",
    );
    check("[auth]\njwt_secret = \"short\"", "auth.jwt_secret must have at least 16 characters");
    check(
        "[engineroom]\nmax_body_bytes = \"ten\"",
        "engineroom.max_body_bytes must be a size such as \"10MiB\" or \"500KB\"",
    );
    check(
        "[engineroom]\nstatement_timeout = \"8\"",
        "engineroom.statement_timeout must be a time such as \"8s\" or \"1m30s\"",
    );
    check(
        "[engineroom]\ntrusted_proxies = [\"10.0.0.0/99\"]",
        "engineroom.trusted_proxies holds 10.0.0.0/99, which is no address and no network such as 10.0.0.0/8",
    );
    check("[engineroom.tls]\ncert = \"a\"", "engineroom.tls.cert needs engineroom.tls.key too");
    check(
        "[engineroom]\netags = [\"shop.\"]",
        "engineroom.etags holds \"shop.\", which is no relation such as public.posts",
    );
    check(
        "[engineroom]\nidempotency_key_lifetime = \"0s\"",
        "engineroom.idempotency_key_lifetime must be from 1 second to 30 days",
    );
    check(
        "[api.tls]\nenabled = true",
        "api.tls.enabled needs api.tls.cert_path and api.tls.key_path",
    );
    check(
        "[auth.email]\nenable_confirmations = true",
        "auth.email.enable_confirmations needs mail, which isn't sent yet: nobody could sign in. Set it to false",
    );
}

#[test]
fn all_problems_are_told_at_once() {
    check_problems(
        "[api]\nprot = 1\nmax_rows = -1\n",
        &[],
        "supabase/config.toml:2: unknown key api.prot; did you mean api.port?\n\
         supabase/config.toml:3: api.max_rows must be a whole number from 0 to 4294967295, not -1",
    );
}

#[test]
fn env_is_substituted_anywhere_in_a_text() {
    let text = "[auth]\nsite_url = \"https://env(HOST):env(PORT)/\"\n\
                [api]\nschemas = [\"env(A)\", \"env(not closed\"]\n";
    let settings = settings(text, &[("HOST", "a.test"), ("PORT", "1"), ("A", "b")]);
    assert_eq!(settings.auth.site_url, "https://a.test:1/");
    assert_eq!(settings.api.schemas, ["b", "env(not closed"]);
}

#[test]
fn an_unset_variable_is_a_problem_only_where_the_key_acts() {
    check_problems(
        "[auth]\nsite_url = \"env(SITE)\"\n",
        &[],
        "supabase/config.toml:2: auth.site_url needs the environment variable SITE, which isn't set",
    );
    check_problems("[auth.external.apple]\nsecret = \"env(APPLE)\"\n", &[], "");
    check_problems("[studio]\nopenai_api_key = \"env(OPENAI_API_KEY)\"\n", &[], "");
}

#[test]
fn the_environment_wins_over_the_file_and_the_command_line_over_both() {
    let text = "[api]\nport = 1\nschemas = [\"a\"]\n[engineroom]\nrequire_rls = true\n";
    let variables = [
        ("SUPABASE_API_PORT", "2"),
        ("SUPABASE_API_SCHEMAS", "b, c"),
        ("ENGINEROOM_REQUIRE_RLS", "0"),
    ];
    let found = settings(text, &variables);
    assert_eq!(found.server.port, 2);
    assert_eq!(found.api.schemas, ["b", "c"]);
    assert!(!found.api.require_rls);
    assert_eq!(settings(text, &[("ENGINEROOM_PORT", "3"), variables[0]]).server.port, 3);
    let overrides = Overrides { port: Some(4), ..Overrides::default() };
    let environment = Environment::of(&[("ENGINEROOM_PORT", "3")]);
    assert_eq!(read(folders(), text, &environment, &overrides).unwrap().settings.server.port, 4);
    check_problems(
        "",
        &[("ENGINEROOM_PORT", "x")],
        "ENGINEROOM_PORT: engineroom.port must be a whole number from 0 to 65535",
    );
}

#[test]
fn a_database_url_says_who_gave_it() {
    let check = |text: &str, variables: &[(&str, &str)], url: Option<&str>, from: &str| {
        let storage = settings(text, variables).storage;
        assert_eq!((storage.url.as_deref(), storage.url_from), (url, from), "{text} {variables:?}");
    };
    check("", &[], None, "");
    check("", &[("DATABASE_URL", "a:")], Some("a:"), "DATABASE_URL");
    check("[engineroom]\ndb = \"b:\"", &[("DATABASE_URL", "a:")], Some("b:"), "engineroom.db");
    check("[engineroom]\ndb = \"b:\"", &[("ENGINEROOM_DB", "c:")], Some("c:"), "ENGINEROOM_DB");
    let mut environment = Environment::of(&[]);
    environment.add(".env", "DATABASE_URL=other:").unwrap();
    let found = read(folders(), "", &environment, &Overrides::default()).unwrap();
    assert_eq!(found.settings.storage.url, None);
}

#[test]
fn dotenv_files_are_read() {
    let check = |text: &str, expected: Option<&str>| {
        let mut environment = Environment::of(&[("HERE", "here")]);
        environment.add(".env", text).unwrap();
        assert_eq!(environment.get("A"), expected, "{text}");
    };
    check("", None);
    check("# A=1", None);
    check("A=1", Some("1"));
    check("export A = b c ", Some("b c"));
    check("A=b # why", Some("b"));
    check("A=b#c", Some("b#c"));
    check("A='$HERE # x'", Some("$HERE # x"));
    check("A=\"b\\n\\\"c\\\" \\$HERE\"", Some("b\n\"c\" $HERE"));
    check("A=${HERE}/$HERE/$NOT$", Some("here/here/$"));
    check("A=1\nA=2", Some("1"));
    let fails = |text: &str, expected: &str| {
        let error = Environment::default().add(".env", text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    fails("\nA", ".env:2: expected NAME=value");
    fails("A=\"secret", ".env:1: a quote isn't closed");
}

#[test]
fn what_is_set_but_not_acted_on_is_named_once() {
    let check = |text: &str, expected: &str| {
        let warnings = load(text, &[]).unwrap().warnings.join("\n");
        let prefix = "supabase/config.toml sets what isn't acted on yet: ";
        assert_eq!(warnings.strip_prefix(prefix).unwrap_or(&warnings), expected, "{text}");
    };
    check("[realtime]\nenabled = true\n[storage]\nfile_size_limit = \"50MiB\"", "");
    check("[realtime]\nenabled = false", "");
    check("[storage]\nfile_size_limit = \"5MiB\"", "storage.file_size_limit");
    check("[storage]\nenabled = false\nfile_size_limit = \"5MiB\"", "");
    check("[studio]\nport = 1\n[db]\nport = 5\n[analytics]\nbackend = \"x\"", "");
    check("[auth.external.github]\nclient_id = \"x\"\nsecret = \"y\"", "");
    check(
        "[auth.external.github]\nenabled = true\nclient_id = \"x\"\nsecret = \"env(Y)\"",
        "[auth.external.github]",
    );
    check("[functions.hello]\nverify_jwt = false", "functions.hello.verify_jwt");
    check("[edge_runtime]\nenabled = false\n[edge_runtime.secrets]\nA = \"b\"", "");
    check("[remotes.live.storage]\nfile_size_limit = \"5MiB\"", "");
    check("[auth.sms.test_otp]\n4152127777 = \"123456\"", "auth.sms.test_otp.4152127777");
}

#[test]
fn start_refuses_what_everybody_knows() {
    use crate::keys::Demo;
    let secret = "x".repeat(40);
    let good = [
        ("SUPABASE_AUTH_JWT_SECRET", secret.as_str()),
        ("SUPABASE_AUTH_PUBLISHABLE_KEY", "sb_publishable_x"),
        ("SUPABASE_AUTH_SECRET_KEY", "sb_secret_x"),
    ];
    let check = |text: &str, replaced: &[(&str, &str)], expected: &[&str]| {
        let variables = [&good, replaced].concat();
        let found = refusals(&settings(text, &variables));
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found}");
        }
    };
    check("", &[], &[]);
    check("", &[("SUPABASE_AUTH_JWT_SECRET", Demo::JWT_SECRET)], &["auth.jwt_secret is the one"]);
    check("", &[("SUPABASE_AUTH_JWT_SECRET", "sixteen letters!")], &["fewer than 32"]);
    check("", &[("SUPABASE_AUTH_SECRET_KEY", "")], &["auth.secret_key isn't set"]);
    check("", &[("SUPABASE_AUTH_ANON_KEY", Demo::ANON_KEY)], &["auth.anon_key is the one"]);
    check("[engineroom]\nhost = \"0.0.0.0\"", &[], &["without TLS"]);
    check("[engineroom]\nhost = \"::1\"", &[], &[]);
    check("[engineroom]\nhost = \"0.0.0.0\"\ntrusted_proxies = [\"10.0.0.1\"]", &[], &[]);
    check(
        "[engineroom]\nhost = \"0.0.0.0\"\n[engineroom.tls]\ncert = \"a\"\nkey = \"b\"",
        &[],
        &[],
    );
    assert_eq!(refusals(&settings("", &[])).len(), 3);
}

#[test]
fn networks_hold_their_addresses() {
    let check = |network: &str, address: &str, expected: bool| {
        let network = Network::parse(network).unwrap();
        assert_eq!(network.contains(address.parse().unwrap()), expected, "{network:?} {address}");
    };
    check("10.0.0.0/8", "10.1.2.3", true);
    check("10.0.0.0/8", "11.1.2.3", false);
    check("10.1.2.3", "10.1.2.3", true);
    check("10.1.2.3", "10.1.2.4", false);
    check("0.0.0.0/0", "1.2.3.4", true);
    check("0.0.0.0/0", "::1", false);
    check("fd00::/8", "fd12::1", true);
    check("10.0.0.0/8", "::ffff:10.1.1.1", true);
}

#[test]
fn the_address_is_shown_as_a_client_would_use_it() {
    let check = |text: &str, expected: &str| assert_eq!(settings(text, &[]).server.url(), expected);
    check("[engineroom]\nhost = \"0.0.0.0\"\nport = 80", "http://127.0.0.1:80");
    check("[engineroom]\nhost = \"::1\"", "http://[::1]:54321");
    check("[engineroom]\npublic_url = \"https://api.test/\"", "https://api.test");
    check("[engineroom.tls]\ncert = \"a\"\nkey = \"b\"", "https://127.0.0.1:54321");
}
