//! A finding written down: places, alignment, why, citation.

use std::collections::BTreeSet;

use super::context::{Loss, Lost};
use super::corpus::Transcripts;
use super::judge::{Kind, Stretch};
use super::lexicon::Class;
use super::quote::Quote;
use super::verdict::{Finding, ends};
use super::words::Flags;
use super::{Quoted, speaker, verdict};
use crate::record::{Agreement, CheckedQuotation, Freedom, Piece, Pinned, Place, Speakers, Weight, Words, Worst};
use crate::text::{Document, OffsetTable, Span, time_code};

/// Writes quotations down in the unit that the caller wants.
pub(super) struct Writer<'a> {
    article: &'a Document,
    transcripts: &'a Transcripts<'a>,
    article_offsets: OffsetTable<'a>,
    offsets: Vec<OffsetTable<'a>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(article: &'a Document, transcripts: &'a Transcripts<'a>) -> Self {
        let unit = transcripts.options.offsets;
        let table = |document: &'a Document| OffsetTable::new(document.text(), unit);
        Self {
            article,
            transcripts,
            article_offsets: table(article),
            offsets: transcripts.documents.iter().map(table).collect(),
        }
    }

    pub(super) fn quotation(&self, quote: &Quote, attributed: &Quoted, finding: Option<Finding>) -> CheckedQuotation {
        let finding = finding.filter(|finding| finding.words != Words::NotFound || is_near(finding, quote));
        let words = finding.as_ref().map_or(Words::NotFound, |finding| finding.words);
        let found = words != Words::NotFound;
        let best = finding.as_ref().and_then(|finding| self.place(&pieces(&finding.stretches)));
        let first = finding.as_ref().and_then(|finding| ends(&finding.stretches)).map(|(first, _)| first);
        let speaker = finding.as_ref().map_or(Agreement::Unknown, |finding| finding.speaker);
        let audience = first
            .filter(|_| found)
            .map_or(Agreement::Unknown, |at| speaker::audience(attributed, at, self.transcripts));
        let occasion = first
            .filter(|_| found)
            .map_or(Agreement::Unknown, |at| speaker::occasion(attributed, at, self.transcripts));
        let others = finding.iter().flat_map(|f| &f.others).filter_map(|&(from, to)| self.place(&[(from, to)]));
        let places: Vec<Place> = if found { best.iter().cloned().chain(others).collect() } else { Vec::new() };
        CheckedQuotation {
            statement: attributed.statement.clone(),
            pinned: self.pinned(quote),
            words,
            speaker,
            audience,
            occasion,
            worst: worst(words, speaker, audience, occasion),
            speakers: Speakers {
                article: attributed.speaker.clone(),
                transcript: first.filter(|_| found).and_then(|at| self.transcripts.speaker(at)).map(str::to_owned),
            },
            citation: places.first().map(|place| self.citation(place, first)),
            near: best.filter(|_| !found),
            places,
            alignment: finding.iter().flat_map(|f| &f.stretches).flat_map(|s| self.piece(s, quote)).collect(),
            freedoms: finding.as_ref().filter(|_| found).map_or(Vec::new(), |f| self.freedoms(f, quote)),
            why: self.why(quote, attributed, finding.as_ref(), words, speaker, audience),
        }
    }

    fn pinned(&self, quote: &Quote) -> Pinned {
        let text = quote.pieces.iter().map(|&piece| self.article.slice(piece)).collect::<Vec<_>>().join(" ");
        Pinned { text, spans: quote.pieces.iter().map(|&piece| self.article_offsets.pair(piece)).collect() }
    }

    /// The place of the pieces between words `from` and `to`, which lie in the document of the first.
    fn place(&self, pieces: &[(usize, usize)]) -> Option<Place> {
        let &(first, _) = pieces.first()?;
        let index = self.transcripts.document_of(first);
        let document = &self.transcripts.documents[index];
        let spans: Vec<Span> = pieces
            .iter()
            .filter(|&&(from, to)| self.transcripts.document_of(from) == index && from <= to)
            .map(|&(from, to)| self.transcripts.spans[from].cover(self.transcripts.spans[to]))
            .collect();
        Some(Place {
            document: document.id().to_owned(),
            turn: (self.transcripts.turns[first] != u32::MAX).then(|| self.transcripts.turns[first] as usize + 1),
            time: document.time_at(self.transcripts.spans[first].start()).map(time_code),
            speaker: self.transcripts.speaker(first).map(str::to_owned),
            text: spans.iter().map(|&span| document.slice(span)).collect::<Vec<_>>().join(" "),
            spans: spans.iter().map(|&span| self.offsets[index].pair(span)).collect(),
        })
    }

    fn citation(&self, place: &Place, first: Option<usize>) -> String {
        let index = first.map(|at| self.transcripts.document_of(at));
        let metadata = index.map(|index| self.transcripts.documents[index].metadata());
        let title = metadata
            .and_then(|metadata| metadata.title.clone().or_else(|| metadata.url.clone()))
            .or_else(|| self.transcripts.options.names.get(index?).cloned());
        let unit = crate::record::word(self.transcripts.options.offsets);
        let spans: Vec<String> = place.spans.iter().map(|[start, end]| format!("{start}–{end}")).collect();
        let mut parts: Vec<String> = vec![title.unwrap_or_else(|| place.document.clone())];
        parts.extend(place.speaker.clone());
        parts.extend(place.time.clone());
        parts.extend(place.turn.map(|turn| format!("turn {turn}")));
        parts.push(format!("{unit}s {}", spans.join(", ")));
        parts.join(", ")
    }

    fn said(&self, places: &[usize]) -> String {
        let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return String::new() };
        let document = &self.transcripts.documents[self.transcripts.document_of(first)];
        document.slice(self.transcripts.spans[first].cover(self.transcripts.spans[last])).to_owned()
    }

    fn quoted(&self, words: &[usize], quote: &Quote) -> String {
        let mut out = String::new();
        for run in words.chunk_by(|&a, &b| !quote.words[b].flags.has(Flags::INTERRUPTED) && b == a + 1) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(self.article.slice(quote.words[first].span.cover(quote.words[last].span)));
        }
        out
    }

    fn piece(&self, stretch: &Stretch, quote: &Quote) -> Vec<Piece> {
        let (transcript, article) = (self.said(&stretch.places), self.quoted(&stretch.quote, quote));
        match stretch.kind {
            Kind::Same => self.same(stretch, quote),
            Kind::Free(freedom) => vec![Piece::Free { transcript, article, freedom }],
            Kind::Marked => vec![Piece::Marked { transcript, article }],
            Kind::Apart => vec![Piece::Apart { transcript: shortened(&transcript) }],
            Kind::Departs(weight) if stretch.quote.is_empty() => vec![Piece::LeftOut { transcript, weight }],
            Kind::Departs(weight) if stretch.places.is_empty() => vec![Piece::PutIn { article, weight }],
            Kind::Departs(weight) => vec![Piece::Changed { transcript, article, weight }],
        }
    }

    /// Same words, parted where a freedom beyond case and punctuation was used.
    fn same(&self, stretch: &Stretch, quote: &Quote) -> Vec<Piece> {
        let pairs: Vec<(usize, usize)> = stretch.quote.iter().copied().zip(stretch.places.iter().copied()).collect();
        let free = |&(q, t): &(usize, usize)| {
            self.freedom(q, t, quote).filter(|f| !matches!(f, Freedom::Case | Freedom::Punctuation))
        };
        pairs
            .chunk_by(|a, b| free(a) == free(b))
            .map(|run| {
                let (words, places): (Vec<usize>, Vec<usize>) = run.iter().copied().unzip();
                let article = self.quoted(&words, quote);
                match run.first().and_then(free) {
                    Some(freedom) => Piece::Free { transcript: self.said(&places), article, freedom },
                    None => Piece::Same { words: article },
                }
            })
            .collect()
    }

    /// The freedom that makes two written words one.
    fn freedom(&self, q: usize, t: usize, quote: &Quote) -> Option<Freedom> {
        let article = self.article.slice(quote.words[q].span);
        let spoken = self.said(&[t]);
        if article == spoken {
            return None;
        }
        let form = &quote.words[q].form;
        let plain = |text: &str| text.to_lowercase().replace('’', "'");
        let (a, b) = (plain(article), plain(&spoken));
        Some(if form.starts_with('#') {
            if a == b { Freedom::Case } else { Freedom::Number }
        } else if a == b {
            if article.to_lowercase() == spoken.to_lowercase() { Freedom::Case } else { Freedom::Punctuation }
        } else if a.contains('\'') || b.contains('\'') || a != *form && b == *form || b != *form && a == *form {
            Freedom::Contraction
        } else {
            Freedom::Spelling
        })
    }

    fn freedoms(&self, finding: &Finding, quote: &Quote) -> Vec<Freedom> {
        let mut out = BTreeSet::new();
        for stretch in &finding.stretches {
            if let Kind::Free(freedom) = stretch.kind {
                out.insert(freedom);
            }
            for (&q, &t) in stretch.quote.iter().zip(&stretch.places) {
                out.extend(self.freedom(q, t, quote).filter(|_| stretch.kind == Kind::Same));
                let marks = [Flags::PAUSE, Flags::STOP];
                let last = q + 1 == quote.words.len();
                let spoken = self.transcripts.flags[t];
                if !last && marks.iter().any(|&mark| quote.words[q].flags.has(mark) != spoken.has(mark)) {
                    out.insert(Freedom::Punctuation);
                }
            }
            if stretch.kind == Kind::Departs(Weight::Noise) {
                out.insert(Freedom::Recognition);
            }
        }
        out.into_iter().collect()
    }

    fn why(
        &self,
        quote: &Quote,
        attributed: &Quoted,
        finding: Option<&Finding>,
        words: Words,
        speaker: Agreement,
        audience: Agreement,
    ) -> String {
        let mut parts = vec![self.why_words(quote, finding, words)];
        if let Some(name) = attributed.speaker.as_deref().filter(|_| words == Words::NotFound)
            && quote.called.is_absent(self.transcripts)
        {
            parts = vec![format!("not in the transcripts, in which {name} does not speak")];
        }
        let voices = finding.map_or(Vec::new(), |finding| verdict::voices(&finding.stretches, self.transcripts));
        let is_wrong = |&&at: &&usize| quote.called.agreement(at, self.transcripts) == Agreement::Wrong;
        if let (Agreement::Wrong, Some(&at)) = (speaker, voices.iter().find(is_wrong)) {
            let article = attributed.speaker.as_deref().unwrap_or("somebody");
            parts
                .push(format!("said by {}, not by {article}", self.transcripts.speaker(at).unwrap_or("somebody else")));
        }
        if audience == Agreement::Wrong {
            parts.push(format!("not said to {}", attributed.audience.as_deref().unwrap_or("them")));
        }
        parts.join("; ")
    }

    fn why_words(&self, quote: &Quote, finding: Option<&Finding>, words: Words) -> String {
        let Some(finding) = finding else { return "no words like these in the transcripts".to_owned() };
        match words {
            Words::Verbatim => "the same words".to_owned(),
            Words::EditedOpenly => "brackets or an ellipsis mark what was changed".to_owned(),
            Words::CutShort => {
                let lost = finding.lost.map_or("something", |lost| lost.loss.name());
                let word = finding.lost.map_or(String::new(), |lost| self.lost(lost));
                format!("{lost} around it is lost: “{word}”")
            }
            Words::Stitched => "pieces from places apart run together without a mark".to_owned(),
            Words::Altered => self.gravest(finding, quote),
            Words::NotFound => "not in the transcripts; the nearest miss is shown".to_owned(),
        }
    }

    /// The word that shows a loss; the whole question, since its last word shows nothing.
    fn lost(&self, lost: Lost) -> String {
        let flags = &self.transcripts.flags;
        let begins = |at: usize| at == 0 || flags[at].has(Flags::TURN) || flags[at - 1].has(Flags::STOP);
        let first = match lost.loss {
            Loss::Question => (0..=lost.place).rev().find(|&at| begins(at)).unwrap_or(lost.place),
            _ => lost.place,
        };
        self.said(&[first, lost.place])
    }

    /// The gravest departure in words.
    fn gravest(&self, finding: &Finding, quote: &Quote) -> String {
        let weight = |stretch: &&Stretch| match stretch.kind {
            Kind::Departs(weight) => Some(weight),
            _ => None,
        };
        let mut worst: Option<&Stretch> = None;
        for stretch in &finding.stretches {
            if weight(&stretch) > worst.as_ref().and_then(weight) {
                worst = Some(stretch);
            }
        }
        let Some(stretch) = worst else { return "words differ without a mark".to_owned() };
        let (transcript, article) = (self.said(&stretch.places), self.quoted(&stretch.quote, quote));
        let what = self.what_differs(stretch, quote);
        match (transcript.is_empty(), article.is_empty()) {
            (false, false) => format!("{what} differs: “{transcript}” became “{article}”"),
            (false, true) => format!("{what} is left out: “{transcript}”"),
            _ => format!("{what} is put in: “{article}”"),
        }
    }

    fn what_differs(&self, stretch: &Stretch, quote: &Quote) -> &'static str {
        use super::lexicon::is_month;
        let classes = stretch
            .quote
            .iter()
            .map(|&q| quote.classes[q])
            .chain(stretch.places.iter().map(|&t| self.transcripts.class(t)));
        let classes: Vec<Class> = classes.collect();
        let has = |class: Class| classes.iter().any(|&c| c.has(class));
        if has(Class::NEGATION) {
            "a negation"
        } else if has(Class::NUMBER) {
            "a number"
        } else if has(Class::MODAL) {
            "a modal"
        } else if stretch.quote.iter().any(|&q| is_month(&quote.words[q].form)) {
            "a month"
        } else if stretch.kind == Kind::Departs(Weight::Grave) {
            "a name"
        } else {
            "a word"
        }
    }
}

