//! The names that the data files give to what a word can be.

macro_rules! roles {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// What a word can be in a time expression.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Role { $($variant),+ }

        impl Role {
            pub(super) fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

roles! {
    Month = "month", Weekday = "weekday", Weekdays = "weekdays", Unit = "unit", Units = "units", Season = "season",
    Seasons = "seasons", Part = "part", Parts = "parts", Cardinal = "cardinal", Ordinal = "ordinal", Decades = "decades",
    AdverbSet = "adverb-set", Zone = "zone", The = "the", Determiner = "determiner", Possessive = "possessive",
    Last = "last", Previous = "previous", Next = "next", Following = "following", This = "this", That = "that",
    These = "these", Current = "current", Same = "same", Latest = "latest", Recent = "recent", Each = "each", Per = "per",
    Ago = "ago", Earlier = "earlier", Before = "before", Later = "later", After = "after", Since = "since", Hence = "hence",
    From = "from", Now = "now", Of = "of", In = "in", On = "on", At = "at", To = "to", And = "and", Or = "or", So = "so",
    More = "more", Early = "early", Late = "late", Mid = "mid", StartOf = "start-of", MiddleOf = "middle-of",
    EndOf = "end-of", About = "about", Sharp = "sharp", Whole = "whole", All = "all", Vague = "vague", Couple = "couple",
    Half = "half", Times = "times", Fiscal = "fiscal", Period = "period", Old = "old", Long = "long", Oclock = "oclock",
    Am = "am", Pm = "pm", Noon = "noon", Midnight = "midnight", Today = "today", Yesterday = "yesterday",
    Tomorrow = "tomorrow", Overnight = "overnight", Bc = "bc", Ad = "ad", Present = "present", Past = "past",
    PresentAdjective = "present-adjective", FutureTense = "future-tense", PastTense = "past-tense",
    YearCue = "year-cue", Counted = "counted", NumberCue = "number-cue", NoSun = "no-sun", TitleWord = "title-word",
    Phrase = "phrase", Arranged = "arranged", ZonePlace = "zone-place", Multitude = "multitude", Measures = "measures", AdverbOnly = "adverb-only", Being = "being", Timetable = "timetable", TimetableOfOne = "timetable-of-one", Pronoun = "pronoun", Not = "not", ShortPeriod = "short-period",
}

/// A unit of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    const NAMED: [(&'static str, Self); 15] = [
        ("second", Self::Second),
        ("minute", Self::Minute),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("night", Self::Night),
        ("weekend", Self::Weekend),
        ("week", Self::Week),
        ("fortnight", Self::Fortnight),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("half", Self::Half),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
        ("millennium", Self::Millennium),
    ];

    /// The unit that a reading's number stands for.
    pub(crate) fn from_value(value: i16) -> Self {
        Self::NAMED.get(usize::try_from(value).unwrap_or(0)).map_or(Self::Day, |(_, unit)| *unit)
    }
}

/// A season, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Season {
    Spring,
    Summer,
    Fall,
    Winter,
}

impl Season {
    const ALL: [(&'static str, Self); 4] =
        [("SP", Self::Spring), ("SU", Self::Summer), ("FA", Self::Fall), ("WI", Self::Winter)];

    /// The season that a reading's number stands for.
    pub(crate) fn from_value(value: i16) -> Self {
        Self::ALL.get(usize::try_from(value).unwrap_or(0)).map_or(Self::Spring, |(_, season)| *season)
    }

    /// TIMEX3's two letters.
    pub(crate) fn code(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// A part of the day, as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    const ALL: [(&'static str, Self); 6] = [
        ("MO", Self::Morning),
        ("MI", Self::Midday),
        ("AF", Self::Afternoon),
        ("EV", Self::Evening),
        ("NI", Self::Night),
        ("DT", Self::Daytime),
    ];

    /// The part that a reading's number stands for.
    pub(crate) fn from_value(value: i16) -> Self {
        Self::ALL.get(usize::try_from(value).unwrap_or(0)).map_or(Self::Morning, |(_, part)| *part)
    }

    /// TIMEX3's two letters.
    pub(crate) fn code(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// The number of a reading, from how the file writes it: a number, `3 month`, or the name of a unit, season or part.
pub(super) fn value(text: &str) -> Option<i16> {
    let position = |found: Option<usize>| found.and_then(|at| i16::try_from(at).ok());
    if let Some((count, unit)) = text.split_once(' ') {
        return Some(count.parse::<i16>().ok()? * 16 + value(unit)?);
    }
    text.parse()
        .ok()
        .or_else(|| (text == "N").then_some(i16::MIN))
        .or_else(|| position(Unit::NAMED.iter().position(|(name, _)| *name == text)))
        .or_else(|| position(Season::ALL.iter().position(|(name, _)| *name == text)))
        .or_else(|| position(Part::ALL.iter().position(|(name, _)| *name == text)))
}
