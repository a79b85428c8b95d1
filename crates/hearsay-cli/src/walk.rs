//! What paths and addresses lead to: files as they are, the files in folders in the order of their names, the members of archives.

use std::fs;
use std::path::{Path, PathBuf};

use crate::archive::{Archive, Member};
use crate::failure::Failure;
use crate::input::Input;
use crate::output::reason;

/// Something to read.
pub enum Item {
    /// A file or an address, not loaded yet.
    Input(Input),
    /// A file of an archive.
    Member(Member),
    /// What cannot be read at all.
    Failed(Failure),
}

/// Walks over inputs. Nothing is opened before it is due.
pub struct Walk {
    /// What is left at each depth, the deepest last.
    left: Vec<std::vec::IntoIter<Input>>,
    archive: Option<Archive>,
}

impl Walk {
    /// Over these, in this order.
    pub fn new(inputs: Vec<Input>) -> Self {
        Self { left: vec![inputs.into_iter()], archive: None }
    }

    fn enter(&mut self, folder: &Path) -> Option<Item> {
        match entries(folder) {
            Ok(entries) => {
                self.left.push(entries.into_iter());
                None
            }
            Err(error) => Some(Item::Failed(Failure::new(folder.display().to_string(), reason(&error)))),
        }
    }
}

impl Iterator for Walk {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(archive) = &self.archive {
                match archive.next() {
                    Some(Ok(member)) => return Some(Item::Member(member)),
                    Some(Err(failure)) => return Some(Item::Failed(failure)),
                    None => self.archive = None,
                }
            }
            let Some(input) = self.left.last_mut()?.next() else {
                self.left.pop();
                continue;
            };
            match &input {
                Input::File(path) if path.is_dir() => {
                    let path = path.clone();
                    if let Some(failed) = self.enter(&path) {
                        return Some(failed);
                    }
                }
                Input::File(path) if Archive::is(path) => self.archive = Some(Archive::open(path)),
                _ => return Some(Item::Input(input)),
            }
        }
    }
}

/// What is in a folder, by name; hidden files, and links to folders (they may lead in a circle), are passed over.
fn entries(folder: &Path) -> std::io::Result<Vec<Input>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let circle = entry.file_type()?.is_symlink() && entry.path().is_dir();
        if !hidden && !circle {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths.into_iter().map(Input::File).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("b/deep")).unwrap();
        for name in ["c.txt", "a.txt", "b/2.txt", "b/deep/1.txt", ".hidden", "b/10.txt"] {
            fs::write(path(name), "x").unwrap();
        }
        let walk = Walk::new(vec![Input::File(folder.path().to_owned()), Input::new("https://quay.example/".into())]);
        let names: Vec<String> = walk
            .map(|item| match item {
                Item::Input(Input::File(path)) => path.strip_prefix(folder.path()).unwrap().display().to_string(),
                Item::Input(input) => input.name(),
                Item::Member(member) => member.name,
                Item::Failed(failure) => failure.to_string(),
            })
            .collect();
        assert_eq!(names, ["a.txt", "b/10.txt", "b/2.txt", "b/deep/1.txt", "c.txt", "https://quay.example/"]);
    }
}
