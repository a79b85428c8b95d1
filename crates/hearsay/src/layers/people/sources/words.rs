//! Sources told by single words: words of anonymity, pronouns, "everyone".

use super::super::cast::{Cast, is_name};
use super::phrase::core;
use super::{Resolved, joined, kind_of};
use crate::layers::attributions::Attribution;
use crate::record::{EntityType, SourceKind};
use crate::text::TokenRange;

/// Anonymity that was granted or is plain.
pub(super) fn granted(cast: &mut Cast, span: TokenRange, attribution: Option<&Attribution>) -> Option<Resolved> {
    let view = cast.view;
    let sentence = view.sentence_tokens(span.start());
    let condition = sentence.range().any(|at| view.lower(at) == "anonymity") && attribution.is_some();
    let named = cast.mentions_in(span).iter().any(|&index| {
        is_name(&cast.mentions[index])
            && cast.mentions[index].kind == Some(EntityType::Person)
            && cast.mentions[index].tokens.start() == span.start()
    });
    let words = |at: usize| (view.lower(at), view.lower(at + 1));
    let plain = span.range().any(|at| {
        matches!(
            words(at),
            ("familiar", "with")
                | ("close", "to")
                | ("briefed", "on")
                | ("knowledge", "of")
                | ("not", "authorized" | "authorised")
        )
    }) || span.range().any(|at| matches!(view.lower(at), "unnamed" | "unidentified" | "anonymous"));
    let source = span.range().any(|at| matches!(view.lower(at), "sources" | "source" | "insiders" | "insider"));
    if named || !(condition || plain || source) {
        return None;
    }
    let core = core(cast, span);
    let entity = cast
        .headed_at(core.end() - 1)
        .map(|mention| cast.entity_of(mention).unwrap_or_else(|| cast.described(mention)));
    let entity = entity.filter(|&entity| !cast.is_named(entity));
    Some(Resolved::new(entity, Some(SourceKind::Anonymous), "words of anonymity", 0.9))
}

pub(super) fn one_word(cast: &mut Cast, at: usize) -> Option<Resolved> {
    let view = cast.view;
    if matches!(view.lower(at), "they" | "both")
        && cast.quoted_in[at].is_none()
        && let Some(found) = joined::meant(cast, at)
    {
        return Some(found);
    }
    match view.lower(at) {
        "that" | "which" | "who" => {
            let mention =
                cast.headed_at(at).and_then(|mention| cast.links[mention]).map(|link| (link.entity, link.score));
            let Some(before) = mention.or_else(|| antecedent(cast, at)) else {
                return (view.lower(at) == "who").then(|| nobody_named(cast, at));
            };
            Some(Resolved::new(Some(before.0), kind_of(cast, before.0), "relative pronoun", before.1))
        }
        "everyone" | "everybody" | "nobody" | "none" | "others" | "many" | "some" | "most" | "few" | "both"
        | "those" | "several" | "all" | "neither" | "half" => {
            Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.85))
        }
        "someone" | "somebody" | "anyone" => {
            Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "somebody without a name", 0.7))
        }
        word => {
            let mention = cast.headed_at(at)?;
            match cast.links[mention] {
                Some(link) => {
                    Some(Resolved::new(Some(link.entity), kind_of(cast, link.entity), link.decider, link.score))
                }
                None if word == "i" => Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "the author", 0.6)),
                None if word == "we" => {
                    Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "the outlet or the speaker's side", 0.6))
                }
                None if matches!(word, "they" | "them" | "their") => {
                    Some(Resolved::new(None, Some(SourceKind::UnnamedGroup), "several without a name", 0.5))
                }
                None if matches!(word, "he" | "she") => {
                    Some(Resolved::new(None, Some(SourceKind::UnnamedPerson), "somebody without a name", 0.5))
                }
                None => None,
            }
        }
    }
}

/// "Who", where nobody known stands before: several behind a number or a plural, else one.
fn nobody_named(cast: &Cast, at: usize) -> Resolved {
    let several = (at.saturating_sub(4)..at).any(|before| {
        let word = cast.view.lower(before);
        word.starts_with(|c: char| c.is_ascii_digit()) || matches!(word, "percent" | "those" | "people") || {
            word.len() > 3 && word.ends_with('s')
        }
    });
    let kind = if several { SourceKind::UnnamedGroup } else { SourceKind::UnnamedPerson };
    Resolved::new(None, Some(kind), "somebody without a name", 0.6)
}

/// Who stands right before "that" or "which".
fn antecedent(cast: &Cast, at: usize) -> Option<(usize, f32)> {
    let until = cast.mentions.partition_point(|mention| mention.tokens.start() < at);
    let index = (0..until).rev().take(8).find(|&index| {
        let end = cast.mentions[index].tokens.end();
        end <= at && at - end <= 1 && (end..at).all(|gap| !cast.view.scene.is_word(gap))
    })?;
    Some((cast.entity_of(index)?, 0.85))
}
