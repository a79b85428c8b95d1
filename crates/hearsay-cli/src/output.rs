//! Standard output and files: a closed pipe ends the work quietly, any other failure is said.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::failure::{Failure, Outcome, say};

/// Whether more output is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Go on.
    More,
    /// The reader has gone: no error, and nothing more to do.
    NoMore,
}

/// Writes to standard output and flushes, so that a full disk is noticed here.
pub fn print(bytes: &[u8]) -> Result<Wanted, Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(Wanted::More),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Wanted::NoMore),
        Err(error) => Err(Failure::new("standard output", reason(&error))),
    }
}

/// Prints one thing and ends.
pub fn print_all(bytes: &[u8]) -> Outcome {
    match print(bytes) {
        Ok(_) => Outcome::Done,
        Err(failure) => {
            say(format_args!("hearsay: {failure}"));
            Outcome::Failed
        }
    }
}

/// Writes a file whole: aside first, then renamed, so that nobody ever sees half of it.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let aside = Path::new(&aside);
    let written = fs::write(aside, bytes).and_then(|()| fs::rename(aside, path));
    written.map_err(|error| {
        let _ = fs::remove_file(aside);
        Failure::new(path.display().to_string(), reason(&error))
    })
}

/// An error of the operating system in its own words, without the number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    words[..1].to_lowercase() + &words[1..]
}
