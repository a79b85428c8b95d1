//! `hearsay store reread`: records of an older program or model made anew from the texts in the store.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::Args;
use hearsay::analyze::{Layer, analyze_layers};
use hearsay::model::Model;
use hearsay::record::{BuildOptions, MadeBy, Record};
use hearsay::text::Kind;
use hearsay_store::{Renewed, Store};

use crate::commands::about::jobs;
use crate::commands::store_file::{StoreArgument, failed, user};
use crate::failure::{Failure, Outcome, say, usage};
use crate::jobs::from_source;
use crate::progress::Progress;

/// `hearsay store reread`
#[derive(Args)]
pub struct Arguments {
    /// Weights to read with, instead of those inside the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// Documents to read at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,

    /// No progress bar or counts
    #[arg(long, short)]
    quiet: bool,
}

/// The most records in one transaction.
const MOST: usize = 64;

/// Makes records anew.
pub fn run(arguments: Arguments, store: &StoreArgument) -> Result<Outcome, Outcome> {
    let model = crate::commands::model(arguments.model).map_err(|message| usage(&message))?;
    let build = BuildOptions {
        why: true,
        model: Some(model.name().to_owned()),
        layers: Layer::ALL.iter().map(|layer| layer.name().to_owned()).collect(),
        ..BuildOptions::default()
    };
    let (mut store, lookup) = (store.write()?, Mutex::new(store.read()?));
    let due = due(&store, &build).map_err(|error| failed(&error.to_string()))?;
    let mut progress = Progress::new(due.len(), arguments.quiet);
    let (mut waiting, mut total, mut broken) = (Vec::new(), Renewed::default(), None);
    let by = user();
    let mut renew = |records: &mut Vec<Record>| {
        let renewed = store.renew(records, &by)?;
        records.clear();
        total.records += renewed.records;
        total.in_review += renewed.in_review;
        hearsay_store::Result::Ok(())
    };
    let work = |id: String| (again(&lookup, &id, &model, &build), id);
    let take = |_, result: Option<(Result<Record, String>, String)>| {
        match result {
            None => progress.failed(Failure::new("a document", crate::commands::DEFECT)),
            Some((Err(reason), id)) => progress.failed(Failure::new(id, reason)),
            Some((Ok(record), _)) => {
                waiting.push(record);
                progress.done();
            }
        }
        let full = waiting.len() >= MOST;
        match if full { renew(&mut waiting) } else { Ok(()) } {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                broken = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    from_source(due.into_iter(), jobs(arguments.jobs), work, take);
    if broken.is_none() && !waiting.is_empty() {
        broken = renew(&mut waiting).err();
    }
    let outcome = progress.close_with(&format!("{} records made anew", total.records));
    if total.in_review > 0 {
        say(format_args!(
            "{} corrections found no place in the new records and wait for review in the desk",
            total.in_review
        ));
    }
    broken.map_or(Ok(outcome), |error| Err(failed(&error.to_string())))
}

/// Ids of the documents whose records are of another making.
fn due(store: &Store, build: &BuildOptions) -> hearsay_store::Result<Vec<String>> {
    let program = concat!("hearsay ", env!("CARGO_PKG_VERSION")).to_owned();
    let made_by = MadeBy { program, model: build.model.clone(), layers: build.layers.clone() };
    let (mut out, mut after) = (Vec::new(), None);
    loop {
        let page = store.outdated(&made_by, after, 10_000)?;
        out.extend(page.rows);
        after = page.next;
        if after.is_none() {
            return Ok(out);
        }
    }
}

/// A document's record, made anew.
fn again(lookup: &Mutex<Store>, id: &str, model: &Model, build: &BuildOptions) -> Result<Record, String> {
    let store = lookup.lock().unwrap_or_else(PoisonError::into_inner);
    let before = store.machine_record(id).map_err(|error| error.to_string())?;
    drop(store);
    let before = before.ok_or("was forgotten")?.document;
    if before.kind == Kind::Transcript {
        return Err("a transcript: its turns are in its file, add that again".to_owned());
    }
    let document = before.document();
    let analysis = analyze_layers(&document, model, &Layer::ALL);
    let mut record = Record::build(&document, &analysis, build);
    record.document = before;
    Ok(record)
}
