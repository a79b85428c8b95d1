"""Reads articles with a network and scores what is decoded."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from .articles import Article, Attribution
from .decode import decode
from .labels import LINKS, TAGS
from .model import Model
from .pieces import Pieces
from .samples import encode
from .score import count, figures
from .windows import Window, windows

# Piece ids and feature ids of one window to a row of scores for each piece.
Network = Callable[[list[int], list[int]], np.ndarray]
Scored = list[tuple[Window, np.ndarray]]


def decoding_parameters(model: Model) -> dict:
    """What decoding needs beside the scores."""
    return {
        "transitions": model.crf.table().detach().double().numpy(),
        "inner_transitions": model.inner_crf.table().detach().double().numpy(),
        "distance": model.distance.detach().double().numpy(),
        "none": model.none.detach().double().numpy(),
    }


def torch_network(model: Model) -> Network:
    """The model in single precision."""
    model.eval()

    def run(ids: list[int], features: list[int]) -> np.ndarray:
        with torch.no_grad():
            return model.heads(model.encoder(torch.tensor([ids]), torch.tensor([features]), None))[0].numpy()

    return run


def onnx_network(path: Path) -> Network:
    """The exported file, run by ONNX Runtime on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(path, options)

    def run(ids: list[int], features: list[int]) -> np.ndarray:
        given = {"ids": np.array([ids], np.int32), "features": np.array([features], np.int32)}
        return session.run(["scores"], given)[0][0]

    return run


def score_windows(network: Network, article: Article, pieces: Pieces, limit: int, context: int) -> Scored:
    """Each window of an article with the scores of its tokens."""
    found = []
    for window in windows(article, pieces, limit, context):
        ids, features, heads = encode(window, pieces, limit)
        found.append((window, network(ids, features)[heads]))
    return found


def cut(scores: np.ndarray) -> tuple[np.ndarray, ...]:
    """Tags, inner tags, u and v of a window's rows."""
    n = len(TAGS)
    depth = (scores.shape[1] - 2 * n) // (2 * len(LINKS))
    u, v = (part.reshape(len(scores), len(LINKS), depth) for part in np.split(scores[:, 2 * n :], 2, axis=1))
    return scores[:, :n], scores[:, n : 2 * n], u, v


def decode_article(scored: Scored, parameters: dict) -> list[Attribution]:
    """Attributions whose cue stands in a window's core, on the article's token numbers."""
    found = []
    for window, scores in scored:
        tags, _, u, v = cut(scores)
        starts = window.article.paragraph_start[window.first : window.last]
        for one in decode(tags, u, v, parameters, starts):
            if one.cue[0] + window.first >= window.core:
                parts = (one.source, one.cue, one.content)
                found.append(Attribution(*([t + window.first for t in part] for part in parts)))
    if scored:
        share_sources(found, scored[0][0].article)
    return found


def share_sources(found: list[Attribution], article: Article) -> None:
    """Gives an attribution without a source that of the nearest cue before it in its sentence ("X said …, adding …")."""
    sentence = np.cumsum(article.sentence_start)
    found.sort(key=lambda one: one.cue[0])
    for number, one in enumerate(found):
        before = [x for x in found[:number] if x.source and sentence[x.cue[0]] == sentence[one.cue[0]]]
        if not one.source and before:
            one.source = list(before[-1].source)


def evaluate(articles: list[Article], scored: list[Scored], parameters: dict) -> dict[str, float]:
    """Figures over all annotators' files."""
    counts = Counter()
    for article, rows in zip(articles, scored, strict=True):
        predicted = decode_article(rows, parameters)
        for gold in article.annotations:
            count(article, predicted, gold, counts)
    return figures(counts)
