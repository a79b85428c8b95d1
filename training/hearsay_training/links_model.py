"""The network for who is who: layers of its own above the encoder's hidden states, and links between mentions. Tags of names teach it too.

Links are between words (Dobrovolskii 2021): the head of a mention scores the heads before it and nobody,
`link(i, j) = q[i] . k[j] / sqrt(d) + distance[form(i), bucket(i - j)]` against `nobody[i]`.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .encoder import WIDTH, Layer

CLASSES = ["PER", "ORG", "LOC", "NORP", "MISC"]
TAGS = ["O"] + [f"{part}-{name}" for name in CLASSES for part in "BI"]
FORMS = ["name", "nominal", "pronoun"]
DEPTH = 64
BUCKETS = 22
SHAPES = 6 * 8
FORBIDDEN = torch.tensor([[-1e4 if to[0] == "I" and of[1:] != to[1:] else 0.0 for to in TAGS] for of in TAGS])
NO_START = torch.tensor([-1e4 if tag[0] == "I" else 0.0 for tag in TAGS])


def bucket(distance: int) -> int:
    """Where a distance in tokens falls: by powers of two, those behind first; as `bucket` in `model/links.rs`."""
    size = min(abs(distance).bit_length(), BUCKETS // 2) - 1
    return max(size, 0) + (0 if distance > 0 else BUCKETS // 2)


BUCKET_OF = torch.tensor([bucket(distance) for distance in range(-4096, 4097)])


class Links(nn.Module):
    """A mix of hidden states, transformer layers, tags under a conditional random field, and vectors of links."""

    def __init__(self, taps: int, layers: int, blocks: int):
        super().__init__()
        self.mix = nn.Parameter(torch.cat([torch.ones(1, 1, WIDTH), torch.zeros(taps - 1, 1, WIDTH)]))
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.block = nn.Embedding(blocks, WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.block.weight)
        self.layers = nn.ModuleList(Layer(0.1) for _ in range(layers))
        self.out = nn.Linear(WIDTH, len(TAGS) + 1 + 2 * DEPTH)
        self.distance = nn.Parameter(torch.zeros(len(FORMS), BUCKETS))
        self.trans = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))

    def forward(self, hidden, shapes, blocks, mask):
        """Rows [B, W, tags + 1 + 2 d] from hidden states [B, W, taps, 384]."""
        mixed = (hidden * self.mix.squeeze(1)).sum(2)
        x = mixed + self.shape(shapes) + self.block(blocks)
        if self.training:
            x = x * F.dropout(torch.ones(x.shape[0], 1, WIDTH), 0.1)
        x = x.to(self.layers[0].qkv.weight.dtype)
        away = (~mask)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, away)
        return self.out(F.dropout(x.float(), 0.1, self.training))

    def partition(self, emissions, mask):
        alpha = emissions[:, 0] + self.start + NO_START
        table = (self.trans + FORBIDDEN)[None]
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + table, 1) + emissions[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        return torch.logsumexp(alpha, 1)

    def tag_loss(self, rows, mask, allowed):
        """Negative log likelihood a token of all tag sequences that the gold allows."""
        emissions = rows[..., : len(TAGS)]
        return (self.partition(emissions, mask) - self.partition(emissions + allowed, mask)).sum() / mask.sum()

    def link_scores(self, rows, places, forms):
        """[m, 1 + m]: how each of m mentions, whose rows are given, is bound to nobody and to each."""
        nobody, q, k = rows[:, len(TAGS) :].split([1, DEPTH, DEPTH], -1)
        apart = (places[:, None] - places[None, :]).clamp(-4096, 4096) + 4096
        bound = q @ k.T / math.sqrt(DEPTH) + self.distance[forms[:, None], BUCKET_OF[apart]]
        return torch.cat([nobody, bound], 1)


def link_loss(scores, open_, right, weight):
    """Cross entropy of each mention over nobody and those open to it; `right` marks every one that is good."""
    table = scores.masked_fill(~open_, -1e4)
    good = scores.masked_fill(~(right & open_), -1e4)
    loss = torch.logsumexp(table, 1) - torch.logsumexp(good, 1)
    return (loss * weight).sum(), weight.sum()
