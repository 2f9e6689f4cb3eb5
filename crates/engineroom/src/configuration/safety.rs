//! What `start` refuses: keys that everybody knows, missing keys, and an open door without a lock. `dev` allows all of it,
//! since it serves one person's machine.

use super::settings::Settings;
use crate::keys::{self, Demo};

/// Every reason not to serve the world with these settings; each says what to do.
pub(crate) fn refusals(settings: &Settings) -> Vec<String> {
    let configured = &settings.auth.keys;
    let mut refusals = Vec::new();
    let required = [
        ("auth.jwt_secret", "SUPABASE_AUTH_JWT_SECRET", &configured.jwt_secret, Demo::JWT_SECRET),
        (
            "auth.publishable_key",
            "SUPABASE_AUTH_PUBLISHABLE_KEY",
            &configured.publishable_key,
            Demo::PUBLISHABLE_KEY,
        ),
        ("auth.secret_key", "SUPABASE_AUTH_SECRET_KEY", &configured.secret_key, Demo::SECRET_KEY),
    ];
    for (path, variable, value, demo) in required {
        let wrong = match value.as_deref() {
            None => "isn't set",
            Some(value) if value == demo => "is the one that every development machine has",
            Some(_) => continue,
        };
        refusals.push(format!("{path} {wrong}; set it in the environment: {variable}"));
    }
    let tokens = [
        ("auth.anon_key", &configured.anon_key, Demo::ANON_KEY),
        ("auth.service_role_key", &configured.service_role_key, Demo::SERVICE_ROLE_KEY),
    ];
    for (path, value, demo) in tokens {
        if value.as_deref() == Some(demo) {
            refusals.push(format!(
                "{path} is the one that every development machine has; remove it, and it is made from \
                 auth.jwt_secret"
            ));
        }
    }
    let short =
        |secret: &String| secret != Demo::JWT_SECRET && secret.len() < keys::SECRET_LENGTH_MIN;
    if configured.jwt_secret.as_ref().is_some_and(short) {
        let least = keys::SECRET_LENGTH_MIN;
        refusals.push(format!("auth.jwt_secret has fewer than {least} characters"));
    }
    refusals.extend(open_door(settings));
    refusals
}

fn open_door(settings: &Settings) -> Option<String> {
    let server = &settings.server;
    if server.is_local() || server.tls.is_some() || !server.trusted_proxies.is_empty() {
        return None;
    }
    Some(format!(
        "host {} is reachable from other machines without TLS; set engineroom.tls.cert and \
         engineroom.tls.key, or name the proxy that speaks TLS in engineroom.trusted_proxies",
        server.host
    ))
}
