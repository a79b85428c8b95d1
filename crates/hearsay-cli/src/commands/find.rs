//! `hearsay find`: search the statements of the store.

use clap::{Args, ValueEnum};
use hearsay::record::csv;
use hearsay_store::{Query, StatementRow, Store};

use super::export::records::kept;
use super::rows::{json, text};
use super::store_file::{StoreArgument, failed};
use crate::failure::{Outcome, say};
use crate::output::{Wanted, print};

const EXAMPLES: &str = "\
Examples:
  hearsay find 'who:ushakov to:witkoff about:\"peace plan\"'
  hearsay find 'ceasefire -who:trump since:2025-10 until:2025-11'
  hearsay find 'act:deny (outlet:bbc OR outlet:reuters)'
  hearsay find 'who:Виткофф hands:>1' --format json
  hearsay find 'kind:anonymous in:leak*' --attitudes

who: and to: find a name in any spelling, in Latin or Cyrillic. Other fields: about: outlet: form: mode: kind: act:
via: hands: since: until: in: (the headline) versions:. \"Words together\", beginnings with *, - before what must not be,
OR between two, parentheses.
";

/// `hearsay find`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    /// What to look for; in quotation marks for the shell, or word by word
    #[arg(value_name = "QUERY")]
    query: Vec<String>,

    #[command(flatten)]
    store: StoreArgument,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The most statements to print; 0 prints all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    /// Also show what people want, fear or believe
    #[arg(long)]
    attitudes: bool,
}

/// How statements are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person at a terminal
    Text,
    /// One object a statement, one a line
    Json,
    /// A table, one statement a row
    Csv,
}

/// How many statements are asked for at once.
const PAGE: usize = 500;

/// Finds and prints.
pub fn run(arguments: &Arguments) -> Outcome {
    let query = match query(&arguments.query, arguments.attitudes) {
        Ok(query) => query,
        Err(outcome) => return outcome,
    };
    let store = match arguments.store.read() {
        Ok(store) => store,
        Err(outcome) => return outcome,
    };
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    match show(&store, &query, arguments.format, limit) {
        Ok(false) => Outcome::Done,
        Ok(true) => {
            say(format_args!("the newest {limit} are shown; --limit 0 shows all"));
            Outcome::Done
        }
        Err(message) => failed(&message),
    }
}

/// The query of the arguments. A shell takes the quotation marks off `about:"peace plan"`; they are put on again.
pub fn query(arguments: &[String], attitudes: bool) -> Result<Query, Outcome> {
    let text = match arguments {
        [whole] => whole.clone(),
        several => several.iter().map(|argument| quoted(argument)).collect::<Vec<_>>().join(" "),
    };
    match Query::parse(&text) {
        Ok(query) => Ok(if attitudes { query.with_attitudes() } else { query }),
        Err(error) => {
            say(&error);
            say(error.pointed(&text));
            Err(Outcome::Usage)
        }
    }
}

fn quoted(argument: &str) -> String {
    let plain = argument.contains(char::is_whitespace) && !argument.contains(['"', '“', '„', '«', '(']);
    match argument.split_once(':') {
        _ if !plain => argument.to_owned(),
        Some((field, words)) if field.chars().all(|c| c.is_ascii_alphabetic()) => format!("{field}:\"{words}\""),
        _ => format!("\"{argument}\""),
    }
}

/// Prints what is found; says whether there is more than the limit.
fn show(store: &Store, query: &Query, format: Format, limit: usize) -> Result<bool, String> {
    let (mut after, mut left) = (None, limit);
    if format == Format::Csv && print(csv::HEADER.as_bytes()).map_err(|failure| failure.to_string())? == Wanted::NoMore
    {
        return Ok(false);
    }
    loop {
        let page = store.find(query, after, left.min(PAGE)).map_err(|error| error.to_string())?;
        left -= page.rows.len();
        let out = written(store, &page.rows, format)?;
        if print(out.as_bytes()).map_err(|failure| failure.to_string())? == Wanted::NoMore {
            return Ok(false);
        }
        after = page.next;
        if after.is_none() || left == 0 {
            return Ok(after.is_some());
        }
    }
}

/// Statements in a format.
pub fn written(store: &Store, rows: &[StatementRow], format: Format) -> Result<String, String> {
    match format {
        Format::Text => Ok(rows.iter().map(text).collect()),
        Format::Json => Ok(rows.iter().map(|row| json(row).to_string() + "\n").collect()),
        Format::Csv => {
            let mut out = String::new();
            for chunk in rows.chunk_by(|a, b| a.document == b.document) {
                let ids = chunk.iter().map(|row| row.id.clone()).collect();
                out.push_str(&kept(store, &chunk[0].document, &ids)?.as_ref().map(csv::rows).unwrap_or_default());
            }
            Ok(out)
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_the_shell_took_off_is_put_on_again() {
        for (argument, expected) in [
            ("about:peace plan", "about:\"peace plan\""),
            ("peace plan", "\"peace plan\""),
            ("who:ushakov", "who:ushakov"),
            ("about:\"peace plan\"", "about:\"peace plan\""),
            ("(a OR b)", "(a OR b)"),
        ] {
            assert_eq!(super::quoted(argument), expected);
        }
    }
}
