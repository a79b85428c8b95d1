//! Opening a store: who may write, how long to wait for others, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Error, Kind};
use crate::{Result, schema};

/// How long a writer waits for another before it gives up. One transaction takes well under a second.
const PATIENCE: Duration = Duration::from_secs(60);

/// A store: one SQLite file.
///
/// Several programs may have it open at once: one writes at a time, the others wait for it; who reads never waits and sees the store as it
/// was when the question was asked. A `Store` is for one thread at a time; open one for each.
pub struct Store {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens a store that exists, for reading and writing; an older one is brought up to date.
    ///
    /// # Errors
    /// Where there is no such file, or it is no store, newer than this program, or cannot be written.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Kind::Missing(path.to_owned()).into());
        }
        Self::open_writing(path, OpenFlags::empty())
    }

    /// Opens a store for reading and writing; makes the file, and the folders above it, where there is none.
    ///
    /// # Errors
    /// As [`Store::open`], and where the file cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        }
        Self::open_writing(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a store for reading only, also from a disk or folder that cannot be written.
    ///
    /// # Errors
    /// Where there is no such file, or it is no store, or of another version than this program's.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Kind::Missing(path.to_owned()).into());
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let plain = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let connection =
            match plain.and_then(|connection| check(&connection, path).map(|version| (connection, version))) {
                // Without a place for the shared memory of its log, a store that nobody writes is still a file that can be read.
                Err(error) if error.is_unwritable() => {
                    let connection = connect(&immutable(path), flags)?;
                    let version = check(&connection, path)?;
                    (connection, version)
                }
                other => other?,
            };
        let (connection, version) = connection;
        if version < schema::newest() {
            return Err(Kind::Older { path: path.to_owned(), found: version }.into());
        }
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Where the store lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn open_writing(path: &Path, more: OpenFlags) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
        let mut connection = connect(path, flags)?;
        let version = check(&connection, path)?;
        settled(&connection)?;
        if version < schema::newest() {
            schema::migrate(&mut connection)?;
        }
        Ok(Self { connection, path: path.to_owned() })
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let settled = |connection: Connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(96);
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -65_536)?; // KiB
        Ok(connection)
    };
    Connection::open_with_flags(path, flags).and_then(settled).map_err(|error| opening(path, error))
}

/// How long to wait before the next try where another program is just making the file.
const MOMENT: Duration = Duration::from_millis(20);

/// Settles; where another program does so just now SQLite does not wait by itself.
fn settled(connection: &Connection) -> Result<()> {
    let begun = Instant::now();
    loop {
        match settle(connection) {
            Err(error) if error.is_busy() && begun.elapsed() < PATIENCE => std::thread::sleep(MOMENT),
            other => return other,
        }
    }
}

/// What holds for a file that is written: a log beside it (readers never wait), every commit on the disk before it is acknowledged, and
/// what is deleted overwritten.
fn settle(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "wal_autocheckpoint", 8000)?; // pages
    Ok(())
}

/// The version of a file that is a store, 0 of an empty one.
fn check(connection: &Connection, path: &Path) -> Result<u32> {
    let stamp = schema::stamp(connection).map_err(|error| opening(path, error))?;
    let empty = || connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0));
    match stamp {
        (schema::APPLICATION, found) if found > schema::newest() => {
            Err(Kind::Newer { path: path.to_owned(), found, known: schema::newest() }.into())
        }
        (schema::APPLICATION, found) => Ok(found),
        (0, 0) if empty()? == 0 => Ok(0),
        _ => Err(Kind::Foreign(path.to_owned()).into()),
    }
}

fn opening(path: &Path, error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => Kind::Foreign(path.to_owned()).into(),
        Some(ErrorCode::CannotOpen) => match fs::File::open(path) {
            Err(error) => Error::file(path, error),
            Ok(_) if path.is_dir() => Kind::Foreign(path.to_owned()).into(),
            Ok(_) => Kind::ReadOnly.into(),
        },
        _ => error.into(),
    }
}

/// The address of a file that is promised not to change while it is open.
fn immutable(path: &Path) -> PathBuf {
    let mut address = "file:".to_owned();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'?' | b'#' | b'%' => address.push_str(&format!("%{byte:02x}")),
            byte if byte.is_ascii() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02x}")),
        }
    }
    (address + "?immutable=1").into()
}
