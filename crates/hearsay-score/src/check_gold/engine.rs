//! The engine's check as the gold sees it: quotations in, verdicts and places out.

use hearsay::check::{CheckOptions, Quoted, Transcripts, check_quotations};
use hearsay::record::{Agreement, CheckedQuotation, Words as EngineWords};
use hearsay::text::{Document, OffsetUnit, Span};

use super::article::Speaker;
use super::make::Words;

/// What the engine says of one quotation.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The verdict on words.
    pub words: Words,
    /// The verdict on the speaker.
    pub speaker: Speaker,
    /// Where it stands: index of the transcript, span in its text.
    pub places: Vec<(usize, Span)>,
    /// The line of why.
    pub why: String,
}

impl Answer {
    /// Where the engine left a quotation without a verdict.
    fn none() -> Self {
        let why = "no answer".to_owned();
        Self { words: Words::NotFound, speaker: Speaker::Unknown, places: Vec::new(), why }
    }
}

/// A quotation as the article has it: its stretches, and who is named.
pub type Asked<'a> = (&'a [Span], Option<&'a str>);

/// Transcripts made ready.
pub struct Checker<'d> {
    documents: &'d [Document],
    transcripts: Transcripts<'d>,
}

impl<'d> Checker<'d> {
    /// Makes `documents` ready.
    pub fn new(documents: &'d [Document]) -> Self {
        let options = CheckOptions { offsets: OffsetUnit::Byte, ..CheckOptions::default() };
        Self { documents, transcripts: Transcripts::new(documents, options) }
    }

    /// The verdicts on `asked`, in its order.
    pub fn judge(&self, article: &Document, asked: &[Asked<'_>]) -> Vec<Answer> {
        let quoted = |(pieces, speaker): &Asked<'_>| Quoted {
            statement: None,
            pieces: pieces.to_vec(),
            speaker: speaker.map(str::to_owned),
            ..Quoted::default()
        };
        let quoted: Vec<Quoted> = asked.iter().map(quoted).collect();
        let report = check_quotations(article, &quoted, &self.transcripts);
        let mut answers: Vec<Answer> = report.quotations.iter().map(|q| self.answer(q)).collect();
        answers.resize_with(asked.len(), Answer::none);
        answers
    }

    fn answer(&self, checked: &CheckedQuotation) -> Answer {
        let mut places = Vec::new();
        for place in &checked.places {
            let document = self.documents.iter().position(|d| d.id() == place.document).unwrap_or(usize::MAX);
            places.extend(place.spans.iter().map(|s| (document, Span::new(s[0], s[1]))));
        }
        Answer { words: words(checked.words), speaker: speaker(checked.speaker), places, why: checked.why.clone() }
    }
}

fn words(words: EngineWords) -> Words {
    match words {
        EngineWords::Verbatim => Words::Verbatim,
        EngineWords::EditedOpenly => Words::EditedOpenly,
        EngineWords::CutShort => Words::CutShort,
        EngineWords::Stitched => Words::Stitched,
        EngineWords::Altered => Words::Altered,
        EngineWords::NotFound => Words::NotFound,
    }
}

fn speaker(agreement: Agreement) -> Speaker {
    match agreement {
        Agreement::Right => Speaker::Right,
        Agreement::Wrong => Speaker::Wrong,
        Agreement::Unknown => Speaker::Unknown,
    }
}
