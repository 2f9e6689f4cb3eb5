//! `engineroom completions SHELL`

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::arguments::Arguments;

/// The script that a shell reads.
pub(crate) fn run(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "engineroom", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shell_has_a_script() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell, Shell::Elvish] {
            assert!(run(shell).contains("engineroom"), "{shell}");
        }
    }
}
