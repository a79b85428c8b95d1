//! The network itself: an ONNX graph run by `rten` on one thread. Parallelism is the caller's.

use std::sync::{Arc, Mutex, PoisonError};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

/// A loaded graph.
pub struct Network {
    graph: rten::Model,
    ids: NodeId,
    features: NodeId,
    scores: NodeId,
    taps: Vec<NodeId>,
    threads: Mutex<Vec<Arc<ThreadPool>>>,
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").field("parameters", &self.graph.total_params()).finish_non_exhaustive()
    }
}

/// The network's scores: a row for each piece.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    values: Vec<f32>,
    width: usize,
}

impl Rows {
    /// Rows of `width` values each.
    #[must_use]
    pub fn new(values: Vec<f32>, width: usize) -> Self {
        Self { values, width }
    }

    /// Row `at`; empty beyond the end.
    #[must_use]
    pub fn row(&self, at: usize) -> &[f32] {
        self.values.get(at * self.width..(at + 1) * self.width).unwrap_or(&[])
    }

    /// Adds rows of the same width.
    pub fn extend(&mut self, more: Self) {
        self.width = more.width.max(self.width);
        self.values.extend(more.values);
    }

    /// All values, row by row.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }
}

impl Network {
    /// Loads a graph with inputs `ids` and `features` and output `scores`; `taps` are values inside it that are asked for too.
    ///
    /// # Errors
    /// Where the bytes are no such graph.
    pub fn load(bytes: Vec<u8>, taps: &[String]) -> Result<Self, String> {
        let load = |bytes| ModelOptions::with_all_ops().prepack_weights(true).load(bytes);
        let graph = load(bytes).map_err(|error| error.to_string())?;
        let node = |name: &str| graph.node_id(name).map_err(|error| error.to_string());
        let (ids, features, scores) = (node("ids")?, node("features")?, node("scores")?);
        let taps = taps.iter().map(|tap| node(tap)).collect::<Result<Vec<_>, String>>()?;
        Ok(Self { graph, ids, features, scores, taps, threads: Mutex::default() })
    }

    /// A text that the graph carries under `key`.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.graph.metadata().get(key)
    }

    /// Runs one window: a row of scores for each piece, and with `tapped` the rows of each tap.
    ///
    /// # Errors
    /// Where the graph does not take these inputs or gives something else than rows.
    pub fn run(&self, ids: Vec<i32>, features: Vec<i32>, tapped: bool) -> Result<(Rows, Vec<Rows>), String> {
        let length = ids.len();
        let input = |values: Vec<i32>| Tensor::from_data(&[1, length], values);
        let inputs = vec![(self.ids, input(ids).into()), (self.features, input(features).into())];
        let taps = if tapped { self.taps.as_slice() } else { &[] };
        let wanted: Vec<NodeId> = [self.scores].iter().chain(taps).copied().collect();
        let output = self.with_pool(|pool| {
            let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
            self.graph.run(inputs, &wanted, Some(options)).map_err(|error| error.to_string())
        })?;
        let mut rows = output.into_iter().map(|value| rows(value, length)).collect::<Result<Vec<_>, String>>()?;
        if rows.is_empty() {
            return Err("no scores".to_owned());
        }
        let scores = rows.remove(0);
        Ok((scores, rows))
    }

    /// Lends a pool of one thread.
    pub fn with_pool<T>(&self, work: impl FnOnce(&Arc<ThreadPool>) -> T) -> T {
        let pool = self.take();
        let done = work(&pool);
        self.give_back(pool);
        done
    }

    /// A pool of one thread, for the calling thread alone: in a shared one callers would wait for each other.
    fn take(&self) -> Arc<ThreadPool> {
        let free = self.threads.lock().unwrap_or_else(PoisonError::into_inner).pop();
        free.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(1)))
    }

    fn give_back(&self, pool: Arc<ThreadPool>) {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).push(pool);
    }
}

/// The rows of a value `[1, length, …]`.
fn rows(value: Value, length: usize) -> Result<Rows, String> {
    let value: NdTensor<f32, 3> = value.try_into().map_err(|_| "a value is not three-dimensional".to_owned())?;
    match value.shape() {
        [1, rows, width] if rows == length => Ok(Rows { values: value.into_data(), width }),
        shape => Err(format!("a value has shape {shape:?}, expected [1, {length}, …]")),
    }
}
