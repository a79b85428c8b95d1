//! What an expression says, before anything is counted: points, amounts and repetitions, with how they are limited.

use crate::lang::en::times::{Part, Rule, Season, Unit};

/// A count of units; `None` where the text leaves it open ("a few").
pub(super) type Count = Option<f64>;

/// An expression: the atoms it takes and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parsed {
    /// First atom.
    pub start: usize,
    /// One past the last atom.
    pub end: usize,
    /// What it says.
    pub meaning: Meaning,
    /// TIMEX3's mod.
    pub modifier: Option<&'static str>,
}

impl Parsed {
    pub fn new(start: usize, end: usize, meaning: Meaning) -> Self {
        Self { start, end, meaning, modifier: None }
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// One of TIMEX3's reference values.
    Reference(&'static str),
    /// A date or a time of day.
    Point(Point),
    /// An amount of time.
    Length(Length),
    /// A repeated time.
    Set(Repeated),
}

/// An amount of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Length {
    /// Its parts, long to short.
    pub amounts: Vec<(Count, Unit)>,
    /// -1: it ends at the time counted from ("the last two weeks"); 1: it begins there.
    pub direction: i8,
}

/// A repeated time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Repeated {
    /// What is repeated.
    pub of: Cycle,
    /// TIMEX3's quant.
    pub quant: Option<&'static str>,
    /// How often in each.
    pub freq: Option<u32>,
}

/// What is repeated.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cycle {
    /// Every so many units.
    Every(Count, Unit),
    /// Every such day or time.
    Point(Box<Point>),
}

/// A date or a time of day.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    /// The date.
    pub day: Option<Day>,
    /// Morning, night.
    pub part: Option<Part>,
    /// Hour, minute, second.
    pub clock: Option<Clock>,
    /// Minutes east of Greenwich; `Some(None)` where a zone is named whose offset depends on the date.
    pub zone: Option<Option<i16>>,
}

impl Point {
    pub fn on(day: Day) -> Self {
        Self { day: Some(day), ..Self::default() }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
    /// Whether it is a time of day without any word beside it.
    pub sure: bool,
    /// Whether the half of the day is told.
    pub halved: bool,
}

/// From where an offset is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The publication, or the call.
    Published,
    /// The publication, by a measured stretch ("a year ago", not "last year").
    Ago,
    /// The time mentioned before.
    Mentioned,
}

/// A date, as it is told.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Day {
    /// Month, day, year as far as told; two-figure years are already filled.
    Calendar { year: Option<i32>, month: Option<u8>, day: Option<u8>, weekday: Option<u8> },
    /// A weekday: -1 last, 0 this, 1 next; `None` where only tense and context tell.
    Weekday(u8, Option<i8>),
    /// A month, likewise.
    Month(u8, i8),
    /// A season of a year, or the one that tense, -1, 0 or 1 tells.
    Season(Season, Option<i32>, Option<i8>),
    /// A holiday of a year, or the one that tense, -1, 0 or 1 tells.
    Holiday(Rule, Option<i32>, Option<i8>),
    /// So many units from there; the value is as fine as the unit.
    Shift(Count, Unit, From),
    /// So many units from another date.
    From(Count, Unit, Box<Day>),
    /// The n-th unit of a longer one: third quarter of 1989; -1 is the last.
    Nth(i8, Unit, Option<Box<Day>>),
    /// The n-th weekday of a month.
    NthWeekday(i8, u8, Box<Day>),
    /// A weekday in a week that is told ("Monday of next week").
    In(u8, Box<Day>),
    /// A month or season, of a year that is told ("January this year").
    Of(Box<Day>, Box<Day>),
    /// The week that holds a date.
    WeekOf(Box<Day>),
    /// First year of a decade, with its century if it is told.
    Decade(i32, bool),
    /// Century, counted from 1; negative before Christ.
    Century(i32),
    /// A month and day: -1 the last, 0 this year's, 1 the next.
    Pointed(i8, Box<Day>),
    /// The very unit that was spoken of ("that year").
    Same(Unit),
}
