//! Work on many inputs at once, with the results handed over in the order of the inputs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// How far ahead of the slowest input the others may run, for each job: what bounds the results held in memory.
const AHEAD: usize = 4;

/// Inputs may be deeply nested; a stack as large as the main thread's is cheap, for it is only used where needed.
const STACK: usize = 8 * 1024 * 1024;

/// The inputs to come, how many were given out, and how many results were taken.
struct State<I> {
    source: I,
    next: usize,
    taken: usize,
    stopped: bool,
}

/// Does `work` on inputs `0..count` with `jobs` threads and hands the results to `take`, in order, on this thread.
/// A result of `None` is an input whose work panicked. `take` may end it all with `Break`.
pub fn in_order<T: Send>(
    count: usize,
    jobs: usize,
    work: impl Fn(usize) -> T + Sync,
    take: impl FnMut(usize, Option<T>) -> ControlFlow<()>,
) {
    from_source(0..count, jobs.min(count), work, take);
}

/// The same on the inputs of a source, which is asked for the next one as late as can be, by one thread at a time.
pub fn from_source<I: Send, T: Send>(
    source: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(usize, Option<T>) -> ControlFlow<()>,
) {
    let state = Mutex::new(State { source: source.fuse(), next: 0, taken: 0, stopped: false });
    let moved = Condvar::new();
    let (sender, receiver) = channel();
    let mut started = false;
    thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            let sender = sender.clone();
            let (state, moved, work) = (&state, &moved, &work);
            let run = move || {
                while let Some((index, input)) = claim(state, moved, jobs.max(1) * AHEAD) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(input))).ok();
                    if sender.send((index, result)).is_err() {
                        return;
                    }
                }
            };
            started |= thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_ok();
        }
        drop(sender);
        if !started {
            alone(&state, &moved, &work, &mut take);
            return;
        }
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (index, result) in receiver {
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&due) {
                let flow = take(due, result);
                due += 1;
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                state.taken = due;
                state.stopped |= flow.is_break();
                moved.notify_all();
                if flow.is_break() {
                    return;
                }
            }
        }
    });
}

/// The same on this thread, where no other could be started.
fn alone<I, T>(
    state: &Mutex<State<impl Iterator<Item = I>>>,
    moved: &Condvar,
    work: &impl Fn(I) -> T,
    take: &mut impl FnMut(usize, Option<T>) -> ControlFlow<()>,
) {
    while let Some((index, input)) = claim(state, moved, usize::MAX) {
        if take(index, Some(work(input))).is_break() {
            return;
        }
    }
}

/// The next input to work on and its number; waits while the workers are too far ahead.
fn claim<I>(state: &Mutex<State<impl Iterator<Item = I>>>, moved: &Condvar, ahead: usize) -> Option<(usize, I)> {
    let state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let too_far = |state: &mut State<_>| !state.stopped && state.next >= state.taken.saturating_add(ahead);
    let mut state = moved.wait_while(state, too_far).unwrap_or_else(PoisonError::into_inner);
    if state.stopped {
        return None;
    }
    let input = state.source.next()?;
    state.next += 1;
    Some((state.next - 1, input))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(jobs: usize) -> Vec<Option<usize>> {
        let mut out = Vec::new();
        let work = |index: usize| if index == 7 { panic!("seven") } else { index * index };
        in_order(100, jobs, work, |_, result| {
            out.push(result);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn results_come_in_order_and_a_panic_costs_only_its_own() {
        let one = squares(1);
        assert_eq!(one.len(), 100);
        assert_eq!(one[7], None);
        assert_eq!(one[9], Some(81));
        assert_eq!(one, squares(8));
    }

    #[test]
    fn breaking_ends_the_work() {
        let mut seen = 0;
        in_order(
            1_000_000,
            4,
            |index| index,
            |_, _| {
                seen += 1;
                if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert_eq!(seen, 3);
    }
}
