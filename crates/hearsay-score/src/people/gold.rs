//! Sources by hand (`gold/people`): whether the engine knows the source's name, kind and titles, and the audience.
//!
//! A statement of the gold is met by the engine's statement whose source covers most of the gold's source and whose cue and
//! content it shares most of; the figures are shares of the gold's statements that were met, with the share that was.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::layers::people::evidence;
use hearsay::model::Model;
use hearsay::record::{BuildOptions, Entity, Record, Statement, word};
use hearsay::text::OffsetUnit;

use crate::attributions::logistic::{Case, fit};
use crate::names::precision::calibration_error;
use crate::polnear::{Article, articles};

/// The arguments of `hearsay-score people gold`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of PolNeAR
    #[arg(long)]
    polnear: PathBuf,
    /// The folder of the gold: `crates/hearsay-score/gold/people`
    #[arg(long)]
    gold: PathBuf,
    /// `tune`, `tune-train`, `check-train` (figures only), `report` (figures only); several with commas between
    #[arg(long, default_value = "tune", value_delimiter = ',')]
    part: Vec<String>,
    /// Prints each error
    #[arg(long)]
    errors: bool,
    /// Fits the weights of `confidence.speaker` and `confidence.audience` to this part and prints them
    #[arg(long)]
    fit: bool,
}

struct GoldEntity {
    kind: String,
    names: Vec<String>,
    titles: Vec<Vec<String>>,
    members: Vec<String>,
}

struct GoldStatement {
    id: String,
    source: Vec<[usize; 2]>,
    /// Cue and content, as PolNeAR marks them.
    parts: Vec<[usize; 2]>,
    kind: String,
    entity: String,
    audience: Vec<([usize; 2], String)>,
}

#[derive(Default)]
struct Counts {
    statements: usize,
    met: usize,
    /// Not met: the gold leaves the source out; the record has nothing there; it has a statement there with another source or none.
    unmet: [usize; 3],
    name: [usize; 2],
    kind: [usize; 2],
    titles: [usize; 2],
    audience: [usize; 2],
    all: [usize; 2],
    /// Probabilities as the record tells them, and whether what they told is so: of sources, of audiences.
    sure: [Vec<(f64, bool)>; 2],
    /// What the probabilities rest on.
    cases: [Vec<Case>; 2],
    log: String,
}

/// Measures a part.
///
/// # Errors
/// Where the gold or an article cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut counts = Counts::default();
    for part in &arguments.part {
        // Where PolNeAR has the articles of this part.
        let corpus = if part.ends_with("-train") { "train" } else { "dev" };
        for one in articles(&arguments.polnear, corpus)? {
            let path = arguments.gold.join(part).join(format!("{}.tsv", one.name));
            if path.exists() {
                let gold = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                article(&model, &one, &gold, &mut counts);
            }
        }
    }
    let mut out = counts.report(&arguments.part.join(", "), arguments.errors);
    if arguments.fit {
        let _ = writeln!(out, "weights of speakers: {:?}", fit(&counts.cases[0]));
        let _ = writeln!(out, "weights of audiences: {:?}", fit(&counts.cases[1]));
    }
    Ok(out)
}

fn article(model: &Model, article: &Article, gold: &str, counts: &mut Counts) {
    let (entities, mut statements) = parse(gold);
    let document = &article.document;
    let parts = article.annotations.first().map_or(&[][..], |first| &first.attributions);
    for one in &mut statements {
        let marked = parts.iter().find(|part| part.id == one.id);
        let spans = marked.into_iter().flat_map(|part| part.cue.iter().chain(&part.content));
        let point = |byte: usize| document.text().get(..byte).map_or(0, |before| before.chars().count());
        one.parts = spans.map(|span| [point(span.start()), point(span.end())]).collect();
    }
    let options = BuildOptions { offsets: OffsetUnit::Codepoint, why: true, ..BuildOptions::default() };
    let record = Record::build(document, &analyze(document, model), &options);
    let _ = writeln!(counts.log, "== {}", article.name);
    for one in &statements {
        counts.add(&record, &entities, one);
    }
}

