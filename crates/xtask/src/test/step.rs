//! One step of the tests: a command's whole output, and how many tests passed and failed in it.

use std::process::Command;

/// How a step went.
#[derive(Default)]
pub(super) struct Outcome {
    /// Tests that passed.
    pub(super) passed: u64,
    /// Tests that failed; at least one if the step failed.
    pub(super) failed: u64,
    /// All that it said, for a failure.
    pub(super) output: String,
    /// What a reader should know even if it passed.
    pub(super) notes: Vec<String>,
}

impl Outcome {
    /// A success that stands for so many tests.
    pub(super) fn passed(passed: u64) -> Self {
        Self { passed, ..Self::default() }
    }

    /// One failure.
    pub(super) fn failed(output: impl Into<String>) -> Self {
        Self { failed: 1, output: output.into(), ..Self::default() }
    }

    /// Nothing was tested, and this is why.
    pub(super) fn skipped(note: impl Into<String>) -> Self {
        Self { notes: vec![note.into()], ..Self::default() }
    }
}

/// What a command said and whether it succeeded.
pub(super) struct Output {
    succeeded: bool,
    text: String,
}

/// Runs a command to its end.
pub(super) fn output(command: &mut Command) -> Output {
    match command.stdin(std::process::Stdio::null()).output() {
        Ok(answer) => Output {
            succeeded: answer.status.success(),
            text: [answer.stdout, answer.stderr]
                .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
                .concat(),
        },
        Err(error) => Output {
            succeeded: false,
            text: format!("{} can't be run: {error}", command.get_program().to_string_lossy()),
        },
    }
}

impl Output {
    /// The command is one test.
    pub(super) fn once(self) -> Outcome {
        if self.succeeded { Outcome::passed(1) } else { Outcome::failed(self.text) }
    }

    /// The command counted its own tests.
    pub(super) fn counted(self) -> Outcome {
        let (passed, failed) = count(&self.text);
        // A failure that counts nothing is one that kept the tests from running.
        let failed = if self.succeeded { failed } else { failed.max(1) };
        Outcome { passed, failed, output: self.text, notes: Vec::new() }
    }

    /// The last line that counts is the one that our client tests print; what a library warns of may follow it.
    pub(super) fn counted_at_end(self) -> Outcome {
        let counts = |line: &&str| line.contains(" passed, ") && line.ends_with(" failed");
        let last = self.text.lines().rev().find(counts).unwrap_or_default();
        let (passed, failed) = count_line(last);
        if passed == 0 && failed == 0 {
            return Outcome::failed(format!(
                "{}\nit ended without `N passed, N failed`",
                self.text
            ));
        }
        let failed = if self.succeeded { failed } else { failed.max(1) };
        Outcome { passed, failed, output: self.text, notes: Vec::new() }
    }
}

/// Adds up the lines with which cargo's test runners end: nextest's summary, or one `test result` for each binary.
fn count(text: &str) -> (u64, u64) {
    let totals = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("Summary [") || line.starts_with("test result:")
    };
    let lines = text.lines().filter(totals).map(count_line);
    lines.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

fn count_line(line: &str) -> (u64, u64) {
    let before = |word: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let found = words.windows(2).find(|pair| pair[1].trim_matches([',', ';']) == word);
        found.and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
    };
    (before("passed"), before("failed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_added_up() {
        let check = |text: &str, expected: (u64, u64)| assert_eq!(count(text), expected, "{text}");
        check("", (0, 0));
        check("     Summary [   0.006s] 6 tests run: 6 passed, 1 skipped", (6, 0));
        check("  Summary [ 1.0s] 9/9 tests run: 7 passed, 2 failed, 0 skipped\n", (7, 2));
        check(
            "test result: ok. 4 passed; 0 failed; 0 ignored\ntest result: FAILED. 1 passed; 2 failed;",
            (5, 2),
        );
        assert_eq!(count_line("61 passed, 3 failed"), (61, 3));
    }

    #[test]
    fn a_warning_behind_the_count_hides_nothing() {
        let text = "3 passed, 1 failed\nwarning: this Node.js is old\n".to_owned();
        let outcome = Output { succeeded: false, text }.counted_at_end();
        assert_eq!((outcome.passed, outcome.failed), (3, 1));
        let outcome = Output { succeeded: true, text: "it says nothing".to_owned() };
        assert_eq!(outcome.counted_at_end().failed, 1);
    }

    #[test]
    fn a_command_that_counts_nothing_and_fails_is_one_failure() {
        let output = Output { succeeded: false, text: "error: could not compile".to_owned() };
        let outcome = output.counted();
        assert_eq!((outcome.passed, outcome.failed), (0, 1));
    }
}
