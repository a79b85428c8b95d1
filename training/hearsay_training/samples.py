"""Windows with their gold labels, and batches of them as tensors."""

from dataclasses import dataclass

import torch

from .articles import Attribution
from .labels import DISTANCE_BUCKETS, TAGS, distance_bucket
from .pieces import Pieces
from .windows import Window

IGNORED = -100
LETTERS = {"source": "S", "cue": "Q", "content": "C"}


@dataclass
class Layer:
    """Gold of one flat layer over the tokens of a window: a tag and the number of its cue (-1: none)."""

    tags: list[int]
    links: list[int]
    cues: list[list[int]]


@dataclass
class Sample:
    window: Window
    ids: list[int]
    features: list[int]
    heads: list[int]
    outer: Layer
    inner: list["Inside"]


@dataclass
class Inside:
    """The inner layer of one content: its tokens, counted in the window, and their gold."""

    tokens: list[int]
    layer: Layer


def runs(tokens: list[int], breaks) -> list[list[int]]:
    """Maximal runs of neighbouring tokens, cut also before every token that `breaks` calls a paragraph start."""
    found: list[list[int]] = []
    for token in tokens:
        if found and found[-1][-1] == token - 1 and not breaks[token]:
            found[-1].append(token)
        else:
            found.append([token])
    return found


def layer(attributions: list[Attribution], window: Window) -> Layer:
    """Lays attributions on the window's tokens; where two claim a token the first one keeps it."""
    size = window.last - window.first
    tags, links, cues = [0] * size, [-1] * size, []
    for attribution in attributions:
        cue = [t - window.first for t in attribution.cue if window.first <= t < window.last]
        number = len(cues) if cue else -1
        if cue:
            cues.append(cue)
        for role, letter in LETTERS.items():
            inside = [t for t in getattr(attribution, role) if window.first <= t < window.last]
            for run in runs(inside, window.article.paragraph_start):
                if any(tags[t - window.first] for t in run):
                    continue
                for i, t in enumerate(run):
                    tags[t - window.first] = TAGS.index(("I-" if i else "B-") + letter)
                    links[t - window.first] = number
    return Layer(tags, links, cues)


def encode(window: Window, pieces: Pieces, limit: int) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, feature ids and each token's first piece."""
    article = window.article
    ids, features, heads = [pieces.first], [0], []
    for t in range(window.first, window.last):
        heads.append(len(ids))
        token = pieces.encode(article.words[t])[: limit - 2]
        ids.extend(token)
        features.extend([article.features[t]] * len(token))
    return ids + [pieces.last], features + [0], heads


def insides(outer: list[Attribution], inner: list[Attribution], window: Window) -> list[Inside]:
    """For each outer content in the window the inner layer on its tokens."""
    whole, found = layer(inner, window), []
    for attribution in outer:
        tokens = [t - window.first for t in attribution.content if window.first <= t < window.last]
        if not tokens:
            continue
        at = {t: i for i, t in enumerate(tokens)}
        kept = [k for k, cue in enumerate(whole.cues) if all(t in at for t in cue)]
        links = [kept.index(whole.links[t]) if whole.links[t] in kept else -1 for t in tokens]
        cues = [[at[t] for t in whole.cues[k]] for k in kept]
        found.append(Inside(tokens, Layer([whole.tags[t] for t in tokens], links, cues)))
    return found


def sample(window: Window, attributions, inner, pieces: Pieces, limit: int) -> Sample:
    """`inner` is None where the inner layer is not annotated."""
    inside = [] if inner is None else insides(attributions, inner, window)
    return Sample(window, *encode(window, pieces, limit), layer(attributions, window), inside)


BUCKETS = torch.tensor([distance_bucket(d) for d in range(-600, 601)])


def pad(rows: list[list[int]], value: int) -> torch.Tensor:
    width = max(1, max(map(len, rows)))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


@dataclass
class LayerBatch:
    """`tags` [B,W]; `links` [B,W]: number of the cue, -1 none; `pool` [B,K,W] averages a cue's tokens;
    `buckets` [B,K,W]; `real` [B,K] marks cues that are there."""

    tags: torch.Tensor
    links: torch.Tensor
    pool: torch.Tensor
    buckets: torch.Tensor
    real: torch.Tensor


def layer_batch(layers: list[Layer], positions: list[list[int]], width: int) -> LayerBatch:
    most = max(1, max(len(one.cues) for one in layers))
    pool = torch.zeros(len(layers), most, width)
    first = torch.zeros(len(layers), most, dtype=torch.long)
    real = torch.zeros(len(layers), most, dtype=torch.bool)
    for b, one in enumerate(layers):
        for k, cue in enumerate(one.cues):
            pool[b, k, cue] = 1.0 / len(cue)
            first[b, k] = positions[b][cue[0]]
            real[b, k] = True
    delta = pad(positions + [[0] * width], 0)[:-1, None] - first[:, :, None]
    return LayerBatch(
        pad([x.tags + [IGNORED] * (width - len(x.tags)) for x in layers], IGNORED),
        pad([x.links + [-1] * (width - len(x.links)) for x in layers], -1),
        pool, BUCKETS[delta.clamp(-600, 600) + 600], real,
    )


@dataclass
class Batch:
    ids: torch.Tensor
    features: torch.Tensor
    mask: torch.Tensor
    heads: torch.Tensor
    starts: torch.Tensor
    outer: LayerBatch
    inner: LayerBatch | None
    inner_rows: torch.Tensor
    inner_tokens: torch.Tensor


def batch(samples: list[Sample]) -> Batch:
    ids = pad([s.ids for s in samples], 0)
    heads = pad([s.heads for s in samples], 0)
    lengths = torch.tensor([len(s.ids) for s in samples])
    absent = torch.arange(ids.shape[1])[None] >= lengths[:, None]
    mask = torch.zeros(ids.shape).masked_fill(absent, -1e4)[:, None, None]
    starts = pad([[int(p) for p in s.window.article.paragraph_start[s.window.first : s.window.last]] for s in samples], 0)
    width = heads.shape[1]
    outer = layer_batch([s.outer for s in samples], [list(range(len(s.heads))) for s in samples], width)
    rows = [(i, inside) for i, s in enumerate(samples) for inside in s.inner]
    tokens = pad([inside.tokens for _, inside in rows], 0) if rows else torch.zeros(0, 0, dtype=torch.long)
    inner = None
    if rows:
        inner = layer_batch([x.layer for _, x in rows], [x.tokens for _, x in rows], tokens.shape[1])
    return Batch(
        ids, pad([s.features for s in samples], 0), mask, heads, starts.bool(), outer, inner,
        torch.tensor([i for i, _ in rows], dtype=torch.long), tokens,
    )
