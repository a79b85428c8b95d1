//! Names as mentions: what the head tagged, without the titles that it took along.

use std::collections::BTreeSet;

use super::{Gender, Mention, Number, View};
use crate::lang::en::people::Class;
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// The names of a document, without titles before them.
pub(super) fn names(view: &View, tagged: &[(TokenRange, EntityType)]) -> Vec<Mention> {
    let capitals: BTreeSet<&str> = (0..view.len()).filter(|&at| view.is_capital(at)).map(|at| view.lower(at)).collect();
    let one = |(range, kind): &(TokenRange, EntityType)| {
        let name = bare(view, *range, *kind)?;
        (!is_pair(view, &capitals, name)).then(|| mention(view, name, *kind))
    };
    tagged.iter().filter_map(one).collect()
}

/// "The Lam-Duarte call": two who are named elsewhere, and nobody of that name.
fn is_pair(view: &View, capitals: &BTreeSet<&str>, name: TokenRange) -> bool {
    let mut parts = view.lower(name.start()).split(['-', '–']);
    let known = |part: &str| part.chars().count() > 1 && capitals.contains(part);
    let two = parts.next().is_some_and(known) && parts.next().is_some_and(known) && parts.next().is_none();
    two && name.len() == 1
}

/// The name without an article, a possessive mark and, of a person, titles before it; `None` where nothing is left.
fn bare(view: &View, range: TokenRange, kind: EntityType) -> Option<TokenRange> {
    let (mut start, mut end) = (range.start(), range.end());
    let title = |at: usize| view.is_title(at) || view.is(Class::Honorific, at);
    while start < end
        && (view.lower(start) == "the"
            || kind == EntityType::Person && title(start) && (start + 1 < end || view.is(Class::Honorific, start)))
    {
        start += 1;
    }
    while end > start && (view.is_possessive(end - 1) || !view.scene.is_word(end - 1)) {
        end -= 1;
    }
    let end = (start..end).find(|&at| view.lower(at) == "(").unwrap_or(end);
    (start < end).then(|| TokenRange::new(start, end))
}

/// A name as a mention.
pub(super) fn mention(view: &View, name: TokenRange, kind: EntityType) -> Mention {
    let before = name.start().wrapping_sub(1);
    let address = (name.start() > 0).then(|| match () {
        () if view.is(Class::Lady, before) || view.is(Class::Woman, before) => Some(Gender::Woman),
        () if view.is(Class::Sir, before) || view.is(Class::Man, before) => Some(Gender::Man),
        () => None,
    });
    let given = view.words.given_to_women(view.lower(name.start())).filter(|_| name.len() > 1);
    let by_given = given.map(|woman| if woman { Gender::Woman } else { Gender::Man });
    Mention {
        tokens: name,
        head: name.end() - 1,
        form: MentionForm::Name,
        kind: Some(kind),
        noun: None,
        gender: address.flatten().or(by_given).filter(|_| kind == EntityType::Person),
        number: Some(Number::One),
    }
}
