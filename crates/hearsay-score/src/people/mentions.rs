//! Named mentions of persons, organisations and places: exact spans and kinds, on GUM's dev part and the newswire articles held back.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use hearsay::analyze::analyze;
use hearsay::model::Model;
use hearsay::record::{EntityType, MentionForm};
use hearsay::text::{Document, Span};

use super::{gum, newswire, prepare};

/// The arguments of `hearsay-score people mentions`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
}

type Name = (usize, usize, &'static str);

/// Gold, found and right, by kind.
#[derive(Default)]
struct Counts {
    gold: Vec<Name>,
    found: Vec<Name>,
    right: Vec<Name>,
    spans: usize,
}

/// Measures both sets.
///
/// # Errors
/// Where a set cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut out = String::new();
    let mut counts = Counts::default();
    for one in gum::documents(&arguments.data.join("gum"), "dev")? {
        counts.add(&model, &one.document, &prepare::outermost(&one.mentions));
    }
    counts.tell("GUM dev", &mut out);
    let mut counts = Counts::default();
    for one in newswire::articles(&arguments.data.join("worldwide-newswire"))? {
        if newswire::held_back(&one.name) {
            counts.add(&model, &one.document, &one.names);
        }
    }
    counts.tell("newswire held back", &mut out);
    Ok(out)
}

fn class(class: &str) -> Option<&'static str> {
    match class {
        "Person" => Some("person"),
        "Organization" => Some("organisation"),
        "Location" | "Facility" => Some("place"),
        _ => None,
    }
}

fn kind(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        _ => "place",
    }
}

impl Counts {
    fn add(&mut self, model: &Model, document: &Document, gold: &[(Span, String)]) {
        let analysis = analyze(document, model);
        // A leading article is no matter of the name.
        let bare = |span: Span| {
            let article = ["The ", "the "].iter().any(|article| document.slice(span).starts_with(article));
            (span.start() + if article { 4 } else { 0 }, span.end())
        };
        let gold: BTreeSet<Name> =
            gold.iter().filter_map(|(span, name)| Some((bare(*span).0, bare(*span).1, class(name)?))).collect();
        let names = analysis.mentions.iter().filter(|mention| mention.form == MentionForm::Name);
        let found: BTreeSet<Name> = names
            .map(|mention| {
                let tokens = &analysis.tokens[mention.tokens.range()];
                let (start, end) = bare(tokens[0].span.cover(tokens[tokens.len() - 1].span));
                (start, end, mention.kind.map_or("place", kind))
            })
            .collect();
        let at = |names: &BTreeSet<Name>| names.iter().map(|name| (name.0, name.1)).collect::<BTreeSet<_>>();
        self.spans += at(&gold).intersection(&at(&found)).count();
        self.right.extend(gold.intersection(&found));
        self.gold.extend(gold);
        self.found.extend(found);
    }

    fn tell(&self, set: &str, out: &mut String) {
        let f1 = |right: usize, gold: usize, found: usize| 200.0 * right as f64 / (gold + found).max(1) as f64;
        let of = |names: &[Name], kind: &str| names.iter().filter(|name| name.2 == kind).count();
        let (gold, found) = (self.gold.len(), self.found.len());
        let _ = writeln!(
            out,
            "named mentions, {set}: F1 {:.1} (precision {:.1}, recall {:.1}; {gold} gold); spans alone {:.1}",
            f1(self.right.len(), gold, found),
            100.0 * self.right.len() as f64 / found.max(1) as f64,
            100.0 * self.right.len() as f64 / gold.max(1) as f64,
            f1(self.spans, gold, found)
        );
        for kind in ["person", "organisation", "place"] {
            let figure = f1(of(&self.right, kind), of(&self.gold, kind), of(&self.found, kind));
            let _ = writeln!(out, "  {kind}: {figure:.1} ({} gold)", of(&self.gold, kind));
        }
    }
}
