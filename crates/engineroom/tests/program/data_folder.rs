//! The folder of everything that is kept is its owner's alone.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::private_disk::PrivateDisk;
use crate::project::{NOTES, Project, Server, refused};
use crate::running::Running;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn only_its_owner_may_look_into_the_data_folder() {
    let project = Project::new(NOTES);
    let folder = project.path(".engineroom");
    let check = |when: &str| {
        assert_eq!(mode(&folder), 0o700, "{when}");
        for file in files_in(&folder) {
            assert_eq!(mode(&file) & 0o077, 0, "{when}: {}", file.display());
        }
        assert_eq!(mode(&folder.join("database.sqlite")), 0o600, "{when}");
    };
    let server = project.dev();
    assert_eq!(server.add_note("private").status, 201);
    check("while it runs");
    server.stop_well();
    check("after it");
    project.done(&["db", "reset"]);
    check("after a reset");
    std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    project.dev().stop_well();
    check("after somebody opened it");
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let project = Project::new(NOTES);
    project.write("photos/cat.jpg", "a cat");
    let photos = project.path("photos");
    std::fs::set_permissions(&photos, Permissions::from_mode(0o755)).unwrap();
    project.fails(&["dev", "--data-dir", "photos"], &["other users can read", "chmod 700"]);
    assert_eq!((mode(&photos), files_in(&photos).len()), (0o755, 1));
    project.write("file", "");
    project.fails(&["dev", "--data-dir", "file"], &["the data folder", "file"]);
    project.fails(&["dev", "--data-dir", "file/within"], &["the data folder", "file/within"]);
}

#[test]
fn a_folder_that_can_only_be_read_is_told() {
    let project = Project::new(NOTES);
    let data = project.path("data");
    let Some(disk) = PrivateDisk::at(&data, 32) else { return };
    let folder = project.path("").to_string_lossy().into_owned();
    let (data, port) = (data.to_string_lossy().into_owned(), ["--port", "0"]);
    let arguments = [&["dev", &folder, "--data-dir", &data], &port[..]].concat();
    let server = Server::dev(&project, disk.command(&project.command(&arguments)));
    assert_eq!(server.add_note("kept").status, 201);
    server.stop_well();
    disk.close_to_writers();
    let dev = Running::start(disk.command(&project.command(&arguments))).ended();
    refused(dev, &["the data folder", &data, "ead-only"]);
    let reset = ["db", "reset", &folder, "--data-dir", &data];
    let reset = Running::start(disk.command(&project.command(&reset))).ended();
    refused(reset, &["the data folder", &data, "ead-only"]);
}
