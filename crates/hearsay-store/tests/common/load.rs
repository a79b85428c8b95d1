//! Stories without end, for load: sentences of our own, varied by a seed. Words are as unevenly frequent as words are, with a long tail of
//! invented place names; names come in several spellings.

use std::fmt::Write as _;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or(0)
    }

    /// One of a list.
    pub fn any<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// One of a list, those at its beginning far more often (roughly as 1/rank).
    fn frequent<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let unit = self.next() as f64 / u64::MAX as f64;
        let at = ((list.len() as f64 + 1.0).powf(unit) - 1.0) as usize;
        list[at.min(list.len() - 1)]
    }
}

/// Given names.
const GIVEN: [&str; 32] = [
    "Ida", "Mirek", "Ole", "Susan", "Robert", "Lucía", "Yuri", "Olga", "Hanna", "Piet", "Zoë", "Karel", "Nadia",
    "Tomas", "Ruth", "Bilal", "Marta", "Ivan", "Greta", "Paul", "Wren", "Jonas", "Aicha", "Felix", "Irina", "Lars",
    "Mona", "Victor", "Elena", "Hugo", "Sanna", "Amir",
];

/// Family names; some in several spellings and scripts.
const FAMILY: [&[&str]; 60] = [
    &["Brandt"],
    &["Krog", "Krogh"],
    &["Hale"],
    &["Dvořák", "Dvorak"],
    &["Benítez", "Benitez"],
    &["Ushenko", "Ushenko", "Ушенко"],
    &["Vetrov", "Vetroff", "Ветров"],
    &["Lindqvist", "Lindquist"],
    &["Maro"],
    &["Zelnik", "Zelnick"],
    &["Okafor"],
    &["Petrenko", "Петренко"],
    &["Sadler"],
    &["Quist"],
    &["Aalto"],
    &["Moreau"],
    &["Novak", "Novák"],
    &["Ibarra"],
    &["Tanner"],
    &["Wolff", "Wolf"],
    &["Kovac", "Kovač"],
    &["Ferrant"],
    &["Gudmund"],
    &["Harrow"],
    &["Ilves"],
    &["Jansen", "Janssen"],
    &["Keller"],
    &["Lomax"],
    &["Menshov", "Меньшов"],
    &["Nyberg"],
    &["Orlova", "Орлова"],
    &["Prewitt"],
    &["Quigley"],
    &["Rasmus"],
    &["Sorokin", "Сорокин"],
    &["Thorne"],
    &["Ueda"],
    &["Valdes"],
    &["Winter"],
    &["Yarrow"],
    &["Zoric"],
    &["Abbott"],
    &["Bystrov", "Быстров"],
    &["Castell"],
    &["Dahl"],
    &["Eriksen", "Ericsen"],
    &["Fisk"],
    &["Grahn"],
    &["Holub"],
    &["Isard"],
    &["Juul"],
    &["Kessel"],
    &["Lund"],
    &["Mazur"],
    &["Nilsen"],
    &["Oduya"],
    &["Pohl"],
    &["Roth"],
    &["Strand"],
    &["Tomlin"],
];

