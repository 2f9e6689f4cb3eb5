//! A small disk that only the programs started on it see, to be filled or closed. It is a file system in memory, in a
//! namespace of its own, which vanishes with the process that holds it, however the test ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A disk at a path that others see as an empty folder.
pub(crate) struct PrivateDisk {
    holder: Child,
    /// How one gets to where it is.
    enter: Vec<String>,
    at: PathBuf,
}

impl PrivateDisk {
    /// A disk of so many megabytes; nothing where this machine doesn't let us, and then it says why.
    pub(crate) fn at(path: &Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(path).unwrap();
        let mut reasons = Vec::new();
        // Who isn't root may still be root in a namespace of users.
        for user in [&[][..], &["--user", "--map-root-user"]] {
            match hold(path, megabytes, user) {
                Ok(holder) => {
                    let mut enter = vec!["--target".to_owned(), holder.id().to_string()];
                    enter.push("--mount".to_owned());
                    if !user.is_empty() {
                        enter.extend(["--user", "--preserve-credentials"].map(str::to_owned));
                    }
                    return Some(Self { holder, enter, at: path.to_owned() });
                }
                Err(reason) => reasons.push(reason),
            }
        }
        eprintln!("skipped: this machine mounts no disk for a test: {}", reasons.join("; "));
        None
    }

    /// The same command where the disk is seen. It stands in the root folder.
    pub(crate) fn command(&self, command: &Command) -> Command {
        let mut entering = Command::new("nsenter");
        entering.env_clear().args(&self.enter).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            value.map(|value| entering.env(name, value));
        }
        entering
    }

    /// Lets nobody write any more.
    pub(crate) fn close_to_writers(&self) {
        let mut mount = Command::new("mount");
        mount.args(["-o", "remount,ro"]).arg(&self.at);
        assert!(self.command(&mount).status().unwrap().success());
    }

    /// Fills it to the last byte.
    pub(crate) fn fill(&self) {
        let mut file = std::fs::File::create(self.filler()).unwrap();
        for size in [1 << 16, 1 << 12, 1] {
            let chunk = vec![b'x'; size];
            while file.write_all(&chunk).is_ok() {}
        }
    }

    /// Makes the room again.
    pub(crate) fn make_room(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    /// The file that fills it, as it is seen from outside.
    fn filler(&self) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        root.join(self.at.strip_prefix("/").unwrap()).join("filler")
    }
}

impl Drop for PrivateDisk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

/// Starts the process that holds the disk; else why not.
fn hold(path: &Path, megabytes: u32, user: &[&str]) -> Result<Child, String> {
    let script = format!(
        "mount -t tmpfs -o size={megabytes}m,mode=700 none \"$0\" && echo held && exec sleep 900"
    );
    let mut command = Command::new("unshare");
    command.args(user).args(["--mount", "sh", "-c", &script]).arg(path);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut holder = command.spawn().map_err(|error| format!("unshare: {error}"))?;
    let mut said = String::new();
    BufReader::new(holder.stdout.take().unwrap()).read_line(&mut said).unwrap();
    if said.trim() == "held" {
        return Ok(holder);
    }
    let _ = holder.kill();
    let _ = holder.wait();
    let mut reason = String::new();
    let _ = holder.stderr.take().unwrap().read_to_string(&mut reason);
    Err(reason.trim().to_owned())
}
