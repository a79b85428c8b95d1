"""The tags of names, and what a corpus says of each token."""

import numpy as np
import torch

CLASSES = ["PER", "ORG", "LOC", "NORP", "MISC"]
TAGS = ["O"] + [f"{part}-{name}" for name in CLASSES for part in "BI"]
FORBIDDEN = torch.tensor([[-1e4 if to[0] == "I" and of[1:] != to[1:] else 0.0 for to in TAGS] for of in TAGS])
NO_START = torch.tensor([-1e4 if tag[0] == "I" else 0.0 for tag in TAGS])
OF_CLASS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP", "Misc": "MISC", "Product": "MISC"}
# GUM marks no peoples and no other names: there "outside" may be any of these.
OPEN = torch.tensor([0.0 if tag == "O" or tag.endswith(("NORP", "MISC")) else -1e4 for tag in TAGS])
SHAPES = 6 * 8


def shape(word: str, case: int, sentence_start: bool) -> int:
    """How a token is written, as `shape` in `model/tapped.rs`."""
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
