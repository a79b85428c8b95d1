//! Mends what the network cannot be trusted with: where a part ends, what belongs to the audience, what runs on into a
//! sentence or paragraph that is the author's own (docs/semantics.md, "Cue", "Content", "Punctuation at the ends").

mod bounds;
mod coordination;
mod directed;
mod ends;
mod marks;
mod refusal;

use super::collect::Draft;
use super::parts::Parts;
use super::scene::Scene;

pub use coordination::promote;
pub use directed::is_unsaid;
pub use ends::content as trim;

/// Mends one of the story's own statements.
pub fn outer(scene: &Scene, draft: &mut Draft) {
    let parts = &mut draft.parts;
    bounds::without_dateline(scene, parts);
    bounds::within_paragraphs(scene, parts);
    bounds::without_own_sentences(scene, parts);
    bounds::apart_from_quotations(scene, parts);
    bounds::without_tail(scene, parts);
    bounds::without_relative(scene, parts);
    bounds::without_addition(scene, parts);
    settle(scene, parts);
    refusal::whole(scene, parts);
}

/// Mends a statement inside another's content.
pub fn inner(scene: &Scene, draft: &mut Draft) {
    let parts = &mut draft.parts;
    bounds::within_sentence(scene, parts);
    bounds::within_quotation(scene, parts);
    bounds::without_tail(scene, parts);
    settle(scene, parts);
    ends::inner_content(scene, parts);
    marks::whole_quotation(scene, parts);
    refusal::whole(scene, parts);
}

/// What both kinds need once their bounds are right: whole marks, the ends of each part, who is told out of the content.
fn settle(scene: &Scene, parts: &mut Parts) {
    bounds::without_crumbs(scene, parts);
    marks::complete(scene, parts);
    ends::source(scene, parts);
    ends::cue(scene, parts);
    directed::take_out(scene, parts);
    ends::content(scene, parts);
}
