//! Whom the article names as the speaker of a quotation: by its statements and by who is who, else by the words around.

use std::cmp::Reverse;

use super::Quoted;
use super::quote::passage;
use crate::analyze::Analysis;
use crate::layers::people::Entity;
use crate::record::{EntityType, Mode};
use crate::text::{Document, Span, TokenRange};

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
    let somebody = || holding.iter().copied().filter(|&at| is_somebody(&source(at)));
    let pronoun = || holding.iter().copied().find(|&at| is_pronoun(&source(at)));
    let at = somebody().find(|&at| !names_in(&source(at)).is_empty()).or_else(|| somebody().next()).or_else(pronoun);
    let who = at.and_then(|at| entity(analysis, at));
    let known_as = who.map_or(Vec::new(), |who| called(article, analysis, who));
    let named = known_as.first().filter(|name| !names_in(name).is_empty()).cloned();
    let last = || named_last(article, analysis, first, &source);
    let speaker = at.and_then(|at| if is_pronoun(&source(at)) { named.or_else(last) } else { Some(source(at)) });
    let (audience, unsure_audience) = holding.iter().find_map(|&at| audience(article, analysis, at)).unzip();
    Some(Quoted {
        statement: Some(format!("s{}", position(analysis, innermost) + 1)),
        pieces: pieces.to_vec(),
        unsure: at.is_some_and(|at| is_unsure(analysis, at, &source(at))),
        speaker,
        known_as,
        audience,
        unsure_audience: unsure_audience.unwrap_or(false),
        occasion: None,
    })
}

/// Who speaks in a statement.
fn entity(analysis: &Analysis, at: usize) -> Option<&Entity> {
    analysis.people.entities.get(analysis.people.speakers.get(at)?.entity?)
}

/// By what the article calls somebody: the fullest name, then the titles.
fn called(article: &Document, analysis: &Analysis, who: &Entity) -> Vec<String> {
    let ranges = who.name.iter().chain(&who.titles);
    ranges.filter_map(|range| span_of(analysis, *range)).map(|span| article.slice(span).to_owned()).collect()
}

/// So sure must be who a pronoun or a description stands for, before another voice is called the wrong one.
const SURE: f32 = 0.75;

/// Whether the source is no person, or only a guess tells which one: nobody tells himself.
fn is_unsure(analysis: &Analysis, at: usize, source: &str) -> bool {
    let body = entity(analysis, at).is_some_and(|who| who.kind != EntityType::Person);
    let speaker = analysis.people.speakers.get(at);
    let guess = speaker.and_then(|speaker| speaker.certainty).is_some_and(|certainty| certainty < SURE);
    let himself = speaker.is_some_and(|speaker| speaker.entity.is_some() && speaker.audience.contains(&speaker.entity));
    body || names_in(source).is_empty() && (guess || himself)
}

/// To whom, by name where the article has one; and whether that may be no person: an outlet is no voice of a transcript.
fn audience(article: &Document, analysis: &Analysis, at: usize) -> Option<(String, bool)> {
    let text = |range: TokenRange| span_of(analysis, range).map(|span| article.slice(span).to_owned());
    let told = text(*analysis.attributions[at].audience.first()?)?;
    let entity = analysis.people.speakers.get(at).and_then(|speaker| *speaker.audience.first()?);
    let Some(who) = entity.and_then(|entity| analysis.people.entities.get(entity)) else { return Some((told, false)) };
    let name = who.name.and_then(text).filter(|_| names_in(&told).is_empty());
    Some((name.unwrap_or(told), who.kind != EntityType::Person))
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
pub(super) fn is_somebody(source: &str) -> bool {
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
pub(super) fn name_runs(text: &str) -> Vec<String> {
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

/// Small words inside a name.
const PARTICLES: [&str; 16] =
    ["de", "da", "del", "della", "di", "dos", "du", "van", "von", "der", "den", "la", "le", "bin", "al", "el"];

/// The names in a source, without what describes: of "the transport minister, Pilar Ortiz," the second part, of "Norland's
/// former envoy Ole Krog" the end, of "the mayor of Eastport" nothing.
pub(super) fn names_in(source: &str) -> Vec<String> {
    source.split([',', '(', ')', ';']).filter_map(name_in).collect()
}

fn name_in(segment: &str) -> Option<String> {
    let head = [" of ", " from ", " for ", " at ", " in ", " who "].iter().fold(segment, |head, small| {
        let end = head.find(small).unwrap_or(head.len());
        &head[..end]
    });
    let words: Vec<&str> = head.split_whitespace().collect();
    let in_name = |word: &&&str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let owner = word.ends_with("'s") || word.ends_with("’s");
        let small = matches!(bare, "The" | "A" | "An" | "His" | "Her" | "Its" | "Their" | "One" | "I" | "He" | "She");
        (bare.starts_with(char::is_uppercase) && !small && !owner) || PARTICLES.contains(&bare)
    };
    let length = words.iter().rev().take_while(in_name).count();
    let run = &words[words.len() - length..];
    let start = run.iter().position(|word| !PARTICLES.contains(word))?;
    Some(run[start..].join(" "))
}
