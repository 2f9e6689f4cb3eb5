//! Starting and stopping a private PostgreSQL.

use super::base::{BASE, SCHEMA};
use anyhow::{Context, Result, bail, ensure};
use std::io::Write;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A running server; it stops when this is dropped.
pub struct Postgres {
    binaries: PathBuf,
    folder: PathBuf,
    port: u16,
    user: Option<&'static str>,
}

/// One database of it.
pub struct Database<'a> {
    server: &'a Postgres,
    name: String,
}

/// The superuser of the server; `postgres` is the plain owner of a project, as in Supabase.
const SUPERUSER: &str = "supabase_admin";

/// The folder of PostgreSQL's programs, the newest where there are several.
pub fn installed() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    folders.sort();
    folders.pop().map(|(_, folder)| folder)
}

impl Postgres {
    /// Makes a cluster below this folder and starts it. PostgreSQL refuses to run as root, so there it runs as
    /// the system's user `postgres`.
    ///
    /// # Errors
    /// When one of PostgreSQL's programs fails.
    pub fn start(binaries: &Path, parent: &Path) -> Result<Self> {
        let folder = parent.join(format!("postgres-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let user = is_root().then_some("postgres");
        if let Some(user) = user {
            run(Command::new("chown").arg(user).arg(&folder))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { binaries: binaries.to_owned(), folder, port, user };
        let data = server.folder.join("data");
        run(server
            .program("initdb")
            .args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"])
            .args(["--auth=trust", "--username", SUPERUSER, "--pgdata"])
            .arg(&data))?;
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={} -c fsync=off -c timezone=UTC",
            server.folder.display()
        );
        run(server
            .program("pg_ctl")
            .args(["start", "--wait", "--silent", "--log"])
            .arg(server.folder.join("log"))
            .arg("--pgdata")
            .arg(&data)
            .args(["--options", &options]))?;
        server.on("template1").script("", BASE)?;
        server.on("template1").script("", SCHEMA)?;
        Ok(server)
    }

    /// A new database for a story.
    ///
    /// # Errors
    /// When it can't be created.
    pub fn database(&self, story: &str) -> Result<Database<'_>> {
        let name = database_name(story);
        self.on("postgres").script("", &format!("create database \"{name}\" owner postgres;"))?;
        Ok(Database { server: self, name })
    }

    /// Throws a story's database away.
    ///
    /// # Errors
    /// When it can't be dropped.
    pub fn forget(&self, story: &str) -> Result<()> {
        let name = database_name(story);
        self.on("postgres").script("", &format!("drop database if exists \"{name}\";"))
    }

    fn on(&self, name: &str) -> Database<'_> {
        Database { server: self, name: name.to_owned() }
    }

    fn program(&self, name: &str) -> Command {
        let program = self.binaries.join(name);
        let mut command = match self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args(["--reuid", user, "--regid", user, "--clear-groups"]).arg(program);
                command
            }
        };
        // Not the caller's folder, which that user may not be allowed into.
        command.current_dir("/").env_remove("PGDATABASE").env_remove("PGHOST");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = self.program("pg_ctl");
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"])
            .arg(self.folder.join("data"));
        // There is nobody to tell; the data is thrown away in any case.
        let _ = run(&mut stop);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Database<'_> {
    /// Runs a script that must succeed.
    pub(super) fn script(&self, before: &str, text: &str) -> Result<()> {
        let output = self.psql(&["--set=ON_ERROR_STOP=1"], &format!("{before}\n{text}"))?;
        ensure!(output.1, "PostgreSQL refuses the script: {}", output.0);
        Ok(())
    }

    /// What `psql` says to a script, rows and errors in their order.
    pub(super) fn ask(&self, text: &str) -> Result<String> {
        Ok(self.psql(&[], text)?.0)
    }

    fn psql(&self, more: &[&str], text: &str) -> Result<(String, bool)> {
        let mut command = Command::new("sh");
        command.arg("-c").arg("exec \"$0\" \"$@\" 2>&1").arg(self.server.binaries.join("psql"));
        command
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--host=127.0.0.1"])
            .args(["--set=VERBOSITY=verbose", "--pset=null=NULL"])
            .args(more)
            .arg(format!("--port={}", self.server.port))
            .args(["--username", SUPERUSER, "--dbname", &self.name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().context("psql")?;
        let mut input = child.stdin.take().context("psql without input")?;
        let text = text.to_owned();
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output()?;
        if writer.join().is_err() {
            bail!("psql did not read its script");
        }
        Ok((String::from_utf8(output.stdout)?, output.status.success()))
    }
}

fn run(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let output = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    let output = output.with_context(|| format!("{} can't be run", program.display()))?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn database_name(story: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '_' };
    let name: String = story.chars().map(plain).rev().take(50).collect();
    format!("s_{}", name.to_lowercase())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
