//! Values as TIMEX3 writes them: points with parts of the day and clock, amounts, repetitions.

use super::Anchor;
use super::grain::number;
use super::meaning::{Clock, Count, Cycle, Day, Length, Meaning, Point, Repeated};
use super::resolve::{Context, Place};
use crate::lang::en::times::Unit;
use crate::record::TimeType;

/// Type and value of an expression, what they count from, and the place in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Valued {
    pub kind: TimeType,
    pub value: Option<String>,
    pub anchor: Option<Anchor>,
    pub place: Option<Place>,
    pub quant: Option<&'static str>,
    pub freq: Option<String>,
}

impl Valued {
    fn new(kind: TimeType, value: Option<String>) -> Self {
        Self { kind, value, anchor: None, place: None, quant: None, freq: None }
    }
}

/// The value of what an expression says.
pub(super) fn valued(meaning: &Meaning, context: &Context) -> Valued {
    match meaning {
        Meaning::Reference(value) => Valued::new(TimeType::Date, Some((*value).to_owned())),
        Meaning::Point(point) => of_point(point, context),
        Meaning::Length(length) if is_recent_years(length) => Valued::new(TimeType::Date, Some("PAST_REF".to_owned())),
        Meaning::Length(length) => Valued::new(TimeType::Duration, Some(duration(&length.amounts))),
        Meaning::Set(set) => of_set(set),
    }
}

/// "recent years", "past years": no stretch that could be measured.
fn is_recent_years(length: &Length) -> bool {
    length.direction < 0 && length.amounts == [(None, Unit::Year)]
}

fn of_point(point: &Point, context: &Context) -> Valued {
    let timed = point.part.is_some() || point.clock.is_some();
    let kind = if timed { TimeType::Time } else { TimeType::Date };
    let today = Day::Shift(Some(0.0), Unit::Day, super::meaning::From::Published);
    let day = point.day.as_ref().unwrap_or(&today);
    let Some((place, anchor)) = context.resolve(day) else {
        let value = timed.then(|| format!("XXXX-XX-XX{}", time_of_day(point)));
        let fine = matches!(point.day, Some(Day::Shift(_, unit, _)) if unit < Unit::Day);
        return Valued::new(if fine { TimeType::Time } else { kind }, value);
    };
    let (kind, value) = match &place {
        Place::Known(grain) => (kind, grain.value() + &time_of_day(point)),
        Place::Open(open) => (kind, open.clone() + &time_of_day(point)),
        Place::Moment(moment, unit) => {
            let (date, clock) = (moment.date(), moment.time());
            let second = if *unit == Unit::Second { format!(":{:02}", clock.second()) } else { String::new() };
            (TimeType::Time, format!("{date}T{:02}:{:02}{second}", clock.hour(), clock.minute()))
        }
    };
    Valued { anchor, place: Some(place), ..Valued::new(kind, Some(value)) }
}

/// `T17:00`, `TMO`, with the zone's offset where it is known; empty for a whole day.
fn time_of_day(point: &Point) -> String {
    match (point.clock, point.part) {
        (Some(clock), _) => clock_value(clock) + &zone(point),
        (None, Some(part)) => format!("T{}", part.code()),
        (None, None) => String::new(),
    }
}

fn clock_value(Clock { hour, minute, second, .. }: Clock) -> String {
    let second = second.map_or(String::new(), |second| format!(":{second:02}"));
    format!("T{hour:02}:{:02}{second}", minute.unwrap_or(0))
}

fn zone(point: &Point) -> String {
    match point.zone.flatten() {
        Some(0) => "Z".to_owned(),
        Some(minutes) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
        None => String::new(),
    }
}

