//! What the words around a statement's own source and cue tell of its occasion and its hands.

use super::carriers::Carriers;
use super::outlets::{is_own, outlets};
use super::phrases::{Look, Phrase, phrases};
use super::{Handling, Station, Told};
use crate::lang::en::hands::Noun;
use crate::layers::attributions::Attribution;
use crate::record::{EntityType, OccasionKind, ViaKind};
use crate::text::TokenRange;

/// What the sentence of the statement's cue tells; `all` are needed to tell whose words are whose.
pub fn own(look: &Look, carriers: &Carriers, all: &[Attribution], index: usize) -> Handling {
    let statement = &all[index];
    let Some((sentence, anchor)) = place(look, statement) else { return Handling::default() };
    let mine = |at: usize| is_mine(all, index, at, anchor);
    let mut handling = Handling::default();
    if is_text(look, statement) {
        return handling;
    }
    let (named, told): (Vec<Phrase>, Vec<Phrase>) = phrases(look, sentence)
        .into_iter()
        .filter(|phrase| mine(phrase.words.start()))
        .partition(|phrase| phrase.governor.is_some());
    // "Told the crowd at a rally": the noun tells before the audience does.
    for phrase in named.iter().chain(&told) {
        take(&mut handling, look, carriers, (statement, sentence), phrase);
    }
    heard(&mut handling, look, carriers, statement);
    if handling.occasion.is_none() {
        handling.occasion = by_verb(look, statement);
    }
    let asked: Vec<TokenRange> = outlets(look, sentence).into_iter().filter(|outlet| mine(outlet.start())).collect();
    outlet(&mut handling, look, statement, &asked);
    on_air(&mut handling, look, statement, &asked);
    capital_article(&mut handling, look, statement);
    told_name(&mut handling, look, index, statement);
    handling.language = language(look, sentence, &mine);
    unknown(&mut handling, look, sentence, &mine);
    handling
}

/// The sentence of the cue (else of the source), and the token of it that phrases are near to.
fn place(look: &Look, statement: &Attribution) -> Option<(TokenRange, usize)> {
    let at = statement.cue.map(TokenRange::start).or_else(|| statement.source.first().map(|range| range.start()))?;
    Some((look.scene.sentence(at)?.tokens, at))
}

/// Whether the words at `at` belong to this statement: outside its content, and nearer to it than to any other statement whose
/// cue stands before them.
fn is_mine(all: &[Attribution], index: usize, at: usize, anchor: usize) -> bool {
    let holds = |statement: &Attribution| statement.content.iter().any(|range| range.contains(at));
    if holds(&all[index]) {
        return false;
    }
    if let Some(outer) = all[index].within {
        // What stands outside the outer content is the outer statement's.
        if !holds(&all[outer]) {
            return false;
        }
    }
    let last_before = |statement: &Attribution| statement.cue.map(TokenRange::start).filter(|cue| *cue <= at);
    let nearest = all.iter().filter(|other| other.within == all[index].within).filter_map(last_before).max();
    anchor > at || nearest.is_none_or(|cue| cue <= anchor)
}

/// A source that is itself a text, a recording or an outlet: this page read it.
pub fn is_text(look: &Look, statement: &Attribution) -> bool {
    let Some(source) = statement.source.first() else { return false };
    let text = |at: usize| {
        let nouns = look.words.nouns(&look.scene.lower(at));
        nouns
            .iter()
            .any(|noun| matches!(noun, Noun::Carrier(ViaKind::Recording | ViaKind::Transcript | ViaKind::Document)))
    };
    text(source.end() - 1)
        || (source.len() < 3 && (source.start()..source.end()).any(text))
        || !outlets(look, *source).is_empty()
}

