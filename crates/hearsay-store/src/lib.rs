//! The store: one SQLite file that keeps the records of many documents.
//!
//! [`Store`] is the whole of it: what goes in ([`Entry`], [`Store::put_all`]) and what can be asked. No SQL, no row and no connection
//! leaves this crate. A record goes in whole, in one transaction; rows for searching are drawn from it and can be drawn again, so the record is
//! the truth and they are a view. What a person corrects is a layer of its own, laid over the record when it is read.

mod audit;
mod care;
mod corrections;
mod documents;
mod draw;
mod entry;
mod error;
mod find;
mod forget;
mod identity;
mod ids;
mod ledger;
mod names;
mod open;
mod page;
mod places;
mod put;
mod query;
mod renew;
mod rows;
mod schema;
mod statements;
mod tags;
mod trace;
mod versions;
mod words;
mod writer;

pub use audit::AuditRow;
pub use care::Checked;
pub use corrections::{Change, CorrectionRow, Part, State};
pub use documents::{Counts, DocumentRow, SightingRow, StoredDocument};
pub use entry::{Entry, PlaceKind, Reading, Sighting};
pub use error::Error;
pub use find::{Count, Facets};
pub use identity::{
    BearerKind, Candidate, EntityRef, Evidence, EvidenceKind, Member, PersonDetail, PersonId, PersonRow, Profile,
    Score, Tally, Verdict, weigh,
};
pub use ledger::{Ledger, LedgerOptions, TitleHeld};
pub use open::Store;
pub use page::{Cursor, Page};
pub use put::{Put, What};
pub use query::{Query, QueryError};
pub use renew::Renewed;
pub use statements::{StatementId, StatementRow};
pub use trace::{Step, Taken, Trace};
pub use versions::Version;

/// What comes of asking a store.
pub type Result<T> = std::result::Result<T, Error>;
