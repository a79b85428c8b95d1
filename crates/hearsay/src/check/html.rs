//! A check report as one self-contained page: each quotation beside the transcript's words, then both texts. Marks are
//! signs and lines, never colour alone; it prints.

use std::fmt::Write;

use super::flow::Flow;
use super::text::{spoken, summary};
use crate::record::{Agreement, CheckReport, CheckedQuotation, Offsets, Piece, Place, Weight, Words, Worst, word};
use crate::text::{Document, OffsetTable, OffsetUnit, Span};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = "document.querySelectorAll('button[data-copy]').forEach(b=>{b.onclick=()=>navigator.clipboard.writeText(b.dataset.copy).then(()=>{b.textContent='copied'})})";

/// Turns so near to a cited one are shown with it.
const AROUND: usize = 2;

/// So many words are shown on either side of a piece cut short.
const CONTEXT: usize = 25;

/// An article with its report and what the user called it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The name to show where the article has no title.
    pub name: &'a str,
    /// The article.
    pub article: &'a Document,
    /// What was found.
    pub report: &'a CheckReport,
}

/// Writes one page for all `checked`, held against `transcripts` (the documents and what the user called them).
#[must_use]
pub fn html(checked: &[Checked<'_>], transcripts: &[(&str, &Document)]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Quotations checked</title><style>{STYLE}</style></head><body>\n"
    );
    for (index, one) in checked.iter().enumerate() {
        let page = Page { one, transcripts, prefix: format!("a{index}") };
        page.write(&mut out);
    }
    let _ = writeln!(out, "<footer><p>{LEGEND}</p></footer><script>{SCRIPT}</script></body></html>");
    out
}

/// The quotations and both texts of one article as a part of a page that has its own style and script: no element of a whole page, no style, no
/// script. Buttons with `data-copy` hold what they copy.
#[must_use]
pub fn fragment(checked: &Checked<'_>, transcripts: &[(&str, &Document)]) -> String {
    let page = Page { one: checked, transcripts, prefix: String::new() };
    let mut out = String::new();
    page.body(&mut out);
    let _ = writeln!(out, "<p class=\"small\">{LEGEND}</p>");
    out
}

const LEGEND: &str = "Signs: <span class=\"changed\">wavy line</span>: another word; <del>words</del>; <ins>words</ins>; \
    <span class=\"free\">dotted line</span>: the same words written otherwise; <span class=\"marked\">dashed box</span>: shown by \
    brackets or an ellipsis; ‼ a negation, number, name or modal; ≀ the quotation goes on elsewhere.";

struct Page<'a> {
    one: &'a Checked<'a>,
    transcripts: &'a [(&'a str, &'a Document)],
    prefix: String,
}

