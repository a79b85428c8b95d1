"""Figures of predicted against gold attributions, as `hearsay-score` counts them, for choosing on the dev part."""

from collections import Counter

from .articles import Article, Attribution
from .labels import ROLES
from .samples import runs


def f1(hits: float, predicted: float, gold: float) -> float:
    return 200.0 * hits / (predicted + gold) if predicted + gold else 0.0


def role_runs(attributions: list[Attribution], role: str, breaks) -> set[tuple[int, int]]:
    return {(r[0], r[-1]) for a in attributions for r in runs(getattr(a, role), breaks)}


def overlapping(ones, others) -> int:
    return sum(any(a <= d and c <= b for c, d in others) for a, b in ones)


def jaccard(article: Article, ones: list[int], others: list[int]) -> float:
    def size(tokens):
        return sum(article.spans[t][1] - article.spans[t][0] for t in tokens)

    union = size(set(ones) | set(others))
    return size(set(ones) & set(others)) / union if union else 1.0


def relaxed(article: Article, predicted: Attribution, gold: Attribution) -> bool:
    def touch(role):
        one, other = getattr(predicted, role), getattr(gold, role)
        return bool(set(one) & set(other)) or not (one or other)

    return touch("source") and touch("cue") and jaccard(article, predicted.content, gold.content) >= 0.8


def count(article: Article, predicted: list[Attribution], gold: list[Attribution], to: Counter) -> None:
    """Adds one article's counts."""
    for role in ROLES:
        ones, others = role_runs(predicted, role, article.paragraph_start), role_runs(gold, role, article.paragraph_start)
        to[role, "predicted"] += len(ones)
        to[role, "gold"] += len(others)
        to[role, "exact"] += len(ones & others)
        to[role, "overlap p"] += overlapping(ones, others)
        to[role, "overlap g"] += overlapping(others, ones)
    to["relation", "predicted"] += len(predicted)
    to["relation", "gold"] += len(gold)
    keys = Counter((*a.source, -1, *a.cue, -1, *a.content) for a in gold)
    to["relation", "exact"] += sum((Counter((*a.source, -1, *a.cue, -1, *a.content) for a in predicted) & keys).values())
    left = list(gold)
    for one in predicted:
        match = next((g for g in left if relaxed(article, one, g)), None)
        if match is not None:
            left.remove(match)
            to["relation", "relaxed"] += 1
    one, other = flat(article, predicted), flat(article, gold)
    for a, b in zip(one, other):
        to["pair", a, b] += 1


def flat(article: Article, attributions: list[Attribution]) -> list[str]:
    tags = ["O"] * len(article.words)
    for a in attributions:
        for role in ROLES:
            for t in getattr(a, role):
                tags[t] = role
    return tags


def figures(counts: Counter) -> dict[str, float]:
    """Exact and overlap F1 by role, relation F1, Krippendorff's alpha over tokens (nominal)."""
    found = {}
    for role in ROLES:
        p, g = counts[role, "predicted"], counts[role, "gold"]
        found[f"{role} exact"] = f1(counts[role, "exact"], p, g)
        precision, recall = counts[role, "overlap p"] / max(p, 1), counts[role, "overlap g"] / max(g, 1)
        found[f"{role} overlap"] = 200 * precision * recall / max(precision + recall, 1e-9)
    p, g = counts["relation", "predicted"], counts["relation", "gold"]
    for kind in ("exact", "relaxed"):
        found[f"relation {kind}"] = f1(counts["relation", kind], p, g)
    pairs = {k[1:]: n for k, n in counts.items() if k[0] == "pair"}
    total = sum(pairs.values())
    differ = sum(n for (a, b), n in pairs.items() if a != b) / total
    each = Counter()
    for (a, b), n in pairs.items():
        each[a] += n
        each[b] += n
    size = 2 * total
    expected = sum(each[a] * each[b] for a in each for b in each if a != b) / (size * (size - 1))
    found["alpha"] = 1 - differ / expected
    return found


def line(found: dict[str, float]) -> str:
    roles = "/".join(f"{found[f'{r} exact']:.1f}" for r in ROLES)
    loose = "/".join(f"{found[f'{r} overlap']:.1f}" for r in ROLES)
    return f"exact {roles} overlap {loose} relation {found['relation exact']:.1f}/{found['relation relaxed']:.1f} alpha {found['alpha']:.3f}"
