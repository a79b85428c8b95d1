//! Walks a document: reads every sentence, then gives the expressions their values in order, so that one can count from
//! another.

use jiff::civil::{Date, DateTime};

use super::atom::{Atom, atoms};
use super::grain::Grain;
use super::meaning::{Day, From, Meaning, Parsed, Point};
use super::order::month_first;
use super::reader::Reader;
use super::resolve::{Context, Place};
use super::tense::{Tense, is_deadline, tense};
use super::value::{Valued, ends, valued};
use super::{Anchor, Time};
use crate::lang::en::times::{TimeWords, Unit};
use crate::layers::sentences::Sentence;
use crate::layers::tokens::Token;
use crate::text::{Document, Span, TokenRange};

/// A place in the calendar, the index of the time that told it, and its sentence.
type Mention = (Grain, usize, usize);

/// For how many sentences a report's quarter is remembered.
const MEMORY: usize = 8;

/// How many years from the middle of a history's years none of its open dates lies.
const FAR: i32 = 50;

/// A document with its sentences as atoms.
pub(super) struct Story<'a> {
    atoms: Vec<Vec<Atom<'a>>>,
    parsed: Vec<Vec<Parsed>>,
    published: Option<DateTime>,
    timed: bool,
    narrative: bool,
    /// The year in the middle of those that the text tells.
    middle: Option<i32>,
    /// Of a transcript: sentence and place of the date in its heading, which is the day of the call.
    heading: Option<(usize, usize)>,
}

impl<'a> Story<'a> {
    pub fn new(document: &'a Document, tokens: &[Token], sentences: &[Sentence], words: &'a TimeWords) -> Self {
        let of = |sentence: &Sentence| {
            atoms(document, tokens.get(sentence.tokens.range()).unwrap_or(&[]), sentence.tokens.start(), words)
        };
        let atoms: Vec<Vec<Atom>> = sentences.iter().map(of).collect();
        let mut published = document.metadata().published.as_deref().and_then(date_time);
        let timed = document.metadata().published.as_deref().is_some_and(|text| text.len() > 10);
        let month_first = month_first(document, &atoms, words);
        let near = published.map_or(2000, |published| i32::from(published.year()));
        let read = |atoms: &Vec<Atom>| Reader { atoms, words, month_first, near }.read();
        let parsed: Vec<Vec<Parsed>> = atoms.iter().map(read).collect();
        let heading = heading(document, sentences, tokens, &parsed);
        published = heading.map(|(date, ..)| date.at(0, 0, 0, 0)).or(published);
        let timed = timed && heading.is_none();
        let narrative = is_narrative(&parsed, published);
        let heading = heading.map(|(_, sentence, at)| (sentence, at));
        let middle = middle_year(&parsed);
        Self { atoms, parsed, published, timed, narrative, middle, heading }
    }

    /// The times, in order.
    pub fn times(&self) -> Vec<Time> {
        let (mut out, mut call): (Vec<Time>, Option<usize>) = (Vec::new(), None);
        let (mut mentioned, mut quarter): (Vec<Mention>, Option<Mention>) = (Vec::new(), None);
        for (index, (atoms, parsed)) in self.atoms.iter().zip(&self.parsed).enumerate() {
            let first = out.len();
            for one in parsed {
                let context = self.context(atoms, one, &mentioned, quarter, index);
                let valued = valued(&one.meaning, &context);
                if let (Some(Place::Known(grain)), true) = (&valued.place, carries(one))
                    && !self.is_aside(*grain)
                {
                    mentioned.push((*grain, out.len(), index));
                    if self.is_reported(*grain, &one.meaning) || quarter.is_some_and(|(known, ..)| known == *grain) {
                        quarter = Some((*grain, out.len(), index));
                    }
                }
                if let (Some(Anchor::Time(base)), true) = (valued.anchor, looks_back(&one.meaning)) {
                    let known = mentioned.iter().rfind(|(_, at, _)| *at == base).copied();
                    mentioned.extend(known.map(|(grain, at, _)| (grain, at, index)));
                }
                out.push(time(atoms, one, valued));
            }
            link(atoms, parsed, &mut out[first..], first);
            if let Some((_, at)) = self.heading.filter(|(sentence, _)| *sentence == index) {
                call = Some(first + at);
            }
        }
        if let Some(call) = call {
            out[call + 1..].iter_mut().for_each(|time| count_from(time, call));
        }
        out
    }

