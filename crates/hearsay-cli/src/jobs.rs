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

/// Which input is next, and how many results were taken.
struct State {
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
    mut take: impl FnMut(usize, Option<T>) -> ControlFlow<()>,
) {
    let state = Mutex::new(State { next: 0, taken: 0, stopped: false });
    let moved = Condvar::new();
    let (sender, receiver) = channel();
    let mut started = false;
    thread::scope(|scope| {
        for _ in 0..jobs.clamp(1, count.max(1)) {
            let sender = sender.clone();
            let (state, moved, work) = (&state, &moved, &work);
            let run = move || {
                while let Some(index) = claim(state, moved, count, jobs * AHEAD) {
                    let result = catch_unwind(AssertUnwindSafe(|| work(index))).ok();
                    if sender.send((index, result)).is_err() {
                        return;
                    }
                }
            };
            started |= thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_ok();
        }
        drop(sender);
        if !started {
            alone(count, &work, &mut take);
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
fn alone<T>(count: usize, work: &impl Fn(usize) -> T, take: &mut impl FnMut(usize, Option<T>) -> ControlFlow<()>) {
    for index in 0..count {
        if take(index, Some(work(index))).is_break() {
            return;
        }
    }
}

/// The next input to work on; waits while the workers are too far ahead.
fn claim(state: &Mutex<State>, moved: &Condvar, count: usize, ahead: usize) -> Option<usize> {
    let state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let too_far = |state: &mut State| !state.stopped && state.next < count && state.next >= state.taken + ahead;
    let mut state = moved.wait_while(state, too_far).unwrap_or_else(PoisonError::into_inner);
    if state.stopped || state.next >= count {
        return None;
    }
    state.next += 1;
    Some(state.next - 1)
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
