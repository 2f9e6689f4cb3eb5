//! `engineroom status [DIR]`: the addresses and keys of a project, under the names that Supabase's CLI prints.

use anyhow::Result;

use crate::arguments::{Output, Project as Arguments};
use crate::configuration::{Mode, Settings};
use crate::data_folder::{Holder, holder};
use crate::databases::Choice;
use crate::keys::Keys;
use crate::project::Project;

/// The text to print.
pub(crate) fn run(arguments: &Arguments, output: Output) -> Result<String> {
    let project = Project::find(arguments.dir.as_deref())?;
    let settings = project.configuration(Mode::Dev, &arguments.overrides())?.settings;
    let holder = holder(&settings.storage.data_dir);
    let url = holder.as_ref().and_then(|holder| holder.url.clone());
    let url = url.unwrap_or_else(|| settings.server.url());
    let database = Choice::of(&settings.storage)?.url();
    let values = values(&settings, &url, &database);
    Ok(match output {
        Output::Env => env(&values),
        Output::Json => json(&values)?,
        Output::Pretty => pretty(&values, holder.as_ref()),
    })
}

type Values = Vec<(&'static str, String)>;

/// Sorted by name, as the field prints them.
fn values(settings: &Settings, url: &str, database: &str) -> Values {
    let mut values = vec![("DB_URL", database.to_owned())];
    if settings.api.enabled || settings.auth.enabled {
        values.push(("API_URL", url.to_owned()));
    }
    if settings.api.enabled {
        values.push(("REST_URL", format!("{url}/rest/v1")));
    }
    if settings.auth.enabled {
        let keys = Keys::fill(&settings.auth.keys);
        values.extend([
            ("ANON_KEY", keys.anon_key),
            ("JWT_SECRET", keys.jwt_secret),
            ("PUBLISHABLE_KEY", keys.publishable_key),
            ("SECRET_KEY", keys.secret_key),
            ("SERVICE_ROLE_KEY", keys.service_role_key),
        ]);
    }
    values.sort();
    values
}

fn env(values: &Values) -> String {
    let line = |(name, value): &(&str, String)| format!("{name}=\"{}\"", escape(value));
    values.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What a shell would read inside double quotes.
fn escape(value: &str) -> String {
    let mut escaped = String::new();
    for letter in value.chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' | '"' | '!' | '$' | '`' => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn json(values: &Values) -> Result<String> {
    let pair = |(name, value): &(&str, String)| ((*name).to_owned(), value.clone().into());
    let object: serde_json::Map<String, serde_json::Value> = values.iter().map(pair).collect();
    Ok(serde_json::to_string_pretty(&object)?)
}

fn pretty(values: &Values, holder: Option<&Holder>) -> String {
    let state = match holder {
        Some(holder) => format!("runs as process {}", holder.pid),
        None => "does not run".to_owned(),
    };
    let labels = [
        ("API_URL", "API"),
        ("DB_URL", "Database"),
        ("PUBLISHABLE_KEY", "Publishable key"),
        ("SECRET_KEY", "Secret key"),
        ("ANON_KEY", "anon key"),
        ("SERVICE_ROLE_KEY", "service_role key"),
        ("JWT_SECRET", "JWT secret"),
    ];
    let mut lines = vec![format!("{:<17} {state}", "Engineroom")];
    for (name, label) in labels {
        if let Some((_, value)) = values.iter().find(|(other, _)| *other == name) {
            lines.push(format!("{label:<17} {value}"));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Demo;

    fn status(config: &str, output: Output) -> String {
        use clap::Parser;
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("supabase")).unwrap();
        std::fs::write(dir.path().join("supabase/config.toml"), config).unwrap();
        let path = dir.path().to_string_lossy().into_owned();
        let line = ["engineroom", "dev", &path];
        let arguments = crate::arguments::Arguments::try_parse_from(line).unwrap();
        let crate::arguments::Command::Dev(serve) = arguments.command else { panic!() };
        let root = dir.path().canonicalize().unwrap();
        run(&serve.project, output).unwrap().replace(&*root.to_string_lossy(), "/p")
    }

    #[test]
    fn the_names_are_those_of_the_field() {
        let expected = format!(
            "ANON_KEY=\"{}\"\nAPI_URL=\"http://127.0.0.1:54321\"\n\
             DB_URL=\"sqlite:///p/.engineroom/database.sqlite\"\nJWT_SECRET=\"{}\"\n\
             PUBLISHABLE_KEY=\"{}\"\nREST_URL=\"http://127.0.0.1:54321/rest/v1\"\nSECRET_KEY=\"{}\"\n\
             SERVICE_ROLE_KEY=\"{}\"",
            Demo::ANON_KEY,
            Demo::JWT_SECRET,
            Demo::PUBLISHABLE_KEY,
            Demo::SECRET_KEY,
            Demo::SERVICE_ROLE_KEY
        );
        assert_eq!(status("", Output::Env), expected);
    }

    #[test]
    fn json_has_the_same_names() {
        let text = status("[api]\nport = 1\n[auth]\nenabled = false", Output::Json);
        let expected = "{\n  \"API_URL\": \"http://127.0.0.1:1\",\n  \
                        \"DB_URL\": \"sqlite:///p/.engineroom/database.sqlite\",\n  \
                        \"REST_URL\": \"http://127.0.0.1:1/rest/v1\"\n}";
        assert_eq!(text, expected);
    }

    #[test]
    fn values_are_safe_within_quotes() {
        assert_eq!(escape("a\"b$c\\d\n"), "a\\\"b\\$c\\\\d\\n");
    }
}
