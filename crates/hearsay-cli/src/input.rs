//! The inputs of a command: files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use crate::failure::Failure;
use crate::output::reason;

/// One input, as the user named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// `-`
    Stdin,
    /// A path.
    File(PathBuf),
}

/// What was read, and what is known about it.
pub struct Loaded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type a server gave.
    pub media_type: Option<String>,
}

impl Input {
    /// The input that an argument names.
    pub fn new(argument: PathBuf) -> Self {
        if argument.as_os_str() == "-" { Self::Stdin } else { Self::File(argument) }
    }

    /// The name to show.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Its bytes.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let bytes = match self {
            Self::Stdin => all(io::stdin().lock()),
            Self::File(path) => File::open(path).and_then(all),
        };
        match bytes {
            Ok(bytes) => Ok(Loaded { bytes, media_type: None }),
            Err(error) => Err(Failure::new(self.name(), reason(&error))),
        }
    }
}

fn all(mut reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}
