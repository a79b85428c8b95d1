"""A linear-chain conditional random field over BIO tags (Lafferty et al. 2001)."""

import torch
from torch import nn

from .labels import TAGS

IMPOSSIBLE = -1e4


def forbidden() -> torch.Tensor:
    """[from, to]: an inside tag follows only its own begin or inside."""
    table = torch.zeros(len(TAGS), len(TAGS), dtype=torch.bool)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            table[i, j] = after[0] == "I" and before[1:] != after[1:]
    return table


class Crf(nn.Module):
    """Learned transitions; at a paragraph start no inside tag may stand, whatever came before."""

    def __init__(self, size: int):
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(size, size))
        self.register_buffer("forbidden", forbidden())
        self.register_buffer("inside", torch.tensor([tag[0] == "I" for tag in TAGS]))

    def table(self):
        return self.transitions.masked_fill(self.forbidden, IMPOSSIBLE)

    def forward(self, emissions, tags, starts):
        """Mean negative log likelihood per token; tags below 0 are padding."""
        real = tags >= 0
        emissions = emissions.masked_fill((starts[..., None] & self.inside) & real[..., None], IMPOSSIBLE)
        gold = tags.clamp(min=0)
        table = self.table()
        score = emissions.gather(2, gold[..., None])[..., 0]
        score = (score * real).sum() + (table[gold[:, :-1], gold[:, 1:]] * real[:, 1:]).sum()
        alpha = emissions[:, 0].masked_fill(self.inside, IMPOSSIBLE)
        for i in range(1, tags.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + table, 1) + emissions[:, i]
            alpha = torch.where(real[:, i, None], step, alpha)
        return (torch.logsumexp(alpha, 1).sum() - score) / real.sum()