fn take(
    handling: &mut Handling,
    look: &Look,
    carriers: &Carriers,
    (statement, sentence): (&Attribution, TokenRange),
    phrase: &Phrase,
) {
    let governed = phrase.governor.is_some() || is_told(look, statement, phrase);
    if !governed || statement.source.iter().any(|source| source.contains(phrase.words.start())) {
        return;
    }
    if is_letter(look, statement, phrase) {
        handling.occasion = Some(Told { value: OccasionKind::Letter, words: phrase.words });
        let leak =
            |words: TokenRange| Station { kind: ViaKind::Leak, words, who: outlets(look, words).first().copied() };
        let out = phrase.leaked.then_some(phrase.words).or_else(|| got_out(look, phrase, sentence));
        handling.via.extend(out.map(leak));
        return;
    }
    if let Some(carrier) = carriers.named(phrase.words) {
        handling.via = carrier.stations();
        handling.occasion = handling.occasion.or(carrier.occasion(sentence.end()));
        return;
    }
    if let Some(kind) = phrase.occasion().filter(|kind| fits(*kind, phrase)) {
        handling.occasion.get_or_insert(Told { value: kind, words: phrase.words });
    } else if let Some(kind) = phrase.carrier().filter(|kind| relays(*kind, phrase)) {
        handling.via.push(Station { kind, words: phrase.words, who: None });
    }
}

/// What the speaker wrote himself is the occasion, also where it got out: "wrote in a leaked memo", "in emails seen by Reuters, Lam says".
fn is_letter(look: &Look, statement: &Attribution, phrase: &Phrase) -> bool {
    let writes = statement.cue.is_some_and(|cue| look.any("writing", cue));
    let private = phrase.words.range().any(|at| look.has("private", at));
    (writes || private) && phrase.occasion() == Some(OccasionKind::Letter) && phrase.governor.as_deref() == Some("in")
}

/// "Obtained by the Tidings", "shown to the Gazette" after a letter: how it got out.
fn got_out(look: &Look, phrase: &Phrase, sentence: TokenRange) -> Option<TokenRange> {
    let near = phrase.words.start()..sentence.end().min(phrase.words.end() + 4);
    let led = |at: usize| matches!(look.scene.lower(at + 1).as_str(), "by" | "to" | "with");
    let at = near.into_iter().find(|&at| look.has("obtained", at) && led(at))?;
    let end = (at + 2..sentence.end()).find(|&next| !look.scene.is_word(next)).unwrap_or(sentence.end());
    Some(TokenRange::new(at, end.min(at + 8)))
}

/// "Told a news conference", "addressing the rally".
fn is_told(look: &Look, statement: &Attribution, phrase: &Phrase) -> bool {
    let Some(cue) = statement.cue else { return false };
    let near = phrase.words.start() >= cue.start() && phrase.words.start() <= cue.end() + 1;
    let tells = cue.range().any(|at| {
        matches!(look.scene.lower(at).as_str(), "told" | "tells" | "telling" | "tell" | "addressed" | "addressing")
    });
    near && tells
}

/// Whether the governor goes with the occasion: "on Twitter", "by phone", "in a letter"; "from the meeting" does not.
fn fits(kind: OccasionKind, phrase: &Phrase) -> bool {
    let governor = phrase.governor.as_deref().unwrap_or("told");
    match governor {
        "told" => matches!(
            kind,
            OccasionKind::PressConference
                | OccasionKind::Speech
                | OccasionKind::Testimony
                | OccasionKind::Meeting
                | OccasionKind::Other
        ),
        "on" | "via" => {
            matches!(
                kind,
                OccasionKind::Post
                    | OccasionKind::Call
                    | OccasionKind::Other
                    | OccasionKind::Testimony
                    | OccasionKind::Interview
            )
        }
        "by" | "over" | "through" => {
            matches!(kind, OccasionKind::Call | OccasionKind::Letter)
                || (kind == OccasionKind::Post && governor != "by")
                || (kind == OccasionKind::Meeting && governor == "over")
        }
        "from" | "to" | "with" | "per" | "amid" | "according to" => false,
        _ => true,
    }
}

