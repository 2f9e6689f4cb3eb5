//! A program that was started: what it says and how it ends. Whatever happens in the test, it doesn't outlive it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

/// A program that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program that runs.
pub(crate) struct Running {
    child: Child,
    said: Arc<Said>,
    /// How much of what it said was waited for already.
    read: usize,
}

/// How a program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code; none if a signal ended it.
    pub(crate) code: Option<i32>,
    /// All that it said.
    pub(crate) said: String,
}

#[derive(Default)]
struct Said {
    text: Mutex<Text>,
    more: Condvar,
}

#[derive(Default)]
struct Text {
    lines: String,
    closed: u8,
}

impl Running {
    /// Starts a command and listens to both of its outputs.
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = Arc::<Said>::default();
        listen(child.stdout.take().unwrap(), said.clone());
        listen(child.stderr.take().unwrap(), said.clone());
        Self { child, said, read: 0 }
    }

    /// The number of its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it says these words, and gives what it said up to the end of their line. What was waited for isn't
    /// looked at again.
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut text = self.said.text.lock().unwrap();
        loop {
            if let Some(at) = text.lines[self.read..].find(words) {
                let end = self.read + at + words.len();
                let end = text.lines[end..].find('\n').map_or(text.lines.len(), |line| end + line);
                let found = text.lines[self.read..end].to_owned();
                self.read = end;
                return found;
            }
            let waits = text.closed < 2 && Instant::now() < deadline;
            assert!(waits, "{words:?} was not said, but:\n{}", text.lines);
            text = self.said.more.wait_timeout(text, Duration::from_millis(200)).unwrap().0;
        }
    }

    /// All that it said so far.
    pub(crate) fn said(&self) -> String {
        self.said.text.lock().unwrap().lines.clone()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(self) -> Ended {
        self.signal(Signal::TERM);
        self.ended()
    }

    /// Waits until it has ended by itself.
    pub(crate) fn ended(mut self) -> Ended {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it doesn't end; it said:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        };
        let mut text = self.said.text.lock().unwrap();
        while text.closed < 2 && Instant::now() < deadline {
            text = self.said.more.wait_timeout(text, Duration::from_millis(200)).unwrap().0;
        }
        let said = text.lines.clone();
        drop(text);
        Ended { code: status.code(), said }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        if std::thread::panicking() {
            eprintln!("process {} said:\n{}", self.pid(), self.said());
        }
    }
}

fn listen(output: impl Read + Send + 'static, said: Arc<Said>) {
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let mut text = said.text.lock().unwrap();
            text.lines.push_str(&String::from_utf8_lossy(&line));
            text.lines.push('\n');
            said.more.notify_all();
        }
        said.text.lock().unwrap().closed += 1;
        said.more.notify_all();
    });
}