    /// Whether a history looks aside to a far year ("as Napoleon had in 1812").
    fn is_aside(&self, grain: Grain) -> bool {
        let far = |middle: i32| grain.year().is_some_and(|year| (year - middle).abs() > FAR);
        self.narrative && self.middle.is_some_and(far)
    }

    /// Whether a quarter is the one that the story reports on, not one that it is held against.
    fn is_reported(&self, grain: Grain, meaning: &Meaning) -> bool {
        let named =
            matches!(meaning, Meaning::Point(point) if matches!(point.day, Some(Day::Nth(_, Unit::Quarter, _))));
        let near = self.published.is_some_and(|published| (-250..=0).contains(&grain.days_from(published.date())));
        named && near && matches!(grain, Grain::Quarter(..))
    }

    /// The time mentioned before that one can count from: a near one as fine as the unit counted in, and beside a verb in
    /// the past none that was still to come; else the last.
    fn base<'m>(
        &self,
        mentioned: &'m [Mention],
        unit: Unit,
        tense: Tense,
        near: impl Fn(&&Mention) -> bool,
    ) -> Option<&'m Mention> {
        let to_come = |grain: &Grain| self.published.is_some_and(|published| grain.days_from(published.date()) > 0);
        let open = |mention: &&Mention| {
            self.narrative || !matches!(tense, Tense::Past | Tense::Done | Tense::Aimed) || !to_come(&mention.0)
        };
        let fine = || mentioned.iter().rev().take_while(&near).filter(open).find(|(grain, ..)| grain.unit() <= unit);
        let last = mentioned.iter().rev().find(open);
        if self.narrative { last } else { fine().or(last) }
    }

    /// The quarter, or its year where the figures of more than a quarter are spoken of: "for the nine months".
    fn reported_period(&self, quarter: Grain, one: &Parsed, sentence: usize) -> Option<Grain> {
        let longer = |other: &Parsed| match &other.meaning {
            Meaning::Length(length) => matches!(length.amounts[..], [(Some(count), Unit::Month)] if count > 5.0),
            _ => false,
        };
        let is_longer = self.parsed[sentence].iter().take_while(|other| other.start < one.start).any(longer);
        if is_longer { quarter.year().map(Grain::Year) } else { Some(quarter) }
    }

    fn context(
        &self,
        atoms: &[Atom],
        one: &Parsed,
        mentioned: &[Mention],
        quarter: Option<Mention>,
        sentence: usize,
    ) -> Context {
        let tense = if is_deadline(atoms, one.start) { Tense::Future } else { tense(atoms, one.start, one.end) };
        let near = |mention: &&Mention| mention.2 + 1 >= sentence;
        let mentioned = self.base(mentioned, counted_in(&one.meaning), tense, near);
        Context {
            quarter: quarter
                .filter(|(_, _, at)| at + MEMORY >= sentence)
                .and_then(|(grain, index, _)| Some((self.reported_period(grain, one, sentence)?, index))),
            published: self.published,
            timed: self.timed,
            mentioned: mentioned.map(|(grain, index, _)| (*grain, *index)),
            near: mentioned.as_ref().is_some_and(near),
            narrative: self.narrative,
            tense,
        }
    }
}

/// The first whole date above the turns of a transcript, with its sentence and its place among that one's times.
fn heading(
    document: &Document,
    sentences: &[Sentence],
    tokens: &[Token],
    parsed: &[Vec<Parsed>],
) -> Option<(Date, usize, usize)> {
    let first = document.turns().first()?.span.start();
    let above =
        |sentence: &&Sentence| tokens.get(sentence.tokens.start()).is_some_and(|token| token.span.start() < first);
    let dates = sentences.iter().take_while(above).zip(parsed).enumerate();
    dates.flat_map(|(index, (_, parsed))| parsed.iter().enumerate().map(move |(at, one)| (index, at, one))).find_map(
        |(index, at, one)| match &one.meaning {
            Meaning::Point(Point {
                day: Some(Day::Calendar { year: Some(year), month: Some(month), day: Some(day), .. }),
                ..
            }) => Some((Grain::day(*year, *month, *day)?.first()?, index, at)),
            _ => None,
        },
    )
}

/// Puts the date of the call where a time counts from publication.
fn count_from(time: &mut Time, call: usize) {
    for anchor in [&mut time.anchor, &mut time.begin, &mut time.end] {
        if *anchor == Some(Anchor::Published) {
            *anchor = Some(Anchor::Time(call));
        }
    }
}

