//! The work on one input of `add`, on any thread: is it in already? Else bytes → record → what the store takes.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use hearsay_store::{Entry, PlaceKind, Reading, Sighting, Store};

use crate::archive::{read_at_most, too_large};
use crate::failure::Failure;
use crate::fetch::Network;
use crate::input::{Input, Loaded};
use crate::output::reason;
use crate::reader::Reader;
use crate::walk::Item;

/// All that the work on an input needs; shared by the threads.
pub struct Work {
    reader: Reader,
    network: Network,
    /// What the records depend on besides bytes and name.
    options: String,
    lookup: Mutex<Store>,
    reading: AtomicU64,
    storing: AtomicU64,
}

/// What came of one input.
pub struct Step {
    pub name: String,
    pub arrival: Result<Arrival, Failure>,
    pub warnings: Vec<String>,
}

/// What the store is to take.
pub enum Arrival {
    /// A record.
    Read(Box<Entry>),
    /// A document that is in, seen at a place where it was not.
    Seen(String, Sighting),
    /// Nothing: it is in, and was seen here.
    There,
}

/// Seconds of work, all threads together.
pub struct Seconds {
    /// Bytes → record.
    pub reading: f64,
    /// For the store.
    pub storing: f64,
}

impl Work {
    pub fn new(reader: Reader, network: Network, lookup: Store) -> Self {
        let options = format!(
            "{}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
            concat!("hearsay ", env!("CARGO_PKG_VERSION")),
            reader.build.model,
            reader.build.layers,
            reader.published,
            reader.outlet,
            reader.kind,
            reader.speakers,
        );
        let lookup = Mutex::new(lookup);
        Self { reader, network, options, lookup, reading: AtomicU64::new(0), storing: AtomicU64::new(0) }
    }

    /// How long it all took so far.
    pub fn seconds(&self) -> Seconds {
        let seconds = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64 / 1e6;
        Seconds { reading: seconds(&self.reading), storing: seconds(&self.storing) }
    }

    /// Does one input.
    pub fn on(&self, item: Item) -> Step {
        let mut warnings = Vec::new();
        let (name, arrival) = match item {
            Item::Failed(failure) => (failure.name.clone(), Err(failure)),
            Item::Input(input) => {
                let name = input.name();
                let arrival = self
                    .load(&input)
                    .and_then(|(loaded, sighting)| self.arrival(&name, &name, &loaded, sighting, &mut warnings));
                (name, arrival)
            }
            Item::Member(member) => {
                let name = member.shown();
                let sighting = Sighting { member: Some(member.name.clone()), ..path(&member.archive) };
                let loaded = Loaded { bytes: member.bytes, media_type: None, address: None };
                (name.clone(), self.arrival(&name, &member.name, &loaded, sighting, &mut warnings))
            }
        };
        Step { name, arrival, warnings }
    }

    fn load(&self, input: &Input) -> Result<(Loaded, Sighting), Failure> {
        if let Input::File(file) = input {
            let bytes = fs::File::open(file).and_then(|mut opened| read_at_most(&mut opened));
            let bytes = bytes.map_err(|error: io::Error| Failure::new(input.name(), reason(&error)))?;
            let bytes = bytes.ok_or_else(|| Failure::new(input.name(), too_large()))?;
            return Ok((Loaded { bytes, media_type: None, address: None }, path(file)));
        }
        let loaded = input.fetch(self.network)?;
        // The address as the user gave it is where a next version will be looked for.
        Ok((loaded, Sighting { kind: PlaceKind::Address, address: input.name(), member: None }))
    }

    /// `name` is shown; `told` is what the reader goes by.
    fn arrival(
        &self,
        name: &str,
        told: &str,
        loaded: &Loaded,
        sighting: Sighting,
        warnings: &mut Vec<String>,
    ) -> Result<Arrival, Failure> {
        let fail = |error: hearsay_store::Error| Failure::new(name, error);
        let reading = self.reading_of(told, loaded);
        if let Some(known) = self.known(&reading, &sighting).map_err(fail)? {
            return Ok(known);
        }
        let begun = Instant::now();
        let document =
            self.reader.document(told, loaded).map_err(|failure| Failure { name: name.to_owned(), ..failure })?;
        warnings.extend_from_slice(document.warnings());
        let record = self.reader.record(&document);
        count(&self.reading, begun);
        let begun = Instant::now();
        let entry = Entry::new(&record, sighting, Some(reading)).map_err(fail)?;
        count(&self.storing, begun);
        Ok(Arrival::Read(Box::new(entry)))
    }

    fn known(&self, reading: &Reading, sighting: &Sighting) -> Result<Option<Arrival>, hearsay_store::Error> {
        let lookup = self.lookup.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = Instant::now();
        let known = lookup.known(reading)?;
        let arrival = match known {
            None => None,
            Some(id) if lookup.is_seen(&id, sighting)? => Some(Arrival::There),
            Some(id) => Some(Arrival::Seen(id, sighting.clone())),
        };
        count(&self.storing, begun);
        Ok(arrival)
    }

    /// A name tells a format by its ending, an address also the page's own address.
    fn reading_of(&self, told: &str, loaded: &Loaded) -> Reading {
        let ending = Path::new(told).extension().map(|ending| ending.to_ascii_lowercase());
        Reading::of(
            &loaded.bytes,
            &format!("{}\n{ending:?}\n{:?}\n{:?}", self.options, loaded.media_type, loaded.address),
        )
    }
}

fn count(counter: &AtomicU64, begun: Instant) {
    counter.fetch_add(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
}

/// A file by the path that leads to it from everywhere.
fn path(file: &Path) -> Sighting {
    let whole = file.canonicalize().or_else(|_| std::path::absolute(file)).unwrap_or_else(|_| file.to_owned());
    Sighting::path(whole.to_string_lossy())
}
