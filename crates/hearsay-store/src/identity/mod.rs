//! Identity across documents: which entities of many documents are one person.
//!
//! What each document tells of a bearer is drawn into a [`Profile`] when the record is read. A person of the store is the sum of the
//! profiles of its entities. A new entity is held against the persons that share a key with it ([`keys`], a look-up whose cost does not grow with
//! the store), all that speaks for or against is weighed ([`weigh`]), and only what is beyond doubt is put together without asking; what may be one is
//! kept as a candidate for a person to decide. Decisions (merge, split, rename, never merge) are a layer of their own: they survive
//! re-reading and can be undone.

mod assign;
mod blocks;
mod company;
mod decide;
mod draft;
mod evidence;
mod join;
mod keys;
mod lexicon;
mod names;
mod persons;
mod profile;
mod score;

pub(crate) use assign::{Held, held, leave, settle};
pub(crate) use draft::{Bearer, bearers};
pub use evidence::{Evidence, EvidenceKind};
pub use persons::{Candidate, EntityRef, Member, PersonDetail, PersonId, PersonRow};
pub use profile::{BearerKind, Profile, Tally};
pub use score::{Score, Verdict, weigh};

#[cfg(test)]
mod tests;
