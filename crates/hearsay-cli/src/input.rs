//! The inputs of a command: files, standard input and addresses.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use crate::failure::Failure;
use crate::fetch::{Network, fetch};
use crate::output::reason;

/// One input, as the user named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// `-`
    Stdin,
    /// A path.
    File(PathBuf),
    /// An address of the web.
    Address(String),
}

/// What was read, and what is known about it.
pub struct Loaded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The media type a server gave.
    pub media_type: Option<String>,
    /// Where the redirects led, for an address.
    pub address: Option<String>,
}

impl Input {
    /// The input that an argument names.
    pub fn new(argument: PathBuf) -> Self {
        let text = argument.to_string_lossy();
        if text == "-" {
            Self::Stdin
        } else if ["http://", "https://"].iter().any(|scheme| text.to_ascii_lowercase().starts_with(scheme)) {
            Self::Address(text.into_owned())
        } else {
            Self::File(argument)
        }
    }

    /// The name to show.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
            Self::Address(address) => address.clone(),
        }
    }

    /// Its bytes; an address is an error, for only [`Input::fetch`] knows what may be reached.
    pub fn load(&self) -> Result<Loaded, Failure> {
        let bytes = match self {
            Self::Address(_) => return Err(Failure::new(self.name(), "addresses are read by `hearsay read` only")),
            Self::Stdin => all(io::stdin().lock()),
            Self::File(path) => File::open(path).and_then(all),
        };
        match bytes {
            Ok(bytes) => Ok(Loaded { bytes, media_type: None, address: None }),
            Err(error) => Err(Failure::new(self.name(), reason(&error))),
        }
    }

    /// Its bytes, from the web where it is an address.
    pub fn fetch(&self, network: Network) -> Result<Loaded, Failure> {
        match self {
            Self::Address(address) => fetch(address, network).map_err(|reason| Failure::new(self.name(), reason)),
            _ => self.load(),
        }
    }
}

fn all(mut reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}
