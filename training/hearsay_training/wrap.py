"""Nested examples: attributions of the train part wrapped in outer ones by rule.

PolNeAR is flat: within a content nothing is annotated. So sentences that hold attributions (and, as negatives,
sentences that hold none) are put into the mouth of another source, with sources and cues harvested from the same
part. The new texts go through `hearsay-score prepare` like any other, so tokens and features have one maker.
Each comes with two annotators: `outer`, the wrapping, and `inner`, what was wrapped.
"""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from .labels import ROLES

LONGEST_SOURCE, LONGEST_CUE = 90, 30
PARAGRAPHS = 4


@dataclass
class Wrapped:
    """A text under construction with its two layers of attributions (role → character spans)."""

    text: str = ""
    outer: list[dict] = field(default_factory=list)
    inner: list[dict] = field(default_factory=list)

    def add(self, piece: str) -> list[int]:
        start = len(self.text)
        self.text += piece
        return [start, len(self.text)]


@dataclass
class Passage:
    """A sentence (or two) cut out of an article, with the attributions in it on its own characters."""

    text: str
    attributions: list[dict]
    opening_is_name: bool


def harvest(rows: list[dict]) -> dict[str, list[tuple[str, str]]]:
    """(source, cue) pairs by the pattern in which they stood: that, plain, colon, after, inverted, according."""
    found = defaultdict(Counter)
    for row in rows:
        for attribution in row["annotations"][0]["attributions"]:
            pattern = pattern_of(row["text"], attribution)
            if pattern:
                found[pattern][tuple(row["text"][s:e] for (s, e), in (attribution["source"], attribution["cue"]))] += 1
    clausal = {cue for _, cue in found["that"]}
    found["plain"] = [pair for pair in found["plain"] if pair[1] in clausal]
    return {pattern: sorted(pairs) for pattern, pairs in sorted(found.items())}


def pattern_of(text: str, attribution: dict) -> str | None:
    """How source, cue and content follow each other, if they do so plainly."""
    if any(len(attribution[role]) != 1 for role in ("source", "cue")) or not attribution["content"]:
        return None
    (s0, s1), (q0, q1) = attribution["source"][0], attribution["cue"][0]
    c0, c1 = attribution["content"][0]
    if s1 - s0 > LONGEST_SOURCE or q1 - q0 > LONGEST_CUE or any(c in text[min(s0, q0) : max(s1, q1)] for c in '"“”\n'):
        return None
    adjacent = text[s1:q0] == " " if s0 < q0 else text[q1:s0] == " "
    if not adjacent:
        return None
    if text[q0:q1].lower() == "according to" and q1 < s0:
        return "according"
    if s1 + 1 == q0 and text[q1:c0] == " ":
        if text[c0:c1].startswith("that "):
            return "that"
        return "plain" if text[c0:c0 + 1].isalpha() else None
    if s1 + 1 == q0 and text[q1:c0] in (", ", ": ") and text[c0:c0 + 1] in '"“':
        return "colon"
    if text[c1:min(s0, q0)] in (" ", ", ") and text[c1 - 1 : c1] in '"”,':
        return "after" if s0 < q0 else "inverted"
    return None


def passages(row: dict, lowered: set[str]) -> tuple[list[Passage], list[Passage]]:
    """Sentences with an attribution inside, and sentences with none."""
    text, tokens = row["text"], row["tokens"]
    starts = [i for i, s in enumerate(row["sentence_start"]) if s] + [len(tokens)]
    attributions = row["annotations"][0]["attributions"]
    held, bare = [], []
    for a, b in zip(starts, starts[1:]):
        if not 5 <= b - a <= 45:
            continue
        start, end = tokens[a][0], tokens[b - 1][1]
        piece = text[start:end]
        if "\n" in piece or piece[-1] != "." or not balanced(piece):
            continue
        touching = [x for x in attributions if any(s < end and e > start for role in ROLES for s, e in x[role])]
        inside = all(start <= s and e <= end for x in touching for role in ROLES for s, e in x[role])
        if not inside:
            continue
        moved = [{role: [[s - start, e - start] for s, e in x[role]] for role in ROLES} for x in touching]
        first = text[tokens[a][0] : tokens[a][1]]
        passage = Passage(piece, moved, first.lower() not in lowered)
        (held if touching else bare).append(passage)
    return held, bare


def balanced(piece: str) -> bool:
    return piece.count("“") == piece.count("”") and piece.count('"') % 2 == 0 and "‘" not in piece


def common_words(rows: list[dict]) -> set[str]:
    """Words that are written small more often than not, so that a sentence's first may be made small."""
    small, large = Counter(), Counter()
    for row in rows:
        for (s, e), start in zip(row["tokens"], row["sentence_start"]):
            word = row["text"][s:e]
            if not start and word.isalpha():
                (small if word.islower() else large)[word.lower()] += 1
    return {word for word, n in small.items() if n > 3 * large[word]}


def embedded(passage: Passage) -> str:
    """The sentence as a subordinate clause: no full stop, first word small unless it is a name."""
    text = passage.text[:-1]
    return text if passage.opening_is_name else text[0].lower() + text[1:]


def requoted(text: str) -> str:
    """Double marks become single ones, character for character."""
    out, opened = "", False
    for c in text:
        if c == '"':
            opened = not opened
            c = "“" if opened else "”"
        out += {"“": "‘", "”": "’"}.get(c, c)
    return out


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


