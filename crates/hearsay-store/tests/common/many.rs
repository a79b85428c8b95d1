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

/// Repeats what is in a store, with everything that a search reads, until it holds so many statements: the rows again under other numbers, and
/// the index written anew. Far faster than putting in, and as slow to search.
pub fn repeat(path: &std::path::Path, statements: usize) {
    let file = rusqlite::Connection::open(path).expect("opened");
    file.execute_batch("PRAGMA synchronous = off; PRAGMA cache_size = -500000; BEGIN").expect("begun");
    let there: usize = file.query_row("SELECT count(*) FROM statements", [], |row| row.get(0)).expect("counted");
    let entities: usize = file.query_row("SELECT max(entity) FROM entities", [], |row| row.get(0)).expect("counted");
    for round in 1..statements.div_ceil(there) {
        // Running numbers stand in the low 40 bits of rows (`ids.rs`); these are far beyond those given.
        let (row, entity) = (round << 32, round * (entities + 1));
        file.execute_batch(&format!(
            "INSERT INTO documents SELECT document + {row}, id || '-{round}', kind, title, outlet, published, url, language, statements,
               maker, superseded, added, record FROM documents WHERE document & 0xffffffffff < {first};
             INSERT INTO entities SELECT entity + {entity}, document + {row}, local, kind, name, titles FROM entities
               WHERE entity <= {entities};
             INSERT INTO statements SELECT statement + {row}, document + {row}, local, mode, form, act, kind, negated, implicit, hands,
               via, said, speaker + {entity}, confidence, doubt, reviewed, starts, ends, content_starts, source, cue, content, passage,
               tags FROM statements WHERE statement & 0xffffffffff < {first};
             INSERT INTO audiences SELECT statement + {row}, position, entity + {entity}, words FROM audiences
               WHERE statement & 0xffffffffff < {first};",
            first = 1_u64 << 32,
        ))
        .expect("repeated");
    }
    file.execute_batch(
        "UPDATE counters SET value = (SELECT count(*) FROM statements) WHERE name = 'statements';
         UPDATE counters SET value = (SELECT count(*) FROM documents) WHERE name = 'documents';
         INSERT INTO search (search) VALUES ('rebuild'); COMMIT",
    )
    .expect("indexed");
}

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
