//! Opening a desk on a store, and serving it.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use hearsay_store::Store;
use tokio::net::TcpListener;

use crate::app::App;
use crate::guard::{Guard, PassphraseError};
use crate::intake::Intake;
use crate::pages;
use crate::readers::Readers;

/// What a desk is opened with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The store; made where there is none.
    pub store: PathBuf,
    /// The address to listen on; anything but loopback needs a passphrase.
    pub bind: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Names besides the addresses of this machine under which browsers may ask for the desk: `desk.example.org`.
    pub hosts: Vec<String>,
    /// What whoever comes in has to know.
    pub passphrase: Option<String>,
    /// Whom corrections are logged under where nobody had to give a name.
    pub editor: String,
}

impl Options {
    /// A desk for this machine alone.
    #[must_use]
    pub fn new(store: impl Into<PathBuf>) -> Self {
        Self {
            store: store.into(),
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            hosts: Vec::new(),
            passphrase: None,
            editor: "desk".to_owned(),
        }
    }
}

/// Why a desk could not be opened.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DeskError(Kind);

#[derive(Debug, thiserror::Error)]
enum Kind {
    #[error("{0}")]
    Store(#[from] hearsay_store::Error),
    #[error("{0}")]
    Passphrase(#[from] PassphraseError),
    #[error("{address}:{port}: {reason}")]
    Listen { address: IpAddr, port: u16, reason: String },
}

/// Readers of deeply nested inputs need as much stack as the main thread has; it is only used where needed.
const STACK: usize = 8 << 20;

/// The threads that a desk runs on: few that answer, more that may wait for the store.
///
/// # Errors
/// Where the machine gives no threads.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(32)
        .thread_stack_size(STACK)
        .enable_all()
        .build()
}

/// A desk that is open: it has its store and its port, and waits to serve.
pub struct Desk {
    app: Arc<App>,
    listener: TcpListener,
}

impl Desk {
    /// Opens the store and takes the port. A store that cannot be written is opened for reading only.
    ///
    /// # Errors
    /// Where the store cannot be opened, the port is taken, or the passphrase is missing or too weak for the address.
    pub async fn open(options: Options) -> Result<Self, DeskError> {
        let listener = TcpListener::bind((options.bind, options.port)).await.map_err(|error| {
            let reason = error.to_string();
            DeskError(Kind::Listen { address: options.bind, port: options.port, reason })
        })?;
        let port = listener.local_addr().map_or(options.port, |address| address.port());
        let app = app(options, port).map_err(DeskError)?;
        Ok(Self { app: Arc::new(app), listener })
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn address(&self) -> String {
        self.app.guard.address()
    }

    /// Whether the store can only be read.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.app.writer.is_none()
    }

    /// The pages behind their guards, to be asked without a network.
    pub fn router(&self) -> Router {
        pages::router(Arc::clone(&self.app))
    }

    /// Serves until `stop` comes.
    ///
    /// # Errors
    /// Where the port can no longer be listened on.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> std::io::Result<()> {
        let router = self.router();
        axum::serve(self.listener, router).with_graceful_shutdown(stop).await
    }
}

fn app(options: Options, port: u16) -> Result<App, Kind> {
    let guard = Guard::new(&options, port)?;
    let writer = match Store::create(&options.store) {
        Ok(store) => Some(store),
        // A store on a disk that cannot be written is still worth reading.
        Err(error) => Store::open_read_only(&options.store).map(|_| None).map_err(|_| error)?,
    };
    let readers = Readers::new(options.store);
    Ok(App {
        readers,
        writer: writer.map(|store| Arc::new(tokio::sync::Mutex::new(store))),
        intake: Intake::new(),
        guard,
        editor: options.editor,
    })
}
