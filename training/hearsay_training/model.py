"""The model: encoder, tags of the outer and the inner layer, and the links of tokens to a cue.

A layer is flat: each token is outside, part of a cue, or part of the source or content of one cue. The score of
"token i is link l of cue c" is `tags[i, tag(l)] + u[i, l] . v[c, l] / sqrt(d) + distance[l, bucket(i - c)]`,
with v averaged over the tokens of the cue, and `none[l]` in place of the last two terms for no cue at all.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from .crf import Crf
from .encoder import WIDTH, Encoder
from .labels import DISTANCE_BUCKETS, FEATURES, LINKS, TAGS
from .samples import IGNORED, Batch, LayerBatch

LINK_TAGS = [TAGS.index(link) for link in LINKS]
FREE_TAGS = [TAGS.index(tag) for tag in ("O", "B-Q", "I-Q")]


class Model(nn.Module):
    def __init__(self, vocabulary: int, layers: int, depth: int, dropout: float):
        super().__init__()
        self.depth = depth
        self.encoder = Encoder(vocabulary, layers, FEATURES, dropout)
        self.heads = nn.Linear(WIDTH, 2 * len(TAGS) + 2 * len(LINKS) * depth)
        self.distance = nn.Parameter(torch.zeros(len(LINKS), DISTANCE_BUCKETS))
        self.none = nn.Parameter(torch.zeros(len(LINKS)))
        self.crf = Crf(len(TAGS))
        self.inner_crf = Crf(len(TAGS))

    def scores(self, hidden):
        """Tags and inner tags [.., W, 7], u and v [.., W, 4, d] of encoded tokens."""
        n, m = len(TAGS), len(LINKS) * self.depth
        tags, inner, u, v = self.heads(hidden).split([n, n, m, m], -1)
        shape = (*hidden.shape[:-1], len(LINKS), self.depth)
        return tags, inner, u.reshape(shape), v.reshape(shape)

    def hidden(self, batch: Batch):
        """Encoded first pieces of the tokens [B, W, 384] in single precision."""
        dtype = self.encoder.norm.weight.dtype
        encoded = self.encoder(batch.ids, batch.features, batch.mask.to(dtype))
        rows = torch.arange(len(batch.ids))[:, None]
        return encoded[rows, batch.heads].float()

    def forward(self, batch: Batch, link_weight: float):
        """The loss of a batch: both layers' tag sequences and links."""
        hidden = F.dropout(self.hidden(batch), 0.1, self.training)
        tags, inner, u, v = self.scores(hidden)
        loss = self.layer_loss(tags, u, v, batch.outer, batch.starts, self.crf, link_weight)
        if batch.inner is not None:
            at = (batch.inner_rows[:, None], batch.inner_tokens)
            part = self.layer_loss(inner[at], u[at], v[at], batch.inner, batch.starts[at], self.inner_crf, link_weight)
            loss = loss + part * (batch.inner.tags >= 0).sum() / (batch.outer.tags >= 0).sum()
        return loss

    def layer_loss(self, tags, u, v, gold: LayerBatch, starts, crf: Crf, link_weight: float):
        sequence = crf(tags, gold.tags, starts)
        return sequence + link_weight * self.link_loss(tags, u, v, gold)

    def link_scores(self, u, v, gold: LayerBatch):
        """[B, K, W, 4]: what binds each token to each cue."""
        cue = torch.einsum("bkw,bwld->bkld", gold.pool, v)
        bound = torch.einsum("bwld,bkld->bkwl", u, cue) / math.sqrt(self.depth)
        return bound + self.distance.T[gold.buckets]

    def link_loss(self, tags, u, v, gold: LayerBatch):
        """Cross entropy of each token over: outside, cue, link to no cue, link to each cue."""
        bound = self.link_scores(u, v, gold).masked_fill(~gold.real[:, :, None, None], -1e4)
        cues = bound.shape[1]
        linked = tags[:, None, :, LINK_TAGS] + torch.cat([self.none.expand(len(u), 1, u.shape[1], -1), bound], 1)
        columns = torch.cat([tags[..., FREE_TAGS], linked.permute(0, 2, 1, 3).flatten(2)], -1)
        table = torch.full((len(TAGS), cues + 1), IGNORED)
        for i, tag in enumerate(FREE_TAGS):
            table[tag] = i
        for i, tag in enumerate(LINK_TAGS):
            table[tag] = len(FREE_TAGS) + torch.arange(cues + 1) * len(LINKS) + i
        target = torch.where(gold.tags == IGNORED, IGNORED, table[gold.tags.clamp(min=0), gold.links + 1])
        return F.cross_entropy(columns.flatten(0, 1), target.flatten(), ignore_index=IGNORED)
