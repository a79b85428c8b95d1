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

/// How far back, in sentences, "they" and "both" look for names that "and" joins.
const BACK: usize = 2;

/// How far back they look for the last two who spoke.
const SPOKE: usize = 10;

/// Who "they" or "both" at `at` are: the names that "and" joins at the head of this sentence or one of the last, unless other persons come
/// between; else the last two who spoke, where the text joins them somewhere.
pub(super) fn meant(cast: &mut Cast, at: usize) -> Option<Resolved> {
    let here = cast.view.sentence(at);
    let from = cast.view.scene.sentences.get(here.saturating_sub(BACK)).map_or(0, |sentence| sentence.tokens.start());
    let list = lists(cast, TokenRange::new(from, at)).into_iter().next_back();
    if let Some(found) =
        list.filter(|list| leads(cast, *list) && !others(cast, list.end(), at)).and_then(|list| coordinated(cast, list))
    {
        return Some(Resolved { decider: "those joined before", score: 0.75, ..found });
    }
    let mut last: Vec<usize> = Vec::new();
    for index in (0..cast.mentions.partition_point(|mention| mention.tokens.start() < at)).rev() {
        let head = cast.mentions[index].head;
        let spoke = cast.entity_of(index).filter(|&entity| cast.in_source[head] && cast.is_named(entity));
        if last.len() == 2 || cast.view.sentence(head) + SPOKE < here {
            break;
        }
        last.extend(spoke.filter(|entity| !last.contains(entity) && cast.entities[*entity].kind == EntityType::Person));
    }
    last.sort_unstable();
    let known = cast.entities.iter().position(|draft| draft.kind == EntityType::Group && draft.members == last)?;
    Some(Resolved::new(Some(known), kind_of(cast, known), "the two who spoke last", 0.65))
}

/// Names of one kind that commas and "and" join, in order.
fn lists(cast: &Cast, range: TokenRange) -> Vec<TokenRange> {
    let view = cast.view;
    let names: Vec<usize> =
        cast.mentions_in(range).into_iter().filter(|&index| is_name(&cast.mentions[index])).collect();
    let mut found: Vec<TokenRange> = Vec::new();
    let mut open: Option<TokenRange> = None;
    for pair in names.windows(2) {
        let (one, next) = (&cast.mentions[pair[0]], &cast.mentions[pair[1]]);
        let gap = || one.tokens.end()..next.tokens.start();
        let and = gap().any(|at| matches!(view.lower(at), "and" | "&"));
        let plain =
            |at: usize| matches!(view.lower(at), "," | "and" | "&" | "the") || view.is_title(at) || view.is_capital(at);
        let joined = one.kind == next.kind
            && next.tokens.start() - one.tokens.end() < GAP
            && !gap().is_empty()
            && gap().all(plain);
        let start = open.map_or(one.tokens.start(), TokenRange::start);
        open = joined.then(|| TokenRange::new(start, next.tokens.end()));
        found.extend(open.filter(|_| and));
    }
    found
}

/// Whether a list is what its sentence is about: it stands at its head or in a source.
fn leads(cast: &Cast, list: TokenRange) -> bool {
    let start = cast.view.sentence_tokens(list.start()).start();
    let title = |at: usize| {
        cast.view.is_capital(at)
            || cast.view.is_title(at)
            || cast.view.is_plural(Class::Position, at)
            || cast.view.lower(at) == "the"
    };
    cast.in_source[list.start()] || (start..list.start()).all(title)
}

/// Whether other persons or a group are told of between.
fn others(cast: &Cast, from: usize, to: usize) -> bool {
    let several = |index: usize| {
        let mention = &cast.mentions[index];
        mention.form == MentionForm::Nominal && mention.kind == Some(EntityType::Group)
    };
    cast.mentions_in(TokenRange::new(from.min(to), to)).into_iter().any(several)
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
    let mut ordered: Vec<usize> = inside.iter().copied().filter(|&index| is_person(cast, index) == person).collect();
    ordered.sort_by_key(|&index| !is_name(&cast.mentions[index]));
    ordered.into_iter().find(|&index| {
        let start = cast.mentions[index].tokens.start();
        let nominal = !is_name(&cast.mentions[index]);
        let title = |gap: usize| {
            view.is_title(gap)
                || view.is_capital(gap)
                || view.is(Class::Modifier, gap)
                || view.is(Class::Honorific, gap)
                || view.lower(gap) == "of" && (nominal || view.is_title(gap - 1))
                || nominal && view.is_determiner(gap)
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
    let at = core.end() + usize::from(view.lower(core.end()) == ",");
    let word = view.lower(at);
    let such = word == "such" && view.lower(at + 1) == "as";
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