impl Page<'_> {
    fn write(&self, out: &mut String) {
        let report = self.one.report;
        let title = self.one.article.metadata().title.as_deref().unwrap_or(self.one.name);
        let names: Vec<&str> = self.transcripts.iter().map(|(name, _)| *name).collect();
        let _ = write!(
            out,
            "<header><h1>{}</h1><p class=\"small\">held against {}</p>",
            escape(title),
            escape(&names.join(", "))
        );
        let _ = writeln!(out, "<p><strong>{}</strong></p></header><main>", escape(&summary(report)));
        self.body(out);
        out.push_str("</main>\n");
    }

    fn body(&self, out: &mut String) {
        for (index, quotation) in self.one.report.quotations.iter().enumerate() {
            self.quotation(out, index + 1, quotation);
        }
        self.texts(out);
    }

    fn quotation(&self, out: &mut String, number: usize, quotation: &CheckedQuotation) {
        let grave = if quotation.worst > Worst::EditedOpenly { " class=\"grave\"" } else { "" };
        let sign = if quotation.worst > Worst::EditedOpenly { "✗" } else { "✓" };
        let id = format!("{}q{number}", self.prefix);
        let verdict = escape(&spoken(&word(quotation.worst)));
        let _ = write!(
            out,
            "<article id=\"{id}\"{grave}><p><span class=\"verdict\">{number} {sign} {verdict}</span>{}</p>",
            escape(&quotation.why)
        );
        let (article, transcript) = sides(quotation);
        let transcript = self.with_context(quotation, transcript);
        let speaker = quotation.speakers.article.as_deref().unwrap_or("nobody named");
        let _ = write!(
            out,
            "<div class=\"sides\"><div><p class=\"head\">The article: {}</p><p>{article}</p></div>",
            escape(speaker)
        );
        let place = quotation.places.first().or(quotation.near.as_ref());
        let _ = write!(
            out,
            "<div><p class=\"head\">{}</p><p>{transcript}</p></div></div>",
            escape(&self.place_head(quotation, place))
        );
        self.facts(out, quotation);
        out.push_str("</article>\n");
    }

    /// The transcript's words with those around them, where what stands around is what was lost.
    fn with_context(&self, quotation: &CheckedQuotation, transcript: String) -> String {
        let place = quotation.places.first().filter(|_| quotation.words == Words::CutShort);
        let document = place.and_then(|place| self.transcripts.iter().find(|(_, one)| one.id() == place.document));
        let (Some(place), Some((_, document))) = (place, document) else { return transcript };
        let table = OffsetTable::new(document.text(), self.one.report.article.offsets);
        let (Some(first), Some(last)) = (place.spans.first(), place.spans.last()) else { return transcript };
        let [before, after] = around(document, Span::new(table.byte(first[0]), table.byte(last[1])));
        format!(
            "<span class=\"around\">{}</span><b>{transcript}</b><span class=\"around\">{}</span>",
            escape(before),
            escape(after)
        )
    }

    fn place_head(&self, quotation: &CheckedQuotation, place: Option<&Place>) -> String {
        let Some(place) = place else { return "The transcript: nothing like it".to_owned() };
        let near = if quotation.places.is_empty() { "Nearest miss: " } else { "The transcript: " };
        let name =
            self.transcripts.iter().find(|(_, document)| document.id() == place.document).map_or("", |(name, _)| *name);
        let mut parts = vec![format!("{near}{name}")];
        parts.extend(place.speaker.clone());
        parts.extend(place.turn.map(|turn| format!("turn {turn}")));
        parts.extend(place.time.clone());
        parts.join(", ")
    }

    fn facts(&self, out: &mut String, quotation: &CheckedQuotation) {
        out.push_str("<dl class=\"small\">");
        let mut fact = |name: &str, value: String| {
            let _ = write!(out, "<dt>{name}</dt><dd>{value}</dd>");
        };
        let agreements =
            [("speaker", quotation.speaker), ("audience", quotation.audience), ("occasion", quotation.occasion)];
        fact("words", spoken(&word(quotation.words)));
        for (name, agreement) in agreements.iter().filter(|(_, agreement)| *agreement != Agreement::Unknown) {
            fact(name, word(agreement));
        }
        if !quotation.freedoms.is_empty() {
            fact("freedoms", quotation.freedoms.iter().map(word).collect::<Vec<_>>().join(", "));
        }
        if quotation.places.len() > 1 {
            fact("places", format!("{} with the same words", quotation.places.len()));
        }
        if let Some(citation) = &quotation.citation {
            let citation = escape(citation);
            fact("cite", format!("<code>{citation}</code> <button data-copy=\"{citation}\">copy</button>"));
        }
        out.push_str("</dl>");
    }

    /// Both texts beside each other, the quotations marked in each.
    fn texts(&self, out: &mut String) {
        let report = self.one.report;
        let numbered = || report.quotations.iter().enumerate().map(|(index, quotation)| (index + 1, quotation));
        let unit = report.article.offsets;
        let marks: Vec<Mark> =
            numbered().flat_map(|(n, q)| marks(self.one.article, unit, n, &q.pinned.spans)).collect();
        out.push_str("<h2>Both texts</h2><div class=\"sides text\"><div><p class=\"head\">The article</p>");
        for part in self.one.article.parts() {
            let _ = write!(out, "<p>{}</p>", self.marked(self.one.article, part.span, &marks));
        }
        out.push_str("</div><div>");
        for (name, document) in self.transcripts {
            let here = |q: &CheckedQuotation| q.places.first().filter(|place| place.document == document.id()).cloned();
            let marks: Vec<Mark> = numbered()
                .filter_map(|(n, q)| Some((n, here(q)?)))
                .flat_map(|(n, place)| marks_of(document, unit, n, &place))
                .collect();
            let _ = write!(out, "<p class=\"head\">{}</p>", escape(name));
            self.transcript(out, document, &marks);
        }
        out.push_str("</div></div>\n");
    }

    /// The cited turns of a transcript with those around; how many are passed over is told.
    fn transcript(&self, out: &mut String, document: &Document, marks: &[Mark]) {
        let stretches: Vec<(Option<&str>, Span)> = if document.turns().is_empty() {
            document.parts().iter().map(|part| (None, part.span)).collect()
        } else {
            document
                .turns()
                .iter()
                .map(|turn| (turn.speaker.as_ref().map(|label| label.name.as_str()), turn.span))
                .collect()
        };
        let cited: Vec<usize> =
            (0..stretches.len()).filter(|&at| marks.iter().any(|mark| mark.span.overlaps(stretches[at].1))).collect();
        let shown = |at: usize| cited.iter().any(|&c| at.abs_diff(c) <= AROUND);
        let mut skipped = 0;
        for (at, (speaker, span)) in stretches.iter().enumerate() {
            if !shown(at) {
                skipped += 1;
                continue;
            }
            write_skipped(out, std::mem::take(&mut skipped));
            let label = speaker.map_or(String::new(), |name| format!("<b>{}:</b> ", escape(name)));
            let _ = write!(out, "<p>{label}{}</p>", self.marked(document, *span, marks));
        }
        write_skipped(out, skipped);
    }

    fn marked(&self, document: &Document, within: Span, marks: &[Mark]) -> String {
        let mut here: Vec<&Mark> = marks.iter().filter(|mark| mark.span.overlaps(within)).collect();
        here.sort_by_key(|mark| (mark.span.start(), mark.number));
        let mut out = String::new();
        let mut at = within.start();
        for mark in here {
            let (start, end) = (mark.span.start().max(at), mark.span.end().min(within.end()));
            if start >= end {
                continue;
            }
            out.push_str(&escape(document.slice(Span::new(at, start))));
            let (prefix, number) = (&self.prefix, mark.number);
            let _ = write!(
                out,
                "<mark>{}</mark><sup><a href=\"#{prefix}q{number}\">{number}</a></sup>",
                escape(document.slice(Span::new(start, end)))
            );
            at = end;
        }
        out.push_str(&escape(document.slice(Span::new(at, within.end()))));
        out
    }
}

