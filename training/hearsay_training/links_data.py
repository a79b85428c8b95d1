"""Prepared documents as chunks: runs of windows whose mentions the network for links reads together, with the links that the gold allows."""

from dataclasses import dataclass

import numpy as np
import torch

from .encoder import WIDTH
from .links_pairs import MARKS, Marked, buckets, sentence_buckets
from .states import TAPS

# How far ahead, in tokens, a pronoun looks for a name.
AHEAD = 60
# What a mention's link counts in the loss, by form.
WEIGHT = [0.2, 1.0, 1.0]


class Text:
    """A prepared document: where its tokens stand in the corpus, its windows, its mentions."""

    def __init__(self, row: dict, windows: list[tuple[int, int]], states: np.ndarray, shapes: np.ndarray):
        self.name, self.set, self.split, self.states, self.windows = row["name"], row["set"], row["split"], states, windows
        self.offset = windows[0][0]
        self.marked = Marked(row)
        self.heads = self.marked.head + self.offset
        self.marks = self.marked.marks(shapes[self.heads]) if len(self.heads) else np.zeros((0, len(MARKS)), np.int64)
        self.pairs = self.marked.pairs().astype(np.int16)
        asked = list(row.get("asked", []))
        if row["pronoun"] is not None:
            asked.append((row["pronoun"], row["meant"][0], row["meant"][1]))
        self.asked = asked
        self.is_asked = bool(asked)


@dataclass
class Run:
    """Padded inputs of some runs."""

    heads: torch.Tensor
    marks: torch.Tensor
    words: torch.Tensor
    pairs: torch.Tensor
    apart: torch.Tensor
    around: torch.Tensor
    mentions: torch.Tensor
    tokens: torch.Tensor


class Chunk:
    """Runs of one document, each some windows; the mentions in them, by their number in the document."""

    def __init__(self, text: Text, runs: list[list[tuple[int, int]]]):
        self.text, self.runs = text, runs
        start, end = runs[0][0][0], runs[-1][-1][1]
        low, high = np.searchsorted(text.heads, (start, end))
        self.low, self.high = int(low), int(high)
        heads, sentence = text.heads[low:high], text.marked.sentence[low:high]
        self.forms = torch.from_numpy(text.marked.form[low:high])
        self.pairs = torch.from_numpy(text.pairs[low:high, low:high].astype(np.int64))
        self.places = torch.from_numpy(heads)
        self.apart = torch.from_numpy(buckets(heads[:, None] - heads[None, :]))
        self.sentences = torch.from_numpy(sentence_buckets(sentence[:, None] - sentence[None, :]))

    def teaches(self) -> bool:
        """Whether anything in it is known."""
        text, own = self.text, self.text.marked.head[self.low : self.high]
        return not text.is_asked or any(pronoun in own for pronoun, _, _ in text.asked)

    @property
    def size(self) -> int:
        return self.runs[-1][-1][1] - self.runs[0][0][0]


def chunks(text: Text, together: int, runs: int, first: int) -> list[Chunk]:
    """A document's runs of `together` windows, `runs` at a time; the first chunk has `first` windows."""
    found, at = [], 0
    while at < len(text.windows):
        own = text.windows[at : at + (first if at == 0 else together * runs)]
        found.append(Chunk(text, [own[i : i + together] for i in range(0, len(own), together)]))
        at += len(own)
    return [chunk for chunk in found if chunk.high > chunk.low + 1 and chunk.teaches()]


def padded(part: list[tuple[Text, list[tuple[int, int]]]]) -> Run:
    """The inputs of some runs."""
    spans = [np.searchsorted(text.heads, (run[0][0], run[-1][1])) for text, run in part]
    most, longest = max(1, max(int(high - low) for low, high in spans)), max(run[-1][1] - run[0][0] for _, run in part)
    count, far = len(part), -1e4
    heads, words = torch.zeros(count, most, len(TAPS), WIDTH), torch.zeros(count, longest, len(TAPS), WIDTH)
    marks = torch.zeros(count, most, len(MARKS), dtype=torch.long)
    pairs, apart = (torch.zeros(count, most, most, dtype=torch.long) for _ in range(2))
    around = torch.zeros(count, most, longest, dtype=torch.long)
    mentions, tokens = torch.full((count, most), far), torch.full((count, longest), far)
    for b, ((text, run), (low, high)) in enumerate(zip(part, spans)):
        start, end, size = run[0][0], run[-1][1], high - low
        own = torch.from_numpy(text.states[start:end].astype(np.float32))
        place = text.heads[low:high]
        words[b, : end - start], tokens[b, : end - start] = own, 0.0
        heads[b, :size] = own[place - start]
        mentions[b, :size] = 0.0
        marks[b, :size] = torch.from_numpy(text.marks[low:high])
        pairs[b, :size, :size] = torch.from_numpy(text.pairs[low:high, low:high].astype(np.int64))
        apart[b, :size, :size] = torch.from_numpy(buckets(place[:, None] - place[None, :]))
        around[b, :size, : end - start] = torch.from_numpy(buckets(place[:, None] - np.arange(start, end)[None, :]))
    return Run(heads, marks, words, pairs, apart, around, mentions, tokens)


def links(chunk: Chunk):
    """Which of nobody and the chunk's mentions are open to each mention, which are right, and what each counts."""
    form, place = chunk.forms, chunk.places
    apart = place[:, None] - place[None, :]
    ahead = (apart < 0) & (apart > -AHEAD) & (form[:, None] == 2) & (form[None, :] == 0)
    open_ = torch.cat([torch.ones(len(form), 1, dtype=torch.bool), (apart > 0) | ahead], 1)
    if chunk.text.is_asked:
        return asked(chunk, open_)
    entities = chunk.text.marked.entity[chunk.low : chunk.high]
    number = {name: i for i, name in enumerate(dict.fromkeys(e for e in entities if e is not None))}
    entity = torch.tensor([number.get(e, -1 - i) for i, e in enumerate(entities)])
    same = (entity[:, None] == entity[None, :]) & open_[:, 1:]
    right = torch.cat([~same.any(1, keepdim=True), same], 1)
    return open_, right, torch.tensor(WEIGHT)[form]


def asked(chunk: Chunk, near):
    """Only some pronouns count. Other pronouns, and descriptions where a name is meant, may be the same and are left out."""
    text, count = chunk.text, len(chunk.forms)
    heads = (chunk.places - text.offset).tolist()
    at_head = {head: at for at, head in enumerate(heads)}
    open_, right = (torch.zeros(count, count + 1, dtype=torch.bool) for _ in range(2))
    open_[:, 0], right[:, 0] = True, True
    weight = torch.zeros(count)
    for pronoun, meant, other in text.asked:
        at, yes, no = at_head.get(pronoun), set(meant), set(other)
        if at is None or yes & no:
            continue
        good = torch.tensor([head in yes for head in heads] if yes else [head not in no for head in heads])
        free = (chunk.forms == 0) | ((chunk.forms == 1) & (not yes))
        open_[at, 1:] = free & near[at, 1:]
        right[at, 1:] = good & open_[at, 1:]
        right[at, 0] = not yes
        weight[at] = 1.0 if not yes or bool(right[at, 1:].any()) else 0.0
    return open_, right, weight
