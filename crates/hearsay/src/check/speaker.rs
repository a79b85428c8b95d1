//! Whom the article names as the speaker of a quotation, and whether the transcript agrees.

use super::Quoted;
use super::corpus::Transcripts;
use super::quote::passage;
use crate::analyze::Analysis;
use crate::names;
use crate::record::Agreement;
use crate::text::{Document, Span, TokenRange};

/// From this probability on, two names are taken for one person's.
const SAME: f64 = 0.6;
/// Up to this, for two persons'.
const OTHER: f64 = 0.3;

/// What the article says of a quotation: from its statements where there are any, else from the words around.
pub(super) fn attributed(article: &Document, analysis: &Analysis, pieces: Vec<Span>, before: Option<&str>) -> Quoted {
    if let Some(found) = from_statements(article, analysis, &pieces) {
        return found;
    }
    let speaker = from_words(article, passage(&analysis.sentences, &pieces), &pieces, before);
    Quoted { speaker, pieces, ..Quoted::default() }
}

fn from_statements(article: &Document, analysis: &Analysis, pieces: &[Span]) -> Option<Quoted> {
    let first = *pieces.first()?;
    let text = |range: &TokenRange| span_of(analysis, *range).map(|span| article.slice(span).to_owned());
    let holds = |range: &TokenRange| span_of(analysis, *range).is_some_and(|span| span.overlaps(first));
    let index = analysis.attributions.iter().position(|a| a.within.is_none() && a.content.iter().any(holds))?;
    let attribution = &analysis.attributions[index];
    let source = attribution.source.iter().filter_map(text).collect::<Vec<_>>().join(" ");
    Some(Quoted {
        statement: Some(format!("s{}", index + 1)),
        pieces: pieces.to_vec(),
        speaker: Some(source).filter(|source| !source.is_empty()),
        audience: attribution.audience.first().and_then(text),
        occasion: None,
    })
}

fn span_of(analysis: &Analysis, range: TokenRange) -> Option<Span> {
    let tokens = analysis.tokens.get(range.range())?;
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}

/// The name beside a word of saying in the author's words around: `said NAME`, `NAME said`, `NAME: "…"`.
fn from_words(article: &Document, passage: Span, pieces: &[Span], before: Option<&str>) -> Option<String> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let tail = article.slice(Span::new(last.end(), passage.end()));
    let head = article.slice(Span::new(passage.start(), first.start()));
    let between: Vec<&str> = pieces.windows(2).map(|p| article.slice(Span::new(p[0].end(), p[1].start()))).collect();
    let mut places = vec![tail];
    places.splice(0..0, between);
    places.push(head);
    places.iter().find_map(|text| beside_saying(text, before))
}

const SAYING: [&str; 30] = [
    "said",
    "says",
    "added",
    "adds",
    "told",
    "tells",
    "asked",
    "asks",
    "replied",
    "answered",
    "continued",
    "continues",
    "warned",
    "wrote",
    "stated",
    "argued",
    "insisted",
    "explained",
    "noted",
    "quoted",
    "according",
    "remarked",
    "declared",
    "admitted",
    "claimed",
    "concluded",
    "responded",
    "announced",
    "complained",
    "recalled",
];

