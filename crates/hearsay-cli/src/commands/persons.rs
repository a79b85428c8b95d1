//! `hearsay persons`: who is who across the documents of the store, and what a person decides about it.

mod printer;

use clap::{Args, Subcommand, ValueEnum};
use hearsay_store::{EntityRef, PersonId, Store};

use super::store_file::{StoreArgument, failed, user};
use crate::failure::Outcome;
use crate::output::print_all;

const EXAMPLES: &str = "\
Examples:
  hearsay persons list ushakov                 everybody of the name, in any spelling, with numbers
  hearsay persons show 12                      names, and the documents that name the person
  hearsay persons candidates                   who may be one, the likeliest first, and what speaks for it
  hearsay persons merge 12 40                  they are one
  hearsay persons never-merge 12 40            they are two, whatever speaks for one
  hearsay persons split 12 3f9a12c4#e2         that one is somebody else
  hearsay persons undo 7                       a change, by the number it was given
";

/// `hearsay persons`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,

    #[command(flatten)]
    store: StoreArgument,

    /// What to print
    #[arg(long, short, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,

    /// The most rows to print
    #[arg(long, value_name = "N", default_value_t = 50, global = true)]
    limit: usize,
}

/// How persons are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a person at a terminal
    Text,
    /// One object, or one a line
    Json,
}

#[derive(Subcommand)]
enum Action {
    /// Persons and organisations, those of most documents first; or those of a name
    List {
        /// The name, in any spelling
        #[arg(value_name = "NAME")]
        name: Vec<String>,
    },
    /// One person: names, and where they stand
    Show {
        /// The person's number
        #[arg(value_name = "PERSON", value_parser = person)]
        person: PersonId,
    },
    /// Persons that may be one, with what speaks for and against
    Candidates {
        /// Only those of this person
        #[arg(value_name = "PERSON", value_parser = person)]
        person: Option<PersonId>,
    },
    /// Decide that two persons are one
    Merge {
        /// The one
        #[arg(value_name = "PERSON", value_parser = person)]
        one: PersonId,
        /// The other
        #[arg(value_name = "PERSON", value_parser = person)]
        other: PersonId,
    },
    /// Decide that two persons are two
    NeverMerge {
        /// The one
        #[arg(value_name = "PERSON", value_parser = person)]
        one: PersonId,
        /// The other
        #[arg(value_name = "PERSON", value_parser = person)]
        other: PersonId,
    },
    /// Decide that some documents mean somebody else
    Split {
        /// The person
        #[arg(value_name = "PERSON", value_parser = person)]
        person: PersonId,
        /// Who is somebody else: the beginning of the document's id, # and the entity's id
        #[arg(value_name = "ENTITY", required = true)]
        entities: Vec<String>,
    },
    /// Give a person another name; without one, the name that documents use most
    Rename {
        /// The person
        #[arg(value_name = "PERSON", value_parser = person)]
        person: PersonId,
        /// The name
        #[arg(value_name = "NAME")]
        name: Vec<String>,
    },
    /// Undo a change
    Undo {
        /// Its number
        #[arg(value_name = "CHANGE")]
        change: i64,
    },
}

fn person(text: &str) -> Result<PersonId, String> {
    text.parse()
        .map(PersonId::from_number)
        .map_err(|_| "a person's number, as `hearsay persons list` gives it".to_owned())
}

/// Asks, or decides.
pub fn run(arguments: &Arguments) -> Outcome {
    let asks = matches!(arguments.action, Action::List { .. } | Action::Show { .. } | Action::Candidates { .. });
    let store = if asks { arguments.store.read() } else { arguments.store.write() };
    let mut store = match store {
        Ok(store) => store,
        Err(outcome) => return outcome,
    };
    let done = if asks { ask(&store, arguments) } else { decide(&mut store, &arguments.action) };
    match done {
        Ok(out) => print_all(out.as_bytes()),
        Err(message) => failed(&message),
    }
}

fn ask(store: &Store, arguments: &Arguments) -> Result<String, String> {
    let fault = |error: hearsay_store::Error| error.to_string();
    let (limit, json) = (arguments.limit, arguments.format == Format::Json);
    match &arguments.action {
        Action::List { name } if name.is_empty() => {
            let rows = store.persons(None, limit).map_err(fault)?.rows;
            Ok(rows.iter().map(|row| printer::row(row, json)).collect())
        }
        Action::List { name } => {
            let rows = store.persons_named(&name.join(" "), limit).map_err(fault)?;
            Ok(rows.iter().map(|(row, _)| printer::row(row, json)).collect())
        }
        Action::Show { person } => {
            let detail = store.person(*person).map_err(fault)?;
            let members = store.members(*person, None, limit).map_err(fault)?.rows;
            Ok(printer::person(&detail, &members, json))
        }
        Action::Candidates { person } => {
            let candidates = store.candidates(*person, limit).map_err(fault)?;
            Ok(candidates.iter().map(|candidate| printer::candidate(candidate, json)).collect())
        }
        _ => Ok(String::new()),
    }
}

fn decide(store: &mut Store, action: &Action) -> Result<String, String> {
    let by = user();
    let change = match action {
        Action::Merge { one, other } => store.merge_persons(*one, *other, &by),
        Action::NeverMerge { one, other } => store.never_merge(*one, *other, &by),
        Action::Split { person, entities } => {
            let entities: Result<Vec<EntityRef>, String> =
                entities.iter().map(|entity| entity_of(store, entity)).collect();
            let (new, change) = store.split_person(*person, &entities?, &by).map_err(|error| error.to_string())?;
            return Ok(format!("person {}\nchange {change}\n", new.number()));
        }
        Action::Rename { person, name } => {
            let name = Some(name.join(" ")).filter(|name| !name.is_empty());
            store.rename_person(*person, name.as_deref(), &by)
        }
        Action::Undo { change } => store.undo(*change, &by),
        Action::List { .. } | Action::Show { .. } | Action::Candidates { .. } => return Ok(String::new()),
    };
    change.map(|change| format!("change {change}\n")).map_err(|error| error.to_string())
}

/// An entity as it is named on the command line.
fn entity_of(store: &Store, text: &str) -> Result<EntityRef, String> {
    let none =
        || format!("{text} is no entity of the store: it takes the beginning of a document's id, # and an entity's id");
    let (document, entity) = text.split_once('#').ok_or_else(none)?;
    let document = store.resolve(document).map_err(|error| error.to_string())?.ok_or_else(none)?;
    Ok(EntityRef { document, entity: entity.to_owned() })
}
