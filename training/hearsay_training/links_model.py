"""The network for who is who: mentions look at each other and at the words around them, in the encoder's hidden states; links between them.

Only the heads of mentions are run through layers, so it costs a fraction of what layers over all words do. Links are between words
(Dobrovolskii 2021): the head of a mention scores the heads before it and nobody,
`link(i, j) = q[i] . k[j] / sqrt(d) + pair[forms, what the two have in common] + distance[form(i), bucket(i - j)]` against `nobody[i]`.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .encoder import WIDTH
from .links_pairs import BUCKETS, MARKS, PAIR, PAIRS, SENTENCES

FORMS = ["name", "nominal", "pronoun"]
OWN = 256
HEADS = 8
DEPTH = 64
WIDE = 768


def drop(x, rate: float, training: bool):
    """Drops whole channels of a run."""
    return x * F.dropout(torch.ones(x.shape[0], 1, x.shape[2]), rate, True) if training else x


def split(x, parts: int):
    """[parts, B, heads, rows, own of a head]."""
    return x.view(x.shape[0], x.shape[1], parts, HEADS, OWN // HEADS).permute(2, 0, 3, 1, 4)


class MentionLayer(nn.Module):
    """Mentions look at each other, then at words; norms come first."""

    def __init__(self, dropout: float):
        super().__init__()
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(OWN, eps=1e-12) for _ in range(3))
        self.qkv, self.mix1 = nn.Linear(OWN, 3 * OWN), nn.Linear(OWN, OWN)
        self.q, self.mix2 = nn.Linear(OWN, OWN), nn.Linear(OWN, OWN)
        self.up, self.down = nn.Linear(OWN, WIDE), nn.Linear(WIDE, OWN)
        self.pair = nn.Parameter(torch.zeros(PAIRS, HEADS))
        self.near = nn.Parameter(torch.zeros(BUCKETS, HEADS))
        self.around = nn.Parameter(torch.zeros(BUCKETS, HEADS))
        self.dropout = dropout

    def forward(self, x, words, pairs, apart, around, mentions, tokens):
        """`words` are their keys and values; `mentions` and `tokens` are 0 for what is there and far below for padding."""
        b, m, _ = x.shape
        q, k, v = split(self.qkv(self.norm1(x)), 3)
        bias = (self.pair[pairs] + self.near[apart]).permute(0, 3, 1, 2) + mentions[:, None, None, :]
        seen = F.scaled_dot_product_attention(q, k, v, bias)
        x = x + drop(self.mix1(seen.transpose(1, 2).reshape(b, m, OWN)), self.dropout, self.training)
        q, (k, v) = split(self.q(self.norm2(x)), 1)[0], words
        bias = self.around[around].permute(0, 3, 1, 2) + tokens[:, None, None, :]
        seen = F.scaled_dot_product_attention(q, k, v, bias)
        x = x + drop(self.mix2(seen.transpose(1, 2).reshape(b, m, OWN)), self.dropout, self.training)
        return x + drop(self.down(F.gelu(self.up(self.norm3(x)))), self.dropout, self.training)


class Links(nn.Module):
    """Mentions enter with the hidden states of their heads and what the engine knows of them."""

    def __init__(self, taps: int, layers: int, dropout: float):
        super().__init__()
        self.mix = nn.Parameter(torch.full((taps, WIDTH), 1.0 / taps))
        self.enter = nn.Linear(taps * WIDTH, OWN)
        self.marks = nn.Embedding(sum(MARKS), OWN)
        nn.init.normal_(self.marks.weight, std=0.02)
        self.kv = nn.Linear(WIDTH, 2 * OWN)
        self.layers = nn.ModuleList(MentionLayer(dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(OWN, eps=1e-12)
        self.out = nn.Linear(OWN, 1 + 2 * DEPTH)
        self.words = nn.Parameter(torch.zeros(9, PAIR[0], PAIR[1]))
        self.number = nn.Parameter(torch.zeros(9, PAIR[2]))
        self.quotations = nn.Parameter(torch.zeros(9, PAIR[3]))
        self.distance = nn.Parameter(torch.zeros(len(FORMS), BUCKETS))
        self.sentences = nn.Parameter(torch.zeros(len(FORMS), SENTENCES))
        self.dropout = dropout

    def forward(self, run):
        """Rows [B, M, 1 + 2 d]: the score of nobody and the two vectors of links."""
        x = self.enter(F.dropout(run.heads.flatten(2), self.dropout, self.training))
        marks = self.marks(run.marks).sum(2)
        if self.training:
            marks = marks * F.dropout(torch.ones(marks.shape[0], 1, 1), 0.1)
        words = split(self.kv((run.words * self.mix).sum(2)), 2)
        x = drop(x + marks, self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, words, run.pairs, run.apart, run.around, run.mentions, run.tokens)
        return self.out(F.dropout(self.norm(x), self.dropout, self.training))

    def pair_table(self):
        """[9, pairs]: for the forms of two mentions, what it counts that they have so much in common."""
        parts = self.words[:, :, :, None, None] + self.number[:, None, None, :, None] + self.quotations[:, None, None, None, :]
        return parts.reshape(9, PAIRS)

    def link_scores(self, rows, chunk):
        """[m, 1 + m]: how each of m mentions, whose rows are given, is bound to nobody and to each."""
        nobody, q, k = rows.split([1, DEPTH, DEPTH], -1)
        form = chunk.forms
        table = self.pair_table()[form[:, None] * 3 + form[None, :], chunk.pairs]
        far = self.distance[form[:, None], chunk.apart] + self.sentences[form[:, None], chunk.sentences]
        return torch.cat([nobody, q @ k.T / math.sqrt(DEPTH) + table + far], 1)


def link_loss(scores, open_, right, weight):
    """Cross entropy of each mention over nobody and those open to it; `right` marks every one that is good."""
    table = scores.masked_fill(~open_, -1e4)
    good = scores.masked_fill(~(right & open_), -1e4)
    loss = torch.logsumexp(table, 1) - torch.logsumexp(good, 1)
    return (loss * weight).sum(), weight.sum()
