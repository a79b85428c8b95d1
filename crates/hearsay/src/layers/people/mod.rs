//! People: who each mention is, and so who speaks and who is spoken to, under every name.
//!
//! Names are brought together first (`naming`), then titles and appositions (`titles`), other spellings (`spellings`), then
//! descriptions and pronouns in the order of the text (`refer`, `epithets`), whoever is told of before the name (`later`, `works`), bodies under their owners (`owned`), then sources and audiences
//! (`sources`), and last "I" and "you" in quotations (`quoted`).

mod cast;
mod certainty;
mod epithets;
mod groups;
mod later;
mod naming;
mod owned;
mod quoted;
mod refer;
mod silence;
mod sources;
mod spellings;
mod titles;
mod works;

use crate::layers::attributions::{Attribution, Reason, Scene};
use crate::layers::mentions::{Gender, Mention, View};
use crate::model::Links;
use crate::record::{EntityType, NoCommentKind, SourceKind};
use crate::text::TokenRange;
use cast::Cast;
pub use certainty::evidence;
pub use refer::{WEIGHTS, Weights};

/// A person, body, place, work or group of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityType,
    /// The fullest name that the text gives, without titles.
    pub name: Option<TokenRange>,
    /// Of a body without a name that is told of by its owner ("her campaign"): the index of the owner, and the noun.
    pub owner: Option<(usize, TokenRange)>,
    /// Positions held, with where they are held.
    pub titles: Vec<TokenRange>,
    /// Indices of its mentions, in order.
    pub mentions: Vec<usize>,
    /// Indices of its members.
    pub members: Vec<usize>,
    /// Whether `members` is all of the group.
    pub complete: Option<bool>,
    /// What tells why this source is in the story, beyond the title.
    pub relevance: Vec<TokenRange>,
    /// Told by honorifics, given names, kinship words and pronouns.
    pub gender: Option<Gender>,
}

/// Who one statement's source and audience are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// Index of the entity.
    pub entity: Option<usize>,
    /// What kind of source it is.
    pub kind: Option<SourceKind>,
    /// The entity of each audience of the statement.
    pub audience: Vec<Option<usize>>,
    /// That entity and kind are right.
    pub certainty: Option<f32>,
    /// That the first audience is right.
    pub audience_certainty: Option<f32>,
    /// What decided.
    pub reasons: Vec<Reason>,
}

/// Somebody did not comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// Index of the entity.
    pub entity: Option<usize>,
    /// Declined, no reply, not reached.
    pub kind: NoCommentKind,
    /// The clause that tells.
    pub tokens: TokenRange,
}

/// Everybody of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// The entities, in order of their first mention.
    pub entities: Vec<Entity>,
    /// One entry for each attribution.
    pub speakers: Vec<Speaker>,
    /// Who did not comment.
    pub silences: Vec<Silence>,
}

/// Resolves the mentions and the attributions of a document.
#[must_use]
pub fn people(scene: &Scene, mentions: &[Mention], links: &Links, attributions: &[Attribution]) -> People {
    people_by(scene, mentions, links, attributions, &WEIGHTS)
}

/// Resolves them with other weights for pronouns: for choosing the weights.
#[must_use]
pub fn people_by(
    scene: &Scene,
    mentions: &[Mention],
    links: &Links,
    attributions: &[Attribution],
    weights: &Weights,
) -> People {
    let view = View::new(scene);
    let mut cast = Cast::new(&view, mentions, links, attributions, weights);
    naming::name(&mut cast);
    titles::before_and_beside(&mut cast);
    spellings::merge(&mut cast);
    refer::outside_quotations(&mut cast);
    epithets::tie(&mut cast);
    later::tie(&mut cast);
    works::tie(&mut cast);
    titles::told_later(&mut cast);
    owned::bodies(&mut cast);
    quoted::author(&mut cast);
    let mut speakers = sources::speakers(&mut cast);
    refer::inside_quotations(&mut cast, &speakers);
    quoted::speakers_themselves(&mut cast, &mut speakers);
    sources::again(&mut cast, &mut speakers);
    sources::audiences(&mut cast, &mut speakers);
    certainty::settle(&mut speakers);
    spellings::offer(&cast, &mut speakers);
    let silences = silence::silences(&mut cast);
    cast.finish(speakers, silences)
}
