//! The documents of each topic of ECB+ put into one store, and its persons held against the gold chains.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use hearsay_store::{Candidate, EntityRef, Entry, Evidence, Sighting, Store};

use super::ecb::{Article, articles, small_words};
use crate::people::clusters::Figures;

/// The figures of a part.
pub fn figures(data: &Path, part: &str, errors: &mut String) -> Result<String, String> {
    let folders = |part: &str| topics(&data.join(part).join("ecbplus"));
    let all: Vec<PathBuf> = folders("train")?.into_iter().chain(folders("dev")?).collect();
    let small = small_words(&all)?;
    let (mut chains, mut mentions, mut all_persons) = (Figures::default(), Figures::default(), Figures::default());
    let (mut documents, mut people, mut offered, mut missed) = (0, 0, 0, 0);
    for folder in folders(part)? {
        let articles = articles(&folder, &small)?;
        documents += articles.len();
        let topic = Topic::of(&articles)?;
        people += topic.people.iter().filter(|person| person.across).count();
        for (figures, across, by_mention) in
            [(&mut chains, true, false), (&mut mentions, true, true), (&mut all_persons, false, false)]
        {
            let clusters = |by: fn(&Person) -> &String| topic.clusters(by, across, by_mention);
            figures.add(&clusters(|person| &person.gold), &clusters(|person| &person.found));
        }
        let counts = topic.tell(&folder, errors);
        offered += counts[0];
        missed += counts[1];
    }
    let line = |what: &str, figures: &Figures| {
        let [recall, precision] = figures.b_cubed.shares();
        format!("  B³ over {what:<24} R {recall:.1}  P {precision:.1}  F1 {:.1}\n", figures.b_cubed.f1())
    };
    Ok(format!(
        "ECB+ {part}: {documents} documents, {people} named persons in them that the gold follows across documents (its chains within documents)\n{}{}{}  pairs of one gold person that stand apart: {} of which offered: {offered}\n",
        line("persons of documents", &chains),
        line("mentions", &mentions),
        line("all persons (see docs)", &all_persons),
        offered + missed
    ))
}

fn topics(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    paths.sort();
    Ok(paths)
}

/// A named person of a document, with the gold's chain and the store's person.
struct Person {
    document: String,
    name: String,
    gold: String,
    across: bool,
    found: String,
    number: hearsay_store::PersonId,
    mentions: usize,
}

struct Topic {
    people: Vec<Person>,
    offers: Vec<Candidate>,
}

impl Topic {
    fn of(articles: &[Article]) -> Result<Self, String> {
        let fault = |error: &dyn std::fmt::Display| error.to_string();
        let folder = tempfile::tempdir().map_err(|error| fault(&error))?;
        let mut store = Store::create(&folder.path().join("topic.db")).map_err(|error| fault(&error))?;
        for article in articles {
            let entry = Entry::new(&article.record, Sighting::path(format!("/{}", article.name)), None);
            store.put(&entry.map_err(|error| fault(&error))?).map_err(|error| fault(&error))?;
        }
        let mut people = Vec::new();
        for article in articles {
            for person in &article.people {
                let entity = EntityRef { document: article.record.document.id.clone(), entity: person.entity.clone() };
                let Some(number) = store.person_of(&entity).map_err(|error| fault(&error))? else { continue };
                let entity = article.record.entities.iter().find(|entity| entity.id == person.entity);
                let name = entity.and_then(|entity| entity.name.clone());
                people.push(Person {
                    document: article.name.clone(),
                    name: name.unwrap_or_default(),
                    gold: person.chain.clone(),
                    across: person.across,
                    found: number.number().to_string(),
                    number,
                    mentions: person.mentions,
                });
            }
        }
        let offers = store.candidates(None, 100_000).map_err(|error| fault(&error))?;
        Ok(Self { people, offers })
    }

    /// Clusters by a name for each person, of those followed across documents or of all; of mentions, or of the persons of documents.
    fn clusters(&self, by: fn(&Person) -> &String, across: bool, mentions: bool) -> Vec<Vec<usize>> {
        let mut out: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut number = 0;
        for person in self.people.iter().filter(|person| person.across || !across) {
            for _ in 0..if mentions { person.mentions } else { 1 } {
                out.entry(by(person).as_str()).or_default().push(number);
                number += 1;
            }
        }
        out.into_values().collect()
    }

    /// Tells what is wrong, pair by pair; counts pairs of one gold person that were offered, and those that were missed.
    fn tell(&self, folder: &Path, errors: &mut String) -> [usize; 2] {
        let mut counts = [0, 0];
        let people: Vec<&Person> = self.people.iter().filter(|person| person.across).collect();
        for (at, one) in people.iter().enumerate() {
            for other in &people[at + 1..] {
                let mut why = String::new();
                let verdict = match (one.gold == other.gold, one.found == other.found) {
                    (true, false) => {
                        let is = |offer: &&Candidate| {
                            let pair = [offer.one.number, offer.other.number];
                            pair.contains(&one.number) && pair.contains(&other.number)
                        };
                        let offer = self.offers.iter().find(is);
                        counts[usize::from(offer.is_none())] += 1;
                        why = offer.map_or_else(String::new, |offer| told(&offer.why));
                        if offer.is_some() { "offered" } else { "missed" }
                    }
                    (false, true) => "WRONGLY ONE",
                    _ => continue,
                };
                let topic = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                errors.push_str(&format!(
                    "{topic}\t{verdict}\t{} ({})\t{} ({})\t{why}\n",
                    one.name, one.document, other.name, other.document
                ));
            }
        }
        counts
    }
}

/// Evidence in one line.
fn told(why: &[Evidence]) -> String {
    let each = |evidence: &Evidence| {
        format!("{}{:+.1} {}", if evidence.forbids { "!" } else { "" }, evidence.weight, evidence.words)
    };
    why.iter().map(each).collect::<Vec<_>>().join("; ")
}
