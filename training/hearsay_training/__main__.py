"""`python -m hearsay_training config/en-1.toml`: from the corpora to the weights, every step of it."""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from . import articles, train, wrap
from .evaluate import decoding_parameters, evaluate, onnx_network, score_windows, torch_network
from .export import export
from .parity import write_parity
from .pieces import Pieces
from .score import line
from .tune import tune


def main(path: Path) -> None:
    """All steps in order; what a step leaves in the work folder is not made again."""
    config = tomllib.loads(path.read_text(encoding="utf-8"))
    work, models = Path(config["work"]), Path(config["models"])
    work.mkdir(parents=True, exist_ok=True)
    held_out = set(path.with_name("held-out.txt").read_text(encoding="utf-8").split())
    check_encoder(config)
    corpus, nested = prepare(config, work, held_out)
    checkpoint = work / "checkpoint"
    if not checkpoint.exists():
        whole = articles.read(corpus, "train")
        part = [one for one in whole if one.name not in held_out]
        train.train(part, articles.read(nested, "train"), settings(config, work))
    finish(config, checkpoint, corpus, models)


def settings(config: dict, work: Path) -> dict:
    """What the training loop is told."""
    return config["train"] | config["encoder"] | {
        "vocabulary": config["vocabulary"],
        "checkpoint": str(work / "checkpoint"),
        "rendezvous": str((work / "rendezvous").resolve()),
    }


def check_encoder(config: dict) -> None:
    """Refuses to start from other weights than those that the configuration names."""
    encoder = Path(config["encoder"]["encoder"])
    if not encoder.exists():
        sys.exit(f"{encoder}: not there; README.md says how to fetch it")
    found = hashlib.sha256(encoder.read_bytes()).hexdigest()
    if found != config["encoder"]["sha256"]:
        sys.exit(f"{encoder}: sha256 {found}, expected {config['encoder']['sha256']}")


def prepare(config: dict, work: Path, held_out: set[str]) -> tuple[Path, Path]:
    """The corpus and the wrapped texts with tokens and features of the engine."""
    corpus, nested, folder = work / "polnear.jsonl", work / "wrapped.jsonl", work / "wrapped"
    if not corpus.exists():
        run_prepare(config, config["polnear"], corpus)
    if not nested.exists():
        wrap.write(corpus, folder / "train", config["wrap"]["texts"], config["wrap"]["seed"], held_out)
        for part in ("text", "attributions"):
            (folder / "dev" / part).mkdir(parents=True, exist_ok=True)
        run_prepare(config, folder, nested)
    return corpus, nested


def run_prepare(config: dict, folder, out: Path) -> None:
    subprocess.run([*config["prepare"], "--polnear", str(folder), "--out", str(out)], check=True)


def finish(config: dict, checkpoint: Path, corpus: Path, models: Path) -> None:
    """Tunes decoding on the dev part, exports, and writes scores and parity numbers."""
    model, _ = train.load(str(checkpoint))
    pieces = Pieces.read(config["vocabulary"])
    dev, rule = articles.read(corpus, "dev"), config["window"]
    out, log = models / f"{config['name']}.onnx", {}

    def scored(network):
        return [score_windows(network, article, pieces, rule["limit"], rule["context"]) for article in dev]

    parameters = decoding_parameters(model)
    whole = scored(torch_network(model))
    tuned = tune(dev, whole, parameters)
    parameters |= tuned
    log["single precision"] = evaluate(dev, whole, parameters)
    described = {"name": config["name"], "window": rule, **tuned}
    described |= {name: value.tolist() for name, value in decoding_parameters(model).items()}
    export(model, out, described, pieces.vocabulary)
    log["8 bits"] = evaluate(dev, scored(onnx_network(out)), parameters)
    for name, found in log.items():
        print(f"{name}: {line(found)}", flush=True)
    (models / f"{config['name']}.json").write_text(json.dumps(described) + "\n", encoding="utf-8")
    (models / f"{config['name']}.scores.json").write_text(json.dumps(log, indent=1) + "\n", encoding="utf-8")
    (models / "vocab.txt").write_text("\n".join(pieces.vocabulary) + "\n", encoding="utf-8")
    write_parity(model, onnx_network(out), pieces, parameters, models / "parity.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
