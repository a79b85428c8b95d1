//! Runs cases through the checker and compares.

use std::fmt::Write as _;
use std::path::Path;

use hearsay::read::{ReadOptions, read};
use hearsay::text::{Document, Kind, Span};

use super::article::Case;
use super::batch::{Batch, Stock, Wanted, batch};
use super::engine::{Answer, Asked, Checker};
use super::scene::Stretch;
use super::speech::Talk;
use super::tally::Tally;
use super::{Arguments, corpus, hand, make};

/// What comes out of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// The figures, to be printed.
    pub figures: String,
    /// The failures, to be read.
    pub failures: String,
}

/// The cases made of the transcripts under `folder`.
pub fn generated(folder: &Path, arguments: &Arguments, report: &mut Report) -> Result<(), String> {
    let talks: Vec<Talk> = corpus::load(folder)?.iter().map(Talk::new).collect();
    let stock = Stock::new(talks);
    let levels = arguments.noise.map_or_else(|| vec![0, 5, 15], |level| vec![level]);
    for noise in levels {
        let wanted = Wanted { seed: arguments.seed, noise, mix: make::MIX };
        let tally = cases(&stock, wanted, arguments.cases, report);
        let _ = writeln!(report.figures, "seed {}, noise {noise} %", arguments.seed);
        report.figures.push_str(&tally.lines());
    }
    if arguments.pass_off > 0 {
        let wanted = Wanted { seed: arguments.seed + 1, noise: 0, mix: [0, 0, 0, 4, 6, 0] };
        let tally = cases(&stock, wanted, arguments.pass_off, report);
        let _ = writeln!(report.figures, "seed {}, clean: {}", arguments.seed + 1, tally.passed_off());
    }
    Ok(())
}

fn cases(stock: &Stock, wanted: Wanted, count: usize, report: &mut Report) -> Tally {
    let mut tally = Tally::default();
    let mut left = count;
    let mut number = 0;
    while left > 0 && number < count * 2 {
        let batch = batch(stock, wanted, number);
        number += 1;
        let documents: Vec<Document> = batch.transcripts.iter().map(|t| t.document.clone()).collect();
        let checker = Checker::new(&documents);
        for (article, cases) in &batch.articles {
            let cases = &cases[..cases.len().min(left)];
            let asked: Vec<Asked<'_>> = cases.iter().map(|c| (c.spans.as_slice(), c.named.as_deref())).collect();
            for (case, answer) in cases.iter().zip(checker.judge(article, &asked)) {
                count_case(&batch, case, &answer, wanted, &mut tally, report);
            }
            left -= cases.len();
        }
    }
    tally
}

fn count_case(batch: &Batch, case: &Case, answer: &Answer, wanted: Wanted, tally: &mut Tally, report: &mut Report) {
    let spans: Vec<(usize, Span)> = case.draft.stretches.iter().filter_map(|s| place(batch, s)).collect();
    let place = (!spans.is_empty()).then(|| right_place(&spans, &answer.places));
    tally.add(case.draft.words, case.speaker, answer, place);
    if answer.words == case.draft.words && answer.speaker == case.speaker && place != Some(false) {
        return;
    }
    let out = &mut report.failures;
    let _ =
        writeln!(out, "== seed {} noise {} batch {}: {}", wanted.seed, wanted.noise, batch.number, case.draft.recipe);
    let _ = writeln!(out, "quotation: {}", case.draft.pieces.join(" | "));
    for (document, span) in &spans {
        let _ = writeln!(out, "transcript: {}", around(batch.transcripts[*document].document.text(), *span));
    }
    for (document, span) in &answer.places {
        let text = batch.transcripts.get(*document).map_or("?", |t| span.slice(t.document.text()));
        let _ = writeln!(out, "found at: {text}");
    }
    let labels: Vec<&str> = case.draft.stretches.iter().map(|s| batch.scene.label(s)).collect();
    let _ = writeln!(out, "named {:?}, label {labels:?}", case.named);
    let expected = (case.draft.words.name(), case.speaker.name());
    let found = (answer.words.name(), answer.speaker.name());
    let _ = writeln!(out, "expected {expected:?}, found {found:?}, place {place:?}; why: {}\n", answer.why);
}

/// The span of a stretch in its transcript, from the first to the last word that is still there.
fn place(batch: &Batch, stretch: &Stretch) -> Option<(usize, Span)> {
    let places = &batch.transcripts[stretch.talk].places[stretch.turn][stretch.range.clone()];
    let mut there = places.iter().flatten();
    let first = *there.next()?;
    Some((stretch.talk, there.fold(first, |all, span| all.cover(*span))))
}

/// Every stretch is covered by at least half, and no place lies apart from all of them.
fn right_place(stretches: &[(usize, Span)], places: &[(usize, Span)]) -> bool {
    let shared = |a: &Span, b: &Span| a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    let covered = |(document, span): &(usize, Span)| {
        let on = places.iter().filter(|(d, _)| d == document).map(|(_, p)| shared(span, p)).sum::<usize>();
        on * 2 >= span.len()
    };
    let touches = |(document, span): &(usize, Span)| stretches.iter().any(|(d, s)| d == document && s.overlaps(*span));
    stretches.iter().all(covered) && places.iter().all(touches)
}

/// The words under `span` between arrows, with what stands around them.
fn around(text: &str, span: Span) -> String {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let before = boundary(span.start().saturating_sub(120));
    let after = boundary((span.end() + 120).min(text.len()));
    format!("{} >>>{}<<< {}", &text[before..span.start()], span.slice(text), &text[span.end()..after])
        .replace('\n', " / ")
}

/// The cases written by hand under `folder`.
pub fn hand(folder: &Path, report: &mut Report) -> Result<(), String> {
    let mut tally = Tally::default();
    for case in hand::load(folder)? {
        let mut documents = Vec::new();
        for (number, (ending, text)) in case.transcripts.iter().enumerate() {
            let name = Some(format!("transcript-{}.{ending}", number + 1));
            let options = ReadOptions { name, kind: Some(Kind::Transcript), ..ReadOptions::default() };
            documents.push(read(text.as_bytes(), &options).map_err(|e| format!("{}: {e}", case.name))?);
        }
        let checker = Checker::new(&documents);
        let article = Document::from_text(&case.article);
        let asked: Vec<Asked<'_>> = case.quotations.iter().map(|q| (q.spans.as_slice(), q.named.as_deref())).collect();
        for (quotation, answer) in case.quotations.iter().zip(checker.judge(&article, &asked)) {
            tally.add(quotation.words, quotation.speaker, &answer, None);
            let expected = (quotation.words.name(), quotation.speaker.name());
            let found = (answer.words.name(), answer.speaker.name());
            if expected != found {
                let text: Vec<_> = quotation.spans.iter().map(|s| s.slice(&case.article)).collect();
                let _ = writeln!(report.failures, "== {}\nquotation: {}", case.name, text.join(" | "));
                let _ = writeln!(report.failures, "expected {expected:?}, found {found:?}; why: {}\n", answer.why);
            }
        }
    }
    let _ = writeln!(report.figures, "cases by hand");
    report.figures.push_str(&tally.lines());
    Ok(())
}
