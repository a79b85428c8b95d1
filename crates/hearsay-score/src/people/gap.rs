//! GAP (Webster et al. 2018): which of two names a pronoun means, and whether women fare as men do.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hearsay::analyze::{Analysis, analyze};
use hearsay::layers::people::People;
use hearsay::text::{Document, OffsetTable, OffsetUnit, Span};

/// The arguments of `hearsay-score people gap`.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder of the data sets
    #[arg(long)]
    data: PathBuf,
    /// `development` or `validation`
    #[arg(long, default_value = "validation")]
    part: String,
    /// Only what the network did not learn from, of the development part
    #[arg(long)]
    kept_out: bool,
    /// What became of the names that are meant
    #[arg(long)]
    errors: bool,
}

/// One case: a pronoun, two names and whether each is meant.
pub struct Case {
    /// The text.
    pub document: Document,
    /// The pronoun.
    pub pronoun: Span,
    /// The two names.
    pub names: [Span; 2],
    /// Whether the pronoun means each.
    pub meant: [bool; 2],
    woman: bool,
}

/// Right, wrong and missed, of men and women.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    right: [usize; 2],
    wrong: [usize; 2],
    missed: [usize; 2],
    /// Of the missed: the name is nobody's, the pronoun is, it is the other name's, it is somebody else's.
    why: [usize; 4],
}

/// Measures a part.
///
/// # Errors
/// Where it cannot be read.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    let model = crate::attributions::load(None)?;
    let mut counts = Counts::default();
    for (number, case) in cases(&arguments.data.join("gap"), &arguments.part)?.iter().enumerate() {
        if arguments.kept_out && !super::tune::taught_nothing(&format!("{}-{}", arguments.part, number + 1)) {
            continue;
        }
        let analysis = analyze(&case.document, &model);
        counts.add(case, &analysis, &analysis.people);
    }
    let [men, women] = [counts.f1(&[0]), counts.f1(&[1])];
    let all = counts.f1(&[0, 1]);
    let mut out = format!(
        "GAP {}: F1 {all:.1}; masculine {men:.1}, feminine {women:.1}, bias {:.2}\n",
        arguments.part,
        women / men.max(1.0)
    );
    if arguments.errors {
        let ([name, pronoun, other, third], right) = (counts.why, counts.right.iter().sum::<usize>());
        let _ = writeln!(
            out,
            "meant and found {right}; missed: the name is nobody's {name}, the pronoun is {pronoun}, it is the other name's {other}, a third one's {third}; found and not meant {}",
            counts.wrong.iter().sum::<usize>()
        );
    }
    Ok(out)
}

/// The cases of a part.
///
/// # Errors
/// Where it cannot be read.
pub fn cases(folder: &Path, part: &str) -> Result<Vec<Case>, String> {
    let path = folder.join(format!("gap-{part}.tsv"));
    let file = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(file.lines().skip(1).filter_map(case).collect())
}

fn case(line: &str) -> Option<Case> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, text, pronoun, at, a, a_at, a_meant, b, b_at, b_meant, ..] = cells.as_slice() else { return None };
    let table = OffsetTable::new(text, OffsetUnit::Codepoint);
    let span = |words: &str, at: &str| {
        let start: usize = at.parse().ok()?;
        let byte = table.byte(start);
        Some(Span::new(byte, byte + words.len()))
    };
    Some(Case {
        document: Document::from_text(text),
        pronoun: span(pronoun, at)?,
        names: [span(a, a_at)?, span(b, b_at)?],
        meant: [*a_meant == "TRUE", *b_meant == "TRUE"],
        woman: matches!(pronoun.to_lowercase().as_str(), "she" | "her" | "hers"),
    })
}

impl Counts {
    /// Adds a case as `people` resolves it.
    pub fn add(&mut self, case: &Case, analysis: &Analysis, people: &People) {
        let span = |mention: usize| {
            let tokens = &analysis.tokens[analysis.mentions[mention].tokens.range()];
            tokens[0].span.cover(tokens[tokens.len() - 1].span)
        };
        let at = |wanted: Span| {
            people.entities.iter().position(|entity| {
                entity.mentions.iter().any(|&mention| {
                    let own = span(mention);
                    own.overlaps(wanted) && own.len() <= wanted.len() + 24
                })
            })
        };
        let pronoun = people
            .entities
            .iter()
            .position(|entity| entity.mentions.iter().any(|&mention| span(mention) == case.pronoun));
        let gender = usize::from(case.woman);
        for (name, meant) in case.names.iter().zip(case.meant) {
            let said = pronoun.is_some() && at(*name) == pronoun;
            match (said, meant) {
                (true, true) => self.right[gender] += 1,
                (true, false) => self.wrong[gender] += 1,
                (false, true) => {
                    self.missed[gender] += 1;
                    let other = case.names.iter().any(|one| one != name && at(*one).is_some() && at(*one) == pronoun);
                    self.why[if at(*name).is_none() {
                        0
                    } else if pronoun.is_none() {
                        1
                    } else if other {
                        2
                    } else {
                        3
                    }] += 1;
                }
                (false, false) => {}
            }
        }
    }

    /// F1 in percent over the genders given.
    pub fn f1(&self, genders: &[usize]) -> f64 {
        let sum = |counts: &[usize; 2]| genders.iter().map(|&gender| counts[gender]).sum::<usize>() as f64;
        let right = sum(&self.right);
        200.0 * right / (2.0 * right + sum(&self.wrong) + sum(&self.missed)).max(1.0)
    }
}