fn parse(gold: &str) -> (BTreeMap<String, GoldEntity>, Vec<GoldStatement>) {
    let (mut entities, mut statements) = (BTreeMap::new(), Vec::new());
    let list =
        |cell: &str, by: &str| -> Vec<String> { cell.split(by).filter(|one| *one != "-").map(str::to_owned).collect() };
    for line in gold.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            ["entity", key, kind, name, titles, members] => {
                let titles = list(titles, " | ").iter().map(|title| list(title, " = ")).collect();
                let entity = GoldEntity {
                    kind: (*kind).to_owned(),
                    names: list(name, " = "),
                    titles,
                    members: list(members.trim_end_matches("+?"), "+"),
                };
                entities.insert((*key).to_owned(), entity);
            }
            ["statement", id, spans, kind, entity, audience] => statements.push(GoldStatement {
                id: (*id).to_owned(),
                source: list(spans, ",").iter().filter_map(|one| pair(one)).collect(),
                parts: Vec::new(),
                kind: (*kind).to_owned(),
                entity: (*entity).to_owned(),
                audience: list(audience, ";")
                    .iter()
                    .filter_map(|one| one.split_once('=').and_then(|(at, key)| Some((pair(at)?, key.to_owned()))))
                    .collect(),
            }),
            _ => {}
        }
    }
    (entities, statements)
}

fn pair(text: &str) -> Option<[usize; 2]> {
    let (start, end) = text.split_once('-')?;
    Some([start.parse().ok()?, end.parse().ok()?])
}

fn overlap(a: &[[usize; 2]], b: &[[usize; 2]]) -> usize {
    a.iter().flat_map(|x| b.iter().map(move |y| x[1].min(y[1]).saturating_sub(x[0].max(y[0])))).sum()
}

/// How many characters of cue and content a statement shares with the gold's.
fn shared(found: &Statement, gold: &GoldStatement) -> usize {
    let cue = found.cue.iter().flat_map(|cue| cue.spans.iter().copied());
    let parts: Vec<[usize; 2]> = cue.chain(found.content.spans.iter().copied()).collect();
    overlap(&parts, &gold.parts)
}

fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|word| !matches!(word.as_str(), "" | "the" | "a" | "an")).collect::<Vec<_>>().join(" ")
}

fn in_group<'a>(entities: &'a BTreeMap<String, GoldEntity>, gold: &GoldEntity) -> Vec<&'a GoldEntity> {
    gold.members.iter().filter_map(|key| entities.get(key.trim_end_matches('?'))).collect()
}

/// Whether the engine's entity is the gold's: one of its names, or none where it has none; of a group, the members' names.
fn same_name(
    record: &Record,
    entities: &BTreeMap<String, GoldEntity>,
    gold: Option<&GoldEntity>,
    found: Option<&Entity>,
) -> bool {
    match (gold, found) {
        (None, found) => found.is_none_or(|entity| entity.name.is_none()),
        (Some(gold), found) if gold.names.is_empty() && !gold.members.is_empty() => found.is_some_and(|entity| {
            let members = in_group(entities, gold);
            let named: Vec<_> = members.iter().filter(|member| !member.names.is_empty()).collect();
            let found: Vec<&Entity> = entity
                .members
                .iter()
                .filter_map(|id| record.entities.iter().find(|one| one.id == *id))
                .filter(|one| one.name.is_some())
                .collect();
            found.len() == named.len()
                && named.iter().all(|gold| found.iter().any(|one| same_name(record, entities, Some(gold), Some(one))))
        }),
        (Some(gold), found) if gold.names.is_empty() => found.is_none_or(|entity| entity.name.is_none()),
        (Some(gold), Some(found)) => {
            found.name.as_deref().is_some_and(|name| gold.names.iter().any(|one| plain(one) == plain(name)))
        }
        (Some(_), None) => false,
    }
}

/// Every position met by one wording, and nothing else there.
fn titles_complete(gold: &GoldEntity, found: &Entity) -> bool {
    let found: Vec<String> = found.titles.iter().map(|title| plain(title)).collect();
    let met = |wordings: &Vec<String>| wordings.iter().any(|wording| found.contains(&plain(wording)));
    let known = |title: &String| gold.titles.iter().flatten().any(|wording| plain(wording) == *title);
    gold.titles.iter().all(met) && found.iter().all(known)
}

