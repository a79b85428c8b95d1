//! What can go wrong with a store, in words for the user.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a store could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Kind);

/// The reasons.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("{}: there is no store; `hearsay add` makes one", .0.display())]
    Missing(PathBuf),
    #[error("{}: not a store of hearsay", .0.display())]
    Foreign(PathBuf),
    #[error(
        "{}: written by a newer hearsay (store version {found}, this program knows up to {known}): update hearsay",
        path.display()
    )]
    Newer { path: PathBuf, found: u32, known: u32 },
    #[error("{}: an older store (version {found}); open it once for writing, with `hearsay store check`, to bring it up to date", path.display())]
    Older { path: PathBuf, found: u32 },
    #[error("{}: {}", path.display(), plain(error))]
    File { path: PathBuf, error: io::Error },
    #[error("the store is locked by another program that does not finish")]
    Busy,
    #[error("the store cannot be written: the file or its folder is read-only")]
    ReadOnly,
    #[error("the store cannot be written: the disk is full")]
    Full,
    #[error("the store is damaged ({0}): `hearsay store check` tells more; a backup may be needed")]
    Damaged(String),
    #[error("{0} is not in the store")]
    NotFound(String),
    #[error("{document} was changed by somebody else in the meantime (change {last}): look at it again")]
    Conflict { document: String, last: i64 },
    #[error("{0}")]
    Refused(String),
    #[error("the store failed: {0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    /// Whether another program held the store too long; trying again may help.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self.0, Kind::Busy)
    }

    /// Whether what was asked for, or the file itself, is not there.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(self.0, Kind::Missing(_) | Kind::NotFound(_))
    }

    /// Whether somebody else changed the same document in the meantime.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        matches!(self.0, Kind::Conflict { .. })
    }

    /// Whether the request makes no sense, and would make none on another store.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.0, Kind::Refused(_))
    }

    pub(crate) fn is_unwritable(&self) -> bool {
        matches!(self.0, Kind::ReadOnly)
    }

    pub(crate) fn not_found(what: impl Into<String>) -> Self {
        Self(Kind::NotFound(what.into()))
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self(Kind::Damaged(what.into()))
    }

    pub(crate) fn file(path: &Path, error: io::Error) -> Self {
        Self(Kind::File { path: path.to_owned(), error })
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Self(kind)
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self(match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Busy,
            Some(ErrorCode::ReadOnly) => Kind::ReadOnly,
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Kind::Damaged(error.to_string()),
            _ => Kind::Sqlite(error),
        })
    }
}

/// An error of the operating system in its own words, without the number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string().to_lowercase();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
