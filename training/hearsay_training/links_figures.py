"""Figures of the network for links while it is trained: exact names, and how often a mention's best link is right."""

import torch

from .links_data import links
from .links_model import FORBIDDEN, FORMS, NO_START, TAGS


def best_tags(model, rows) -> list[int]:
    """The best sequence of tags (Viterbi 1967)."""
    table, back = model.trans + FORBIDDEN, []
    weight = rows[0, : len(TAGS)] + model.start + NO_START
    for row in rows[1:, : len(TAGS)]:
        step, of = (weight[:, None] + table).max(0)
        back.append(of)
        weight = step + row
    tags = [int(weight.argmax())]
    for of in reversed(back):
        tags.append(int(of[tags[-1]]))
    return tags[::-1]


def names(tags: list[int]) -> set[tuple[int, int, str]]:
    """First token, one past the last, and class of persons, bodies and places."""
    found, at = set(), 0
    while at < len(tags):
        tag, end = TAGS[max(tags[at], 0)], at + 1
        while end < len(tags) and tag[0] == "B" and TAGS[max(tags[end], 0)] == "I" + tag[1:]:
            end += 1
        if tag[0] == "B" and tag[2:] in ("PER", "ORG", "LOC"):
            found.add((at, end, tag[2:]))
        at = end
    return found


def figures(model, corpus, part, together: int) -> str:
    """One line."""
    right, gold, found, hits, all_ = {}, {}, {}, {}, {}
    for chunk in part:
        rows = corpus.rows_of(model, [chunk], together)[0][0]
        start = chunk.windows[0][0]
        own = corpus.tags[start : chunk.windows[-1][1]].tolist()
        if own[0] >= 0:
            wanted, given = names(own), names(best_tags(model, rows))
            for table, value in ((right, wanted & given), (gold, wanted), (found, given)):
                table[chunk.set] = table.get(chunk.set, 0) + len(value)
        if len(chunk.heads) > 1:
            place = torch.tensor(chunk.heads)
            open_, good, weight = links(chunk)
            scores = model.link_scores(rows[place - start], place, torch.tensor(chunk.forms)).masked_fill(~open_, -1e4)
            hit = good.gather(1, scores.argmax(1, keepdim=True))[:, 0]
            linked = ~good[:, 0] & (weight > 0)
            for form, one, does, counts in zip(chunk.forms, hit, linked, weight):
                if counts > 0:
                    key = f"{chunk.set} {FORMS[form]} {'linked' if does else 'alone'}"
                    hits[key], all_[key] = hits.get(key, 0) + int(one), all_.get(key, 0) + 1
    exact = [f"{name} names F1 {200 * right[name] / max(gold[name] + found[name], 1):.1f}" for name in sorted(gold)]
    return "; ".join(exact + [f"{key} {100 * hits[key] / all_[key]:.1f} of {all_[key]}" for key in sorted(all_)])
