"""`python -m hearsay_training.names config/names-1.toml`: trains the head for names on what `hearsay-score people prepare` wrote.

The encoder stays as it is: its hidden states are computed once by the shipped 8-bit file, so the head learns on what it will see.
"""

import json
import random
import sys
import tomllib
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from torch import nn
from torch.nn import functional as F

from .articles import Article
from .encoder import WIDTH, Layer
from .labels import feature_id
from .names_export import TAPS, export_names
from .pieces import Pieces
from .windows import windows

CLASSES = ["PER", "ORG", "LOC", "NORP", "MISC"]
OF_CLASS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC", "NORP": "NORP", "Misc": "MISC", "Product": "MISC"}
TAGS = ["O"] + [f"{part}-{name}" for name in CLASSES for part in "BI"]
# GUM marks no peoples and no other names: there "outside" may be any of these.
OPEN = torch.tensor([0.0 if tag == "O" or tag.endswith(("NORP", "MISC")) else -1e4 for tag in TAGS])
SHAPES = 6 * 8
FORBIDDEN = torch.tensor([[-1e4 if to[0] == "I" and of[1:] != to[1:] else 0.0 for to in TAGS] for of in TAGS])
NO_START = torch.tensor([-1e4 if tag[0] == "I" else 0.0 for tag in TAGS])


def shape(word: str, case: int, sentence_start: bool) -> int:
    """How a token is written, as `shape` in `model/names.rs`."""
    return ((case * 2 + int(sentence_start)) * 2 + int(len(word) <= 2)) * 2 + int(any(c in word for c in "-'’./&"))


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


def hidden_states(rows: list[dict], model: Path) -> tuple[np.ndarray, list[tuple[int, int, int]]]:
    """[tokens, taps, 384] of all documents, and each window's document with its first token and the one past its last."""
    graph = onnx.load(model)
    properties = {p.key: p.value for p in graph.metadata_props}
    vocabulary, rule = properties["hearsay.vocabulary"].split("\n"), json.loads(properties["hearsay.config"])["window"]
    for tap in TAPS:
        graph.graph.output.append(helper.make_tensor_value_info(tap, TensorProto.FLOAT, [1, "t", WIDTH]))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session, pieces = onnxruntime.InferenceSession(graph.SerializeToString(), options), Pieces(vocabulary)
    first, last = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    states = np.zeros((sum(len(row["words"]) for row in rows), len(TAPS), WIDTH), np.float16)
    found, offset = [], 0
    for number, row in enumerate(rows):
        columns = zip(row["case"], row["quote"], row["sentence_start"], row["paragraph_start"])
        features = [feature_id(case + 1, quote, s, p) for case, quote, s, p in columns]
        article = Article(row["name"], row["words"], [], features, row["sentence_start"], row["paragraph_start"])
        for window in windows(article, pieces, rule["limit"], rule["context"]):
            ids, marks, firsts = [first], [0], []
            for i in range(window.first, window.last):
                encoded = list(pieces.encode(row["words"][i]))[: rule["limit"] - 2]
                firsts.append(len(ids))
                ids += encoded
                marks += [features[i]] * len(encoded)
            inputs = {"ids": np.array([ids + [last]], np.int32), "features": np.array([marks + [0]], np.int32)}
            for tap, value in enumerate(session.run(TAPS, inputs)):
                states[offset + window.core : offset + window.last, tap] = value[0, firsts[window.core - window.first :]]
            found.append((number, offset + window.core, offset + window.last))
        offset += len(row["words"])
    return states, found


def labels(rows: list[dict]) -> tuple[np.ndarray, np.ndarray]:
    """The tag and the shape of each token of all documents."""
    tags, shapes, offset = [], [], 0
    for row in rows:
        shapes += [shape(*one) for one in zip(row["words"], row["case"], row["sentence_start"])]
        own = [0] * len(row["words"])
        for start, end, name in row["names"]:
            if name in OF_CLASS:
                own[start:end] = [TAGS.index(f"{'B' if i == start else 'I'}-{OF_CLASS[name]}") for i in range(start, end)]
        tags += own
    return np.array(tags), np.array(shapes)


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
    rows = [json.loads(line) for line in open(config["prepared"], encoding="utf-8")]
    states, found = hidden_states(rows, Path(config["encoder"]))
    tags, shapes = labels(rows)
    part = [one for one in found if rows[one[0]]["split"] == "train"]
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
