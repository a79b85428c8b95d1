"""Decoding: tags to runs by Viterbi, then each cue's source and contents by its links.

The steps are those of DECODING.md; the Rust engine does the same on the exported scores.
"""

import numpy as np

from .articles import Attribution
from .labels import DISTANCE_EDGES, LINKS, TAGS, distance_bucket

IMPOSSIBLE = -1e4
INSIDE = np.array([tag[0] == "I" for tag in TAGS])
LINK_TAGS = [TAGS.index(link) for link in LINKS]


def viterbi(emissions: np.ndarray, transitions: np.ndarray, starts) -> list[int]:
    """The best tag sequence; at a paragraph start no inside tag may stand."""
    emissions = np.where(np.asarray(starts)[:, None] & INSIDE, IMPOSSIBLE, emissions)
    best = np.where(INSIDE, IMPOSSIBLE, emissions[0])
    back = []
    for row in emissions[1:]:
        paths = best[:, None] + transitions
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())]
    for pointers in reversed(back):
        tags.append(int(pointers[tags[-1]]))
    return tags[::-1]


def tag_runs(tags) -> list[tuple[str, int, int]]:
    """(letter, first, past the last) of each run."""
    found = []
    for i, tag in enumerate(tags):
        name = TAGS[tag]
        if name[0] == "B":
            found.append([name[2], i, i + 1])
        elif name[0] == "I":
            found[-1][2] = i + 1
    return [tuple(run) for run in found]


def bound(u, v, distance, cues) -> np.ndarray:
    """[K, W, 4] link scores of each cue, a (first, past the last) pair."""
    width, _, depth = u.shape
    rows = []
    for first, last in cues:
        buckets = [distance_bucket(i - first) for i in range(width)]
        rows.append(np.einsum("wld,ld->wl", u, v[first:last].mean(0)) / np.sqrt(depth) + distance[:, buckets].T)
    return np.array(rows).reshape(len(cues), width, len(LINKS))


def joint(emissions, links, none, transitions, starts, cues) -> list[tuple[int, int]]:
    """Viterbi over (tag, cue) with the cues fixed: state 0 outside, then begin and inside of source and content
    for no cue and for each cue. An inside state follows only its own begin or inside."""
    width = len(emissions)
    choices = len(cues) + 1
    scores = emissions[:, None, LINK_TAGS] + np.concatenate([np.broadcast_to(none, (width, 1, 4)), links.transpose(1, 0, 2)], 1)
    in_cue = np.zeros(width, dtype=int)
    for first, last in cues:
        in_cue[first] = 1
        in_cue[first + 1 : last] = 2
    names = [0, TAGS.index("B-Q"), TAGS.index("I-Q")] + LINK_TAGS * choices
    names = np.array(names)
    emission = np.concatenate([emissions[:, [0, 3, 4]], scores.reshape(width, -1)], 1)
    emission[in_cue == 0, 1:3] = IMPOSSIBLE
    for kind in (1, 2):
        rows = np.flatnonzero(in_cue == kind)
        keep = emission[rows, kind].copy()
        emission[rows] = IMPOSSIBLE
        emission[rows, kind] = keep
    inside = np.array([TAGS[n][0] == "I" for n in names])
    emission[np.ix_(np.flatnonzero(np.asarray(starts)), np.flatnonzero(inside))] = IMPOSSIBLE
    for first, last in cues:
        for i in range(first + 1, last):
            emission[i, 2] = 0.0
    steps = transitions[np.ix_(names, names)].copy()
    owner = np.array([-1, -2, -2] + [k for k in range(choices) for _ in LINKS])
    steps[inside[None, :] & (owner[:, None] != owner[None, :])] = IMPOSSIBLE
    best = np.where(inside, IMPOSSIBLE, emission[0])
    back = []
    for row in emission[1:]:
        paths = best[:, None] + steps
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    state = int(best.argmax())
    states = [state]
    for pointers in reversed(back):
        state = int(pointers[state])
        states.append(state)
    return [(int(names[s]), int(owner[s]) - 1 if s > 2 else -1) for s in states[::-1]]


def decode(emissions, u, v, params: dict, starts) -> list[Attribution]:
    """Attributions of one window on its own token numbers."""
    emissions = emissions.astype(np.float64).copy()
    emissions[:, 0] += params.get("outside_bias", 0.0)
    tags = viterbi(emissions, params["transitions"], starts)
    found = tag_runs(tags)
    cues = [(a, b) for letter, a, b in found if letter == "Q"]
    links = bound(u, v, params["distance"], cues)
    source, content = [[] for _ in cues], [[] for _ in cues]
    labels = joint(emissions, links * params.get("link_scale", 1.0), params["none"], params["transitions"], starts, cues)
    runs = []
    for i, (tag, k) in enumerate(labels):
        name = TAGS[tag]
        if name[0] == "B":
            runs.append([name[2], k, i, i + 1])
        elif name[0] == "I":
            runs[-1][3] = i + 1
    for letter, k, a, b in runs:
        if letter == "Q" or k < 0:
            continue
        first, rest = (0, 1) if letter == "S" else (2, 3)
        total = emissions[a, LINK_TAGS[first]] + links[k, a, first] + (links[k, a + 1 : b, rest]).sum()
        (source if letter == "S" else content)[k].append((a, b, total))
    result = []
    for (a, b), s, c in zip(cues, source, content):
        s = max(s, key=lambda run: run[2] / (run[1] - run[0])) if s else None
        result.append(Attribution(
            list(range(s[0], s[1])) if s else [], list(range(a, b)),
            [i for run in sorted(c) for i in range(run[0], run[1])],
        ))
    return result