fn beside_saying(text: &str, before: Option<&str>) -> Option<String> {
    if let Some(label) = text.trim_end().trim_end_matches(['"', '“', '\'', '‘', ' ']).strip_suffix(':') {
        let name = last_name(label);
        if name.is_some() && !SAYING.iter().any(|verb| label.contains(verb)) {
            return name;
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let verb = words.iter().position(|word| SAYING.contains(&bare(word).as_str()))?;
    let (left, right) = (words[..verb].join(" "), words[verb + 1..].join(" "));
    let he = |side: &str| side.split_whitespace().any(|word| matches!(bare(word).as_str(), "he" | "she" | "they"));
    let right_first = first_name(&right);
    if left.trim_matches(|c: char| !c.is_alphanumeric()).is_empty() {
        return right_first.or_else(|| if he(&right) { before.map(str::to_owned) } else { None });
    }
    subject(&left)
        .or_else(|| if he(&left) { before.map(str::to_owned) } else { None })
        .or(right_first.filter(|_| bare(words[verb]) == "according"))
}

/// The runs of capitalised words in a text.
fn name_runs(text: &str) -> Vec<String> {
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut open = false;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let lower = bare.to_lowercase();
        let small = matches!(
            lower.as_str(),
            "he" | "she" | "they" | "it" | "the" | "a" | "in" | "on" | "at" | "but" | "and" | "as" | "when" | "to"
        );
        let capital = bare.starts_with(char::is_uppercase) && !small && bare != "I";
        if capital {
            let clean = bare.trim_end_matches('.').trim_end_matches("'s").trim_end_matches("’s");
            if open && let Some(run) = runs.last_mut() {
                run.push(clean);
            } else {
                runs.push(vec![clean]);
            }
        }
        open = capital && !word.ends_with([',', ';', ':', '.']) || (capital && bare.len() <= 3 && word.ends_with('.'));
    }
    runs.into_iter().map(|run| run.join(" ")).collect()
}

/// The name nearest before the verb.
fn subject(left: &str) -> Option<String> {
    name_runs(left).pop()
}

fn first_name(right: &str) -> Option<String> {
    name_runs(right).into_iter().next()
}

fn last_name(label: &str) -> Option<String> {
    name_runs(label).pop()
}

/// Compares the article's speaker with who speaks at word `place` of the transcripts.
pub(super) fn agreement(attributed: Option<&str>, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let (Some(article), Some(spoken)) = (attributed, transcripts.speaker(place)) else { return Agreement::Unknown };
    if names::is_placeholder(spoken) {
        return Agreement::Unknown;
    }
    match names::compare(article, spoken).probability {
        p if p >= SAME => Agreement::Right,
        p if p <= OTHER => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}

/// For each speaker of the transcripts, whether it is the one whom the article names.
pub(super) fn preferred(attributed: Option<&str>, transcripts: &Transcripts<'_>) -> Vec<bool> {
    let same = |voice: &String| attributed.is_some_and(|article| names::compare(article, voice).probability >= SAME);
    transcripts.voices.iter().map(same).collect()
}

/// Compares whom the article names as the hearer with the other speakers of the transcript.
pub(super) fn audience(quoted: &Quoted, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let (Some(audience), Some(_)) = (&quoted.audience, transcripts.speaker(place)) else { return Agreement::Unknown };
    let others = transcripts.other_speakers(place);
    if others.is_empty() || others.iter().any(|name| names::is_placeholder(name)) {
        return Agreement::Unknown;
    }
    let best = others.iter().map(|other| names::compare(audience, other).probability).fold(0.0, f64::max);
    match best {
        p if p >= SAME => Agreement::Right,
        p if p <= OTHER && !name_runs(audience).is_empty() => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}

/// What kinds of occasion go under what words.
const OCCASIONS: [(&str, &[&str]); 6] = [
    ("call", &["call", "phone", "telephone", "telephoned", "phoned"]),
    ("interview", &["interview", "interviewed"]),
    ("press conference", &["press", "briefing", "reporters", "news conference"]),
    ("hearing", &["hearing", "testimony", "testified", "committee", "trial"]),
    ("speech", &["speech", "address", "remarks", "keynote"]),
    ("meeting", &["meeting", "met", "talks", "summit"]),
];

fn occasion_of(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let has = |word: &&str| {
        lower
            .split(|c: char| !c.is_alphanumeric() && c != ' ')
            .any(|part| format!(" {part} ").contains(&format!(" {word} ")))
    };
    OCCASIONS.iter().find(|(_, words)| words.iter().any(&has)).map(|(kind, _)| *kind)
}

/// Compares the article's occasion with the transcript's title.
pub(super) fn occasion(quoted: &Quoted, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let document = &transcripts.documents[transcripts.document_of(place)];
    let said = quoted.occasion.as_deref().and_then(occasion_of);
    let title = document.metadata().title.as_deref().and_then(occasion_of);
    match (said, title) {
        (Some(said), Some(title)) if said == title => Agreement::Right,
        (Some(_), Some(_)) => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}