/// The unit that an expression counts in: what it counts from must be as fine.
fn counted_in(meaning: &Meaning) -> Unit {
    match meaning {
        Meaning::Point(Point { day: Some(Day::Shift(_, unit, _) | Day::Same(unit)), .. }) => *unit,
        Meaning::Point(Point { day: Some(Day::Weekday(..)), .. }) => Unit::Week,
        _ => Unit::Millennium,
    }
}

/// Ends of durations that the next date of the sentence tells: "three weeks before the vote of November 20".
fn link(atoms: &[Atom], parsed: &[Parsed], times: &mut [Time], first: usize) {
    for index in 0..parsed.len().saturating_sub(1) {
        let (one, next) = (&parsed[index], &parsed[index + 1]);
        let word = atoms.get(one.end).map_or("", |atom| atom.text);
        let near = matches!(one.meaning, Meaning::Length(_)) && next.start <= one.end + 9;
        if !near || !matches!(next.meaning, Meaning::Point(_)) {
            continue;
        }
        let anchor = Some(Anchor::Time(first + index + 1));
        match word {
            "before" => times[index].end = anchor,
            "after" | "since" | "from" => times[index].begin = anchor,
            _ => {}
        }
    }
}

/// Whether later expressions can count from this one: dates and "earlier this year" do, "now" and "this year" do not.
fn carries(one: &Parsed) -> bool {
    match &one.meaning {
        Meaning::Point(point) => match &point.day {
            Some(Day::Shift(count, _, From::Published)) => *count != Some(0.0) || one.modifier.is_some(),
            _ if looks_back(&one.meaning) => false,
            Some(Day::Decade(..) | Day::Century(_)) | None => false,
            _ => true,
        },
        _ => false,
    }
}

/// "A day earlier" looks back for a moment; the story goes on from where it was.
fn looks_back(meaning: &Meaning) -> bool {
    let day = match meaning {
        Meaning::Point(point) => point.day.as_ref(),
        _ => None,
    };
    matches!(day, Some(Day::Shift(Some(count), _, From::Mentioned)) if *count < 0.0)
}

/// Whether the text tells of the past in order: many dates with their year, hardly a word that counts from today.
fn is_narrative(parsed: &[Vec<Parsed>], published: Option<DateTime>) -> bool {
    let (mut dated, mut deictic) = (0, 0);
    for one in parsed.iter().flatten() {
        let Meaning::Point(point) = &one.meaning else { continue };
        match &point.day {
            Some(Day::Calendar { year: Some(year), .. } | Day::Season(_, Some(year), _)) => {
                dated += usize::from(published.is_none_or(|published| (i32::from(published.year()) - year).abs() > 1));
            }
            Some(Day::Shift(_, _, From::Published) | Day::Weekday(..)) => deictic += 1,
            _ => {}
        }
    }
    dated >= 6 && dated > 3 * deictic
}

/// The middle one of all years told with their dates.
fn middle_year(parsed: &[Vec<Parsed>]) -> Option<i32> {
    let year = |one: &Parsed| match &one.meaning {
        Meaning::Point(Point { day: Some(Day::Calendar { year, .. }), .. }) => *year,
        _ => None,
    };
    let mut years: Vec<i32> = parsed.iter().flatten().filter_map(year).collect();
    years.sort_unstable();
    years.get(years.len() / 2).copied()
}

/// The publication's day, and its time of day where it is told.
fn date_time(text: &str) -> Option<DateTime> {
    text.parse::<DateTime>().ok().or_else(|| {
        let date = text.get(..10)?.parse::<Date>().ok()?;
        Some(date.at(0, 0, 0, 0))
    })
}

fn time(atoms: &[Atom], parsed: &Parsed, valued: Valued) -> Time {
    let (first, last) = (&atoms[parsed.start], &atoms[parsed.end - 1]);
    let (begins, ends) = match &parsed.meaning {
        Meaning::Length(length) => ends(length),
        _ => (false, false),
    };
    Time {
        span: Span::new(first.span.start(), last.span.end()),
        tokens: TokenRange::new(first.token, last.token + 1),
        kind: valued.kind,
        value: valued.value,
        modifier: parsed.modifier,
        anchor: valued.anchor,
        begin: begins.then_some(Anchor::Published),
        end: ends.then_some(Anchor::Published),
        quant: valued.quant,
        freq: valued.freq,
    }
}
