//! `hearsay who`: what somebody said, in order of time.

use clap::Args;
use hearsay_store::{Ledger, LedgerOptions};
use serde_json::json;

use super::find::{Format, written};
use super::rows;
use super::store_file::{StoreArgument, failed};
use crate::failure::Outcome;
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay who Ushakov                  under every spelling, the earliest first
  hearsay who 'Susan Hale' --format csv > hale.csv
";

/// `hearsay who`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// The name, in any spelling
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,

    #[command(flatten)]
    store: StoreArgument,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The most statements to print; 0 prints all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,

    /// Also show what the person wants, fears or believes
    #[arg(long)]
    attitudes: bool,
}

/// Prints the ledger.
pub fn run(arguments: &Arguments) -> Outcome {
    let store = match arguments.store.read() {
        Ok(store) => store,
        Err(outcome) => return outcome,
    };
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    let options = LedgerOptions { attitudes: arguments.attitudes, limit };
    let ledger = match store.ledger(&arguments.name.join(" "), options) {
        Ok(ledger) => ledger,
        Err(error) => return failed(&error.to_string()),
    };
    let out = match arguments.format {
        Format::Json => Ok(whole(&ledger).to_string() + "\n"),
        Format::Csv => {
            written(&store, &ledger.statements, Format::Csv).map(|rows| hearsay::record::csv::HEADER.to_owned() + &rows)
        }
        Format::Text => Ok(head(&ledger) + &ledger.statements.iter().map(rows::text).collect::<String>()),
    };
    match out {
        Ok(out) => print_all(out.as_bytes()),
        Err(message) => failed(&message),
    }
}

/// Names, positions, whom the person speaks with, outlets: a line each.
fn head(ledger: &Ledger) -> String {
    if ledger.count == 0 && ledger.names.is_empty() {
        return "nobody of that name\n".to_owned();
    }
    let counted = |list: &[(String, u64)]| {
        list.iter().take(12).map(|(name, count)| format!("{name} ({count})")).collect::<Vec<_>>().join(", ")
    };
    let titles = ledger.titles.iter().map(|held| {
        let dates = match (&held.first, &held.last) {
            (Some(first), Some(last)) if first == last => format!(" ({first})"),
            (Some(first), Some(last)) => format!(" ({first} to {last})"),
            _ => String::new(),
        };
        format!("{}{dates}", held.title)
    });
    let lines = [
        ("named", counted(&ledger.names)),
        ("titles", titles.collect::<Vec<_>>().join("; ")),
        ("speaks to", counted(&ledger.speaks_to)),
        ("spoken to by", counted(&ledger.spoken_to_by)),
        ("outlets", counted(&ledger.outlets)),
        ("statements", ledger.count.to_string()),
    ];
    let lines = lines.iter().filter(|(_, line)| !line.is_empty());
    lines.map(|(name, line)| format!("{name}: {}\n", rows::plain(line))).collect::<String>() + "\n"
}

fn whole(ledger: &Ledger) -> serde_json::Value {
    let counted = |list: &[(String, u64)]| {
        list.iter().map(|(name, count)| json!({ "name": name, "count": count })).collect::<Vec<_>>()
    };
    let titles = ledger.titles.iter().map(
        |held| json!({ "title": held.title, "first": held.first, "last": held.last, "documents": held.documents }),
    );
    json!({
        "names": counted(&ledger.names), "titles": titles.collect::<Vec<_>>(),
        "speaks_to": counted(&ledger.speaks_to), "spoken_to_by": counted(&ledger.spoken_to_by),
        "outlets": counted(&ledger.outlets), "count": ledger.count,
        "statements": ledger.statements.iter().map(rows::json).collect::<Vec<_>>(),
    })
}
