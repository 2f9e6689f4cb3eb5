//! A small client of HTTP/1.1 that can also send what no good client would.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// A server that is silent for so long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is asked.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What is answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// Names in small letters, and values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body, whole.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    pub(crate) fn new(method: &str, target: &str) -> Self {
        let (method, target) = (method.to_owned(), target.to_owned());
        Self { method, target, headers: Vec::new(), body: Vec::new() }
    }

    /// `GET`
    pub(crate) fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    /// `POST` with a JSON body.
    pub(crate) fn post(target: &str, body: &str) -> Self {
        Self::new("POST", target).json(body)
    }

    /// The same with a JSON body.
    pub(crate) fn json(self, body: &str) -> Self {
        self.header("content-type", "application/json").body(body.as_bytes())
    }

    /// The same with a body.
    pub(crate) fn body(mut self, body: &[u8]) -> Self {
        body.clone_into(&mut self.body);
        self
    }

    /// The same with a header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with the key of the application.
    pub(crate) fn key(self, key: &str) -> Self {
        self.header("apikey", key)
    }

    /// The same with an access token.
    pub(crate) fn token(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// How it goes over the wire; the connection ends with its answer.
    pub(crate) fn bytes(&self, host: &str) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\n", self.method, self.target);
        let own = [
            ("host", host.to_owned()),
            ("connection", "close".to_owned()),
            ("content-length", self.body.len().to_string()),
        ];
        for (name, value) in own {
            let given = self.headers.iter().any(|(other, _)| other == name);
            let empty = name == "content-length" && self.body.is_empty();
            if !given && !empty {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }
}

impl Answer {
    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null if it is something else.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The code of an error, whichever service it comes from.
    pub(crate) fn code(&self) -> String {
        let json = self.json();
        let code = json.get("error_code").or_else(|| json.get("code"));
        code.and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The same, if its status is this one.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.text());
        self
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let pair = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_lowercase(), value.trim().to_owned()))
        };
        let headers: Vec<(String, String)> = lines.filter_map(pair).collect();
        let rest = &bytes[end + 4..];
        if status == 100 {
            return Self::parse(rest);
        }
        let chunked = headers.iter().any(|(name, value)| {
            name == "transfer-encoding" && value.eq_ignore_ascii_case("chunked")
        });
        let body = if chunked { unchunk(rest)? } else { rest.to_owned() };
        Some(Self { status, headers, body })
    }
}

/// Opens a connection.
pub(crate) fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.set_write_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends these bytes and reads what is answered until the connection ends.
pub(crate) fn exchange(mut stream: impl Read + Write, bytes: &[u8]) -> io::Result<Answer> {
    // A server may answer and close before all is sent; its answer counts.
    let sent = stream.write_all(bytes).and_then(|()| stream.flush());
    let read = read_answer(stream);
    read.map_err(|error| sent.err().unwrap_or(error))
}

/// Reads an answer until the connection ends.
pub(crate) fn read_answer(mut stream: impl Read) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    match Answer::parse(&bytes) {
        Some(answer) => Ok(answer),
        None => {
            ended?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Err(io::Error::other(format!("no answer of HTTP: {text:?}")))
        }
    }
}

fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).ok()?, 16).ok()?;
        bytes = &bytes[end + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(..size)?);
        bytes = bytes.get(size + 2..)?;
    }
}
