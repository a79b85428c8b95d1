-- Version 3: the words of names, by the keys of `names.rs`: `who:ushakov` asks for a few words instead of every name that holds one of them.
CREATE TABLE name_words (
  key TEXT NOT NULL,
  word TEXT NOT NULL,                          -- in lower case
  PRIMARY KEY (key, word)
) WITHOUT ROWID;
