"""Prepared documents as chunks: runs of windows that the network for links reads together, with gold tags and links."""

from dataclasses import dataclass, field

import numpy as np
import torch

from .links_model import FORMS, TAGS

OF_CLASS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP", "Misc": "MISC", "Product": "MISC"}
# GUM marks no peoples and no other names: there "outside" may be any of these.
OPEN = torch.tensor([0.0 if tag == "O" or tag.endswith(("NORP", "MISC")) else -1e4 for tag in TAGS])
# How far ahead, in tokens, a pronoun looks for a name.
AHEAD = 60
# What a mention's link counts in the loss, by form.
WEIGHT = [0.3, 1.0, 1.0]


@dataclass
class Chunk:
    """Windows of one document. Tokens are counted from the corpus's first."""

    set: str
    windows: list[tuple[int, int]]
    heads: list[int] = field(default_factory=list)
    forms: list[int] = field(default_factory=list)
    entities: list[str | None] = field(default_factory=list)
    pronoun: int | None = None
    meant: tuple[list[int], list[int]] = ((), ())


def shape(word: str, case: int, sentence_start: bool) -> int:
    """How a token is written, as `shape` in `model/links.rs`."""
    return ((case * 2 + int(sentence_start)) * 2 + int(len(word) <= 2)) * 2 + int(any(c in word for c in "-'’./&"))


def columns(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """The tag and the shape of each token of all documents; tag -1 where the set marks no names."""
    tags, shapes = [], []
    for row in rows:
        shapes += [shape(*one) for one in zip(row["words"], row["case"], row["sentence_start"])]
        own = [-1 if row["names"] is None else 0] * len(row["words"])
        for start, end, name in row["names"] or []:
            if name in OF_CLASS:
                own[start:end] = [TAGS.index(f"{'B' if i == start else 'I'}-{OF_CLASS[name]}") for i in range(start, end)]
        tags += own
    return np.array(tags), np.array(shapes)


def chunks(row: dict, windows: list[tuple[int, int]], size: int, first: int) -> list[Chunk]:
    """A document's windows, `size` at a time; the first chunk has `first`."""
    offset, found = windows[0][0], []
    at = 0
    while at < len(windows):
        own = windows[at : at + (first if at == 0 else size)]
        inside = lambda head: own[0][0] <= offset + head < own[-1][1]
        marks = [mark for mark in row["mentions"] if inside(mark["head"])]
        chunk = Chunk(row["set"], own, [offset + m["head"] for m in marks], [FORMS.index(m["form"]) for m in marks], [m["entity"] for m in marks])
        if row["pronoun"] is not None and inside(row["pronoun"]):
            chunk.pronoun = offset + row["pronoun"]
            chunk.meant = tuple([offset + head for head in heads] for heads in row["meant"])
        found.append(chunk)
        at += len(own)
    return found


def padded(runs, states, tags, shapes, sets):
    """Hidden states, shapes, blocks and mask of runs of windows, padded, and what the gold allows as tags."""
    longest = max(run[-1][1] - run[0][0] for run in runs)
    hidden = torch.zeros(len(runs), longest, *states.shape[1:])
    forms, blocks = (torch.zeros(len(runs), longest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(runs), longest, dtype=torch.bool)
    allowed = torch.full((len(runs), longest, len(TAGS)), -1e4)
    for b, run in enumerate(runs):
        start, end = run[0][0], run[-1][1]
        size, gold = end - start, torch.from_numpy(tags[start:end])
        hidden[b, :size] = torch.from_numpy(states[start:end].astype(np.float32))
        forms[b, :size], mask[b, :size] = torch.from_numpy(shapes[start:end]), True
        for block, (first, last) in enumerate(run):
            blocks[b, first - start : last - start] = block
        allowed[b, :size].scatter_(1, gold.clamp(min=0)[:, None], 0.0)
        allowed[b, size:, 0] = 0.0
        if sets[b] == "gum":
            allowed[b, :size][gold == 0] = OPEN
    return hidden, forms, blocks, mask, allowed


def links(chunk: Chunk):
    """Which of nobody and the chunk's mentions are open to each mention, which are right, and what each counts."""
    if chunk.pronoun is not None:
        return asked(chunk)
    count = len(chunk.heads)
    place, form = torch.tensor(chunk.heads), torch.tensor(chunk.forms)
    apart = place[:, None] - place[None, :]
    ahead = (apart < 0) & (apart > -AHEAD) & (form[:, None] == 2) & (form[None, :] == 0)
    open_ = torch.cat([torch.ones(count, 1, dtype=torch.bool), (apart > 0) | ahead], 1)
    number = {name: i for i, name in enumerate(dict.fromkeys(e for e in chunk.entities if e is not None))}
    entity = torch.tensor([number.get(e, -1 - i) for i, e in enumerate(chunk.entities)])
    same = (entity[:, None] == entity[None, :]) & open_[:, 1:]
    right = torch.cat([~same.any(1, keepdim=True), same], 1)
    return open_, right, torch.tensor([WEIGHT[f] for f in chunk.forms])


def asked(chunk: Chunk):
    """GAP: only one pronoun counts. Other pronouns, and descriptions where a name is meant, may be the same and are left out."""
    count, yes, no = len(chunk.heads), set(chunk.meant[0]), set(chunk.meant[1])
    at = chunk.heads.index(chunk.pronoun)
    good = [head in yes for head in chunk.heads] if yes else [head not in no for head in chunk.heads]
    free = [form == 0 or (form == 1 and not yes) for form in chunk.forms]
    open_, right = (torch.zeros(count, count + 1, dtype=torch.bool) for _ in range(2))
    open_[:, 0], right[:, 0] = True, True
    open_[at, 1:] = torch.tensor(free) & (torch.arange(count) != at)
    right[at, 1:] = torch.tensor(good) & open_[at, 1:]
    right[at, 0] = not yes
    weight = torch.zeros(count)
    weight[at] = 1.0 if not yes & no else 0.0
    return open_, right, weight
