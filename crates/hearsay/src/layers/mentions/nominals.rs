//! Descriptions: "the envoy", "his Russian colleague", "two men", "officials". Told by their head noun; the phrase reaches
//! left to its determiner or owner.

use super::{Gender, Mention, Noun, Number, View};
use crate::lang::en::people::Class;
use crate::record::{EntityType, MentionForm};
use crate::text::TokenRange;

/// Most words before the head.
const LONGEST: usize = 7;

/// The descriptions of a document outside names.
pub(super) fn nominals(view: &View, taken: &[bool]) -> Vec<Mention> {
    (0..view.len()).filter(|&at| !taken[at]).filter_map(|at| nominal(view, taken, at)).collect()
}

/// What a head word tells, and of how many.
pub(super) fn noun(view: &View, at: usize) -> Option<(Noun, Number)> {
    let one = [
        (Class::Voice, Noun::Voice),
        (Class::Position, Noun::Position),
        (Class::Person, Noun::Person),
        (Class::Body, Noun::Body),
        (Class::Text, Noun::Text),
        (Class::Place, Noun::Place),
    ];
    if view.is(Class::Several, at) && view.lower(at).len() > 3 && !is_quantity(view.lower(at)) {
        return Some((Noun::Persons, Number::Several));
    }
    let single = one.iter().find(|(class, _)| view.is(*class, at)).map(|(_, noun)| (*noun, Number::One));
    single.or_else(|| {
        let (_, noun) = one.iter().find(|(class, _)| view.is_plural(*class, at))?;
        Some((
            if matches!(noun, Noun::Body | Noun::Text | Noun::Place) { *noun } else { Noun::Persons },
            Number::Several,
        ))
    })
}

/// Whether a phrase that begins so tells of what is known.
pub(in crate::layers) fn is_definite(word: &str) -> bool {
    matches!(word, "the" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their" | "our")
}

fn is_quantity(word: &str) -> bool {
    ["some", "others", "many", "several", "most", "both", "three", "four", "five", "dozens", "hundreds", "thousands"]
        .contains(&word)
}

fn nominal(view: &View, taken: &[bool], at: usize) -> Option<Mention> {
    let (noun, number) = noun(view, at)?;
    let compound =
        !taken.get(at + 1).copied().unwrap_or(true) && self::noun(view, at + 1).is_some() && view.lower(at + 1) != "'s";
    let title = taken.get(at + 1).copied().unwrap_or(false);
    if compound || title {
        return None;
    }
    let start = start(view, at)?;
    if noun == Noun::Place && !(number == Number::One && is_definite(view.lower(start))) {
        return None;
    }
    let gender = match () {
        () if view.is(Class::Woman, at) => Some(Gender::Woman),
        () if view.is(Class::Man, at) => Some(Gender::Man),
        () => None,
    };
    let kind = match noun {
        Noun::Position | Noun::Voice | Noun::Person => Some(EntityType::Person),
        Noun::Persons => Some(EntityType::Group),
        Noun::Body => Some(EntityType::Organisation),
        Noun::Text => Some(EntityType::Work),
        Noun::Place => Some(EntityType::Place),
    };
    let tokens = TokenRange::new(start, at + 1);
    Some(Mention { tokens, head: at, form: MentionForm::Nominal, kind, noun: Some(noun), gender, number: Some(number) })
}

/// The first token of the phrase with head `at`: its determiner, its owner, or the first of the words that go with it.
/// `None` for a bare singular, which describes nobody ("office as president").
fn start(view: &View, at: usize) -> Option<usize> {
    let floor = view.sentence_tokens(at).start().max(at.saturating_sub(LONGEST));
    let mut start = at;
    while start > floor {
        let before = start - 1;
        if view.is_possessive(before) {
            return Some(owner(view, before));
        }
        if view.is_determiner(before) {
            let quantified = before > floor && view.is_determiner(before - 1);
            return Some(if quantified { before - 1 } else { before });
        }
        let joins = matches!(view.lower(before), "/" | "&" | "-") && start < at && before > floor;
        if view.is(Class::Stop, before) || !view.scene.is_word(before) && !joins {
            break;
        }
        start = before;
    }
    let plural = view.is(Class::Several, at) || view.lower(at).ends_with('s');
    let alone = view.is_capital(at) && view.is(Class::Position, at);
    (plural || alone).then_some(if start + 3 < at { at } else { start })
}

/// The first token of the owner before a possessive mark.
fn owner(view: &View, mark: usize) -> usize {
    let floor = view.sentence_tokens(mark).start();
    let name = (floor..mark)
        .rev()
        .take_while(|&at| view.is_capital(at) || view.is(Class::Particle, at) && view.lower(at).len() > 1);
    name.last().unwrap_or(mark.saturating_sub(1))
}
