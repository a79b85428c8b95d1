//! The verb group of a clause: auxiliaries, negation, adverbs and the head, and whether it is finite.

use super::super::scene::Scene;
use crate::lang::en::WordSet;
use crate::text::TokenRange;

/// How a head is inflected, as far as its letters tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Base,
    Present,
    Past,
    Participle,
}

/// A verb group that ends with its head.
pub struct Group {
    /// Its first token.
    pub start: usize,
    /// Whether it has an auxiliary.
    helped: bool,
    form: Form,
}

/// The group that ends with `head`, if it is a finite and active one.
pub fn group(scene: &Scene, piece: TokenRange, head: usize) -> Option<Group> {
    let form = form(scene, head);
    let (mut start, mut nearest) = (head, None);
    while start > piece.start() {
        let word = scene.lower(start - 1);
        if let Some(helper) = helper(scene, start - 1) {
            nearest.get_or_insert(helper);
        } else if word == "to" && start >= piece.start() + 2 && scene.has(WordSet::Semimodal, start - 2) {
            nearest.get_or_insert(Form::Base);
            start -= 1;
        } else if word == "to" {
            return None;
        } else if !is_adverb(scene, start - 1) {
            break;
        }
        start -= 1;
    }
    let fits = nearest
        .map_or(form != Form::Participle, |wanted| wanted == form || (wanted == Form::Past && form == Form::Past));
    fits.then_some(Group { start, helped: nearest.is_some(), form })
}

fn form(scene: &Scene, head: usize) -> Form {
    let word = scene.lower(head);
    if word.ends_with("ing") {
        Form::Participle
    } else if word.ends_with("ed") || scene.lexicon.is_irregular(&word) {
        Form::Past
    } else if word.ends_with('s') && !word.ends_with("ss") {
        Form::Present
    } else {
        Form::Base
    }
}

/// The form that the verb behind an auxiliary takes.
fn helper(scene: &Scene, at: usize) -> Option<Form> {
    let word = scene.lower(at);
    let bare = word.strip_suffix("n't").unwrap_or(&word);
    match bare {
        "have" | "has" | "had" | "'ve" => Some(Form::Past),
        "is" | "are" | "was" | "were" | "been" | "am" | "'re" | "'m" => Some(Form::Participle),
        "do" | "does" | "did" | "will" | "wo" | "would" | "can" | "ca" | "could" | "may" | "might" | "must"
        | "shall" | "should" | "'ll" | "cannot" => Some(Form::Base),
        "'d" if scene.lexicon.is_irregular(&scene.lower(at + 1)) || scene.lower(at + 1).ends_with("ed") => {
            Some(Form::Past)
        }
        "'d" => Some(Form::Base),
        _ => None,
    }
}

/// Adverbs that stand inside a verb group or touch it.
fn is_adverb(scene: &Scene, at: usize) -> bool {
    let word = scene.lower(at);
    scene.has(WordSet::VerbAdverb, at) || (word.len() > 4 && word.ends_with("ly") && word != "family")
}

/// Whether subject and verb can belong together. A bare form that may be a noun as well needs a pronoun before it.
pub fn agrees(scene: &Scene, subject: TokenRange, group: &Group, head: usize) -> bool {
    let last = scene.lower(subject.end() - 1);
    let many = matches!(last.as_str(), "i" | "we" | "you" | "they" | "who" | "people");
    let pronoun = subject.len() == 1 && scene.has(WordSet::SubjectPronoun, subject.start());
    if group.helped {
        return true;
    }
    match group.form {
        Form::Base => many || (last.ends_with('s') && !scene.is(WordSet::NounToo, head)),
        Form::Present => {
            !matches!(last.as_str(), "i" | "we" | "you" | "they")
                && (pronoun || !scene.is(WordSet::NounToo, head) || named(scene, subject))
        }
        Form::Past => scene.lower(head + 1) != "by",
        Form::Participle => false,
    }
}

fn named(scene: &Scene, subject: TokenRange) -> bool {
    scene.word(subject.end() - 1).starts_with(char::is_uppercase)
}