impl Counts {
    fn add(&mut self, record: &Record, entities: &BTreeMap<String, GoldEntity>, gold: &GoldStatement) {
        self.statements += 1;
        let best =
            record.statements.iter().filter(|one| overlap(&one.source.spans, &gold.source) > 0).max_by_key(|one| {
                (
                    overlap(&one.source.spans, &gold.source),
                    shared(one, gold),
                    usize::from(one.within.is_none()),
                    usize::MAX - one.source.spans.iter().map(|span| span[1] - span[0]).sum::<usize>(),
                )
            });
        let Some(found) = best else {
            let there = record.statements.iter().any(|one| shared(one, gold) > 0);
            self.unmet[if gold.source.is_empty() { 0 } else { 1 + usize::from(there) }] += 1;
            return;
        };
        self.met += 1;
        let entity = found.source.entity.as_ref().and_then(|id| record.entities.iter().find(|one| one.id == *id));
        let wanted = entities.get(&gold.entity);
        let name = same_name(record, entities, wanted, entity);
        let kind = found.source.kind.as_ref().map_or("-".to_owned(), word) == gold.kind;
        tally(&mut self.name, name);
        tally(&mut self.kind, kind);
        self.told(found, 0, "source.entity", found.confidence.speaker, name && kind);
        let mut titles = true;
        if let Some(wanted) = wanted.filter(|one| one.kind == "person" && !one.names.is_empty()) {
            titles = entity.is_some_and(|entity| titles_complete(wanted, entity));
            tally(&mut self.titles, titles);
        }
        let audience = self.audience(record, entities, gold, found);
        if !(name && kind && titles && audience) {
            let title = entity.map_or(Vec::new(), |entity| entity.titles.clone());
            let decider = found
                .because
                .iter()
                .find(|because| because.field == "source.entity")
                .map_or("", |because| because.decider.as_str());
            let _ = writeln!(
                self.log,
                "{} {:?}: {}{}{}{} found {:?} {} {title:?} ({decider}); gold {:?} {} {:?}",
                gold.id,
                found.source.text.as_deref().unwrap_or(""),
                if name { "" } else { "NAME " },
                if kind { "" } else { "KIND " },
                if titles { "" } else { "TITLES " },
                if audience { "" } else { "AUDIENCE " },
                entity.and_then(|entity| entity.name.as_deref()),
                found.source.kind.as_ref().map_or("-".to_owned(), word),
                wanted.map_or(&Vec::new(), |one| &one.names),
                gold.kind,
                wanted.map_or(&Vec::new(), |one| &one.titles),
            );
        }
    }

    /// Keeps how sure the record is of a field, and whether it is right.
    fn told(&mut self, found: &Statement, at: usize, field: &str, sure: Option<f64>, right: bool) {
        self.sure[at].extend(sure.map(|sure| (sure, right)));
        let because = found.because.iter().find(|because| because.field == field);
        let case = because.and_then(|because| Some((evidence(&because.decider, because.score? as f32), right)));
        self.cases[at].extend(case);
    }

    fn audience(
        &mut self,
        record: &Record,
        entities: &BTreeMap<String, GoldEntity>,
        gold: &GoldStatement,
        found: &Statement,
    ) -> bool {
        let mut right = true;
        let mut taken = 0;
        for (span, key) in &gold.audience {
            let met = found.audience.iter().find(|one| overlap(&one.pinned.spans, &[*span]) > 0);
            taken += usize::from(met.is_some());
            let entity =
                met.and_then(|one| one.entity.as_ref()).and_then(|id| record.entities.iter().find(|one| one.id == *id));
            let same = met.is_some() && same_name(record, entities, entities.get(key), entity);
            tally(&mut self.audience, same);
            tally(&mut self.all, same);
            right &= same;
        }
        if !found.audience.is_empty() {
            let all = right && found.audience.len() == gold.audience.len();
            self.told(found, 1, "audience.entity", found.confidence.audience, all);
        }
        let extra = found.audience.len() - taken.min(found.audience.len());
        self.all[1] += extra;
        right && extra == 0
    }

    fn report(&self, part: &str, errors: bool) -> String {
        let percent = |[right, all]: [usize; 2]| 100.0 * right as f64 / all.max(1) as f64;
        let mut out = format!(
            "gold of sources ({part}): {} statements, {} met; of these name {:.1} %, kind {:.1} %, titles complete {:.1} % (of {}), audience {:.1} % (of {}; with audiences that the gold lacks {:.1} %)\n",
            self.statements,
            self.met,
            percent(self.name),
            percent(self.kind),
            percent(self.titles),
            self.titles[1],
            percent(self.audience),
            self.audience[1],
            percent(self.all)
        );
        let [left_out, missed, elsewhere] = self.unmet;
        let _ = writeln!(
            out,
            "not met: {left_out} without a source in the gold; {missed} where the record has no statement; {elsewhere} where its statement has another source or none"
        );
        let _ = writeln!(
            out,
            "calibration error of confidence.speaker {:.3} (of {}), of confidence.audience {:.3} (of {})",
            calibration_error(&self.sure[0]),
            self.sure[0].len(),
            calibration_error(&self.sure[1]),
            self.sure[1].len()
        );
        if errors {
            out.push_str(&self.log);
        }
        out
    }
}

fn tally(counts: &mut [usize; 2], right: bool) {
    counts[0] += usize::from(right);
    counts[1] += 1;
}
