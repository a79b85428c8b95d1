//! `hearsay desk`: the store in a browser.

use std::env;
use std::io::{IsTerminal, stdin};
use std::net::{IpAddr, Ipv4Addr};
use std::process::{Command, Stdio};

use clap::Args;
use hearsay_desk::{Desk, Options, runtime};

use super::store_file::{StoreArgument, failed, user};
use crate::failure::{Outcome, say, usage};
use crate::output::{Wanted, print, reason};

const EXAMPLES: &str = "\
Examples:
  hearsay desk                                  the user's own store, in the browser
  hearsay desk --store talks.db --port 4000 --no-open
  HEARSAY_PASSPHRASE='…' hearsay desk --bind 192.168.1.4 --port 4000
";

/// What the passphrase is handed over in.
const PASSPHRASE: &str = "HEARSAY_PASSPHRASE";

/// `hearsay desk`
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    store: StoreArgument,

    /// The address to listen on; any but loopback needs a passphrase (from HEARSAY_PASSPHRASE, or asked for)
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,

    /// The port; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,

    /// A name besides this machine's addresses under which browsers ask for the desk
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,

    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

/// Opens the desk and serves until it is interrupted.
pub fn run(arguments: Arguments) -> Outcome {
    let passphrase = match passphrase(arguments.bind) {
        Ok(passphrase) => passphrase,
        Err(message) => return usage(&message),
    };
    let store = match arguments.store.path() {
        Ok(store) => store,
        Err(message) => return failed(&message),
    };
    let options = Options {
        store,
        bind: arguments.bind,
        port: arguments.port,
        hosts: arguments.hosts,
        passphrase,
        editor: user(),
    };
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&reason(&error)),
    };
    runtime.block_on(async {
        match Desk::open(options).await {
            Ok(desk) => serve(desk, !arguments.no_open).await,
            Err(error) => failed(&error.to_string()),
        }
    })
}

async fn serve(desk: Desk, open: bool) -> Outcome {
    let address = desk.address();
    // The address is data: a script may wait for it.
    match print(format!("{address}\n").as_bytes()) {
        Ok(Wanted::More | Wanted::NoMore) => {}
        Err(failure) => return failed(&failure.to_string()),
    }
    if desk.is_read_only() {
        say("hearsay: the store can only be read: its file or folder cannot be written");
    }
    say("hearsay: the desk is open; Ctrl-C closes it");
    if open {
        browse(&address);
    }
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    match desk.serve(stop).await {
        Ok(()) => Outcome::Done,
        Err(error) => failed(&reason(&error)),
    }
}

/// What whoever comes in has to know: nothing on loopback, unless one is set.
fn passphrase(bind: IpAddr) -> Result<Option<String>, String> {
    if let Some(words) = env::var(PASSPHRASE).ok().filter(|words| !words.is_empty()) {
        return Ok(Some(words));
    }
    if bind.is_loopback() || !stdin().is_terminal() {
        return Ok(None);
    }
    rpassword::prompt_password("Passphrase for the desk: ").map(Some).map_err(|error| reason(&error))
}

/// Opens the browser; where that fails, the address on standard output is enough.
fn browse(address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let opened =
        Command::new(program).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        say("hearsay: no browser could be opened; open the address yourself");
    }
}
