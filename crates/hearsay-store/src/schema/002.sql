-- Version 2: persons of the store in full (groups, decisions, candidates) and the index of traces.

-- Entities are put to persons by weighing, and stay there; a merge by a person only points persons to one head, so that undoing it restores
-- everything, whatever was added in between.
ALTER TABLE persons ADD COLUMN head INTEGER NOT NULL DEFAULT 0;         -- the person that stands for it; itself where nobody merged it
ALTER TABLE persons ADD COLUMN renamed TEXT;                            -- the name that a person gave it
ALTER TABLE persons ADD COLUMN entities INTEGER NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';      -- JSON: what its entities tell of it together
CREATE INDEX persons_by_head ON persons (head);
CREATE INDEX persons_by_entities ON persons (entities DESC, person) WHERE head = person;

ALTER TABLE person_entities ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;  -- of its first mention, in code points
ALTER TABLE person_entities ADD COLUMN profile TEXT NOT NULL DEFAULT '{}'; -- JSON: what its document tells of it

-- By what a person is found for a new entity (`identity/keys.rs`).
CREATE TABLE person_keys (
  key TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  PRIMARY KEY (key, person)
) WITHOUT ROWID;
CREATE INDEX person_keys_by_person ON person_keys (person);

-- Numbers of persons that grew into another one, so that addresses still lead somewhere.
CREATE TABLE person_redirects (person INTEGER PRIMARY KEY, into_person INTEGER NOT NULL);
CREATE INDEX person_redirects_by_into ON person_redirects (into_person);

-- Two persons that may be one; one < other.
CREATE TABLE person_candidates (
  one INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  score REAL NOT NULL,                         -- log-odds
  why TEXT NOT NULL,                           -- JSON
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX person_candidates_by_other ON person_candidates (other);
CREATE INDEX person_candidates_by_score ON person_candidates (score DESC, one, other);

-- Persons that a person's decision is about: they are never taken away or merged by weighing alone.
CREATE TABLE person_held (
  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  decision INTEGER NOT NULL REFERENCES person_decisions ON DELETE CASCADE,
  PRIMARY KEY (person, decision)
) WITHOUT ROWID;
CREATE INDEX person_held_by_decision ON person_held (decision);
-- Of those, pairs that are two.
CREATE TABLE person_apart (
  one INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  decision INTEGER NOT NULL REFERENCES person_decisions ON DELETE CASCADE,
  PRIMARY KEY (one, other, decision)
) WITHOUT ROWID;
CREATE INDEX person_apart_by_other ON person_apart (other);
CREATE INDEX person_apart_by_decision ON person_apart (decision);
CREATE UNIQUE INDEX person_decisions_by_audit ON person_decisions (audit);

-- Fingerprints of statements (`trace/prints.rs`): an index of words whose words are hashes. It holds nothing else.
CREATE VIRTUAL TABLE traces USING fts5 (
  prints, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
