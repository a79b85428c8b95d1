//! Whether `4/7` is the fourth of July or the seventh of April: what the document's own dates tell, else its outlet.

use super::atom::{Atom, Figure};
use crate::lang::en::times::{Role, TimeWords};
use crate::text::Document;

/// Whether the month comes first in the document's numeric dates.
pub(super) fn month_first(document: &Document, sentences: &[Vec<Atom>], words: &TimeWords) -> bool {
    let (mut day, mut month) = (0, 0);
    for (at, atoms) in sentences.iter().flat_map(|atoms| (0..atoms.len()).map(move |at| (at, atoms))) {
        match atoms[at].figure {
            Figure::Slashed([first, second, _], 1 | 2) => {
                day += 10 * u32::from(first > 12);
                month += 10 * u32::from(second > 12);
            }
            Figure::Whole(1..=31, 1 | 2) => {
                let named = |at: Option<usize>| {
                    at.and_then(|at| atoms.get(at)).is_some_and(|a| a.is(Role::Month) && a.is_capital())
                };
                day += u32::from(named(at.checked_add(1)));
                month += u32::from(named(at.checked_sub(1)));
            }
            _ => {}
        }
    }
    if day == month { !words.is_day_first(document.metadata().outlet.as_deref().unwrap_or("")) } else { month > day }
}
