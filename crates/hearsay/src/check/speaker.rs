//! Whom the article names as the speaker of a quotation, and whether the transcript agrees.

use std::cmp::Reverse;

use super::Quoted;
use super::corpus::Transcripts;
use super::quote::passage;
use crate::analyze::Analysis;
use crate::names;
use crate::record::{Agreement, Mode};
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

/// The statements that hold a quotation, the innermost first: "according to the transcript, Grau said" holds it twice, and
/// the words are Grau's. What is said inside the quotation does not count, nor, where somebody speaks, who only wants or
/// agrees; a pronoun stands for who was named last, and a document for nobody.
fn from_statements(article: &Document, analysis: &Analysis, pieces: &[Span]) -> Option<Quoted> {
    let first = *pieces.first()?;
    let one = |at: usize| &analysis.attributions[at];
    let text = |range: &TokenRange| span_of(analysis, *range).map(|span| article.slice(span).to_owned());
    let source = |at: usize| one(at).source.iter().filter_map(text).collect::<Vec<_>>().join(" ");
    let holds = |range: &TokenRange| span_of(analysis, *range).is_some_and(|span| span.overlaps(first));
    let quoted = |range: &TokenRange| {
        span_of(analysis, *range).is_some_and(|span| pieces.iter().any(|piece| piece.overlaps(span)))
    };
    let mut holding: Vec<usize> = (0..analysis.attributions.len())
        .filter(|&at| one(at).content.iter().any(holds) && !one(at).source.iter().chain(&one(at).cue).any(quoted))
        .collect();
    holding.sort_by_key(|&at| (!matches!(one(at).mode, Mode::Speech | Mode::Writing), Reverse(depth(analysis, at))));
    let innermost = *holding.first()?;
    let somebody = || holding.iter().map(|&at| source(at)).filter(|source| is_somebody(source));
    let named = somebody().find(|source| !name_runs(source).is_empty()).or_else(|| somebody().next());
    let stands_for = || holding.iter().any(|&at| is_pronoun(&source(at)));
    let last = || named_last(article, analysis, first, &source).filter(|_| stands_for());
    let audience = holding.iter().find_map(|&at| one(at).audience.first().and_then(text));
    Some(Quoted {
        statement: Some(format!("s{}", position(analysis, innermost) + 1)),
        pieces: pieces.to_vec(),
        speaker: named.or_else(last),
        audience,
        occasion: None,
    })
}

/// How many statements hold this one.
fn depth(analysis: &Analysis, at: usize) -> usize {
    let around = |at: &usize| analysis.attributions.get(*at).and_then(|attribution| attribution.within);
    std::iter::successors(Some(at), around).take(analysis.attributions.len()).count()
}

/// The place of a statement in the record, which has them in order of the text, outer before inner.
fn position(analysis: &Analysis, at: usize) -> usize {
    let first = |at: usize| {
        let one = &analysis.attributions[at];
        one.source.iter().chain(&one.cue).chain(&one.content).map(|range| range.start()).min().unwrap_or(usize::MAX)
    };
    let key = |at: usize| (first(at), depth(analysis, at), at);
    (0..analysis.attributions.len()).filter(|&other| key(other) < key(at)).count()
}

/// The source with a name that stands last before a quotation.
fn named_last(
    article: &Document,
    analysis: &Analysis,
    first: Span,
    source: &impl Fn(usize) -> String,
) -> Option<String> {
    let end = |at: usize| {
        analysis.attributions[at].source.last().and_then(|range| span_of(analysis, *range)).map_or(0, |span| span.end())
    };
    let before = (0..analysis.attributions.len()).filter(|&at| end(at) > 0 && end(at) <= first.start());
    let last =
        before.filter(|&at| is_somebody(&source(at)) && !name_runs(&source(at)).is_empty()).max_by_key(|&at| end(at));
    last.map(source).or_else(|| subject(&unquoted(article.slice(Span::new(0, first.start())).lines().last()?)))
}

/// The author's own words of a text.
fn unquoted(text: &str) -> String {
    let mut open = false;
    let mut own = |character: &char| {
        open = match character {
            '“' => true,
            '”' => false,
            '"' => !open,
            _ => open,
        };
        !open
    };
    text.chars().filter(|character| own(character)).collect()
}