/// `P2Y6M`, `PT5H30M`, `PXD`.
pub(super) fn duration(amounts: &[(Count, Unit)]) -> String {
    let (mut days, mut clock) = (String::new(), String::new());
    for &(count, unit) in amounts {
        for (count, unit) in split(count, unit) {
            let (letter, timed) = letter(unit);
            let out = if timed { &mut clock } else { &mut days };
            out.push_str(&number(count));
            out.push_str(letter);
        }
    }
    if clock.is_empty() { format!("P{days}") } else { format!("P{days}T{clock}") }
}

/// Halves of years, hours and minutes as whole smaller units; decades and centuries as years.
fn split(count: Count, unit: Unit) -> Vec<(Count, Unit)> {
    let smaller = match unit {
        Unit::Year => Some((12.0, Unit::Month)),
        Unit::Hour => Some((60.0, Unit::Minute)),
        Unit::Minute => Some((60.0, Unit::Second)),
        _ => None,
    };
    match (count, unit) {
        (Some(count), Unit::Decade) => vec![(Some(count * 10.0), Unit::Year)],
        (Some(count), Unit::Century) => vec![(Some(count * 100.0), Unit::Year)],
        (Some(count), Unit::Millennium) => vec![(Some(count * 1000.0), Unit::Year)],
        (Some(count), Unit::Fortnight) => vec![(Some(count * 2.0), Unit::Week)],
        (Some(count), Unit::Half) => vec![(Some(count * 6.0), Unit::Month)],
        (Some(count), _) if count.fract() != 0.0 => match smaller {
            Some((ratio, finer)) if (count.fract() * ratio).fract() == 0.0 => {
                let rest = (Some(count.fract() * ratio), finer);
                if count < 1.0 { vec![rest] } else { vec![(Some(count.trunc()), unit), rest] }
            }
            _ => vec![(Some(count), unit)],
        },
        _ => vec![(count, unit)],
    }
}

/// The letter of a unit, and whether it stands behind `T`.
fn letter(unit: Unit) -> (&'static str, bool) {
    match unit {
        Unit::Second => ("S", true),
        Unit::Minute => ("M", true),
        Unit::Hour => ("H", true),
        Unit::Day | Unit::Night => ("D", false),
        Unit::Weekend => ("WE", false),
        Unit::Week | Unit::Fortnight => ("W", false),
        Unit::Month => ("M", false),
        Unit::Quarter => ("Q", false),
        Unit::Half | Unit::Year => ("Y", false),
        Unit::Decade => ("DE", false),
        Unit::Century => ("CE", false),
        Unit::Millennium => ("ML", false),
    }
}

fn of_set(set: &Repeated) -> Valued {
    let value = match &set.of {
        Cycle::Every(Some(1.0), Unit::Weekend) => "P1WE".to_owned(),
        Cycle::Every(count, unit) => duration(&[(*count, *unit)]),
        Cycle::Point(point) => cycle(point),
    };
    let freq = set.freq.map(|times| format!("{times}X"));
    Valued { quant: set.quant, freq, ..Valued::new(TimeType::Set, Some(value)) }
}

/// `XXXX-WXX-1`, `XXXX-XX-XXTMO`, `XXXX-05`.
fn cycle(point: &Point) -> String {
    let day = match &point.day {
        Some(Day::Weekday(weekday, _)) => format!("XXXX-WXX-{weekday}"),
        Some(Day::Calendar { month: Some(month), day: Some(day), .. }) => format!("XXXX-{month:02}-{day:02}"),
        Some(Day::Calendar { month: Some(month), .. }) => format!("XXXX-{month:02}"),
        Some(Day::Calendar { day: Some(day), .. }) => format!("XXXX-XX-{day:02}"),
        Some(Day::Season(season, ..)) => format!("XXXX-{}", season.code()),
        _ => "XXXX-XX-XX".to_owned(),
    };
    day + &time_of_day(point)
}

/// Whether an amount has a known direction, as the ends that it is fixed by.
pub(super) fn ends(length: &Length) -> (bool, bool) {
    (length.direction > 0, length.direction < 0)
}
