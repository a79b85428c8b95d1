//! The record of a document, with only some of its statements.

use std::collections::BTreeSet;

use hearsay::record::Record;
use hearsay_store::Store;

/// The record, corrections applied; `None` where the document has just been forgotten.
pub fn kept(store: &Store, document: &str, ids: &BTreeSet<String>) -> Result<Option<Record>, String> {
    let stored = store.document(document).map_err(|error| error.to_string())?;
    Ok(stored.map(|stored| {
        let mut record = stored.record;
        record.keep_only(ids);
        record
    }))
}
