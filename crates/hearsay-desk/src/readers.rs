//! Connections that read the store: a few, so that readers wait neither for a writer nor for each other, opened when first needed.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use hearsay_store::Store;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::failure::Failure;

/// Questions that are answered at once; more would only quarrel over the processors.
const AT_ONCE: usize = 6;

/// The connections.
pub(crate) struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Store>>>,
    permits: Semaphore,
}

impl Readers {
    pub fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), permits: Semaphore::new(AT_ONCE) }
    }

    /// Does `work` with a connection, on a thread that may wait.
    pub async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let _permit = self.permits.acquire().await.map_err(|_| Failure::Defect)?;
        let (idle, path) = (Arc::clone(&self.idle), self.path.clone());
        let answer = spawn_blocking(move || {
            let taken = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = taken.map_or_else(|| Store::open_read_only(&path), Ok)?;
            let answer = work(&store);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        });
        answer.await.map_err(|_| Failure::Defect)?
    }
}
