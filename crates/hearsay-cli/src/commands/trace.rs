//! `hearsay trace`: the same words in other documents, in order of time, and what became of them.

use std::io::Read;

use clap::{Args, ValueEnum};
use hearsay::check::marked;
use hearsay::record::{Words, word};
use hearsay_store::{Step, Store, Trace};
use serde_json::json;

use super::rows;
use super::store_file::{StoreArgument, failed};
use crate::failure::Outcome;
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay trace 'the council pays for the cracked ramp'
  hearsay trace 3f9a12c4#s7              a statement, as find and who name it
  hearsay trace - < quotation.txt        words from standard input
";

/// `hearsay trace`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// The words, or a statement: the beginning of its document's id, # and its own id; - is standard input
    #[arg(value_name = "TEXT|ID", required = true)]
    text: Vec<String>,

    #[command(flatten)]
    store: StoreArgument,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The most places to print
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

/// How a trace is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person at a terminal
    Text,
    /// One object
    Json,
}

/// Prints the way of the words.
pub fn run(arguments: &Arguments) -> Outcome {
    let store = match arguments.store.read() {
        Ok(store) => store,
        Err(outcome) => return outcome,
    };
    let trace = asked(&arguments.text).and_then(|text| trace(&store, &text, arguments.limit));
    match trace {
        Ok(trace) if arguments.format == Format::Json => print_all((whole(&trace).to_string() + "\n").as_bytes()),
        Ok(trace) => print_all(text(&trace).as_bytes()),
        Err(message) => failed(&message),
    }
}

/// The words asked for.
fn asked(words: &[String]) -> Result<String, String> {
    let text = words.join(" ");
    if text != "-" {
        return Ok(text);
    }
    let mut input = String::new();
    let read = std::io::stdin().read_to_string(&mut input);
    read.map(|_| input).map_err(|error| format!("standard input: {}", crate::output::reason(&error)))
}

fn trace(store: &Store, text: &str, limit: usize) -> Result<Trace, String> {
    let fault = |error: hearsay_store::Error| error.to_string();
    let Some((document, statement)) = text.trim().split_once('#').filter(|(document, _)| is_id(document)) else {
        return store.trace(text, limit).map_err(fault);
    };
    let none = || format!("{} is no statement of the store", text.trim());
    let document = store.resolve(document).map_err(fault)?.ok_or_else(none)?;
    let rows = store.statements_of(&document).map_err(fault)?;
    let row = rows.into_iter().find(|row| row.id == statement).ok_or_else(none)?;
    store.trace_statement(row.number, limit).map_err(fault)?.ok_or_else(none)
}

/// Whether it is the beginning of a document's id.
fn is_id(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or(text);
    digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn text(trace: &Trace) -> String {
    if trace.steps.is_empty() {
        return "these words stand nowhere in the store\n".to_owned();
    }
    trace.steps.iter().enumerate().map(|(at, step)| lines(trace, at + 1, step)).collect()
}

/// A step: when and where, who, what became of the words, the words, and from whom.
fn lines(trace: &Trace, number: usize, step: &Step) -> String {
    let row = &step.statement;
    let when = row.published.as_deref().unwrap_or("(no date)");
    let outlet = row.outlet.as_deref().unwrap_or("(no outlet)");
    let what = match (step.from, step.words) {
        (Some(from), Some(words)) => format!("{} of {}", became(words), from + 1),
        (Some(from), None) => format!("near {}", from + 1),
        (None, _) => "first".to_owned(),
    };
    let mut out = format!("{number}  {when}  {outlet}  {what}\n");
    let changed = step.words.is_some_and(|words| words != Words::Verbatim);
    let earlier = step.from.and_then(|from| trace.steps.get(from)).map_or("", |from| from.statement.content.as_str());
    let words = if changed { marked(&step.changes, earlier) } else { row.content.clone() };
    out += &format!("    {}\n", rows::plain(&words));
    if !step.why.is_empty() && changed {
        out += &format!("    {}\n", rows::plain(&step.why));
    }
    if let Some(taken) = &step.taken {
        out += &format!("    the text names {}: {}\n", rows::plain(&taken.name), rows::plain(&taken.words));
    }
    let who = row.speaker.as_deref().or(row.source.as_deref()).unwrap_or("(no source named)");
    out + &format!("    {} · {}\n\n", rows::plain(who), rows::name(row))
}

/// What words are to earlier ones.
fn became(words: Words) -> &'static str {
    match words {
        Words::Verbatim => "the words",
        Words::EditedOpenly => "openly edited, the words",
        Words::CutShort => "cut short, the words",
        Words::Stitched => "stitched from the words",
        Words::Altered => "altered, the words",
        Words::NotFound => "worn far, the words",
    }
}

fn whole(trace: &Trace) -> serde_json::Value {
    let steps = trace.steps.iter().map(|step| {
        json!({
            "statement": rows::json(&step.statement), "likeness": (step.likeness * 1000.0).round() / 1000.0,
            "from": step.from, "words": step.words.map(word), "changes": step.changes, "why": step.why,
            "taken": step.taken.as_ref().map(|taken| json!({ "name": taken.name, "words": taken.words })),
        })
    });
    json!({ "asked": trace.asked, "steps": steps.collect::<Vec<_>>() })
}
