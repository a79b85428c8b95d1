//! The article around the quotations: frames that say who spoke and nothing that turns a meaning.

use hearsay::text::{Document, Span};

use super::make::{Draft, Words};
use super::people;
use super::scene::Scene;
use crate::random::Random;

/// The verdict on the speaker that a case must get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The transcript names the same person.
    Right,
    /// The transcript names another.
    Wrong,
    /// Nobody can tell.
    Unknown,
}

impl Speaker {
    /// The name as the record has it.
    pub fn name(self) -> &'static str {
        ["right", "wrong", "unknown"][self as usize]
    }

    /// The verdict of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Right, Self::Wrong, Self::Unknown].into_iter().find(|s| s.name() == name)
    }
}

/// A quotation in its article, with its answer.
#[derive(Clone, Debug)]
pub struct Case {
    /// The quoted stretches of the article.
    pub spans: Vec<Span>,
    /// Who said it, by the article.
    pub named: Option<String>,
    /// The verdict on the speaker.
    pub speaker: Speaker,
    /// What was made.
    pub draft: Draft,
}

const OPENINGS: &[&str] = &[
    "The transcript was published on Monday.",
    "Details of the talk became known this week.",
    "The two sides met for several hours.",
    "A recording of the session was made public on Friday.",
];
const BETWEEN: &[&str] = &[
    "The talk went on into the evening.",
    "Several members listened from the gallery.",
    "Copies were handed out afterwards.",
    "Coffee was served at ten.",
];
const INVENTED: &[&str] = &["Gregor Halloway", "Ines Carvalho", "Tomasz Wrobel", "Amara Okafor"];
const TITLES: &[&str] = &["President", "Minister", "Dr."];
const MARKS: &[(&str, &str)] = &[("“", "”"), ("\"", "\""), ("‘", "’"), ("«", "»")];

/// Writes an article around `drafts`.
pub fn write(drafts: Vec<Draft>, scene: &Scene, random: &mut Random) -> (Document, Vec<Case>) {
    let (open, close) = MARKS[random.weighted(&[6, 6, 2, 1])];
    let curly = random.chance(0.5);
    let mut text = format!("{}\n\n", random.pick(OPENINGS).unwrap_or(&""));
    let mut cases = Vec::new();
    for draft in drafts {
        let (named, speaker) = attribute(&draft, scene, random);
        let pieces: Vec<String> =
            draft.pieces.iter().map(|p| p.replace(['’', '\''], if curly { "’" } else { "'" })).collect();
        let who = named.clone().unwrap_or_else(|| "one of them".to_owned());
        let spans = frame(&mut text, &pieces, &who, (open, close), random);
        cases.push(Case { spans, named, speaker, draft });
        text.push_str("\n\n");
        if random.chance(0.4) {
            text.push_str(&format!("{}\n\n", random.pick(BETWEEN).unwrap_or(&"")));
        }
    }
    (Document::from_text(&text), cases)
}

fn frame(
    text: &mut String,
    pieces: &[String],
    who: &str,
    (open, close): (&str, &str),
    random: &mut Random,
) -> Vec<Span> {
    let quote = |text: &mut String, piece: &str| {
        text.push_str(open);
        let span = Span::new(text.len(), text.len() + piece.len());
        text.push_str(piece);
        text.push_str(close);
        span
    };
    if let [first, rest @ ..] = pieces
        && !rest.is_empty()
    {
        let mut spans = vec![quote(text, first)];
        for piece in rest {
            text.push_str(&format!(" {who} said, "));
            spans.push(quote(text, piece));
        }
        return spans;
    }
    let piece = pieces.first().map_or("", String::as_str);
    if random.chance(0.5) {
        text.push_str(&format!("{who} said: "));
        vec![quote(text, piece)]
    } else {
        let piece = piece.strip_suffix('.').map_or_else(|| piece.to_owned(), |p| format!("{p},"));
        let span = quote(text, &piece);
        text.push_str(&format!(" {who} said."));
        vec![span]
    }
}

/// Who the article says spoke: the right person, another, or nobody.
fn attribute(draft: &Draft, scene: &Scene, random: &mut Random) -> (Option<String>, Speaker) {
    let said_by = draft.stretches.first().and_then(|s| scene.person(s));
    let anybody = || random_person(scene, None);
    let Some(person) = said_by.filter(|_| draft.words != Words::NotFound) else {
        let named = anybody().or_else(|| random.pick(INVENTED).map(|n| (*n).to_owned()));
        return (named, Speaker::Unknown);
    };
    let code = draft.stretches.iter().any(|s| people::is_code(scene.label(s)));
    if random.chance(0.1) {
        return (None, Speaker::Unknown);
    }
    let wrong = random.chance(0.25);
    let name = if wrong { other_person(scene, person, random) } else { person.to_owned() };
    let verdict = if code {
        Speaker::Unknown
    } else if wrong {
        Speaker::Wrong
    } else {
        Speaker::Right
    };
    (Some(dress_name(&name, scene, random)), verdict)
}

fn random_person(scene: &Scene, except: Option<&str>) -> Option<String> {
    let people = scene.talks.iter().flat_map(|t| &t.turns).filter_map(|t| t.person.as_deref());
    people.filter(|p| except.is_none_or(|e| !people::share_a_name(p, e))).map(str::to_owned).next()
}

fn other_person(scene: &Scene, person: &str, random: &mut Random) -> String {
    let invented = (*random.pick(INVENTED).unwrap_or(&INVENTED[0])).to_owned();
    if random.chance(0.3) {
        return invented;
    }
    let turns: Vec<&str> = scene.talks.iter().flat_map(|t| &t.turns).filter_map(|t| t.person.as_deref()).collect();
    let others: Vec<&str> = turns.into_iter().filter(|p| !people::share_a_name(p, person)).collect();
    random.pick(&others).map_or(invented, |p| (*p).to_owned())
}

/// Full name, surname, or title and surname; always in full where two people of the scene share the surname.
fn dress_name(name: &str, scene: &Scene, random: &mut Random) -> String {
    let surname = people::surname(name);
    let people = scene.talks.iter().flat_map(|t| &t.turns).filter_map(|t| t.person.as_deref());
    let shared = people.filter(|p| *p != name).any(|p| people::share_a_name(p, name));
    match random.weighted(&[60, 25, 15]) {
        1 if !shared => surname.to_owned(),
        2 if !shared => format!("{} {surname}", random.pick(TITLES).unwrap_or(&"Dr.")),
        _ => name.to_owned(),
    }
}
