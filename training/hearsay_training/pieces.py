"""Word pieces of a token: BERT's uncased normalisation and greedy longest match."""

import unicodedata
from functools import lru_cache
from pathlib import Path

LONGEST_TOKEN = 100


def normalise(token: str) -> str:
    """Lower case without accents or control characters, as BERT's uncased tokeniser does."""
    kept = (c for c in token if c not in "\u0000\ufffd" and unicodedata.category(c) not in ("Cc", "Cf"))
    decomposed = unicodedata.normalize("NFD", "".join(kept).lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def is_punctuation(c: str) -> bool:
    """ASCII symbols and Unicode punctuation, each a word of its own to BERT."""
    return ("!" <= c <= "~" and not c.isalnum()) or unicodedata.category(c).startswith("P")


def is_ideograph(c: str) -> bool:
    """Chinese characters, each a word of its own to BERT."""
    code = ord(c)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF or 0xF900 <= code <= 0xFAFF


def words(text: str) -> list[str]:
    """Splits a normalised token at punctuation, ideographs and spaces."""
    found, current = [], ""
    for c in text:
        alone = is_punctuation(c) or is_ideograph(c)
        if (alone or c.isspace()) and current:
            found.append(current)
            current = ""
        if alone:
            found.append(c)
        elif not c.isspace():
            current += c
    return found + [current] if current else found


class Pieces:
    """A vocabulary, and tokens as its ids."""

    def __init__(self, vocabulary: list[str]):
        self.vocabulary = vocabulary
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.first, self.last = (self.ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.encode = lru_cache(maxsize=200_000)(self._encode)

    @classmethod
    def read(cls, path: Path) -> "Pieces":
        return cls(Path(path).read_text(encoding="utf-8").split("\n")[:-1])

    def _encode(self, token: str) -> tuple[int, ...]:
        ids = [i for word in words(normalise(token)) for i in self._word(word)]
        return tuple(ids) or (self.unknown,)

    def _word(self, word: str) -> list[int]:
        if len(word) > LONGEST_TOKEN:
            return [self.unknown]
        ids, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ("##" if start else "") + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            ids.append(self.ids[("##" if start else "") + word[start:end]])
            start = end
        return ids
