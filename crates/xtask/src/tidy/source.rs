//! A Rust file as the rules see it: its text, the same text without comments, and without what strings hold. Positions are
//! kept, so that a finding has its line.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// One file of a crate.
pub(super) struct Source {
    /// The crate it belongs to.
    pub(super) member: String,
    /// Its path from the root, with `/`.
    pub(super) path: String,
    /// The file as it is.
    pub(super) text: String,
    /// Comments are blank.
    pub(super) code: String,
    /// Comments and the contents of strings and characters are blank.
    pub(super) bare: String,
}

impl Source {
    /// Reads all `.rs` files of a crate.
    pub(super) fn of_crate(root: &Path, member: &str, folder: &Path) -> anyhow::Result<Vec<Self>> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        paths.iter().map(|path| Self::read(root, member, path)).collect()
    }

    fn read(root: &Path, member: &str, path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let path = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        Ok(Self::new(member, &path, text))
    }

    /// A file from its parts.
    pub(super) fn new(member: &str, path: &str, text: String) -> Self {
        let (code, bare) = Blanking::of(&text);
        Self { member: member.to_owned(), path: path.to_owned(), text, code, bare }
    }

    /// Whether the whole file is tests.
    pub(super) fn is_test(&self) -> bool {
        let mut parts = self.path.split('/');
        parts.any(|part| part == "tests" || part == "tests.rs" || part == "benches")
    }

    /// The line, from 1, of a position.
    pub(super) fn line(&self, position: usize) -> usize {
        self.text.as_bytes()[..position].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Walks over a file once and writes both blanked texts.
struct Blanking<'a> {
    text: &'a [u8],
    at: usize,
    code: Vec<u8>,
    bare: Vec<u8>,
}

impl<'a> Blanking<'a> {
    fn of(text: &'a str) -> (String, String) {
        let mut walk = Self { text: text.as_bytes(), at: 0, code: Vec::new(), bare: Vec::new() };
        while walk.at < walk.text.len() {
            walk.step();
        }
        // Only ASCII was replaced, or whole characters byte by byte, so both are still UTF-8.
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (text(walk.code), text(walk.bare))
    }

    fn step(&mut self) {
        let rest = &self.text[self.at..];
        if rest.starts_with(b"//") {
            let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            self.take(length, true, true);
        } else if rest.starts_with(b"/*") {
            self.take(block_comment(rest), true, true);
        } else if let Some(length) = self.raw_string(rest) {
            self.take(length, false, true);
        } else if rest[0] == b'"' {
            self.take(quoted(rest, b'"'), false, true);
        } else if let Some(length) = character(rest) {
            self.take(length, false, true);
        } else {
            self.take(1, false, false);
        }
    }

    fn take(&mut self, length: usize, comment: bool, hidden: bool) {
        let end = (self.at + length).min(self.text.len());
        for byte in &self.text[self.at..end] {
            let blank = if *byte == b'\n' { b'\n' } else { b' ' };
            self.code.push(if comment { blank } else { *byte });
            self.bare.push(if hidden { blank } else { *byte });
        }
        self.at = end;
    }

    /// The length of `r"…"`, `r#"…"#`, `br"…"` that starts here, unless the `r` ends a longer word.
    fn raw_string(&self, rest: &[u8]) -> Option<usize> {
        let before = self.at.checked_sub(1).map(|at| self.text[at]);
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return None;
        }
        let prefix = usize::from(matches!(rest, [b'b' | b'c', b'r', ..]));
        if rest.get(prefix) != Some(&b'r') {
            return None;
        }
        let hashes = rest[prefix + 1..].iter().take_while(|byte| **byte == b'#').count();
        let open = prefix + 1 + hashes;
        if rest.get(open) != Some(&b'"') {
            return None;
        }
        let close = [b"\"".as_slice(), &vec![b'#'; hashes]].concat();
        let body = &rest[open + 1..];
        let length = body.windows(close.len()).position(|window| window == close)?;
        Some(open + 1 + length + close.len())
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0usize, 0usize);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a character literal; a lifetime is none.
fn character(rest: &[u8]) -> Option<usize> {
    let [b'\'', next, ..] = rest else { return None };
    if *next == b'\\' {
        return Some(quoted(rest, b'\''));
    }
    let close = rest.iter().skip(2).take(4).position(|byte| *byte == b'\'')? + 2;
    // One character is at most four bytes; `'a, 'b` is two lifetimes.
    let one = std::str::from_utf8(&rest[1..close]).is_ok_and(|text| text.chars().count() == 1);
    one.then_some(close + 1)
}
