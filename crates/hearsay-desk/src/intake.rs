//! Files on their way into the store: they wait, are read one after the other, and go in. What came of each is told until the desk is closed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hearsay::analyze::{Layer, analyze};
use hearsay::model::Model;
use hearsay::read::{ReadOptions, read};
use hearsay::record::{BuildOptions, Record};
use hearsay::text::{Document, Kind, Metadata};
use hearsay_store::{Entry, Sighting, What};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, spawn_blocking};

use crate::app::Shared;
use crate::failure::Failure;
use crate::lines::many;
use crate::links;

/// Files that are read at once.
const AT_ONCE: usize = 2;

/// So many KiB may wait in memory; an upload that finds no room waits itself.
const ROOM: u32 = 256 << 10;

/// So many files are remembered.
const REMEMBERED: usize = 200;

/// A file, and what its sender says of it.
pub(crate) struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    pub kind: Option<Kind>,
    pub outlet: Option<String>,
    pub published: Option<String>,
}

/// How far a file has come.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    Waiting,
    Reading,
    /// In the store: what came of it in words, the address of its page.
    Done(String, String),
    /// Not in the store, and why.
    Failed(String),
}

/// A file as it is told of.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub number: u64,
    pub name: String,
    pub stage: Stage,
}

/// How many files are where.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    pub waiting: u64,
    pub done: u64,
    pub failed: u64,
}

#[derive(Default)]
struct Log {
    last: u64,
    tally: Tally,
    items: VecDeque<Item>,
}

/// The way in.
pub(crate) struct Intake {
    log: Mutex<Log>,
    turn: Semaphore,
    room: Arc<Semaphore>,
    model: OnceLock<Result<Model, String>>,
}

impl Intake {
    pub fn new() -> Self {
        Self {
            log: Mutex::default(),
            turn: Semaphore::new(AT_ONCE),
            room: Arc::new(Semaphore::new(ROOM as usize)),
            model: OnceLock::new(),
        }
    }

    /// The files, latest first, and how many are where.
    pub fn progress(&self) -> (Vec<Item>, Tally) {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        (log.items.iter().rev().cloned().collect(), log.tally)
    }

    fn begin(&self, name: &str) -> u64 {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.last += 1;
        log.tally.waiting += 1;
        let item = Item { number: log.last, name: name.to_owned(), stage: Stage::Waiting };
        log.items.push_back(item);
        let settled = |item: &Item| matches!(item.stage, Stage::Done(..) | Stage::Failed(_));
        while log.items.len() > REMEMBERED && log.items.front().is_some_and(settled) {
            log.items.pop_front();
        }
        log.last
    }

    fn tell(&self, number: u64, stage: Stage) {
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        match stage {
            Stage::Done(..) => log.tally.done += 1,
            Stage::Failed(_) => log.tally.failed += 1,
            Stage::Waiting | Stage::Reading => {}
        }
        if matches!(stage, Stage::Done(..) | Stage::Failed(_)) {
            log.tally.waiting -= 1;
        }
        if let Some(item) = log.items.iter_mut().find(|item| item.number == number) {
            item.stage = stage;
        }
    }

    fn model(&self) -> Result<&Model, String> {
        self.model.get_or_init(|| Model::shipped().map_err(|error| error.to_string())).as_ref().map_err(Clone::clone)
    }
}

/// Takes a file in; it goes on its way at once, and whoever wants to may wait for the end. Returns when there is room for it.
pub(crate) async fn take(app: Shared, file: File) -> JoinHandle<Stage> {
    let size = u32::try_from(file.bytes.len() >> 10).unwrap_or(ROOM).clamp(1, ROOM);
    let number = app.intake.begin(&file.name);
    let room = Arc::clone(&app.intake.room).acquire_many_owned(size).await;
    tokio::spawn(async move {
        let stage = through(&app, number, file).await.unwrap_or_else(|failure| Stage::Failed(failure.message()));
        app.intake.tell(number, stage.clone());
        drop(room);
        stage
    })
}

/// Reads a file and puts it in.
async fn through(app: &Shared, number: u64, file: File) -> Result<Stage, Failure> {
    let _turn = app.intake.turn.acquire().await.map_err(|_| Failure::Defect)?;
    app.intake.tell(number, Stage::Reading);
    let reader = Arc::clone(app);
    let (entry, statements) =
        spawn_blocking(move || reader.intake.read(&file)).await.map_err(|_| Failure::Defect)?.map_err(Failure::Bad)?;
    let put = app.change(move |store| Ok(store.put(&entry)?)).await?;
    let found = many(statements as u64, "statement");
    let words = match put.what {
        What::New => format!("added, {found}"),
        What::Version(_) => format!("added as a new version, {found}"),
        What::Elsewhere | What::Again => "in the store already".to_owned(),
    };
    Ok(Stage::Done(words, links::document(&put.document)))
}

impl Intake {
    fn read(&self, file: &File) -> Result<(Entry, usize), String> {
        let options = ReadOptions { name: Some(file.name.clone()), media_type: None, kind: file.kind };
        let document = read(&file.bytes, &options).map_err(|error| error.to_string())?;
        let document = told(document, file);
        let model = self.model()?;
        let build = BuildOptions {
            why: true,
            model: Some(model.name().to_owned()),
            layers: Layer::ALL.iter().map(|layer| layer.name().to_owned()).collect(),
            ..BuildOptions::default()
        };
        let record = Record::build(&document, &analyze(&document, model), &build);
        let entry = Entry::new(&record, Sighting::path(place(file)), None).map_err(|error| error.to_string())?;
        Ok((entry, record.statements.len()))
    }
}

/// What the sender says of a file stands above what it says itself.
fn told(document: Document, file: &File) -> Document {
    let found = document.metadata().clone();
    let (outlet, published) = (file.outlet.clone().or(found.outlet), file.published.clone().or(found.published));
    document.with_metadata(Metadata { outlet, published, ..found })
}

/// Where an uploaded file was seen. A browser tells no folder, and two files of one name need not be versions of one story: so the place holds
/// a digest.
fn place(file: &File) -> String {
    let digest: String = Sha256::digest(&file.bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("upload:{digest}/{}", file.name)
}
