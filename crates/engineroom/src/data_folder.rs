//! The folder of everything that is kept. One process holds it at a time, and only its owner may look inside.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

const LOCK: &str = "engineroom.lock";

/// The folder, held by this process until it is dropped.
#[derive(Debug)]
pub(crate) struct DataFolder {
    path: PathBuf,
    lock: File,
}

/// Who holds a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    /// The process.
    pub(crate) pid: u32,
    /// Where it listens, once it does.
    pub(crate) url: Option<String>,
}

/// Why a folder can't be used.
#[derive(Debug)]
pub(crate) enum DataFolderError {
    /// Another process has it.
    Held(PathBuf, Option<Holder>),
    /// Others may look inside, and it isn't ours to close.
    Open(PathBuf),
    /// The system refuses.
    Io(PathBuf, io::Error),
}

impl DataFolder {
    /// Makes the folder if it isn't there, and takes it.
    pub(crate) fn take(path: &Path) -> Result<Self, DataFolderError> {
        let io = |error| DataFolderError::Io(path.to_owned(), error);
        if path.is_dir() {
            close_to_others(path)?;
        } else {
            create(path).map_err(io)?;
        }
        let file = path.join(LOCK);
        let lock =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&file);
        let lock = lock.map_err(io)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(DataFolderError::Held(path.to_owned(), read_holder(&file)));
            }
            Err(TryLockError::Error(error)) => return Err(io(error)),
        }
        let mut folder = Self { path: path.to_owned(), lock };
        folder.write(None).map_err(io)?;
        Ok(folder)
    }

    /// Writes down where this process listens, for `status`.
    pub(crate) fn announce(&mut self, url: &str) -> Result<(), DataFolderError> {
        self.write(Some(url)).map_err(|error| DataFolderError::Io(self.path.clone(), error))
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn write(&mut self, url: Option<&str>) -> io::Result<()> {
        self.lock.set_len(0)?;
        self.lock.rewind()?;
        write!(self.lock, "{} {}", std::process::id(), url.unwrap_or_default())?;
        self.lock.flush()
    }
}

/// Who holds a folder now, if anybody does.
pub(crate) fn holder(path: &Path) -> Option<Holder> {
    let file = path.join(LOCK);
    let lock = File::open(&file).ok()?;
    match lock.try_lock_shared() {
        Err(TryLockError::WouldBlock) => read_holder(&file),
        _ => None,
    }
}

fn read_holder(file: &Path) -> Option<Holder> {
    let mut text = String::new();
    File::open(file).ok()?.take(1024).read_to_string(&mut text).ok()?;
    let (pid, url) = text.split_once(' ')?;
    Some(Holder { pid: pid.parse().ok()?, url: Some(url.to_owned()).filter(|url| !url.is_empty()) })
}

/// New files are for their owner only.
#[cfg(unix)]
pub(crate) fn keep_new_files_private() {
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// New files are for their owner only, as the system's defaults say.
#[cfg(not(unix))]
pub(crate) fn keep_new_files_private() {}

#[cfg(unix)]
fn create(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

/// Takes others' rights from a folder that is ours or empty; a strange one is left as it is.
#[cfg(unix)]
fn close_to_others(path: &Path) -> Result<(), DataFolderError> {
    use std::os::unix::fs::PermissionsExt;
    let io = |error| DataFolderError::Io(path.to_owned(), error);
    let mut permissions = std::fs::metadata(path).map_err(io)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    let ours = path.join(LOCK).exists();
    let empty = std::fs::read_dir(path).map_err(io)?.next().is_none();
    if !ours && !empty {
        return Err(DataFolderError::Open(path.to_owned()));
    }
    permissions.set_mode(0o700);
    std::fs::set_permissions(path, permissions).map_err(io)
}

#[cfg(not(unix))]
fn close_to_others(_path: &Path) -> Result<(), DataFolderError> {
    Ok(())
}

impl std::fmt::Display for DataFolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Held(path, Some(holder)) => write!(
                f,
                "the data folder {} is in use by process {}; stop it first, or choose another folder with --data-dir",
                path.display(),
                holder.pid
            ),
            Self::Held(path, None) => write!(
                f,
                "the data folder {} is in use by another process; stop it first, or choose another folder with \
                 --data-dir",
                path.display()
            ),
            Self::Open(path) => write!(
                f,
                "other users can read {0}, and it holds files that aren't Engineroom's; choose another folder with \
                 --data-dir, or close it with `chmod 700 {0}`",
                path.display()
            ),
            Self::Io(path, error) => {
                write!(f, "the data folder {} can't be used: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for DataFolderError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_holds_a_folder() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        assert_eq!(holder(&path), None);
        let mut folder = DataFolder::take(&path).unwrap();
        let pid = std::process::id();
        assert_eq!(holder(&path), Some(Holder { pid, url: None }));
        folder.announce("http://127.0.0.1:1").unwrap();
        assert_eq!(holder(&path), Some(Holder { pid, url: Some("http://127.0.0.1:1".to_owned()) }));
        let error = DataFolder::take(&path).unwrap_err().to_string();
        assert!(error.contains(&format!("in use by process {pid}")), "{error}");
        drop(folder);
        assert_eq!(holder(&path), None);
        DataFolder::take(&path).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn others_may_not_look_inside() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let open = |path: &Path| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
        };
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("data");
        drop(DataFolder::take(&path).unwrap());
        assert_eq!(mode(&path), 0o700);
        open(&path);
        drop(DataFolder::take(&path).unwrap());
        assert_eq!(mode(&path), 0o700);
        let strange = parent.path().join("strange");
        std::fs::create_dir(&strange).unwrap();
        std::fs::write(strange.join("letter"), "x").unwrap();
        open(&strange);
        let error = DataFolder::take(&strange).unwrap_err().to_string();
        assert!(error.contains("chmod 700"), "{error}");
        assert_eq!(mode(&strange), 0o755);
    }
}
