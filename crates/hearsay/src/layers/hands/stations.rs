//! "told the Tidings", "in a recording obtained by the Tidings", "reportedly", and whoever tells another's words.

use super::{Clause, Station};
use crate::layers::attributions::Attribution;
use crate::record::{Mode, ViaKind};
use crate::text::TokenRange;

impl Clause<'_> {
    /// The stations that a statement's own clause names.
    pub fn stations(&self, one: &Attribution) -> Vec<Station> {
        let Some(cue) = one.cue else { return Vec::new() };
        let regions = [Some(cue), self.behind(one, cue), self.head(one, cue)];
        let carrier = regions.iter().flatten().find_map(|region| self.carrier_in(*region, one));
        carrier.into_iter().chain(self.outlet_told(one)).chain(self.nobody_named(cue)).collect()
    }

    /// A recording, transcript or log in a phrase of the clause, with who obtained it.
    fn carrier_in(&self, region: TokenRange, one: &Attribution) -> Option<Station> {
        region.range().find_map(|at| {
            let kind = self.words.carrier("carrier", &self.scene.lower(at))?;
            let start = self.phrase_start(at, region.start())?;
            let end = self.phrase_end(at + 1, self.limit(region, one), one);
            Some(Station { kind, words: TokenRange::new(start, end) })
        })
    }

    /// Another outlet among those that were told.
    fn outlet_told(&self, one: &Attribution) -> Option<Station> {
        let own = self.scene.document.metadata().outlet.as_deref().unwrap_or("").to_lowercase();
        one.audience
            .iter()
            .find(|range| self.is_outlet(**range, &own))
            .map(|words| Station { kind: ViaKind::Outlet, words: *words })
    }

    /// Whether the last name in `range` is that of an outlet, and not of the one that published this page.
    fn is_outlet(&self, range: TokenRange, own: &str) -> bool {
        let named = |at: usize| {
            let word = self.scene.word(at);
            word.starts_with(char::is_uppercase) && self.words.has("outlet", &word.to_lowercase())
        };
        range.range().any(|at| named(at) && (own.is_empty() || !own.contains(&self.scene.lower(at))))
    }

    /// "reportedly", "is quoted as saying": nobody is named who heard it.
    fn nobody_named(&self, cue: TokenRange) -> Option<Station> {
        let told = |at: usize| self.words.has("hearsay", &self.scene.lower(at));
        let passive = |at: usize| {
            let before = at.checked_sub(1).map(|before| self.scene.lower(before)).unwrap_or_default();
            matches!(before.as_str(), "is" | "was" | "were" | "been" | "are")
        };
        let found = cue.range().any(|at| told(at) && (self.scene.lower(at) == "reportedly" || passive(at)));
        found.then_some(Station { kind: ViaKind::Unknown, words: cue })
    }

    /// The source of an outer statement, as the station that an inner one goes through; none where one tells of oneself.
    pub fn teller(&self, inner: &Attribution, outer: &Attribution) -> Option<Station> {
        let words = *outer.source.first()?;
        let lone = |ranges: &[TokenRange]| match ranges {
            [only] if only.len() == 1 => Some(self.scene.lower(only.start())),
            _ => None,
        };
        let own = inner.source.is_empty() || lone(&inner.source).is_some_and(|word| self.words.has("self", &word));
        (!own && inner.mode != Mode::Attitude).then(|| Station { kind: self.kind_of(words), words })
    }

    /// What kind of carrier a source is.
    fn kind_of(&self, source: TokenRange) -> ViaKind {
        let listed = |list: &str| source.range().find_map(|at| self.words.carrier(list, &self.scene.lower(at)));
        let outlet = || self.is_outlet(source, "").then_some(ViaKind::Outlet);
        listed("carrier")
            .or_else(|| listed("spokesperson"))
            .or_else(|| listed("anonymous"))
            .or_else(outlet)
            .unwrap_or(ViaKind::Unknown)
    }
}
