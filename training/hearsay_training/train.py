"""The training loop: bf16 encoder with single-precision master weights, linear decay, averaged weights."""

import copy
import os
import random
import time
from pathlib import Path

import torch

from .articles import Article
from .encoder import load_public, public_weights
from .model import Model
from .pieces import Pieces
from .samples import Sample, batch, sample
from .windows import windows


def build(config: dict, vocabulary: int) -> Model:
    """A model with public encoder weights and fresh heads."""
    model = Model(vocabulary, len(config["layers"]), config["link_depth"], config["dropout"])
    weights = public_weights(Path(config["encoder"]))
    load_public(model.encoder, weights, config["layers"])
    model.encoder.pieces.weight.requires_grad_(False)
    return model


def article_samples(article: Article, outer, inner, pieces: Pieces, config: dict, chance: random.Random) -> list[Sample]:
    first = chance.randint(config["window"] // 4, config["window"] - 2)
    packed = windows(article, pieces, config["window"], 0, first)
    return [sample(window, outer, inner, pieces, config["window"]) for window in packed]


def epoch_batches(articles, wrapped, pieces: Pieces, config: dict, chance: random.Random) -> list[list[Sample]]:
    """Every article of every annotator, packed anew, and some of the wrapped texts, in batches."""
    found = []
    for article in articles:
        for gold in article.annotations:
            found.extend(article_samples(article, gold, None, pieces, config, chance))
    for article in chance.sample(wrapped, min(len(wrapped), config["wrapped_an_epoch"])):
        inner, outer = (article.annotations[article.annotators.index(name)] for name in ("inner", "outer"))
        found.extend(article_samples(article, outer, inner, pieces, config, chance))
    return batches(found, config["batch"], chance)


def batches(samples: list[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """Batches of about equal length in random order."""
    chance.shuffle(samples)
    found = []
    for start in range(0, len(samples), size * 50):
        pool = sorted(samples[start : start + size * 50], key=lambda s: len(s.ids))
        found.extend(pool[i : i + size] for i in range(0, len(pool) - size + 1, size))
    chance.shuffle(found)
    return found


class Trainer:
    """Owns the fast copy of the model, the master weights, the optimiser and the average."""

    def __init__(self, model: Model, config: dict, world: int):
        self.model, self.config, self.steps, self.step, self.world = model, config, config["steps"], 0, world
        self.master = {n: p.detach().clone().float() for n, p in model.named_parameters() if p.requires_grad}
        self.average = {n: p.clone() for n, p in self.master.items()}
        model.encoder.bfloat16()
        self.live = {n: p for n, p in model.named_parameters() if p.requires_grad}
        groups = [self.group(n) for n in self.master]
        self.rates = [g["lr"] for g in groups]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)

    def group(self, name: str) -> dict:
        """Head parameters learn faster, lower layers slower; norms and biases do not decay."""
        config, parameter = self.config, self.master[name]
        rate = config["head_rate"]
        if name.startswith("encoder."):
            layers = len(config["layers"])
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers") else 0
            rate = config["rate"] * config["layer_decay"] ** (layers - depth)
            if "features" in name:
                rate = config["head_rate"]
        return {"params": [parameter], "lr": rate, "weight_decay": 0.01 if parameter.dim() > 1 else 0.0}

    def learn(self, samples: list[Sample]) -> float:
        """One step; returns the loss."""
        left = (self.steps - self.step) / (self.config["cooldown"] * self.steps)
        scale = max(0.0, min(1.0, self.step / self.config["warmup_steps"], left))
        for group, rate in zip(self.optimizer.param_groups, self.rates):
            group["lr"] = rate * scale
        loss = self.model(batch(samples), self.config["link_weight"])
        loss.backward()
        self.gather_gradients()
        torch.nn.utils.clip_grad_norm_(self.master.values(), 1.0, foreach=True)
        self.optimizer.step()
        self.step += 1
        decay = min(self.config["average"], self.step / (self.step + 10))
        with torch.no_grad():
            torch._foreach_copy_(list(self.live.values()), list(self.master.values()))
            torch._foreach_lerp_(list(self.average.values()), list(self.master.values()), 1 - decay)
        return loss.item()

    def gather_gradients(self) -> None:
        """Moves the gradients to the master weights, averaged over the processes."""
        given = [torch.zeros_like(p) if p.grad is None else p.grad for p in self.live.values()]
        whole = torch.cat([g.flatten().float() for g in given])
        if self.world > 1:
            torch.distributed.all_reduce(whole)
            whole /= self.world
        parts = whole.split([p.numel() for p in self.live.values()])
        for (name, parameter), part in zip(self.live.items(), parts):
            self.master[name].grad = part.view(parameter.shape)
            parameter.grad = None

    def averaged(self) -> Model:
        """A single-precision copy with the averaged weights."""
        model = copy.deepcopy(self.model).float()
        for name, parameter in model.named_parameters():
            if name in self.average:
                parameter.data.copy_(self.average[name])
        return model


def split(samples: list[Sample], rank: int, world: int) -> list[Sample]:
    """A rank's share of a batch that is sorted by length."""
    return samples[rank::world]


def log_line(text: str) -> None:
    print(text, flush=True)


def work(rank: int, world: int, train_part: list[Article], wrapped: list[Article], config: dict) -> None:
    """One process: its share of each batch, gradients summed over all. Rank 0 writes the checkpoints."""
    torch.set_num_threads(max(1, config["threads"] // world))
    if world > 1:
        torch.distributed.init_process_group("gloo", init_method=f"file://{config['rendezvous']}", rank=rank, world_size=world)
    torch.manual_seed(config["seed"])
    pieces, chance = Pieces.read(config["vocabulary"]), random.Random(config["seed"])
    model = build(config, len(pieces.vocabulary))
    todo = epoch_batches(train_part, wrapped, pieces, config, chance)
    trainer = Trainer(model, config, world)
    torch.manual_seed(config["seed"] + rank)
    began = time.time()
    epoch = 0
    while trainer.step < trainer.steps:
        epoch += 1
        model.train()
        recent = []
        for samples in todo[: trainer.steps - trainer.step]:
            recent.append(trainer.learn(split(samples, rank, world)))
            if trainer.step % 50 == 0 and rank == 0:
                log_line(f"epoch {epoch} step {trainer.step}/{trainer.steps} loss {sum(recent) / len(recent):.4f} at {time.time() - began:.0f} s")
                recent = []
        if rank == 0:
            save(trainer.averaged(), config, f"{config['checkpoint']}.{epoch}")
        todo = epoch_batches(train_part, wrapped, pieces, config, chance)
    if rank == 0:
        save(trainer.averaged(), config, config["checkpoint"])
    if world > 1:
        torch.distributed.destroy_process_group()


def save(model: Model, config: dict, path: str) -> None:
    torch.save({"model": model.state_dict(), "config": config}, path + ".part")
    os.replace(path + ".part", path)


def load(path: str) -> tuple[Model, dict]:
    """A checkpoint's model, ready to score, and the configuration it was trained with."""
    stored = torch.load(path, weights_only=False)
    config = stored["config"]
    model = Model(stored["model"]["encoder.pieces.weight"].shape[0], len(config["layers"]), config["link_depth"], 0.0)
    model.load_state_dict(stored["model"])
    return model.eval(), config


def train(train_part: list[Article], wrapped: list[Article], config: dict) -> None:
    """Trains with `processes` processes and writes the checkpoint."""
    Path(config["rendezvous"]).unlink(missing_ok=True)
    world = config["processes"]
    if world == 1:
        work(0, 1, train_part, wrapped, config)
    else:
        parts = (world, train_part, wrapped, config)
        torch.multiprocessing.start_processes(work, parts, world, start_method="fork")
