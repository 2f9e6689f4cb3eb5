//! Leaving out the members of objects that are null, at every depth, as `json_strip_nulls` does. The text is JSON that
//! was just written, so it is not checked again.

/// The same JSON without members that are null.
pub(super) fn nulls(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    // What is open: for an object where its member began, before the comma.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'"' => {
                let end = string_end(json, at);
                out.extend_from_slice(&json[at..end]);
                at = end;
                continue;
            }
            b'{' => {
                out.push(byte);
                open.push(Some(out.len()));
            }
            b'[' => {
                out.push(byte);
                open.push(None);
            }
            b'}' | b']' => {
                open.pop();
                out.push(byte);
            }
            b',' => {
                if let Some(Some(member)) = open.last_mut() {
                    *member = out.len();
                }
                out.push(byte);
            }
            b'n' => {
                at += 4;
                match open.last() {
                    Some(Some(member)) if is_value(&out) => {
                        out.truncate(*member);
                    }
                    _ => out.extend_from_slice(b"null"),
                }
                continue;
            }
            _ => out.push(byte),
        }
        at += 1;
    }
    without_leading_commas(&out)
}

/// Whether a member's value comes next.
fn is_value(out: &[u8]) -> bool {
    out.iter().rev().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

/// Where the first member was left out, the second one begins with a comma.
fn without_leading_commas(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len());
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        if byte == b'"' {
            let end = string_end(json, at);
            out.extend_from_slice(&json[at..end]);
            at = end;
            continue;
        }
        at += 1;
        if byte == b',' && out.last() == Some(&b'{') {
            while json.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            continue;
        }
        out.push(byte);
    }
    out
}

/// Behind the quote that ends the string which begins here.
fn string_end(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = json.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    json.len()
}
