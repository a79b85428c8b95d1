//! What is opened, what is made, what is refused.

mod common;

use std::fs;

use common::{Scratch, ferry};
use hearsay_store::Store;

#[test]
fn a_store_is_made_with_its_folders_and_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/down/hearsay.db");
    assert!(Store::open(&path).expect_err("not there").is_not_found());
    assert!(Store::open_read_only(&path).expect_err("not there").is_not_found());
    let id = Store::create(&path).expect("made").put(&ferry().at("/a.txt")).expect("put").document;
    for store in [Store::create(&path), Store::open(&path), Store::open_read_only(&path)] {
        assert!(store.expect("opened").document(&id).expect("read").is_some());
    }
    let mut store = Store::open_read_only(&path).expect("opened");
    let error = store.put(&ferry().at("/b.txt")).expect_err("read-only").to_string();
    assert!(error.contains("read-only"), "{error}");
}

#[test]
fn files_that_are_no_store_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).expect("made").execute_batch("CREATE TABLE t (x)").expect("made");
    let text = folder.path().join("notes.txt");
    fs::write(&text, "Not a database, but long enough to be looked at as if it might be one.\n".repeat(90))
        .expect("written");
    for path in [&other, &text] {
        let before = fs::read(path).expect("read");
        for opened in [Store::open(path), Store::create(path), Store::open_read_only(path)] {
            let error = opened.expect_err("no store").to_string();
            assert!(error.ends_with("not a store of hearsay"), "{error}");
        }
        assert!(fs::read(path).expect("read") == before, "{}", path.display());
    }
    assert!(Store::create(folder.path()).is_err(), "a folder is no store");
}

#[test]
fn a_newer_store_is_refused_with_what_to_do() {
    let scratch = Scratch::new();
    scratch.newer();
    for opened in [Store::open(&scratch.path()), Store::open_read_only(&scratch.path())] {
        let error = opened.expect_err("newer").to_string();
        assert!(
            error.contains("newer hearsay (store version 1000, this program knows up to") && error.contains("update"),
            "{error}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_cannot_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let mut scratch = Scratch::new();
    let id = scratch.store.put(&ferry().at("/a.txt")).expect("put").document;
    let path = scratch.path();
    let Scratch { folder, store } = scratch;
    drop(store);
    let mode = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("changed");
    mode(0o555);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("changed");
    if fs::write(folder.path().join("x"), "x").is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    assert!(Store::open_read_only(&path).expect("opened").document(&id).expect("read").is_some());
    let error = Store::open(&path).expect_err("read-only").to_string();
    assert!(error.contains("read-only") || error.contains("permission denied"), "{error}");
    mode(0o755);
}