/// A spokesman or a translator stands between only where the words come through him.
fn relays(kind: ViaKind, phrase: &Phrase) -> bool {
    matches!(kind, ViaKind::Spokesperson | ViaKind::Translation)
        && matches!(phrase.governor.as_deref(), Some("through" | "via"))
}

/// "Is heard advising", "is quoted as saying": the words come off the recording or the text that was told of.
fn heard(handling: &mut Handling, look: &Look, carriers: &Carriers, statement: &Attribution) {
    let Some(cue) = statement.cue.filter(|_| handling.via.is_empty()) else { return };
    let near = cue.start().saturating_sub(2)..cue.end();
    let Some(at) = near.into_iter().find(|&at| passive(look, at) && (look.has("heard", at) || look.has("quoted", at)))
    else {
        return;
    };
    let sentence = look.scene.sentences.partition_point(|sentence| sentence.tokens.end() <= at);
    let Some(place) = look.scene.sentence(at).map(|sentence| sentence.tokens) else { return };
    let heard = look.has("heard", at);
    let carrier = if heard { carriers.last_recording(sentence) } else { carriers.last_named(look, sentence) };
    if let Some(carrier) = carrier {
        handling.via = carrier.stations();
        handling.occasion = handling.occasion.or(carrier.occasion(place.end()));
    } else if heard {
        handling.via.push(Station { kind: ViaKind::Recording, words: TokenRange::new(at, at + 1), who: None });
    }
}

/// "Is heard", "can be heard", "was taped": told of the words, not of what somebody knows.
fn passive(look: &Look, at: usize) -> bool {
    let auxiliary =
        |before: usize| matches!(look.scene.lower(before).as_str(), "is" | "was" | "are" | "were" | "be" | "being");
    (at.saturating_sub(2)..at).any(auxiliary)
}

/// "Tweeted", "testified": the verb alone tells the occasion.
fn by_verb(look: &Look, statement: &Attribution) -> Option<Told<OccasionKind>> {
    let cue = statement.cue?;
    cue.range().find_map(|at| {
        let value = match look.scene.lower(at).as_str() {
            "tweeted" | "tweets" | "retweeted" | "posted" | "posts" | "blogged" => OccasionKind::Post,
            "testified" | "testifies" | "testifying" => OccasionKind::Testimony,
            "emailed" | "e-mailed" | "texted" => OccasionKind::Letter,
            "preached" | "preaches" => OccasionKind::Speech,
            _ => return None,
        };
        Some(Told { value, words: TokenRange::new(at, at + 1) })
    })
}

/// Said to another outlet, or known through its page.
fn outlet(handling: &mut Handling, look: &Look, statement: &Attribution, found: &[TokenRange]) {
    let carried = handling.via.iter().any(|station| station.who.is_some());
    let source = |outlet: &TokenRange| statement.source.iter().any(|range| range.contains(outlet.start()));
    let host = |outlet: &TokenRange| handling.occasion.is_some_and(|told| told.words.contains(outlet.start()));
    let reached = |outlet: &&TokenRange| {
        !source(outlet) && !is_own(look, **outlet) && (host(outlet) || receives(look, statement, **outlet))
    };
    if let Some(&words) = found.iter().find(reached).filter(|_| !carried) {
        handling.via.push(Station { kind: ViaKind::Outlet, words, who: Some(words) });
    }
}

/// "Told The Morning Sofa": a title that keeps its capital article is an outlet's.
fn capital_article(handling: &mut Handling, look: &Look, statement: &Attribution) {
    let told = statement.cue.is_some_and(|cue| look.any("telling", cue));
    let titled = |words: &&TokenRange| {
        words.len() > 1 && look.scene.word(words.start()) == "The" && words.range().all(|at| look.is_capital(at))
    };
    let found = statement.audience.iter().find(titled).filter(|words| told && !is_own(look, **words));
    if let Some(&words) = found.filter(|_| handling.via.is_empty()) {
        handling.via.push(Station { kind: ViaKind::Outlet, words, who: Some(words) });
    }
}

