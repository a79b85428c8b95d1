//! What all pages share: connections that read, the one that writes, the intake, the guard.

use std::sync::Arc;

use hearsay_store::Store;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use crate::failure::Failure;
use crate::guard::Guard;
use crate::intake::Intake;
use crate::readers::Readers;

/// The desk's state.
pub(crate) struct App {
    pub readers: Readers,
    /// None where the store can only be read.
    pub writer: Option<Arc<Mutex<Store>>>,
    pub intake: Intake,
    pub guard: Guard,
    /// Whom changes are logged under where nobody gave a name.
    pub editor: String,
}

/// The state as handlers take it.
pub(crate) type Shared = Arc<App>;

impl App {
    /// Asks the store, and makes a page of the answer, on a thread that may wait.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.readers.with(work).await
    }

    /// Changes the store, one after the other.
    pub async fn change<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let writer = self.writer.as_ref().ok_or(Failure::ReadOnly)?;
        let mut store = Arc::clone(writer).lock_owned().await;
        spawn_blocking(move || work(&mut store)).await.map_err(|_| Failure::Defect)?
    }
}
