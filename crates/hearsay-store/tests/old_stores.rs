//! A store of every version that ever was is opened, brought up to date and found whole. The files lie in `stores/`, named after their version,
//! and are never changed; a new version of the schema brings a new file, made by the program of that version (`stores/README.md`).

#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use hearsay_store::{Query, State, Store};

fn stores() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores");
    let files = fs::read_dir(folder).expect("there").map(|entry| entry.expect("read").path());
    let mut stores: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "db")).collect();
    stores.sort();
    stores
}

#[test]
fn old_stores_are_brought_up_to_date_and_whole() {
    let all = stores();
    assert!(!all.is_empty());
    for old in all {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.db");
        fs::copy(&old, &path).expect("copied");
        let name = old.display();
        let store = Store::open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let checked = store.check().expect("checked");
        assert_eq!(checked.problems, [""; 0], "{name}");
        assert_eq!((checked.counts.documents, checked.counts.statements), (3, 4), "{name}");
        let found = |query: &str| {
            let rows = store.find(&Query::parse(query).expect("a query"), None, 9).expect("read").rows;
            rows.into_iter().map(|row| row.content).collect::<Vec<_>>()
        };
        assert_eq!(found("who:hale"), ["that the tide turns at seven"], "{name}");
        assert_eq!(found("who:hale versions:old"), ["that the tide turns at six"], "{name}");
        assert_eq!(found("outlet:harbour act:deny"), ["that its managers had been warned"], "{name}");
        let reviewed = store.documents(None, 9).expect("read").rows.into_iter().flat_map(|row| {
            let corrections = store.corrections(&row.id).expect("read");
            corrections.into_iter().map(|row| (row.quoted, row.state, row.by)).collect::<Vec<_>>()
        });
        let accepted = ("“The ramp was cracked in May,”".to_owned(), State::Active, "ida".to_owned());
        assert_eq!(reviewed.collect::<Vec<_>>(), [accepted], "{name}");
        drop(store);
        assert!(Store::open_read_only(&path).is_ok(), "{name}: up to date now");
    }
}

#[test]
fn an_older_store_is_not_read_half() {
    let old = stores().remove(0); // the oldest
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.db");
    fs::copy(old, &path).expect("copied");
    let version = |path: &Path| {
        let file = rusqlite::Connection::open(path).expect("opened");
        file.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).expect("read")
    };
    let before = version(&path);
    if let Err(error) = Store::open_read_only(&path) {
        assert!(error.to_string().contains("an older store (version"), "{error}");
        assert_eq!(version(&path), before, "reading changes nothing");
    }
}
