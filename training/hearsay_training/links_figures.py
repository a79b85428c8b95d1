"""Figures of the network for links while it is trained: how often a mention's best link is right."""

from .links_data import links
from .links_model import FORMS


def figures(model, held, rows_of) -> str:
    """One line; of each set and form, those that are somebody's and those that are nobody's."""
    hits, all_ = {}, {}
    for chunk in held:
        open_, good, weight = links(chunk)
        scores = model.link_scores(rows_of(model, [chunk])[0], chunk).masked_fill(~open_, -1e4)
        hit = good.gather(1, scores.argmax(1, keepdim=True))[:, 0]
        for form, one, alone, counts in zip(chunk.forms, hit, good[:, 0], weight):
            if counts > 0:
                key = f"{chunk.text.set} {FORMS[form]} {'alone' if alone else 'linked'}"
                hits[key], all_[key] = hits.get(key, 0) + int(one), all_.get(key, 0) + 1
    return "; ".join(f"{key} {100 * hits[key] / all_[key]:.1f} of {all_[key]}" for key in sorted(all_))