class Wrapper:
    """Draws outer sources and cues, and writes passages into them."""

    def __init__(self, pairs: dict[str, list[tuple[str, str]]], chance: random.Random):
        self.pairs, self.chance = pairs, chance

    def write(self, to: Wrapped, passage: Passage, second: Passage | None) -> None:
        """Appends one wrapped passage; `second` goes on inside the same quotation."""
        chance = self.chance
        patterns = ["that", "that", "plain", "according", "colon", "after", "after", "inverted", "inverted"]
        pattern = chance.choice([one for one in patterns if self.pairs.get(one)])
        source, cue = chance.choice(self.pairs[pattern])
        getattr(self, f"write_{pattern}")(to, passage, second, source, cue)

    def record(self, to: Wrapped, source, cue, contents) -> None:
        to.outer.append({"source": [source], "cue": [cue], "content": contents})

    def place(self, to: Wrapped, passage: Passage, text: str) -> list[int]:
        """Adds the passage's text and its attributions, each span kept where it fell."""
        span = to.add(text)
        for x in passage.attributions:
            clipped = {role: [[span[0] + s, min(span[0] + e, span[1])] for s, e in x[role]] for role in ROLES}
            to.inner.append(clipped)
        return span

    def clause(self, to, passage, source, cue, lead):
        s = to.add(capital(source))
        to.add(" ")
        q = to.add(cue)
        to.add(" ")
        start = to.add(lead)[0]
        end = self.place(to, passage, embedded(passage))[1]
        self.record(to, s, q, [[start, end]])
        to.add(".")

    def write_that(self, to, passage, second, source, cue):
        self.clause(to, passage, source, cue, "that ")

    def write_plain(self, to, passage, second, source, cue):
        self.clause(to, passage, source, cue, "")

    def write_according(self, to, passage, second, source, cue):
        if self.chance.random() < 0.5:
            q = to.add(capital(cue))
            to.add(" ")
            s = to.add(source)
            to.add(", ")
            content = self.place(to, passage, embedded(passage))
        else:
            content = self.place(to, passage, passage.text[:-1])
            to.add(", ")
            q = to.add(cue.lower())
            to.add(" ")
            s = to.add(source)
        to.add(".")
        self.record(to, s, q, [content])

    def quoted(self, to, passage, ending):
        start = to.add("“")[0]
        self.place(to, passage, requoted(passage.text[:-1]))
        return [start, to.add(ending + "”")[1]]

    def follow(self, to, second):
        """A second quoted sentence of the same statement."""
        if second is None:
            return []
        to.add(" ")
        return [self.quoted(to, second, ".")]

    def write_colon(self, to, passage, second, source, cue):
        s = to.add(capital(source))
        to.add(" ")
        q = to.add(cue)
        to.add(self.chance.choice([": ", ", "]))
        self.record(to, s, q, [self.quoted(to, passage, ".")])

    def write_after(self, to, passage, second, source, cue):
        plain = self.chance.random() < 0.3
        content = self.place(to, passage, passage.text[:-1] + ",") if plain else self.quoted(to, passage, ",")
        if plain:
            content = [content[0], content[1] - 1]
        to.add(" ")
        s = to.add(source)
        to.add(" ")
        q = to.add(cue)
        to.add(".")
        self.record(to, s, q, [content] + ([] if plain else self.follow(to, second)))

    def write_inverted(self, to, passage, second, source, cue):
        content = self.quoted(to, passage, ",")
        to.add(" ")
        q = to.add(cue)
        to.add(" ")
        s = to.add(source)
        to.add(".")
        self.record(to, s, q, [content] + self.follow(to, second))


def wrapped_texts(rows: list[dict], number: int, seed: int) -> list[Wrapped]:
    """`number` texts of some paragraphs, each a wrapped passage; about a third hold no inner attribution."""
    chance = random.Random(seed)
    lowered, wrapper = common_words(rows), Wrapper(harvest(rows), chance)
    held, bare = [], []
    for row in rows:
        one, other = passages(row, lowered)
        held.extend(one)
        bare.extend(other)
    found = []
    for _ in range(number):
        to = Wrapped()
        for paragraph in range(PARAGRAPHS):
            to.add("\n\n" if paragraph else "")
            passage = chance.choice(held if chance.random() < 0.67 else bare)
            second = chance.choice(held + bare) if chance.random() < 0.3 else None
            wrapper.write(to, passage, second)
        found.append(to)
    return found


def brat(attributions: list[dict], text: str) -> str:
    """The attributions as PolNeAR's brat standoff."""
    lines, number = [], 0
    for event, x in enumerate(attributions, 1):
        names = {}
        for role in ROLES:
            if x[role]:
                number += 1
                names[role] = f"T{number}"
                spans = ";".join(f"{s} {e}" for s, e in x[role])
                words = " ".join(text[s:e] for s, e in x[role])
                lines.append(f"T{number}\t{role.capitalize()} {spans}\t{words}")
        if "cue" not in names:
            continue
        number += 1
        lines.append(f"T{number}\tAttribution {x['cue'][0][0]} {x['cue'][0][1]}\t{text[slice(*x['cue'][0])]}")
        parts = "".join(f" {role.capitalize()}:{names[role]}" for role in ("content", "cue", "source") if role in names)
        lines.append(f"E{event}\tAttribution:T{number}{parts}")
    return "\n".join(lines) + "\n"


def write(prepared: Path, folder: Path, number: int, seed: int, held_out: set[str]) -> None:
    """Writes wrapped texts as a folder that `hearsay-score prepare` reads."""
    with open(prepared, encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == "train" and row["name"] not in held_out]
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for i, to in enumerate(wrapped_texts(rows, number, seed)):
        name = f"wrapped-{i:05d}"
        (folder / "text" / f"{name}.txt").write_text(to.text, encoding="utf-8")
        for annotator, layer in (("inner", to.inner), ("outer", to.outer)):
            (folder / "attributions" / f"{name}_{annotator}.ann").write_text(brat(layer, to.text), encoding="utf-8")