/// The words of the turn before and behind a place, a few dozen of each.
fn around(document: &Document, place: Span) -> [&str; 2] {
    let turn = document.turns().iter().find(|turn| turn.span.contains_byte(place.start())).map(|turn| turn.span);
    let turn = turn.unwrap_or(place).cover(place);
    let (before, after) =
        (document.slice(Span::new(turn.start(), place.start())), document.slice(Span::new(place.end(), turn.end())));
    let from = before.rmatch_indices(' ').nth(CONTEXT).map_or(0, |(at, _)| at);
    let to = after.match_indices(' ').nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    [&before[from..], &after[..to]]
}

fn write_skipped(out: &mut String, count: usize) {
    if count > 0 {
        let _ = write!(out, "<p class=\"skip\">… {count} more …</p>");
    }
}

/// A quotation's number and where it stands.
struct Mark {
    number: usize,
    span: Span,
}

fn marks(document: &Document, unit: OffsetUnit, number: usize, spans: &[Offsets]) -> Vec<Mark> {
    let table = OffsetTable::new(document.text(), unit);
    spans.iter().map(|&[start, end]| Mark { number, span: Span::new(table.byte(start), table.byte(end)) }).collect()
}

fn marks_of(document: &Document, unit: OffsetUnit, number: usize, place: &Place) -> Vec<Mark> {
    marks(document, unit, number, &place.spans)
}

/// The quotation's words and the transcript's, with signs, among the marks that each text has.
fn sides(quotation: &CheckedQuotation) -> (String, String) {
    let place = quotation.places.first().or(quotation.near.as_ref());
    let mut article = Side::new(&quotation.pinned.text);
    let mut transcript = Side::new(place.map_or("", |place| &place.text));
    for piece in &quotation.alignment {
        match piece {
            Piece::Same { words } => {
                article.push("span", "", words);
                transcript.push("span", "", words);
            }
            Piece::Free { transcript: spoken, article: written, .. } => {
                article.push("span", " class=\"free\"", written);
                transcript.push("span", " class=\"free\"", spoken);
            }
            Piece::Changed { transcript: spoken, article: written, weight } => {
                article.push("span", &class("changed", *weight), written);
                transcript.push("span", &class("changed", *weight), spoken);
            }
            Piece::LeftOut { transcript: spoken, weight } => transcript.push("del", &class("", *weight), spoken),
            Piece::PutIn { article: written, weight } => article.push("ins", &class("", *weight), written),
            Piece::Marked { transcript: spoken, article: written } => {
                article.push("span", " class=\"marked\"", written);
                transcript.push("span", " class=\"marked\"", spoken);
            }
            Piece::Apart { .. } => {
                article.sign("<span class=\"apart\">≀</span>");
                transcript.sign("<span class=\"apart\">≀ elsewhere ≀</span>");
            }
        }
    }
    if quotation.alignment.is_empty() {
        article.push("span", "", &quotation.pinned.text);
    }
    (format!("“{}”", article.end()), transcript.end())
}

/// One side of an alignment as it is written.
struct Side<'t> {
    flow: Flow<'t>,
    out: String,
}

impl<'t> Side<'t> {
    fn new(text: &'t str) -> Self {
        Self { flow: Flow::new(text), out: String::new() }
    }

    fn push(&mut self, tag: &str, attributes: &str, words: &str) {
        if words.is_empty() {
            return;
        }
        let (before, words) = self.flow.next(words);
        self.out.push_str(&escape(&before));
        if attributes.is_empty() && tag == "span" {
            self.out.push_str(&escape(&words));
        } else {
            let _ = write!(self.out, "<{tag}{attributes}>{}</{tag}>", escape(&words));
        }
    }

    fn sign(&mut self, sign: &str) {
        let _ = write!(self.out, " {sign}");
    }

    fn end(mut self) -> String {
        self.out.push_str(&escape(self.flow.end()));
        self.out
    }
}

fn class(name: &str, weight: Weight) -> String {
    let grave = if weight == Weight::Grave { "grave-word" } else { "" };
    format!(" class=\"{}\"", [name, grave].join(" ").trim())
}

fn escape(text: &str) -> String {
    html_escape::encode_quoted_attribute(text).into_owned()
}
