"""Chooses the few numbers of decoding that training does not: on the dev part, one after another."""

from .articles import Article
from .evaluate import Scored, evaluate

GRID = {
    "link_scale": (0.7, 0.85, 1.0, 1.2, 1.4),
    "outside_bias": (-0.6, -0.4, -0.2, 0.0, 0.2),
}
NEUTRAL = {"link_scale": 1.0, "outside_bias": 0.0, "inner_outside_bias": 0.0}


def merit(found: dict[str, float]) -> float:
    """What is asked of the model, in one number: exact spans of each role and relations, exact and relaxed."""
    names = ("source exact", "cue exact", "content exact", "relation exact", "relation relaxed")
    return sum(found[name] for name in names)


def tune(dev: list[Article], scored: list[Scored], parameters: dict) -> dict[str, float]:
    """The best values, each chosen with the others held."""
    chosen = dict(NEUTRAL)
    for name, values in GRID.items():
        tried = {value: merit(evaluate(dev, scored, parameters | chosen | {name: value})) for value in values}
        chosen[name] = max(tried, key=lambda value: (tried[value], -abs(value - NEUTRAL[name])))
    return chosen
