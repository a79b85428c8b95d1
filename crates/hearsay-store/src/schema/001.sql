-- Version 1 of a store. A file that ships is never edited: what changes later is a file of its own, 002.sql and on.
--
-- Row ids of documents and statements hold the day of publication, turned round, in their high bits (`ids.rs`): ascending is newest first, so
-- that a search can stop after its first page, and a range of days is a range of rows.

CREATE TABLE counters (
  name TEXT PRIMARY KEY,                       -- sequence | documents | statements
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counters VALUES ('sequence', 0), ('documents', 0), ('statements', 0);

-- What made records: program, model, layers.
CREATE TABLE makers (
  maker INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  model TEXT NOT NULL,                         -- '' where no model was needed
  layers TEXT NOT NULL,                        -- parted by spaces
  UNIQUE (program, model, layers)
);

CREATE TABLE outlets (outlet INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,                     -- sha256:… of the text
  kind TEXT NOT NULL,
  title TEXT,
  outlet INTEGER REFERENCES outlets,
  published TEXT,
  url TEXT,
  language TEXT,
  statements INTEGER NOT NULL,                 -- how many, corrections applied
  maker INTEGER NOT NULL REFERENCES makers,
  superseded INTEGER NOT NULL DEFAULT 0,       -- 1 where every place it was seen at has a newer version
  added TEXT NOT NULL,
  record BLOB NOT NULL                         -- the record as it was made, without corrections: JSON, zlib
);
CREATE INDEX documents_by_maker ON documents (maker);

-- Bytes that were read with certain options are not read again.
CREATE TABLE readings (
  reading BLOB PRIMARY KEY,                    -- sha256 of both
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX readings_by_document ON readings (document);

-- Where documents were seen. The sightings of a place, in order, are its versions.
CREATE TABLE places (
  place INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                          -- path | address | canonical
  address TEXT NOT NULL,
  member TEXT NOT NULL DEFAULT '',             -- of an archive
  UNIQUE (address, member)
);
CREATE TABLE sightings (
  sighting INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES places,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  title TEXT,                                  -- title, outlet and date as they stood there
  outlet TEXT,
  published TEXT,
  seen TEXT NOT NULL
);
CREATE INDEX sightings_by_place ON sightings (place);
CREATE INDEX sightings_by_document ON sightings (document);

-- Names as texts give them, and the keys by which other spellings find them (`names.rs`).
CREATE TABLE names (name INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE name_keys (
  key TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
  PRIMARY KEY (key, name)
) WITHOUT ROWID;

-- The entities of each document that have a name, speak or are spoken to.
CREATE TABLE entities (
  entity INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  local TEXT NOT NULL,                         -- its id in the record
  kind TEXT NOT NULL,
  name INTEGER REFERENCES names,
  titles TEXT NOT NULL                         -- a JSON list
);
CREATE INDEX entities_by_document ON entities (document);
CREATE TABLE entity_names (
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES names,
  PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX entity_names_by_name ON entity_names (name, entity);

-- One row a statement, corrections applied.
CREATE TABLE statements (
  statement INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  local TEXT NOT NULL,                         -- its id in the record
  mode TEXT NOT NULL,
  form TEXT NOT NULL,
  act TEXT NOT NULL,
  kind TEXT,                                   -- of the source
  negated INTEGER NOT NULL,
  implicit INTEGER NOT NULL,
  hands INTEGER NOT NULL,
  via TEXT NOT NULL,                           -- kinds of stations, parted by spaces
  said TEXT,                                   -- TIMEX3 value of the time of the saying
  speaker INTEGER REFERENCES entities ON DELETE SET NULL,
  confidence REAL NOT NULL,                    -- that there is such a statement
  doubt REAL NOT NULL,                         -- the least of its confidences
  reviewed INTEGER NOT NULL DEFAULT 0,         -- 1 where a person accepted or corrected it
  starts INTEGER NOT NULL,                     -- of the passage, in code points
  ends INTEGER NOT NULL,
  content_starts INTEGER NOT NULL,
  source TEXT,
  cue TEXT,
  content TEXT NOT NULL,
  passage TEXT NOT NULL,
  tags TEXT NOT NULL                           -- what queries ask for besides words (`tags.rs`)
);
CREATE INDEX statements_by_document ON statements (document, starts);
CREATE INDEX statements_by_speaker ON statements (speaker);
CREATE INDEX statements_to_review ON statements (doubt) WHERE reviewed = 0;

CREATE TABLE audiences (
  statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
  position INTEGER NOT NULL,
  entity INTEGER REFERENCES entities ON DELETE SET NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX audiences_by_entity ON audiences (entity);

-- The index of words; it holds no words itself but takes them from this view.
CREATE VIEW search_rows AS
  SELECT statement, content, source, passage, documents.title AS title, tags
  FROM statements JOIN documents USING (document);
CREATE VIRTUAL TABLE search USING fts5 (
  content, source, passage, title, tags,
  content = 'search_rows', content_rowid = 'statement', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
);

-- Persons of the store: entities of many documents that are one.
CREATE TABLE persons (
  person INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL                           -- person | organisation
);
CREATE TABLE person_entities (
  entity INTEGER PRIMARY KEY REFERENCES entities ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,
  score REAL NOT NULL,
  why TEXT NOT NULL                            -- JSON
);
CREATE INDEX person_entities_by_person ON person_entities (person);
CREATE TABLE person_decisions (
  decision INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                          -- merge | split | rename | never
  detail TEXT NOT NULL,                        -- JSON
  undone INTEGER NOT NULL DEFAULT 0,
  audit INTEGER NOT NULL REFERENCES audit
);

-- What a person put right: a layer of its own over the records.
CREATE TABLE corrections (
  correction INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  change TEXT NOT NULL,                        -- JSON: what, and the place by quotation and position
  state TEXT NOT NULL,                         -- active | undone | review
  trouble TEXT,                                -- why it is in review
  statement INTEGER,                           -- the row that its statement had: a rejected one has it again when that is undone
  audit INTEGER NOT NULL REFERENCES audit
);
CREATE INDEX corrections_by_document ON corrections (document);
CREATE INDEX corrections_in_review ON corrections (correction) WHERE state = 'review';

-- Every change, in order. `detail` may be emptied by `forget`; the row stays.
CREATE TABLE audit (
  audit INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  document INTEGER,
  detail TEXT NOT NULL,                        -- JSON
  undoes INTEGER REFERENCES audit
);
CREATE INDEX audit_by_document ON audit (document);
