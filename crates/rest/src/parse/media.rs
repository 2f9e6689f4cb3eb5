//! The media types that the protocol knows, and the headers that name them.

use std::fmt;

use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE};

/// A media type, as `Accept` wants it or a body is of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// `application/json`, and `application/vnd.pgrst.array+json` without parameters
    Json,
    /// `application/geo+json`
    GeoJson,
    /// `text/csv`
    Csv,
    /// `text/plain`
    PlainText,
    /// `text/xml`
    Xml,
    /// `application/openapi+json`
    OpenApi,
    /// `application/openapi+json;version=3.1`
    OpenApi31,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `application/octet-stream`
    Octets,
    /// `*/*`
    Any,
    /// `application/vnd.pgrst.array+json;nulls=stripped`
    ArrayWithoutNulls,
    /// `application/vnd.pgrst.object+json`
    Object {
        /// `;nulls=stripped`
        nulls_stripped: bool,
    },
    /// `application/vnd.pgrst.plan+json; for="text/csv"; options=analyze|verbose`
    Plan(Box<PlanMedia>),
    /// Any other, as it came.
    Other(String),
}

/// What `application/vnd.pgrst.plan` asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlanMedia {
    /// `for="text/csv"`: the media type whose making is explained; JSON when missing
    pub of: MediaType,
    /// `+json` or `+text`
    pub format: PlanFormat,
    /// `options=analyze|verbose`
    pub options: PlanOptions,
}

/// How a plan is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanFormat {
    /// `application/vnd.pgrst.plan`, `…plan+text`
    Text,
    /// `…plan+json`
    Json,
}

/// What a plan tells beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PlanOptions {
    /// `analyze`
    pub analyze: bool,
    /// `verbose`
    pub verbose: bool,
    /// `settings`
    pub settings: bool,
    /// `buffers`
    pub buffers: bool,
    /// `wal`
    pub wal: bool,
}

/// The media types of `Accept`, the most wanted first: by quality, then by how much they say, then as they came.
pub(super) fn accepted(headers: &HeaderMap) -> Vec<MediaType> {
    if !headers.contains_key(ACCEPT) {
        return vec![MediaType::Any];
    }
    let mut wanted: Vec<(f32, i64, MediaType)> = Vec::new();
    for header in headers.get_all(ACCEPT) {
        let header = String::from_utf8_lossy(header.as_bytes()).replace(' ', "");
        for item in outside_quotes(&header, ',') {
            let (media, quality) = item.split_once(";q=").unwrap_or((item, "1"));
            let quality = quality.split(';').next().and_then(|q| q.parse().ok()).unwrap_or(1.0);
            let count = |sign| media.matches(sign).count() as i64;
            if quality > 0.0 {
                wanted.push((quality, count(';') - count('*'), MediaType::read(media)));
            }
        }
    }
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    wanted.into_iter().map(|(_, _, media)| media).collect()
}

impl MediaType {
    /// The media type of a body; JSON when the header is missing.
    pub(super) fn of_body(headers: &HeaderMap) -> Self {
        headers
            .get(CONTENT_TYPE)
            .map_or(Self::Json, |value| Self::read(&String::from_utf8_lossy(value.as_bytes())))
    }