/// "Told Telly Now": a body with a bare name that is no institution is an outlet.
fn told_name(handling: &mut Handling, look: &Look, index: usize, statement: &Attribution) {
    let told = statement.cue.is_some_and(|cue| look.any("telling", cue));
    let Some(speaker) = look.people.speakers.get(index).filter(|_| told && handling.via.is_empty()) else { return };
    let body = |entity: usize| look.people.entities[entity].kind == EntityType::Organisation;
    let named = |words: &TokenRange| {
        words.len() <= LONGEST_NAME
            && words.range().all(|at| look.is_capital(at) && !look.has("institution", at))
            && look.scene.lower(words.start()) != "the"
    };
    let mut audience = statement.audience.iter().zip(&speaker.audience);
    let found = audience.find(|(words, entity)| entity.is_some_and(body) && named(words) && !is_own(look, **words));
    handling.via.extend(found.map(|(&words, _)| Station { kind: ViaKind::Outlet, words, who: Some(words) }));
}

/// Most words of an outlet's name that nothing else tells to be one.
const LONGEST_NAME: usize = 3;

/// "Said on Radio Ost", "on CNN’s morning programme": asked on the air, also on this outlet's own.
fn on_air(handling: &mut Handling, look: &Look, statement: &Attribution, found: &[TokenRange]) {
    let source = |outlet: &TokenRange| statement.source.iter().any(|range| range.contains(outlet.start()));
    let airs = |outlet: &&TokenRange| look.before(outlet.start()) == "on" && !source(outlet);
    if let Some(&words) = found.iter().find(airs).filter(|_| handling.occasion.is_none()) {
        handling.occasion = Some(Told { value: OccasionKind::Interview, words });
    }
}

/// Whether the words went to the outlet: it is the audience, or "to", "with", "by", "on", "according to" lead to it.
fn receives(look: &Look, statement: &Attribution, outlet: TokenRange) -> bool {
    if statement.audience.iter().any(|audience| audience.contains(outlet.end() - 1)) {
        return true;
    }
    let before = look.before(outlet.start());
    let writes = statement.cue.is_some_and(|cue| look.any("writing", cue));
    matches!(before.as_str(), "to" | "with" | "by" | "on" | "told")
        || (!writes && matches!(before.as_str(), "in" | "for"))
}

/// "Said in Russian".
fn language(look: &Look, sentence: TokenRange, mine: &dyn Fn(usize) -> bool) -> Option<TokenRange> {
    let told = |at: &usize| {
        look.has("language", *at)
            && *at > sentence.start()
            && look.scene.lower(at - 1) == "in"
            && look.is_capital(*at)
            && mine(*at)
    };
    let alone = |at: &usize| !look.is_capital(at + 1) && !look.scene.lower(at + 1).ends_with("-speaking");
    sentence.range().filter(told).find(alone).map(|at| TokenRange::new(at, at + 1))
}

/// "Reportedly", "is quoted as saying", where nobody is named who heard it: carried by nobody knows whom.
fn unknown(handling: &mut Handling, look: &Look, sentence: TokenRange, mine: &dyn Fn(usize) -> bool) {
    if handling.via.is_empty() {
        let at = sentence.range().find(|&at| look.has("hearsay", at) && mine(at));
        handling.via.extend(at.map(|at| nobody(TokenRange::new(at, at + 1))));
    }
}

fn nobody(words: TokenRange) -> Station {
    Station { kind: ViaKind::Unknown, words, who: None }
}

/// "Is quoted as saying", where nothing that was told before carries it.
pub fn quoted(look: &Look, statement: &Attribution, handling: &mut Handling) {
    let quoted = statement.cue.filter(|cue| cue.range().any(|at| look.has("quoted", at) && at > cue.start()));
    if handling.via.is_empty() {
        handling.via.extend(quoted.map(nobody));
    }
}
