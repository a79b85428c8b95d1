"""Articles as `hearsay-score prepare` prints them, with their annotations on tokens."""

import bisect
import json
from dataclasses import dataclass, field
from pathlib import Path

from .labels import ROLES, feature_id


@dataclass
class Attribution:
    """Token numbers of each role, ascending; a role that is absent has none."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Article:
    """Tokens of one text with their features, and one list of attributions for each annotator."""

    name: str
    words: list[str]
    spans: list[list[int]]
    features: list[int]
    sentence_start: list[bool]
    paragraph_start: list[bool]
    annotations: list[list[Attribution]] = field(default_factory=list)
    annotators: list[str] = field(default_factory=list)


def covered(starts: list[int], ends: list[int], spans: list[list[int]]) -> list[int]:
    """Tokens that share at least a character with one of the spans."""
    found = set()
    for start, end in spans:
        found.update(range(bisect.bisect_right(ends, start), bisect.bisect_left(starts, end)))
    return sorted(found)


def article(row: dict) -> Article:
    """One line of the prepared file as an article. Its `case` counts from "lower", as in `labels.CASES[1:]`."""
    text, tokens = row["text"], row["tokens"]
    starts, ends = [t[0] for t in tokens], [t[1] for t in tokens]
    features = [
        feature_id(case + 1, quote, s, p)
        for case, quote, s, p in zip(row["case"], row["quote"], row["sentence_start"], row["paragraph_start"])
    ]
    annotations = [
        [Attribution(*(covered(starts, ends, a[role]) for role in ROLES)) for a in one["attributions"]]
        for one in row["annotations"]
    ]
    return Article(
        row["name"], [text[s:e] for s, e in tokens], tokens, features, row["sentence_start"],
        row["paragraph_start"], annotations, [one["annotator"] for one in row["annotations"]],
    )


def read(path: Path, split: str) -> list[Article]:
    """The articles of one split of a prepared file, in its order."""
    with open(path, encoding="utf-8") as lines:
        return [article(row) for row in map(json.loads, lines) if row["split"] == split]