    /// Reads one media type with its parameters; names are the same in any case of letters.
    pub fn read(text: &str) -> Self {
        let Some((name, parameters)) = split(text) else {
            return Self::Other(text.to_owned());
        };
        let parameter = |wanted: &str| {
            parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value)
        };
        let nulls_stripped = parameter("nulls") == Some("stripped");
        match name.as_str() {
            "application/json" => Self::Json,
            "application/geo+json" => Self::GeoJson,
            "text/csv" => Self::Csv,
            "text/plain" => Self::PlainText,
            "text/xml" => Self::Xml,
            "application/openapi+json"
                if parameter("version").is_some_and(|version| version.starts_with("3.1")) =>
            {
                Self::OpenApi31
            }
            "application/openapi+json" => Self::OpenApi,
            "application/x-www-form-urlencoded" => Self::Form,
            "application/octet-stream" => Self::Octets,
            "*/*" => Self::Any,
            "application/vnd.pgrst.object" | "application/vnd.pgrst.object+json" => {
                Self::Object { nulls_stripped }
            }
            "application/vnd.pgrst.array" | "application/vnd.pgrst.array+json" => {
                if nulls_stripped { Self::ArrayWithoutNulls } else { Self::Json }
            }
            "application/vnd.pgrst.plan" | "application/vnd.pgrst.plan+text" => {
                plan(PlanFormat::Text, parameter("for"), parameter("options"))
            }
            "application/vnd.pgrst.plan+json" => {
                plan(PlanFormat::Json, parameter("for"), parameter("options"))
            }
            _ => Self::Other(text.to_owned()),
        }
    }

    /// The value of `Content-Type` for it.
    pub fn content_type(&self) -> String {
        match self {
            Self::Octets | Self::Other(_) => self.to_string(),
            _ => format!("{self}; charset=utf-8"),
        }
    }
}

fn plan(format: PlanFormat, of: Option<&str>, options: Option<&str>) -> MediaType {
    let has = |option: &str| options.is_some_and(|list| list.split('|').any(|it| it == option));
    MediaType::Plan(Box::new(PlanMedia {
        of: of.map_or(MediaType::Json, MediaType::read),
        format,
        options: PlanOptions {
            analyze: has("analyze"),
            verbose: has("verbose"),
            settings: has("settings"),
            buffers: has("buffers"),
            wal: has("wal"),
        },
    }))
}

/// The name in small letters, and the parameters with theirs; nothing if it does not look like a media type.
fn split(text: &str) -> Option<(String, Vec<(String, &str)>)> {
    let mut pieces = outside_quotes(text, ';').into_iter();
    let name = pieces.next()?.trim();
    let (main, sub) = name.split_once('/')?;
    let word = |text: &str, also: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || also.contains(c))
    };
    if !word(main, ".*") || !word(sub, ".*+-") {
        return None;
    }
    let parameters = pieces.map_while(|piece| {
        let (name, value) = piece.split_once('=')?;
        let value = value.trim();
        let quoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        Some((name.trim().to_ascii_lowercase(), quoted.unwrap_or(value)))
    });
    Some((name.to_ascii_lowercase(), parameters.collect()))
}

/// Splits at a sign that stands outside of quotes.
fn outside_quotes(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c| {
        quoted ^= c == '"';
        c == sign && !quoted
    })
    .collect()
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv",
            Self::PlainText => "text/plain",
            Self::Xml => "text/xml",
            Self::OpenApi => "application/openapi+json",
            Self::OpenApi31 => "application/openapi+json;version=3.1",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Octets => "application/octet-stream",
            Self::Any => "*/*",
            Self::ArrayWithoutNulls => "application/vnd.pgrst.array+json;nulls=stripped",
            Self::Object { nulls_stripped: true } => {
                "application/vnd.pgrst.object+json;nulls=stripped"
            }
            Self::Object { nulls_stripped: false } => "application/vnd.pgrst.object+json",
            Self::Plan(plan) => return write!(f, "{plan}"),
            Self::Other(text) => text,
        })
    }
}

impl fmt::Display for PlanMedia {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.format {
            PlanFormat::Text => "text",
            PlanFormat::Json => "json",
        };
        write!(f, "application/vnd.pgrst.plan+{format}; for=\"{}\"", self.of)?;
        let PlanOptions { analyze, verbose, settings, buffers, wal } = self.options;
        let options = [
            (analyze, "analyze"),
            (verbose, "verbose"),
            (settings, "settings"),
            (buffers, "buffers"),
            (wal, "wal"),
        ];
        let names: Vec<_> = options.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
        if names.is_empty() { Ok(()) } else { write!(f, "; options={}", names.join("|")) }
    }
}