/// Words that point to somebody named elsewhere.
const PRONOUNS: [&str; 9] = ["he", "she", "they", "who", "him", "her", "them", "his", "their"];
/// Nouns whose speaking is that of a text or of a recording.
const DOCUMENTS: [&str; 15] = [
    "transcript",
    "transcripts",
    "recording",
    "recordings",
    "tape",
    "tapes",
    "report",
    "reports",
    "document",
    "documents",
    "memo",
    "statement",
    "article",
    "story",
    "text",
];

fn is_pronoun(source: &str) -> bool {
    let mut words = source.split_whitespace();
    words.next().is_some_and(|word| PRONOUNS.contains(&word.to_lowercase().as_str())) && words.next().is_none()
}

/// Whether a source is a person or a body: no pronoun, no text.
fn is_somebody(source: &str) -> bool {
    let head = source.split([',', '(']).next().unwrap_or(source);
    let head = head.split(" of ").next().unwrap_or(head).split(" from ").next().unwrap_or(head);
    let last = head.split_whitespace().last().unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    let one = source.split_whitespace().count() == 1 && source.starts_with(char::is_lowercase);
    !last.is_empty() && !is_pronoun(source) && !DOCUMENTS.contains(&last.to_lowercase().as_str()) && !one
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

/// How likely a name in the article and a transcript's label are one person's. The capitals of labels are set down first, or a
/// surname in capitals would be taken for initials.
fn likeness(name: &str, label: &str) -> f64 {
    let set_down = |word: &str| {
        let mut letters = word.chars();
        let long = word.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
        match letters.next().filter(|_| long) {
            Some(first) => first.to_string() + &letters.as_str().to_lowercase(),
            None => word.to_owned(),
        }
    };
    if label.contains(char::is_lowercase) {
        return names::compare(name, label).probability;
    }
    let label: Vec<String> = label.split(' ').map(set_down).collect();
    names::compare(name, &label.join(" ")).probability
}

/// Compares the article's speaker with who speaks at word `place` of the transcripts.
pub(super) fn agreement(attributed: Option<&str>, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let (Some(article), Some(spoken)) = (attributed, transcripts.speaker(place)) else { return Agreement::Unknown };
    if names::is_placeholder(spoken) {
        return Agreement::Unknown;
    }
    match likeness(article, spoken) {
        // "The teacher" may be the voice TEACHER, but is not another than IDA BRANDT.
        p if p >= SAME => Agreement::Right,
        p if p <= OTHER && is_somebody(article) => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}

/// For each speaker of the transcripts, whether it is the one whom the article names.
pub(super) fn preferred(attributed: Option<&str>, transcripts: &Transcripts<'_>) -> Vec<bool> {
    let same = |voice: &String| attributed.is_some_and(|article| likeness(article, voice) >= SAME);
    transcripts.voices.iter().map(same).collect()
}

/// Compares whom the article names as the hearer with the other speakers of the transcript.
pub(super) fn audience(quoted: &Quoted, place: usize, transcripts: &Transcripts<'_>) -> Agreement {
    let (Some(audience), Some(_)) = (&quoted.audience, transcripts.speaker(place)) else { return Agreement::Unknown };
    let others = transcripts.other_speakers(place);
    if others.is_empty() || others.iter().any(|name| names::is_placeholder(name)) {
        return Agreement::Unknown;
    }
    let best = others.iter().map(|other| likeness(audience, other)).fold(0.0, f64::max);
    match best {
        p if p >= SAME => Agreement::Right,
        p if p <= OTHER && !name_runs(audience).is_empty() => Agreement::Wrong,
        _ => Agreement::Unknown,
    }
}

/// Whether the transcripts name all who speak in them, and none is the one whom the article names.
pub(super) fn is_absent(attributed: Option<&str>, transcripts: &Transcripts<'_>) -> bool {
    let Some(article) = attributed.filter(|name| is_somebody(name) && !name_runs(name).is_empty()) else {
        return false;
    };
    let is_other = |voice: &String| !names::is_placeholder(voice) && likeness(article, voice) <= OTHER;
    !transcripts.voices.is_empty()
        && !transcripts.voice.contains(&super::corpus::NOBODY)
        && transcripts.voices.iter().all(is_other)
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
