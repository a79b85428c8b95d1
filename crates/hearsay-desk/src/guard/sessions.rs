//! Who came in by the door, until when.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long somebody may stay without asking for anything.
const STAY: Duration = Duration::from_secs(12 * 60 * 60);

/// More sessions than this end the one that was idle longest.
const MOST: usize = 1000;

struct Session {
    name: String,
    seen: Instant,
}

/// Sessions by their numbers.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<BTreeMap<String, Session>>);

impl Sessions {
    pub fn begin(&self, number: &str, name: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= MOST {
            let idle = sessions.iter().min_by_key(|(_, session)| session.seen).map(|(number, _)| number.clone());
            idle.and_then(|idle| sessions.remove(&idle));
        }
        sessions.insert(number.to_owned(), Session { name: name.to_owned(), seen: Instant::now() });
    }

    /// The name of whoever came in with this number, if they are still welcome.
    pub fn name(&self, number: &str) -> Option<String> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(number)?;
        if session.seen.elapsed() > STAY {
            sessions.remove(number);
            return None;
        }
        session.seen = Instant::now();
        Some(session.name.clone())
    }

    pub fn end(&self, number: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(number);
    }
}
