"""`python -m hearsay_training.links config/links-2.toml`: trains the network for who is who on what
`hearsay-score people prepare` wrote, and writes it as ONNX.

The encoder stays as it is. A tenth of each set teaches nothing: figures on it are printed as the run goes.
"""

import hashlib
import json
import random
import sys
import time
import tomllib
from pathlib import Path

import torch
from torch import nn

from .links_data import Chunk, Text, chunks, links, padded
from .links_export import export_links
from .links_figures import figures
from .links_made import given_names, renamed, with_pronouns
from .links_model import Links, link_loss
from .parity import write_links_parity
from .states import TAPS, Tapped, hidden_states
from .tags import columns


def kept_out(name: str) -> bool:
    """Whether a document of the train part teaches nothing, so that there is something to choose by."""
    return hashlib.sha256(("choose " + name).encode()).digest()[0] < 26


def read(path: str) -> list[dict]:
    with open(path, encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == "train" and row["words"]]
    return [row for row in rows if len(row["mentions"]) > 1]


def made(rows: list[dict], config: dict) -> list[dict]:
    """More documents: those of GAP with other names, and texts with names put as pronouns. What is kept out stays so under the same name."""
    if not config["renamed"] + config["with_pronouns"]:
        return []
    chance, given = random.Random(config["seed"]), given_names(Path(config["given_names"]))
    named = {word for row in rows if row["set"] == "newswire" for start, end, kind in row["names"] if kind == "Person" for word in row["words"][end - 1 : end]}
    surnames = sorted(word for word in named if word.isalpha() and word.istitle() and len(word) > 2 and word.lower() not in given)
    found = []
    for row in rows:
        if row["set"] == "gap" and not kept_out(row["name"]):
            found += [renamed(row, given, surnames, chance) | {"set": "gap renamed"} for _ in range(config["renamed"])]
        if row["set"] in ("gap", "newswire"):
            for _ in range(config["with_pronouns"]):
                one = with_pronouns(row, 0.7, chance)
                found += [one | {"set": row["set"] + " pronouns"}] if one else []
    return found


class Corpus:
    """Prepared documents with their hidden states."""

    def __init__(self, config: dict):
        base = [row for path in config["prepared"] for row in read(path)]
        self.texts = []
        for rows, states in ((base, config["states"]), (made(base, config), config["states_made"])):
            rows = [row for row in rows if config["times"].get(row["set"], 0) > 0]
            if rows:
                self.add(rows, Path(config["encoder"]), Path(states))

    def add(self, rows: list[dict], encoder: Path, stored: Path) -> None:
        states, windows = hidden_states(rows, encoder, stored)
        shapes = columns(rows)[1]
        self.texts += [Text(row, own, states, shapes) for row, own in zip(rows, windows)]

    def chunks(self, config: dict, chance: random.Random) -> list[Chunk]:
        """One epoch: every document as often as its set is to be seen, cut anew."""
        found = []
        for text in self.texts:
            if kept_out(text.name):
                continue
            times = config["times"][text.set]
            for _ in range(int(times) + (chance.random() < times % 1)):
                first = chance.randint(1, config["together"] * config["runs"])
                found += chunks(text, config["together"], config["runs"], first)
        return found

    def held(self, config: dict) -> list[Chunk]:
        """What is kept out, cut as the engine does, whole documents at once."""
        texts = [text for text in self.texts if kept_out(text.name)]
        return [chunk for text in texts for chunk in chunks(text, config["together"], 1000, 1000 * config["together"])]


def rows_of(model: Links, part: list[Chunk]) -> list[torch.Tensor]:
    """The network's rows for each chunk's mentions, in order."""
    runs = [(c, run) for c, chunk in enumerate(part) for run in chunk.runs]
    given = padded([(part[c].text, run) for c, run in runs])
    with torch.autocast("cpu", torch.bfloat16, enabled=model.training):
        rows = model(given).float()
    kept = [row[mask == 0] for row, mask in zip(rows, given.mentions)]
    return [torch.cat([row for (of, _), row in zip(runs, kept) if of == c]) for c in range(len(part))]


def loss_of(model: Links, part: list[Chunk]):
    sums = [torch.zeros(()), torch.zeros(())]
    for chunk, own in zip(part, rows_of(model, part)):
        for i, value in enumerate(link_loss(model.link_scores(own, chunk), *links(chunk))):
            sums[i] = sums[i] + value
    return sums[0] / sums[1].clamp(min=20)


def batches(found: list[Chunk], size: int, chance: random.Random) -> list[list[Chunk]]:
    """Batches of about `size` tokens and about equal lengths, in random order."""
    chance.shuffle(found)
    packed = []
    for start in range(0, len(found), 200):
        own, used = [], 0
        for chunk in sorted(found[start : start + 200], key=lambda c: c.size):
            own.append(chunk)
            used += chunk.size
            if used >= size:
                packed.append(own)
                own, used = [], 0
        packed += [own] if own else []
    chance.shuffle(packed)
    return packed


def train(config: dict) -> Links:
    """The whole run: `epochs` times over the documents, or as far as `minutes` reach; the rate falls to nothing."""
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    chance, corpus = random.Random(config["seed"]), Corpus(config)
    model = Links(len(TAPS), config["layers"], config["dropout"])
    if "begin" in config:
        model.load_state_dict(torch.load(config["begin"]))
    print(sum(p.numel() for p in model.parameters()), "parameters", flush=True)
    average = {name: p.detach().clone() for name, p in model.named_parameters()}
    optimiser = torch.optim.AdamW(model.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=0.02)
    held = corpus.held(config)
    began, step, smooth, total = time.time(), 0, 0.0, None
    for epoch in range(config["epochs"]):
        order = batches(corpus.chunks(config, chance), config["batch"], chance)
        total = total or len(order) * config["epochs"]
        for part in order:
            spent = max(step / total, (time.time() - began) / 60 / config["minutes"])
            if spent > 1:
                return store(average, held, config)
            for group in optimiser.param_groups:
                group["lr"] = config["rate"] * min(1.0, (step + 1) / 200, (1 - spent) / 0.8)
            loss = loss_of(model, part)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            kept = min(0.998, (step + 1) / (step + 11))
            torch._foreach_lerp_(list(average.values()), [p.detach() for p in model.parameters()], 1 - kept)
            step, smooth = step + 1, 0.98 * smooth + 0.02 * loss.item()
            if step % 50 == 0:
                print(f"step {step} of {total}, {smooth / (1 - 0.98**step):.4f}, {(time.time() - began) / 60:.1f} minutes", flush=True)
        mean = store(average, held, config)
    return mean


def store(average: dict, held: list[Chunk], config: dict) -> Links:
    """Prints the figures of the averaged weights, and writes them."""
    mean = Links(len(TAPS), config["layers"], config["dropout"])
    mean.load_state_dict(average)
    mean.eval()
    torch.save(mean.state_dict(), config["weights"])
    with torch.no_grad():
        print(figures(mean, held, rows_of), flush=True)
    return mean


def main(path: Path) -> None:
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    model = train(config)
    export_links(model, config["together"], Path(config["out"]))
    write_links_parity(Tapped(Path(config["encoder"])), model, Path(config["out"]), Path(config["parity"]), Path(config["links_parity"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
