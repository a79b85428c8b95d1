"""`python -m hearsay_training.links config/links-1.toml`: trains the network for who is who on what
`hearsay-score people prepare` wrote, and writes it as ONNX.

The encoder stays as it is. A tenth of each set (of the newswire, a fiftieth) teaches nothing: figures on it are printed as the run goes.
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

from .parity import write_links_parity
from .links_data import chunks, columns, links, padded
from .links_export import export_links
from .links_figures import figures
from .links_model import Links, link_loss
from .states import TAPS, Tapped, hidden_states


def kept_out(row: dict) -> bool:
    """Whether a document of the train part teaches nothing, so that there is something to choose by."""
    return hashlib.sha256(("choose " + row["name"]).encode()).digest()[0] < (5 if row["set"] == "newswire" else 26)


class Corpus:
    """Prepared documents with their hidden states."""

    def __init__(self, config: dict):
        with open(config["prepared"], encoding="utf-8") as lines:
            self.rows = [row for row in map(json.loads, lines) if row["split"] == "train" and row["words"]]
        self.states, self.windows = hidden_states(self.rows, Path(config["encoder"]), Path(config["states"]))
        self.tags, self.shapes = columns(self.rows)

    def chunks(self, config: dict, chance: random.Random) -> list:
        """One epoch: every document as often as its set is to be seen, cut anew."""
        found, size = [], config["together"]
        for row, windows in zip(self.rows, self.windows):
            if kept_out(row):
                continue
            times = config["times"][row["set"]]
            for _ in range(int(times) + (chance.random() < times % 1)):
                long = size * (config["runs"] if row["set"] != "newswire" else 1)
                found += chunks(row, windows, long, chance.randint(1, long))
        return found

    def held(self, config: dict) -> list:
        """What is kept out, cut as the engine does."""
        pairs = [(row, windows) for row, windows in zip(self.rows, self.windows) if kept_out(row)]
        return [chunk for row, windows in pairs for chunk in chunks(row, windows, 4 * config["together"], 4 * config["together"])]

    def rows_of(self, model: Links, part: list, together: int):
        """The network's rows for each chunk's tokens, in order, with what `padded` gives of tags."""
        runs = [(c, chunk.windows[i : i + together]) for c, chunk in enumerate(part) for i in range(0, len(chunk.windows), together)]
        hidden, shapes, blocks, mask, allowed = padded([run for _, run in runs], self.states, self.tags, self.shapes, [part[c].set for c, _ in runs])
        rows = model(hidden, shapes, blocks, mask)
        whole = [torch.cat([row[m] for (of, _), row, m in zip(runs, rows, mask) if of == c]) for c in range(len(part))]
        tagged = [i for i, (c, run) in enumerate(runs) if self.tags[run[0][0]] >= 0]
        return whole, rows[tagged], mask[tagged], allowed[tagged]


def loss_of(model: Links, corpus: Corpus, part: list, config: dict):
    whole, rows, mask, allowed = corpus.rows_of(model, part, config["together"])
    names = model.tag_loss(rows, mask, allowed) if len(rows) else torch.zeros(())
    sums = [torch.zeros(()), torch.zeros(())]
    for chunk, own in zip(part, whole):
        if len(chunk.heads) > 1:
            place = torch.tensor(chunk.heads)
            scores = model.link_scores(own[place - chunk.windows[0][0]], place, torch.tensor(chunk.forms))
            for i, value in enumerate(link_loss(scores, *links(chunk))):
                sums[i] = sums[i] + value
    link = sums[0] / sums[1].clamp(min=1)
    return config["tag_weight"] * names + link, (names.item(), link.item())


def batches(found: list, size: int, chance: random.Random) -> list[list]:
    """Batches of about `size` tokens and about equal lengths, in random order."""
    chance.shuffle(found)
    packed = []
    for start in range(0, len(found), 200):
        own, used = [], 0
        for chunk in sorted(found[start : start + 200], key=lambda c: c.windows[-1][1] - c.windows[0][0]):
            own.append(chunk)
            used += chunk.windows[-1][1] - chunk.windows[0][0]
            if used >= size:
                packed.append(own)
                own, used = [], 0
        packed += [own] if own else []
    chance.shuffle(packed)
    return packed


def begin(config: dict) -> Links:
    """Its layers begin as the encoder's from the fourth on."""
    model = Links(len(TAPS), config["layers"], config["together"])
    weights = torch.load(config["checkpoint"], map_location="cpu", weights_only=False)["model"]
    for number, layer in enumerate(model.layers):
        own = f"encoder.layers.{3 + number}."
        layer.load_state_dict({k.removeprefix(own): v.float() for k, v in weights.items() if k.startswith(own)})
    return model


def train(config: dict) -> Links:
    """The whole run; the rate falls to nothing over `minutes`."""
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    chance, corpus, model = random.Random(config["seed"]), Corpus(config), begin(config)
    master = {name: p.detach().clone() for name, p in model.named_parameters()}
    average = {name: p.clone() for name, p in master.items()}
    model.layers.bfloat16()
    own = [p for n, p in master.items() if n.startswith("layers")]
    new = [p for n, p in master.items() if not n.startswith("layers")]
    groups = [{"params": own, "lr": config["layer_rate"]}, {"params": new, "lr": config["rate"]}]
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
    began, step, left, told, sums = time.time(), 0, [], 0.0, [0.0, 0.0]
    while (spent := (time.time() - began) / 60 / config["minutes"]) < 1:
        left = left or batches(corpus.chunks(config, chance), config["batch"], chance)
        for group, rate in zip(optimiser.param_groups, (config["layer_rate"], config["rate"])):
            group["lr"] = rate * min(1.0, step / 60, (1 - spent) / 0.7)
        loss, parts = loss_of(model, corpus, left.pop(), config)
        loss.backward()
        learn(model, master, average, optimiser, step)
        step += 1
        sums = [0.98 * old + 0.02 * value for old, value in zip(sums, parts)]
        if step % 20 == 0:
            print(f"step {step}, {100 * spent:.1f} %, names {sums[0]:.4f}, links {sums[1]:.4f}, batches left {len(left)}", flush=True)
        if time.time() - told > config["tell_minutes"] * 60 and step > 60:
            told = time.time()
            store(average, corpus, config)
    return store(average, corpus, config)


def learn(model: Links, master: dict, average: dict, optimiser, step: int) -> None:
    """One step of the single-precision weights; the network's own layers are copies in half the bits."""
    for name, parameter in model.named_parameters():
        master[name].grad = None if parameter.grad is None else parameter.grad.float()
        parameter.grad = None
    nn.utils.clip_grad_norm_(master.values(), 1.0)
    optimiser.step()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(master[name])
        kept = min(0.995, (step + 1) / (step + 11))
        torch._foreach_lerp_(list(average.values()), list(master.values()), 1 - kept)


def store(average: dict, corpus: Corpus, config: dict) -> Links:
    """Prints the figures of the averaged weights, and writes them."""
    mean = Links(len(TAPS), config["layers"], config["together"])
    mean.load_state_dict(average)
    mean.eval()
    torch.save(mean.state_dict(), config["weights"])
    export_links(mean, config["together"], Path(config["out"]))
    with torch.no_grad():
        print(figures(mean, corpus, corpus.held(config), config["together"]), flush=True)
    return mean


def main(path: Path) -> None:
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    train(config)
    write_links_parity(Tapped(Path(config["encoder"])), Path(config["out"]), Path(config["parity"]), Path(config["links_parity"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