const TITLES: [&str; 12] = [
    "harbour master",
    "mayor",
    "envoy",
    "minister of transport",
    "union secretary",
    "spokeswoman",
    "judge",
    "chief engineer",
    "head of the night crew",
    "auditor",
    "aide",
    "commander",
];
const OUTLETS: [&str; 14] = [
    "The Harbour Post",
    "The Quay",
    "Evening Tidings",
    "Northern Wire",
    "The Daily Ferry",
    "Coast Radio",
    "Channel Nine",
    "The Ledger",
    "Plain Dealer of the Sound",
    "Tide and Time",
    "River Gazette",
    "City Desk",
    "Morning Bell",
    "The Watch",
];
const NOUNS: [&str; 64] = [
    "plan",
    "ramp",
    "ferry",
    "harbour",
    "deal",
    "report",
    "committee",
    "budget",
    "crew",
    "bridge",
    "vote",
    "ceasefire",
    "contract",
    "inquiry",
    "strike",
    "tunnel",
    "port",
    "tariff",
    "school",
    "hospital",
    "border",
    "loan",
    "permit",
    "pilot",
    "court",
    "factory",
    "fleet",
    "crane",
    "storm",
    "pension",
    "draft",
    "council",
    "railway",
    "island",
    "pier",
    "grain",
    "lighthouse",
    "survey",
    "ministry",
    "hostage",
    "envoy",
    "treaty",
    "dredger",
    "customs",
    "reactor",
    "dam",
    "archive",
    "ballot",
    "cargo",
    "convoy",
    "debt",
    "election",
    "fishery",
    "garrison",
    "harvest",
    "insurer",
    "jury",
    "kiln",
    "levy",
    "mine",
    "notary",
    "orchard",
    "parish",
    "quarry",
];
const VERBS: [&str; 32] = [
    "was delayed",
    "will open",
    "was cracked",
    "cannot wait",
    "has been signed",
    "failed",
    "was never inspected",
    "must be rebuilt",
    "costs too much",
    "is safe",
    "was sold",
    "will close",
    "was approved",
    "has been leaked",
    "needs repair",
    "was hidden",
    "is a mistake",
    "will be moved",
    "was warned about",
    "is ready",
    "was blocked",
    "has doubled",
    "will be investigated",
    "was promised",
    "is illegal",
    "was cut short",
    "belongs to the city",
    "was photographed",
    "is under water",
    "will not be paid",
    "was forged",
    "has collapsed",
];
const TIMES: [&str; 12] = [
    "on Monday",
    "last month",
    "next week",
    "in May",
    "before dawn",
    "since the winter",
    "on the second day",
    "this year",
    "after the flood",
    "in a week",
    "tonight",
    "within ten days",
];
const SYLLABLES: [&str; 40] = [
    "ar", "bel", "cor", "dun", "el", "far", "gol", "hax", "ist", "jor", "kel", "lom", "mar", "nor", "ost", "pel",
    "quor", "ras", "sel", "tor", "ulm", "ver", "wes", "yar", "zel", "bra", "cro", "dre", "fla", "gri", "klo", "pra",
    "ske", "sta", "tri", "vla", "ber", "gard", "holm", "wick",
];

/// A person's name.
pub fn person(random: &mut Random) -> String {
    let family = FAMILY[(random.below(60) * random.below(60)) / 60];
    format!("{} {}", random.any(&GIVEN), random.any(family))
}

/// A place that is nowhere.
fn place(random: &mut Random) -> String {
    let mut name: String = (0..3).map(|_| random.any(&SYLLABLES)).collect();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// What somebody says.
pub fn words(random: &mut Random) -> String {
    let mut out = format!("the {} in {} {}", random.frequent(&NOUNS), place(random), random.any(&VERBS));
    if random.below(2) == 0 {
        let _ = write!(out, " {}", random.any(&TIMES));
    }
    if random.below(3) == 0 {
        let _ = write!(out, " and the {} {}", random.frequent(&NOUNS), random.any(&VERBS));
    }
    out
}

pub fn title(random: &mut Random) -> &'static str {
    random.any(&TITLES)
}

pub fn outlet(random: &mut Random) -> &'static str {
    random.frequent(&OUTLETS)
}

pub fn noun(random: &mut Random) -> &'static str {
    random.frequent(&NOUNS)
}

/// A headline.
pub fn headline(random: &mut Random) -> String {
    format!("{} of {} {}", random.frequent(&NOUNS), place(random), random.any(&VERBS))
}

/// A day of ten years.
pub fn date(random: &mut Random) -> String {
    format!("20{}-{:02}-{:02}", 16 + random.below(10), 1 + random.below(12), 1 + random.below(28))
}

/// A story as plain text, of so many sentences with something said.
pub fn story(random: &mut Random, sentences: usize) -> String {
    let mut out = format!("{}\n\n", headline(random));
    let mut cast: Vec<String> = (0..3).map(|_| person(random)).collect();
    for sentence in 0..sentences {
        let who = cast[random.below(3)].clone();
        let said = words(random);
        let _ = match random.below(4) {
            0 => writeln!(out, "“{}{},” said {who}, the {}.\n", said[..1].to_uppercase(), &said[1..], title(random)),
            1 => writeln!(out, "{who} told reporters that {said}.\n"),
            2 => writeln!(out, "{who} denied that {said}. Nobody at the {} would comment.\n", noun(random)),
            _ => writeln!(out, "According to {who}, {said}. The {} is two miles away.\n", noun(random)),
        };
        if sentence % 5 == 4 {
            let at = random.below(3);
            cast[at] = person(random);
        }
    }
    out
}
