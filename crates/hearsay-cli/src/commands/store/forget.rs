//! `hearsay store forget`: takes documents out without a trace.

use clap::Args;

use crate::commands::store_file::{StoreArgument, failed, user};
use crate::failure::{Outcome, say, usage};

/// `hearsay store forget`
#[derive(Args)]
pub struct Arguments {
    /// Ids of documents, or how they begin
    #[arg(value_name = "DOCUMENT", required_unless_present = "person")]
    documents: Vec<String>,

    /// Every document that names this person, exactly so, anywhere in it
    #[arg(long, value_name = "NAME")]
    person: Option<String>,

    /// Do it; without this, only what would be forgotten is said
    #[arg(long)]
    yes: bool,
}

/// Forgets.
pub fn run(arguments: &Arguments, store: &StoreArgument) -> Result<Outcome, Outcome> {
    let fail = |error: hearsay_store::Error| failed(&error.to_string());
    let mut store = store.write()?;
    let mut ids = Vec::new();
    for start in &arguments.documents {
        match store.resolve(start).map_err(fail)? {
            Some(id) => ids.push(id),
            None => {
                return Err(failed(&format!("{start} is not in the store, or begins the ids of several documents")));
            }
        }
    }
    if let Some(name) = &arguments.person {
        if name.trim().is_empty() {
            return Err(usage("the name is empty"));
        }
        ids.extend(store.documents_naming(name).map_err(fail)?);
    }
    ids.sort();
    ids.dedup();
    if !arguments.yes {
        for id in &ids {
            let title = store.document(id).map_err(fail)?.and_then(|stored| stored.row.title);
            say(format_args!("{id} {}", title.unwrap_or_default()));
        }
        say(format_args!("{} documents would be forgotten for good; --yes does it", ids.len()));
        return Ok(Outcome::Usage);
    }
    if ids.is_empty() {
        return Err(failed("no document names them"));
    }
    match store.forget(&ids, &user()) {
        Ok(()) => {
            say(format_args!("{} documents forgotten; backups made before still hold them", ids.len()));
            Ok(Outcome::Done)
        }
        Err(error) if error.is_busy() => Err(failed(
            "another program holds the store: what was forgotten may still stand in its files; close the other and run `hearsay store compact`",
        )),
        Err(error) => Err(fail(error)),
    }
}
