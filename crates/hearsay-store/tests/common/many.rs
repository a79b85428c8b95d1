//! Stores of many stories, for load.

use hearsay::record::{Act, Form, Mode, ViaKind};
use hearsay_store::{Entry, Store};

use super::load::{self, Random};
use super::{SAID, Said, Story};

/// A story of so many statements.
pub fn story(random: &mut Random, statements: usize) -> Story {
    let mut story = Story::new(&load::headline(random), load::outlet(random), &load::date(random));
    let cast: Vec<String> = (0..4).map(|_| load::person(random)).collect();
    for _ in 0..statements {
        let (who, what, title) = (&cast[random.below(4)], load::words(random), load::title(random));
        let direct = random.below(2) == 0;
        let attitude = random.below(8) == 0;
        story = story.said(Said {
            who,
            title,
            to: (random.below(3) == 0).then(|| cast[random.below(4)].as_str()),
            what: &what,
            form: if direct { Form::Direct } else { Form::Indirect },
            mode: if attitude { Mode::Attitude } else { Mode::Speech },
            act: [Act::Say, Act::Say, Act::Say, Act::Deny][random.below(4)],
            via: if random.below(6) == 0 { &[ViaKind::Recording, ViaKind::Outlet] } else { &[] },
            certain: 0.5 + (random.below(500) as f64) / 1000.0,
            ..SAID
        });
    }
    story
}

/// Statements of a story.
const LONG: usize = 25;

/// Fills a store with so many statements.
pub fn fill(store: &mut Store, statements: usize, seed: u64) {
    let mut random = Random::new(seed);
    let mut batch: Vec<Entry> = Vec::new();
    for number in 0..statements.div_ceil(LONG) {
        batch.push(story(&mut random, LONG).at(&format!("/load/{seed}/{number}")));
        if batch.len() == 200 {
            store.put_all(&batch).expect("put");
            batch.clear();
        }
    }
    store.put_all(&batch).expect("put");
}
