"""What the network for links is told of mentions besides hidden states, and of two of them: the numbers of `model/seen.rs`."""

import numpy as np

# How many values each mark of a mention has: form, kind, gender, number, in a quotation or not, how its head is written.
MARKS = [3, 7, 3, 3, 2, 48]
# The first row of each mark in one table.
ROWS = np.cumsum([0] + MARKS[:-1])
# What two mentions have in common: words, agreement of gender and kind, number, quotations.
PAIR = (5, 3, 2, 5)
PAIRS = 5 * 3 * 2 * 5
BUCKETS = 22
SENTENCES = 7


def buckets(distance: np.ndarray) -> np.ndarray:
    """Where distances in tokens fall: by powers of two, those behind first; as `bucket` in `model/links.rs`."""
    half = BUCKETS // 2
    size = np.minimum(np.frexp(np.abs(distance))[1], half) - 1
    return np.maximum(size, 0) + np.where(distance > 0, 0, half)


def sentence_buckets(distance: np.ndarray) -> np.ndarray:
    """Where distances in sentences fall, by powers of two, whichever comes first."""
    return np.minimum(np.frexp(np.abs(distance))[1], SENTENCES - 1)


def lower(word: str) -> str:
    return word.lower().replace("’", "'")


class Marked:
    """The mentions of a document as columns."""

    def __init__(self, row: dict):
        own, words = row["mentions"], [lower(word) for word in row["words"]]
        column = lambda key: np.array([one[key] for one in own], np.int64)
        self.head, self.form, self.kind, self.gender, self.number, self.pronoun, self.quotation, self.sentence = map(
            column, ("head", "form", "kind", "gender", "number", "pronoun", "quotation", "sentence")
        )
        self.word = [words[one["head"]] for one in own]
        self.whole = [" ".join(words[one["start"] : one["end"]]) for one in own]
        self.entity = [one["entity"] for one in own]

    def marks(self, shapes: np.ndarray) -> np.ndarray:
        """[mentions, marks]: rows of one table; `shapes` are those of the heads."""
        columns = [self.form, self.kind, self.gender, self.number, (self.quotation > 0).astype(np.int64), shapes]
        return np.stack(columns, 1) + ROWS

    def pairs(self) -> np.ndarray:
        """[mentions, mentions]: what each has in common with each, as one number."""
        parts = (self.words(), self.agreement(), self.numbers(), self.quotations())
        found = np.zeros_like(parts[0])
        for part, size in zip(parts, PAIR):
            found = found * size + part
        return found

    def words(self) -> np.ndarray:
        count, plain = len(self.word), self.pronoun == 0
        found = np.zeros((count, count), np.int64)
        number = lambda values: np.unique(np.array(values), return_inverse=True)[1]
        word, whole = number(self.word), number(self.whole)
        both = plain[:, None] & plain[None, :]
        parts = [set(text.split(" ")) for text in self.whole]
        has = np.array([[of in other for of in self.word] for other in parts], bool).reshape(count, count)
        found[both & (has | has.T)] = 4
        found[both & (word[:, None] == word[None, :])] = 1
        found[both & (whole[:, None] == whole[None, :])] = 2
        found[~plain[:, None] & (self.pronoun[:, None] == self.pronoun[None, :])] = 3
        return found

    def agreement(self) -> np.ndarray:
        thing, person = np.isin(self.kind, (2, 3, 4, 6)), self.kind == 1
        genders = (self.gender[:, None] > 0) & (self.gender[None, :] > 0)
        against = (person[:, None] & thing[None, :]) | (thing[:, None] & person[None, :])
        against |= genders & (self.gender[:, None] != self.gender[None, :])
        kinds = (self.kind[:, None] > 0) & (self.kind[:, None] == self.kind[None, :])
        return np.where(against, 2, (genders | kinds).astype(np.int64))

    def numbers(self) -> np.ndarray:
        known = (self.number[:, None] > 0) & (self.number[None, :] > 0)
        return (known & (self.number[:, None] != self.number[None, :])).astype(np.int64)

    def quotations(self) -> np.ndarray:
        one, other = self.quotation[:, None], self.quotation[None, :]
        two = np.where(one == other, 1, 4)
        return np.where(one == 0, np.where(other == 0, 0, 3), np.where(other == 0, 2, two))
