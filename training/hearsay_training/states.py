"""Hidden states of the shipped encoder for prepared documents: computed once by the 8-bit file, so that what is trained on them sees what it will see."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from .articles import Article
from .encoder import WIDTH
from .labels import feature_id
from .pieces import Pieces
from .windows import windows

# The output of the encoder's layers 3 to 6 in the graph that `export` writes.
TAPS = ["LayerNormalization_133", "LayerNormalization_174", "LayerNormalization_215", "LayerNormalization_256"]


class Tapped:
    """The shipped file with its hidden layers as outputs."""

    def __init__(self, model: Path):
        graph = onnx.load(model)
        properties = {p.key: p.value for p in graph.metadata_props}
        vocabulary, rule = properties["hearsay.vocabulary"].split("\n"), json.loads(properties["hearsay.config"])["window"]
        for tap in TAPS:
            graph.graph.output.append(helper.make_tensor_value_info(tap, TensorProto.FLOAT, [1, "t", WIDTH]))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(graph.SerializeToString(), options)
        self.pieces, self.limit, self.context = Pieces(vocabulary), rule["limit"], rule["context"]

    def windows(self, row: dict):
        """The windows of a document and the feature rows of its tokens."""
        columns = zip(row["case"], row["quote"], row["sentence_start"], row["paragraph_start"])
        features = [feature_id(case + 1, quote, s, p) for case, quote, s, p in columns]
        article = Article(row["name"], row["words"], [], features, row["sentence_start"], row["paragraph_start"])
        return windows(article, self.pieces, self.limit, self.context), features

    def run(self, row: dict, window, features: list[int]) -> np.ndarray:
        """[tokens, taps, 384] at the first pieces of a window's own tokens."""
        ids, marks, firsts = [self.pieces.first], [0], []
        for i in range(window.first, window.last):
            encoded = list(self.pieces.encode(row["words"][i]))[: self.limit - 2]
            firsts.append(len(ids))
            ids += encoded
            marks += [features[i]] * len(encoded)
        inputs = {"ids": np.array([ids + [self.pieces.last]], np.int32), "features": np.array([marks + [0]], np.int32)}
        own = firsts[window.core - window.first :]
        return np.stack([value[0, own] for value in self.session.run(TAPS, inputs)], 1).astype(np.float16)


def hidden_states(rows: list[dict], model: Path, stored: Path) -> tuple[np.ndarray, list[list[tuple[int, int]]]]:
    """[tokens, taps, 384] of all documents, kept in `stored`, and each document's windows as first token and the one past the last."""
    tapped, found, offset = Tapped(model), [], 0
    shape = (sum(len(row["words"]) for row in rows), len(TAPS), WIDTH)
    known = stored.exists()
    states = np.lib.format.open_memmap(stored, mode="r" if known else "w+", dtype=np.float16, shape=shape)
    for row in rows:
        packed, features = tapped.windows(row)
        for window in packed:
            if not known:
                states[offset + window.core : offset + window.last] = tapped.run(row, window, features)
        found.append([(offset + window.core, offset + window.last) for window in packed])
        offset += len(row["words"])
    return states, found
