//! Files inside archives: `.zip`, `.tar`, `.tar.gz`. They are unpacked one after the other by a thread of their own, never to the disk, and no
//! further ahead than a few.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::failure::Failure;
use crate::output::reason;

/// The largest file that is read, in bytes; unpacked.
pub const LARGEST: u64 = 64 << 20;

/// How many members wait unpacked.
const AHEAD: usize = 4;

/// A file of an archive, unpacked.
pub struct Member {
    /// The archive.
    pub archive: PathBuf,
    /// The name inside.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Member {
    /// The name to show.
    pub fn shown(&self) -> String {
        shown(&self.archive, &self.name)
    }
}

fn shown(archive: &Path, name: &str) -> String {
    format!("{}!{name}", archive.display())
}

/// An archive that is being unpacked.
pub struct Archive(Receiver<Result<Member, Failure>>);

impl Archive {
    /// Whether a file is one, by its name.
    pub fn is(path: &Path) -> bool {
        format(path).is_some()
    }

    /// Begins to unpack.
    pub fn open(path: &Path) -> Self {
        let (sender, receiver) = sync_channel(AHEAD);
        let path = path.to_owned();
        thread::spawn(move || unpack(&path, &sender));
        Self(receiver)
    }

    /// The next member; `None` at the end.
    pub fn next(&self) -> Option<Result<Member, Failure>> {
        self.0.recv().ok()
    }
}

#[derive(Clone, Copy)]
enum Format {
    Zip,
    Tar,
    TarGz,
}

fn format(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let ends = |ending: &str| name.len() > ending.len() && name.ends_with(ending);
    match () {
        () if ends(".zip") => Some(Format::Zip),
        () if ends(".tar.gz") || ends(".tgz") => Some(Format::TarGz),
        () if ends(".tar") => Some(Format::Tar),
        () => None,
    }
}

type Sender = SyncSender<Result<Member, Failure>>;

fn unpack(path: &Path, sender: &Sender) {
    let unpacked = File::open(path).map_err(|error| reason(&error)).and_then(|file| {
        let file = BufReader::new(file);
        match format(path) {
            Some(Format::Zip) => zip_members(path, file, sender),
            Some(Format::TarGz) => tar_members(path, MultiGzDecoder::new(file), sender),
            _ => tar_members(path, file, sender),
        }
    });
    if let Err(reason) = unpacked {
        // Nobody listens any more only where the work was ended.
        let _ = sender.send(Err(Failure::new(path.display().to_string(), reason)));
    }
}

fn zip_members(path: &Path, file: BufReader<File>, sender: &Sender) -> Result<(), String> {
    let mut archive = ZipArchive::new(file).map_err(|error| format!("a damaged ZIP archive: {error}"))?;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok);
        let name = name.map_or_else(|| format!("member {}", index + 1), |name| name.into_owned());
        if is_hidden(&name) {
            continue;
        }
        let sent = match archive.by_index(index) {
            Ok(entry) if !entry.is_file() => continue,
            Ok(mut entry) => sender.send(member(path, name, &mut entry)),
            Err(error) => sender.send(Err(Failure::new(shown(path, &name), error.to_string().to_lowercase()))),
        };
        if sent.is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn tar_members(path: &Path, reader: impl Read, sender: &Sender) -> Result<(), String> {
    let damaged = |error: io::Error| format!("a damaged TAR archive: {}", reason(&error));
    let mut archive = tar::Archive::new(reader);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !entry.header().entry_type().is_file() || is_hidden(&name) {
            continue;
        }
        let member = member(path, name, &mut entry);
        if sender.send(member).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| (part.starts_with('.') && !matches!(part, "." | "..")) || part == "__MACOSX")
}

fn member(path: &Path, name: String, reader: &mut impl Read) -> Result<Member, Failure> {
    let fail = |reason: String| Failure::new(shown(path, &name), reason);
    let bytes = read_at_most(reader).map_err(|error| fail(reason(&error)))?;
    let bytes = bytes.ok_or_else(|| fail(too_large()))?;
    Ok(Member { archive: path.to_owned(), name, bytes })
}

/// All bytes; `None` where there are too many.
pub fn read_at_most(reader: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// What is said of a file that is too large.
pub fn too_large() -> String {
    format!("larger than {} MiB", LARGEST >> 20)
}
