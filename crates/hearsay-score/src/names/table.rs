//! The figures of name pairs, kind by kind and script by script.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Instant;

use hearsay::names::letters::Script;
use hearsay::names::{Name, compare};

use super::pairs::NamePair;
use super::precision::{average_precision, calibration_error, reliability};

/// How often the pairs are compared to take the time.
const SPEED_ROUNDS: usize = 5;

/// A pair with the probability and Jaro-Winkler's likeness.
struct Scored<'a> {
    pair: &'a NamePair,
    ours: f64,
    theirs: f64,
}

/// Scores all pairs and writes the figures.
pub fn write(pairs: &[NamePair], worst: usize) -> String {
    let scored: Vec<Scored> = pairs
        .iter()
        .map(|pair| Scored {
            pair,
            ours: compare(&pair.a, &pair.b).probability,
            theirs: jaro_winkler(&pair.a, &pair.b),
        })
        .collect();
    let mut out = String::new();
    let all: Vec<&Scored> = scored.iter().collect();
    out.push_str("average precision        pairs  same  hearsay  Jaro-Winkler after plain transliteration\n");
    line(&mut out, "all", &all);
    out.push_str("by script, words and names\n");
    for (script, group) in groups(&all, |scored| format!("{:?}", scored.pair.script)) {
        line(&mut out, &script, &group);
    }
    out.push_str("by kind: every pair of the kind that is not one, against all that are one of its scripts\n");
    for (kind, group) in groups(&all, |scored| scored.pair.kind.to_owned()) {
        by_kind(&mut out, &kind, &group, &all);
    }
    calibration(&mut out, &all);
    speed(&mut out, pairs);
    if worst > 0 {
        for (kind, group) in groups(&all, |scored| scored.pair.kind.to_owned()) {
            worst_of(&mut out, &kind, group, worst);
        }
    }
    out
}

/// Jaro-Winkler's likeness of the names in plain lower-case letters.
fn jaro_winkler(a: &str, b: &str) -> f64 {
    let plain = |name: &str| any_ascii::any_ascii(name).to_lowercase();
    strsim::jaro_winkler(&plain(a), &plain(b))
}

fn groups<'a>(all: &[&'a Scored<'a>], key: impl Fn(&Scored) -> String) -> BTreeMap<String, Vec<&'a Scored<'a>>> {
    let mut groups: BTreeMap<String, Vec<&Scored>> = BTreeMap::new();
    all.iter().for_each(|scored| groups.entry(key(scored)).or_default().push(scored));
    groups
}

fn precision(group: &[&Scored], score: impl Fn(&Scored) -> f64) -> f64 {
    average_precision(&group.iter().map(|scored| (score(scored), scored.pair.same)).collect::<Vec<_>>())
}

fn line(out: &mut String, name: &str, group: &[&Scored]) {
    let same = group.iter().filter(|scored| scored.pair.same).count();
    let (ours, theirs) = (precision(group, |scored| scored.ours), precision(group, |scored| scored.theirs));
    let _ = writeln!(out, "  {name:30} {:5} {same:5}    {ours:.3}    {theirs:.3}", group.len());
}

/// A kind is all one or all another: it is held against the rest of its scripts that is the opposite.
fn by_kind(out: &mut String, kind: &str, group: &[&Scored], all: &[&Scored]) {
    let same = group.iter().filter(|scored| scored.pair.same).count();
    if same != 0 && same != group.len() {
        return line(out, kind, group);
    }
    let share =
        |at_least: f64| group.iter().filter(|scored| scored.ours >= at_least).count() as f64 / group.len() as f64;
    let mut with_opposite: Vec<&Scored> = group.to_vec();
    let one = same != 0;
    let scripts: Vec<_> = group.iter().map(|scored| scored.pair.script).collect();
    with_opposite.extend(all.iter().filter(|s| s.pair.same != one && scripts.contains(&s.pair.script)));
    let (ours, theirs) =
        (precision(&with_opposite, |scored| scored.ours), precision(&with_opposite, |scored| scored.theirs));
    let number = group.len();
    let _ = writeln!(
        out,
        "  {kind:30} {number:5} {same:5}    {ours:.3}    {theirs:.3}   judged the same {:.1} %, different {:.1} %",
        100.0 * share(0.8),
        100.0 * (1.0 - share(0.2))
    );
}

/// Pairs of Latin names a second, on one thread: from strings, and from names taken apart before.
fn speed(out: &mut String, pairs: &[NamePair]) {
    let latin: Vec<&NamePair> = pairs.iter().filter(|pair| pair.script == Script::Latin).collect();
    let names: Vec<(Name, Name)> = latin.iter().map(|pair| (Name::new(&pair.a), Name::new(&pair.b))).collect();
    let rate = |work: &dyn Fn() -> f64| {
        let start = Instant::now();
        let sum: f64 = (0..SPEED_ROUNDS).map(|_| work()).sum();
        let seconds = start.elapsed().as_secs_f64();
        if sum.is_nan() { 0.0 } else { (SPEED_ROUNDS * latin.len()) as f64 / seconds }
    };
    let strings = rate(&|| latin.iter().map(|pair| compare(&pair.a, &pair.b).probability).sum());
    let ready = rate(&|| names.iter().map(|(a, b)| a.compare(b).probability).sum());
    let _ = writeln!(out, "speed: {strings:.0} Latin pairs a second from strings, {ready:.0} from names taken apart");
}

fn calibration(out: &mut String, all: &[&Scored]) {
    let scored: Vec<(f64, bool)> = all.iter().map(|scored| (scored.ours, scored.pair.same)).collect();
    let _ = writeln!(out, "calibration: expected error {:.3}", calibration_error(&scored));
    for (number, mean, share) in reliability(&scored).into_iter().filter(|(number, _, _)| *number > 0) {
        let _ = writeln!(out, "  mean probability {mean:.2}  the same {share:.2}  ({number} pairs)");
    }
}

fn worst_of(out: &mut String, kind: &str, mut group: Vec<&Scored>, most: usize) {
    let wrong = |scored: &Scored| if scored.pair.same { 1.0 - scored.ours } else { scored.ours };
    group.sort_by(|a, b| wrong(b).total_cmp(&wrong(a)));
    let _ = writeln!(out, "worst of {kind}");
    for scored in group.into_iter().take(most) {
        let NamePair { a, b, same, .. } = scored.pair;
        let _ = writeln!(out, "  {:.3} {a} | {b} ({})", scored.ours, if *same { "one" } else { "two" });
    }
}
