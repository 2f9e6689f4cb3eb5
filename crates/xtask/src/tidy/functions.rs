//! A function is at most 70 lines of code, from its `fn` to its closing brace; blank lines and comments don't count. Tests
//! are free, since their tables may be long.

use super::source::Source;

const LINES: usize = 70;

/// Every function that is too long.
pub(super) fn check(source: &Source) -> Vec<String> {
    if source.is_test() {
        return Vec::new();
    }
    let too_long = |function: &Function| function.lines > LINES;
    let report = |function: Function| {
        let Function { name, position, lines } = function;
        let place = format!("{}:{}", source.path, source.line(position));
        format!("{place}: `{name}` has {lines} lines of code; at most {LINES}")
    };
    all(&source.bare).into_iter().filter(too_long).map(report).collect()
}

/// A function with a body.
pub(super) struct Function {
    /// Its name.
    pub(super) name: String,
    /// Where its `fn` is.
    pub(super) position: usize,
    /// How many lines of code it has.
    pub(super) lines: usize,
}

/// All functions of a file without comments and strings, outer ones and those inside them.
pub(super) fn all(bare: &str) -> Vec<Function> {
    let starts = bare.match_indices("fn ").filter(|(at, _)| is_word(bare, *at));
    starts.filter_map(|(at, _)| function(bare, at)).collect()
}

fn is_word(bare: &str, at: usize) -> bool {
    !bare[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
}

fn function(bare: &str, position: usize) -> Option<Function> {
    let rest = &bare[position + 3..];
    let name: String =
        rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        // `fn (…)` would be a type.
        return None;
    }
    let length = body(rest)?;
    let whole = &bare[position..position + 3 + length];
    let lines = whole.lines().filter(|line| !line.trim().is_empty()).count();
    Some(Function { name, position, lines })
}

/// Where the body of the function ends, or nothing if it has none.
fn body(rest: &str) -> Option<usize> {
    let (mut round, mut curly) = (0i32, 0i32);
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            '{' => curly += 1,
            '}' => {
                curly -= 1;
                if curly == 0 && round == 0 {
                    return Some(at + 1);
                }
            }
            ';' if curly == 0 && round == 0 => return None,
            _ => {}
        }
    }
    None
}
