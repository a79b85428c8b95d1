//! What a story may do with two names: merge them, offer the merge to a person, or keep them apart.

use super::{Comparison, Name};

/// What the story itself says for two names being one bearer's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Both are given the same role ("the envoy Witkoff", "Vitkov, the envoy").
    pub same_role: bool,
    /// Both are said to have made the same speech, or stand in the same place of one quotation told twice.
    pub same_speech: bool,
    /// The story has another bearer of the family name, or names both at once ("Bill and Hillary Clinton").
    pub others_of_the_name: bool,
}

/// What to do with two names of one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InStory {
    /// One entity.
    Merge,
    /// Two entities, and a person is asked.
    Offer,
    /// Two entities.
    Different,
}

/// At this probability two names of one story merge, where the story supports it or the names need no support.
pub const MERGE: f64 = 0.8;

/// Below this, they are not even offered.
pub const OFFER: f64 = 0.3;

/// Whether two names of one story are one entity.
///
/// Names that differ in more than what is left out (a given name, a title) need support: the same role, the same speech, or
/// the same given name. Where the story has others of the name, a bare family name is offered, not merged.
#[must_use]
pub fn same_in_story(a: &Name, b: &Name, support: Support) -> (InStory, Comparison) {
    let comparison = a.compare(b);
    let supported = support.same_role || support.same_speech;
    let verdict = match comparison.probability {
        p if p < OFFER && !(supported && p > OFFER / 3.0) => InStory::Different,
        p if p < MERGE && !(supported && p > 0.5) => InStory::Offer,
        _ if leaves_out(a, b) => {
            if support.others_of_the_name {
                InStory::Offer
            } else {
                InStory::Merge
            }
        }
        _ if a.folded == b.folded || supported || shares_given(a, b) => InStory::Merge,
        _ => InStory::Offer,
    };
    (verdict, comparison)
}

/// Whether every word of the one is a word of the other: nothing differs but what is left out.
fn leaves_out(a: &Name, b: &Name) -> bool {
    let within = |one: &Name, other: &Name| {
        one.persons.iter().any(|x| {
            other.persons.iter().any(|y| {
                x.words.len() < y.words.len()
                    && x.words.iter().all(|word| y.words.iter().any(|w| w.letters == word.letters))
            })
        })
    };
    within(a, b) || within(b, a)
}

/// Whether the first given names are the same letters.
fn shares_given(a: &Name, b: &Name) -> bool {
    let first = |name: &Name| name.persons.first().and_then(|person| person.given().first().cloned());
    first(a).is_some_and(|word| !word.is_initial() && Some(word) == first(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(a: &str, b: &str, support: Support) -> InStory {
        same_in_story(&Name::new(a), &Name::new(b), support).0
    }

    const NONE: Support = Support { same_role: false, same_speech: false, others_of_the_name: false };

    #[test]
    fn what_is_only_left_out_merges_unless_others_bear_the_name() {
        assert_eq!(told("Hale", "Robert Hale", NONE), InStory::Merge);
        assert_eq!(told("Hale", "Robert Hale", Support { others_of_the_name: true, ..NONE }), InStory::Offer);
    }

    #[test]
    fn a_spelling_merges_only_with_support() {
        assert_eq!(told("Witkoff", "Vitkov", NONE), InStory::Offer);
        assert_eq!(told("Witkoff", "Vitkov", Support { same_role: true, ..NONE }), InStory::Merge);
        assert_eq!(told("Volodymyr Zelensky", "Volodymyr Zelenskyy", NONE), InStory::Merge);
    }

    #[test]
    fn two_people_never_merge() {
        let all = Support { same_role: true, same_speech: true, others_of_the_name: false };
        for (a, b) in [("Robert Hale", "Susan Hale"), ("Brandt", "Krog"), ("John Hale Jr.", "John Hale Sr.")] {
            assert_eq!(told(a, b, all), InStory::Different, "{a}, {b}");
        }
    }
}
