//! What was read goes into the store many at a time, by this one writer; only then is it said to be in.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use hearsay_store::{Entry, Put, Sighting, Store, What};

use super::work::{Arrival, Seconds, Step};
use crate::commands::store_file::failed;
use crate::failure::{Failure, Outcome, say};
use crate::output::{Wanted, print};
use crate::progress::Progress;

/// The most records in one transaction.
const MOST: usize = 256;
/// How long a record waits for others at most.
const PATIENCE: Duration = Duration::from_secs(1);

/// The writer.
pub struct Batch {
    store: Store,
    verbose: bool,
    progress: Progress,
    entries: Vec<(String, Entry)>,
    seen: Vec<(String, String, Sighting)>,
    since: Instant,
    counts: Counts,
    broken: Option<String>,
    writing: Duration,
}

#[derive(Default)]
struct Counts {
    new: usize,
    versions: usize,
    elsewhere: usize,
    there: usize,
}

impl Batch {
    pub fn new(store: Store, verbose: bool, quiet: bool) -> Self {
        Self {
            store,
            verbose,
            progress: Progress::new(0, quiet),
            entries: Vec::new(),
            seen: Vec::new(),
            since: Instant::now(),
            counts: Counts::default(),
            broken: None,
            writing: Duration::ZERO,
        }
    }

    /// Takes what came of an input; `None` is one whose work a defect stopped.
    pub fn take(&mut self, step: Option<Step>) -> ControlFlow<()> {
        self.progress.more(1);
        let Some(Step { name, arrival, warnings }) = step else {
            self.progress.failed(Failure::new("an input", crate::commands::DEFECT));
            return ControlFlow::Continue(());
        };
        warnings.iter().for_each(|warning| self.progress.warn(&name, warning));
        if self.entries.is_empty() && self.seen.is_empty() {
            self.since = Instant::now();
        }
        match arrival {
            Err(failure) => self.progress.failed(failure),
            Ok(Arrival::Read(entry)) => self.entries.push((name, *entry)),
            Ok(Arrival::Seen(id, sighting)) => self.seen.push((name, id, sighting)),
            Ok(Arrival::There) => {
                self.counts.there += 1;
                self.progress.done();
            }
        }
        if self.entries.len() + self.seen.len() >= MOST || self.since.elapsed() >= PATIENCE {
            return self.flush();
        }
        ControlFlow::Continue(())
    }

    /// Puts what waits into the store.
    fn flush(&mut self) -> ControlFlow<()> {
        let begun = Instant::now();
        let (names, entries): (Vec<String>, Vec<Entry>) = self.entries.drain(..).unzip();
        let seen = std::mem::take(&mut self.seen);
        let (seen_names, seen): (Vec<String>, Vec<(String, Sighting)>) =
            seen.into_iter().map(|(name, id, sighting)| (name, (id, sighting))).unzip();
        let put = self.store.put_all(&entries).and_then(|puts| Ok((puts, self.store.see_all(&seen)?)));
        self.writing += begun.elapsed();
        match put {
            Err(error) => {
                self.broken = Some(error.to_string());
                ControlFlow::Break(())
            }
            Ok((puts, seen)) => {
                let puts = puts.into_iter().map(Some).chain(seen);
                self.tell(names.iter().chain(&seen_names).map(String::as_str).zip(puts).collect())
            }
        }
    }

    /// Says what is in now.
    fn tell(&mut self, puts: Vec<(&str, Option<Put>)>) -> ControlFlow<()> {
        let mut lines = String::new();
        for (name, put) in puts {
            let Some(put) = put else {
                self.progress.failed(Failure::new(name, "was forgotten while it was being added; add it again"));
                continue;
            };
            self.progress.done();
            let what = match &put.what {
                What::New => (&mut self.counts.new, "new"),
                What::Version(_) => (&mut self.counts.versions, "version"),
                What::Elsewhere => (&mut self.counts.elsewhere, "elsewhere"),
                What::Again => (&mut self.counts.there, "there"),
            };
            *what.0 += 1;
            lines.push_str(&format!("{}\t{}\t{name}\n", what.1, put.document));
        }
        if !self.verbose {
            return ControlFlow::Continue(());
        }
        match print(lines.as_bytes()) {
            Ok(Wanted::More) => ControlFlow::Continue(()),
            // Nobody reads the lines any more; the stories still go in.
            Ok(Wanted::NoMore) => {
                self.verbose = false;
                ControlFlow::Continue(())
            }
            Err(failure) => {
                self.broken = Some(failure.to_string());
                ControlFlow::Break(())
            }
        }
    }

    /// Puts in what still waits, and closes.
    pub fn close(mut self, seconds: Seconds) -> Outcome {
        if self.broken.is_none() {
            let _ = self.flush();
        }
        if self.verbose {
            let storing = seconds.storing + self.writing.as_secs_f64();
            let share = 100.0 * storing / (storing + seconds.reading).max(f64::MIN_POSITIVE);
            say(format_args!("reading {:.1} s, store {storing:.1} s ({share:.1} %)", seconds.reading));
        }
        let outcome = self.progress.close_with(&self.counts.to_string());
        match self.broken {
            None => outcome,
            Some(message) => failed(&message),
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let counts = [
            (self.new, "new"),
            (self.versions, "new versions"),
            (self.elsewhere, "known, seen at another place"),
            (self.there, "already in"),
        ];
        let counts: Vec<String> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
        formatter.write_str(if counts.is_empty() { "nothing was added" } else { "" })?;
        formatter.write_str(&counts.join(", "))
    }
}
