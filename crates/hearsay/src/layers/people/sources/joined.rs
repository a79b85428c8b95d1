//! Sources that "and" joins ("Ana Duarte and Piet Lam"), and groups that name some of theirs ("critics like Lam").

use super::super::cast::{Cast, is_name};
use super::super::groups;
use super::{Resolved, kind_of};
use crate::lang::en::people::Class;
use crate::record::{EntityType, MentionForm, SourceKind};
use crate::text::TokenRange;

/// Longest stretch between a member's name and the "and": a party in brackets, where an office is held.
const GAP: usize = 8;

/// A group, unless "and" stands inside one name, one title or a clause about one person.
pub(super) fn coordinated(cast: &mut Cast, span: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let and = span.range().find(|&at| {
        matches!(view.lower(at), "and" | "&") && at > span.start() && at + 1 < span.end() && cast.named_at[at].is_none()
    })?;
    let inside = cast.mentions_in(span);
    let before = before(cast, &inside, span, and)?;
    let after = after(cast, &inside, and, is_person(cast, before))?;
    let held = inside.iter().any(|&other| other != before && cast.mentions[other].tokens.contains(and));
    if held || !(is_person(cast, before) && is_person(cast, after) || is_body(cast, before) && is_body(cast, after)) {
        return None;
    }
    let mut members = Vec::new();
    for &index in &inside {
        let listed = index == before || index == after || in_list(cast, index, before, and);
        if listed {
            members.push(cast.entity_of(index).unwrap_or_else(|| cast.described(index)));
        }
    }
    members.dedup();
    if members.len() < 2 {
        return None;
    }
    let entity = groups::of_members(cast, members);
    Some(Resolved::new(Some(entity), kind_of(cast, entity), "joined by “and”", 0.85))
}

fn is_person(cast: &Cast, index: usize) -> bool {
    let mention = &cast.mentions[index];
    matches!(mention.kind, Some(EntityType::Person | EntityType::Group)) || mention.form == MentionForm::Pronoun
}

fn is_body(cast: &Cast, index: usize) -> bool {
    matches!(cast.mentions[index].kind, Some(EntityType::Organisation | EntityType::Place))
}

/// The member right before "and": with nothing between but punctuation, a party or where an office is held, and with no clause before it.
fn before(cast: &Cast, inside: &[usize], span: TokenRange, and: usize) -> Option<usize> {
    let view = cast.view;
    let near = |&index: &usize| {
        let end = cast.mentions[index].tokens.end();
        let plain = |gap: usize| {
            !view.scene.is_word(gap)
                || view.is_possessive(gap)
                || view.is_capital(gap)
                || !is_name(&cast.mentions[index]) && matches!(view.lower(gap), "of" | "at" | "for" | "the")
        };
        let of_name = is_name(&cast.mentions[index]) && view.lower(end) == "of";
        end <= and && and - end < GAP && !of_name && (end..and).all(plain)
    };
    let mut found: Vec<usize> = inside.iter().rev().copied().filter(near).collect();
    found.sort_by_key(|&index| !is_person(cast, index));
    let first = *found.first()?;
    let start = cast.mentions[first].tokens.start();
    let clause = |at: usize| cast.named_at[at].is_none() && breaks(view.lower(at));
    (!(span.start()..start).any(clause)).then_some(first)
}

/// Words behind which a name is no member of its own.
fn breaks(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "whose"
            | "which"
            | "that"
            | "of"
            | "for"
            | "with"
            | "by"
            | "at"
            | "in"
            | "from"
            | "on"
            | "to"
            | "about"
            | "like"
            | "including"
            | "between"
    )
}

/// The member behind "and", its title aside: a person beside a person ("Lam and House Speaker Duarte").
fn after(cast: &Cast, inside: &[usize], and: usize, person: bool) -> Option<usize> {
    let view = cast.view;
    inside.iter().copied().filter(|&index| is_person(cast, index) == person).find(|&index| {
        let start = cast.mentions[index].tokens.start();
        let nominal = !is_name(&cast.mentions[index]);
        let title = |gap: usize| {
            view.is_title(gap)
                || view.is_capital(gap)
                || view.is(Class::Modifier, gap)
                || view.is(Class::Honorific, gap)
                || nominal && (view.is_determiner(gap) || view.lower(gap) == "of")
        };
        let relative = matches!(view.lower(and + 1), "who" | "whose" | "which" | "that");
        start > and && !relative && (and + 1..start).all(title)
    })
}

/// Whether a name before the last two is a member as well: "Duarte, Lam and Krog".
fn in_list(cast: &Cast, index: usize, before: usize, and: usize) -> bool {
    let mention = &cast.mentions[index];
    mention.tokens.end() <= and
        && is_name(mention)
        && is_person(cast, index) == is_person(cast, before)
        && cast.view.lower(mention.tokens.end()) == ","
}

/// "Critics like Lam and Duarte", "officials such as Krog": a group of whom the text names some.
pub(super) fn exemplified(cast: &mut Cast, span: TokenRange, core: TokenRange) -> Option<Resolved> {
    let view = cast.view;
    let word = view.lower(core.end());
    let such = word == "such" && view.lower(core.end() + 1) == "as";
    let plural = view.lower(core.end() - 1).ends_with('s') || view.is(Class::Several, core.end() - 1);
    if !(matches!(word, "like" | "including") || such) || !plural || core.end() >= span.end() {
        return None;
    }
    let rest = TokenRange::new(core.end(), span.end());
    let named = |index: &usize| is_name(&cast.mentions[*index]) && is_person(cast, *index);
    let mut members: Vec<usize> =
        cast.mentions_in(rest).into_iter().filter(named).filter_map(|index| cast.entity_of(index)).collect();
    members.sort_unstable();
    members.dedup();
    let head = cast.headed_at(core.end() - 1)?;
    let entity = cast.entity_of(head).unwrap_or_else(|| cast.described(head));
    let open = !cast.is_named(entity) && cast.entities[entity].kind == EntityType::Group && !members.contains(&entity);
    if members.is_empty() || !open {
        return None;
    }
    cast.entities[entity].members = members;
    cast.entities[entity].complete = Some(false);
    Some(Resolved::new(Some(entity), Some(SourceKind::UnnamedGroup), "several of whom some are named", 0.85))
}