/// The contiguous pieces of the transcripts under a quotation, in its order.
fn pieces(stretches: &[Stretch]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for stretch in stretches {
        let hidden = stretch.quote.is_empty() && matches!(stretch.kind, Kind::Apart | Kind::Marked);
        for &place in stretch.places.iter().filter(|_| !hidden) {
            match out.last_mut() {
                Some((_, to)) if *to + 1 == place => *to = place,
                _ => out.push((place, place)),
            }
        }
    }
    out
}

/// Whether what was not found is near enough to be shown: more is the same than a few small words.
fn is_near(finding: &Finding, quote: &Quote) -> bool {
    let same: Vec<usize> =
        finding.stretches.iter().filter(|s| s.kind == Kind::Same).flat_map(|s| s.quote.iter().copied()).collect();
    same.len() > SMALL_WORDS || same.iter().any(|&q| !quote.classes[q].has(Class::FUNCTION))
}

/// So many small words in common are chance.
const SMALL_WORDS: usize = 3;

fn shortened(words: &str) -> String {
    let mut characters = words.char_indices();
    match characters.nth(80) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

fn worst(words: Words, speaker: Agreement, audience: Agreement, occasion: Agreement) -> Worst {
    let wrong = |agreement: Agreement, worst: Worst| (agreement == Agreement::Wrong).then_some(worst);
    [wrong(speaker, Worst::WrongSpeaker), wrong(audience, Worst::WrongAudience), wrong(occasion, Worst::WrongOccasion)]
        .into_iter()
        .flatten()
        .fold(Worst::from(words), Worst::max)
}
