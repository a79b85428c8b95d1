"""`python -m hearsay_training.names config/names-1.toml`: trains the head for names on what `hearsay-score people prepare` wrote.

The encoder stays as it is: its hidden states are computed once by the shipped 8-bit file, so the head learns on what it will see.
"""

import json
import random
import sys
import tomllib
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .encoder import WIDTH, Layer
from .names_export import export_names
from .tags import FORBIDDEN, NO_START, OPEN, SHAPES, TAGS, columns
from .states import TAPS, hidden_states


class Head(nn.Module):
    """A mix of hidden states, a transformer layer (from the encoder's fifth) and a conditional random field."""

    def __init__(self):
        super().__init__()
        self.mix = nn.Parameter(torch.tensor([0.0, 1.0, 0.0, 0.0]))
        self.shape = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.layer = Layer(0.1)
        self.out = nn.Linear(WIDTH, len(TAGS))
        self.trans = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))

    def emit(self, hidden, shapes, mask):
        mixed = (hidden * torch.softmax(self.mix, 0)[None, None, :, None]).sum(2)
        x = F.dropout(mixed, 0.1, self.training) + self.shape(shapes)
        x = self.layer(x, (~mask)[:, None, None, :].float() * -1e4)
        return self.out(F.dropout(x, 0.1, self.training))

    def partition(self, emissions, mask):
        alpha = emissions[:, 0] + self.start + NO_START
        table = (self.trans + FORBIDDEN)[None]
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + table, 1) + emissions[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        return torch.logsumexp(alpha, 1)

    def loss(self, hidden, shapes, mask, allowed):
        """Negative log likelihood a token of all tag sequences that the gold allows."""
        emissions = self.emit(hidden, shapes, mask)
        return (self.partition(emissions, mask) - self.partition(emissions + allowed, mask)).sum() / mask.sum()


def batch(part, rows, states, tags, shapes):
    """Padded hidden states, shapes, mask and what the gold allows."""
    longest = max(end - start for _, start, end in part)
    hidden = torch.zeros(len(part), longest, len(TAPS), WIDTH)
    forms = torch.zeros(len(part), longest, dtype=torch.long)
    mask = torch.zeros(len(part), longest, dtype=torch.bool)
    allowed = torch.full((len(part), longest, len(TAGS)), -1e4)
    for b, (number, start, end) in enumerate(part):
        size, gold = end - start, torch.from_numpy(tags[start:end])
        hidden[b, :size] = torch.from_numpy(states[start:end].astype(np.float32))
        forms[b, :size], mask[b, :size] = torch.from_numpy(shapes[start:end]), True
        allowed[b, :size].scatter_(1, gold[:, None], 0.0)
        allowed[b, size:, 0] = 0.0
        if rows[number]["set"] == "gum":
            allowed[b, :size][gold == 0] = OPEN
    return hidden, forms, mask, allowed


def train(config: dict) -> Head:
    """The whole run: one pass over the encoder, then the epochs."""
    torch.set_num_threads(1)
    torch.manual_seed(config["seed"])
    random.seed(config["seed"])
    rows = [row for row in map(json.loads, open(config["prepared"], encoding="utf-8")) if row["names"] is not None and row["split"] == "train"]
    states, packed = hidden_states(rows, Path(config["encoder"]), Path(config["states"]))
    tags, shapes = columns(rows)
    part = [(number, *window) for number, own in enumerate(packed) for window in own]
    part += [one for one in part if rows[one[0]]["set"] == "gum"] * (config["gum_times"] - 1)
    head = Head()
    weights = torch.load(config["checkpoint"], map_location="cpu", weights_only=False)["model"]
    head.layer.load_state_dict({k.split("encoder.layers.4.")[1]: v.float() for k, v in weights.items() if "encoder.layers.4." in k})
    own = [p for n, p in head.named_parameters() if n.startswith("layer")]
    new = [p for n, p in head.named_parameters() if not n.startswith("layer")]
    groups = [{"params": own, "lr": config["layer_rate"]}, {"params": new, "lr": config["rate"]}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    size = config["batch"]
    total = int(config["epochs"] * len(part) / size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(1, (k + 1) / 100) * max(0.02, 1 - k / total))
    step = 0
    while step < total:
        random.shuffle(part)
        pools = [sorted(part[i : i + 20 * size], key=lambda one: one[2] - one[1]) for i in range(0, len(part), 20 * size)]
        batches = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
        random.shuffle(batches)
        for one in batches[: total - step]:
            loss = head.loss(*batch(one, rows, states, tags, shapes))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            if step % 100 == 0:
                print(step, total, round(loss.item(), 4), flush=True)
    return head.eval()


def main(path: Path) -> None:
    """Trains and writes the ONNX file."""
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    head = train(config)
    rounded = lambda values: [round(float(value), 4) for value in values]
    transitions = [rounded(row) for row in (head.trans + FORBIDDEN).detach()]
    mix = rounded(torch.softmax(head.mix.detach(), 0))
    export_names(head, TAGS, mix, transitions, rounded((head.start + NO_START).detach()), Path(config["out"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
