//! Which store: the one named, or the user's own.

use std::env;
use std::path::PathBuf;

use clap::Args;
use hearsay_store::{Error, Store};

use crate::failure::{Failure, Outcome, say};

/// The store to use.
#[derive(Args)]
pub struct StoreArgument {
    /// The store [default: hearsay/hearsay.db in $XDG_DATA_HOME or ~/.local/share]
    #[arg(long, value_name = "FILE", global = true)]
    store: Option<PathBuf>,
}

impl StoreArgument {
    /// Its path; the error is a message for the user.
    pub fn path(&self) -> Result<PathBuf, String> {
        if let Some(path) = &self.store {
            return Ok(path.clone());
        }
        let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let data = set("XDG_DATA_HOME").filter(|path| path.is_absolute());
        let data = data.or_else(|| set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".local/share")));
        let data = data.ok_or("there is no home folder for a store: name one with --store FILE")?;
        Ok(data.join("hearsay").join("hearsay.db"))
    }

    /// Opens it for reading.
    pub fn read(&self) -> Result<Store, Outcome> {
        self.open(|path| Store::open_read_only(&path))
    }

    /// Opens it for writing; it must be there.
    pub fn write(&self) -> Result<Store, Outcome> {
        self.open(|path| Store::open(&path))
    }

    /// Opens it for writing; makes it where there is none.
    pub fn create(&self) -> Result<Store, Outcome> {
        self.open(|path| Store::create(&path))
    }

    fn open(&self, open: impl Fn(PathBuf) -> Result<Store, Error>) -> Result<Store, Outcome> {
        let path = self.path().map_err(|message| failed(&message))?;
        open(path).map_err(|error| failed(&error.to_string()))
    }
}

/// Says what is wrong with the store.
pub fn failed(message: &str) -> Outcome {
    say(format_args!("hearsay: {}", Failure::new("", message).reason));
    Outcome::Failed
}

/// Who makes changes at this terminal, for the log.
pub fn user() -> String {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}
