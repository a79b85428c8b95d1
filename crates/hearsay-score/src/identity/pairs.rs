//! Pairs of contexts by hand: is the one bearer of the name the other? Each pair is read by the engine and put into a store of its own.
//!
//! The first hundred were there to choose numbers by; the second hundred is for figures only. In a file, pairs are parted by empty lines:
//! kind and answer (`same` or `two`), then two contexts: date, outlet, text with the bearer's name in square brackets.

use std::collections::BTreeMap;
use std::path::Path;

use hearsay::analyze::analyze;
use hearsay::model::Model;
use hearsay::record::{BuildOptions, Entity, EntityType, Mention, MentionForm, Pinned, Record};
use hearsay::text::{Document, OffsetUnit};
use hearsay_store::{EntityRef, Entry, Sighting, Store};

/// One context.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Context {
    published: String,
    outlet: String,
    text: String,
    /// Where the bearer's name stands, in code points.
    name: [usize; 2],
}

/// Two contexts, and whether the bearers are one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    kind: String,
    same: bool,
    contexts: [Context; 2],
}

/// What the store makes of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    One,
    Offered,
    Apart,
}

/// The figures of the pairs.
pub fn figures(gold: &Path, model: &Model, errors: &mut String) -> Result<String, String> {
    let mut out = String::new();
    for (file, title) in [("pairs-tune.txt", "to choose by"), ("pairs.txt", "for figures only")] {
        let path = gold.join(file);
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let pairs = parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        let mut table: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
        let mut total = [0; 6];
        for pair in &pairs {
            let found = weigh(pair, model)?;
            let at = if pair.same { 0 } else { 3 } + found as usize;
            table.entry(&pair.kind).or_default()[at] += 1;
            total[at] += 1;
            if !matches!((pair.same, found), (true, Found::One) | (false, Found::Apart | Found::Offered)) {
                let [one, other] = &pair.contexts;
                errors.push_str(&format!(
                    "{file}\t{}\tsame: {}\t{found:?}\t{}\t{}\n",
                    pair.kind, pair.same, one.text, other.text
                ));
            }
        }
        out += &format!("pairs by hand, {title}: {}\n", pairs.len());
        out += &format!("  {:<22} {:>21}   {:>21}\n", "", "one person", "two persons");
        out += &format!(
            "  {:<22} {:>6} {:>7} {:>6}   {:>6} {:>7} {:>6}\n",
            "", "merged", "offered", "missed", "MERGED", "offered", "apart"
        );
        for (kind, counts) in table.into_iter().chain([("all", total)]) {
            let [a, b, c, d, e, f] = counts;
            out += &format!("  {kind:<22} {a:>6} {b:>7} {c:>6}   {d:>6} {e:>7} {f:>6}\n");
        }
    }
    Ok(out)
}

/// Reads both contexts, puts them into a store and looks.
fn weigh(pair: &Pair, model: &Model) -> Result<Found, String> {
    let fault = |error: &dyn std::fmt::Display| error.to_string();
    let folder = tempfile::tempdir().map_err(|error| fault(&error))?;
    let mut store = Store::create(&folder.path().join("pair.db")).map_err(|error| fault(&error))?;
    let mut persons = Vec::new();
    for (at, context) in pair.contexts.iter().enumerate() {
        let (record, entity) = read(context, model);
        let entry = Entry::new(&record, Sighting::path(format!("/{at}")), None).map_err(|error| fault(&error))?;
        let document = store.put(&entry).map_err(|error| fault(&error))?.document;
        persons.push(EntityRef { document, entity });
    }
    let number = |entity| store.person_of(entity).map_err(|error| fault(&error));
    let (Some(one), Some(other)) = (number(&persons[0])?, number(&persons[1])?) else { return Ok(Found::Apart) };
    if one == other {
        return Ok(Found::One);
    }
    let candidates = store.candidates(Some(one), 100).map_err(|error| fault(&error))?;
    Ok(if candidates.iter().any(|candidate| candidate.other.number == other) { Found::Offered } else { Found::Apart })
}

/// The record of a context, and the entity of the bearer: the engine's, or one made of the name where the engine has none there.
fn read(context: &Context, model: &Model) -> (Record, String) {
    let document = Document::from_text(&context.text);
    let metadata = hearsay::text::Metadata {
        outlet: Some(context.outlet.clone()),
        published: Some(context.published.clone()),
        ..document.metadata().clone()
    };
    let document = document.with_metadata(metadata);
    let analysis = analyze(&document, model);
    let options = BuildOptions { offsets: OffsetUnit::Codepoint, ..BuildOptions::default() };
    let mut record = Record::build(&document, &analysis, &options);
    let [start, end] = context.name;
    let here = |mention: &Mention| mention.pinned.spans.iter().any(|span| span[0] < end && start < span[1]);
    let named = |entity: &&Entity| entity.kind == EntityType::Person && entity.name.is_some();
    let found = record.entities.iter().filter(named).find(|entity| entity.mentions.iter().any(here));
    if let Some(entity) = found {
        let id = entity.id.clone();
        return (record, id);
    }
    let name: String = context.text.chars().skip(start).take(end - start).collect();
    let mut entity = Entity::named("bearer", EntityType::Person, name.clone());
    entity.mentions.push(Mention { pinned: Pinned { text: name, spans: vec![context.name] }, form: MentionForm::Name });
    record.entities.push(entity);
    (record, "bearer".to_owned())
}

fn parse(text: &str) -> Result<Vec<Pair>, String> {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks.filter(|block| !block.starts_with('#')).map(pair).collect()
}

fn pair(block: &str) -> Result<Pair, String> {
    let fault = |what: &str| format!("{what} in: {block}");
    let mut lines = block.lines();
    let (kind, answer) =
        lines.next().and_then(|line| line.split_once(": ")).ok_or_else(|| fault("no kind and answer"))?;
    let same = match answer {
        "same" => true,
        "two" => false,
        _ => return Err(fault("neither same nor two")),
    };
    let contexts: Option<Vec<Context>> = lines.map(context).collect();
    let contexts = contexts.and_then(|contexts| contexts.try_into().ok());
    Ok(Pair { kind: kind.to_owned(), same, contexts: contexts.ok_or_else(|| fault("not two contexts"))? })
}

fn context(line: &str) -> Option<Context> {
    let mut fields = line.splitn(3, " | ");
    let (published, outlet, marked) = (fields.next()?, fields.next()?, fields.next()?);
    let (before, rest) = marked.split_once('[')?;
    let (name, after) = rest.split_once(']')?;
    let start = before.chars().count();
    Some(Context {
        published: published.to_owned(),
        outlet: outlet.to_owned(),
        text: format!("{before}{name}{after}"),
        name: [start, start + name.chars().count()],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gold_is_two_hundred_pairs_of_two_contexts() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/identity");
        let count = |file| parse(&std::fs::read_to_string(gold.join(file)).expect("gold")).expect("pairs").len();
        assert_eq!([count("pairs-tune.txt"), count("pairs.txt")], [100, 100]);
    }

    #[test]
    fn no_pair_of_two_persons_is_merged() {
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/identity");
        let model = Model::shipped().expect("weights");
        for file in ["pairs-tune.txt", "pairs.txt"] {
            let pairs = parse(&std::fs::read_to_string(gold.join(file)).expect("gold")).expect("pairs");
            for pair in pairs.iter().filter(|pair| !pair.same) {
                assert_ne!(weigh(pair, &model).expect("read"), Found::One, "{pair:?}");
            }
        }
    }
}
