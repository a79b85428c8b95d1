"""Writes the network for links as one ONNX file, weights in 8 bits.

Inputs: `words` [taps, w, 384], the encoder's hidden states at each word's first piece; `heads` [m], which words are heads of mentions;
`marks` [m, 6], `pairs` and `apart` [m, m], `around` [m, w] (all int32, as `links_pairs.py` tells). Output `rows` [m, 1 + 2 d]: nobody, q
and k. What else is needed (which values of the encoder's graph are tapped, what pairs and distances count) stands in the metadata
under `hearsay.links`.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from .encoder import WIDTH
from .export import OPSET, Graph
from .links_model import DEPTH, FORMS, HEADS, OWN
from .links_pairs import MARKS
from .states import TAPS


def rounded(values) -> list[float]:
    return [round(float(value), 4) for value in values]


def metadata(model, together: int) -> dict:
    table = lambda values: [rounded(row) for row in values.detach()]
    return {
        "name": "links-2", "taps": TAPS, "together": together, "depth": DEPTH, "forms": FORMS, "pairs": table(model.pair_table()),
        "distance": table(model.distance), "sentences": table(model.sentences),
    }


def heads_of(graph: Graph, x: str, parts: int) -> list[str]:
    """[heads, rows, own] for each part of what a linear layer gave."""
    split = graph.node("Transpose", graph.node("Reshape", x, f"split{parts}"), perm=[1, 2, 0, 3])
    return [graph.node("Gather", split, f"part{i}", axis=0) for i in range(parts)]


def attention(graph: Graph, name: str, q: str, k: str, v: str, bias: str, mix) -> str:
    """What each row of `q` sees, mixed."""
    scores = graph.node("MatMul", graph.node("Mul", q, "root"), graph.node("Transpose", k, perm=[0, 2, 1]))
    weights = graph.node("Softmax", graph.node("Add", scores, graph.node("Transpose", bias, perm=[2, 0, 1])), axis=-1)
    seen = graph.node("Transpose", graph.node("MatMul", weights, v), perm=[1, 0, 2])
    return graph.linear(name, graph.prepared(graph.node("Reshape", seen, "flat")), mix)


def gathered(graph: Graph, name: str, table, indices: str) -> str:
    return graph.node("Gather", graph.weight(name, table.detach().numpy()), indices, axis=0)


def mention_layer(graph: Graph, name: str, x: str, words: list[str], module) -> str:
    """As `MentionLayer.forward`; `words` are their keys and values."""
    norm = lambda number, y: graph.prepared(graph.norm(f"{name}.norm{number}", y, getattr(module, f"norm{number}")))
    q, k, v = heads_of(graph, graph.linear(f"{name}.qkv", norm(1, x), module.qkv), 3)
    bias = graph.node("Add", gathered(graph, f"{name}.pair", module.pair, "pairs"), gathered(graph, f"{name}.near", module.near, "apart"))
    x = graph.node("Add", x, attention(graph, f"{name}.mix1", q, k, v, bias, module.mix1))
    [q] = heads_of(graph, graph.linear(f"{name}.q", norm(2, x), module.q), 1)
    k, v = words
    x = graph.node("Add", x, attention(graph, f"{name}.mix2", q, k, v, gathered(graph, f"{name}.around", module.around, "around"), module.mix2))
    wide = graph.node("Gelu", graph.linear(f"{name}.up", norm(3, x), module.up))
    return graph.node("Add", x, graph.linear(f"{name}.down", graph.prepared(wide), module.down))


def entered(graph: Graph, model) -> str:
    """Mentions before the first layer."""
    own = graph.node("Transpose", graph.node("Gather", "words", "heads", axis=1), perm=[1, 0, 2])
    own = graph.linear("enter", graph.prepared(graph.node("Reshape", own, graph.shape("flat.taps", -1, len(TAPS) * WIDTH))), model.enter)
    marks = gathered(graph, "marks.weight", model.marks.weight, "marks")
    marks = graph.node("ReduceSum", marks, graph.weight("marks.axis", np.array([1], np.int64)), keepdims=0)
    return graph.node("Add", own, marks)


def export_links(model, together: int, path: Path) -> None:
    """Writes `path`."""
    graph = Graph(quantised=True)
    for parts in (1, 2, 3):
        graph.shape(f"split{parts}", -1, parts, HEADS, OWN // HEADS)
        graph.weight(f"part{parts - 1}", np.array(parts - 1, np.int64))
    graph.shape("flat", -1, OWN)
    graph.weight("root", np.array((OWN // HEADS) ** -0.5, np.float32))
    scaled = graph.node("Mul", "words", graph.weight("mix", model.mix.detach().numpy()[:, None, :]))
    mixed = graph.node("ReduceSum", scaled, graph.weight("mix.axis", np.array([0], np.int64)), keepdims=0)
    words = heads_of(graph, graph.linear("kv", graph.prepared(mixed), model.kv), 2)
    x = entered(graph, model)
    for number, module in enumerate(model.layers):
        x = mention_layer(graph, f"layer{number}", x, words, module)
    graph.linear("out", graph.prepared(graph.norm("norm", x, model.norm)), model.out)
    graph.rename_last("rows")
    whole = helper.make_model(
        helper.make_graph(graph.nodes, "hearsay-links", inputs(), [helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["m", 1 + 2 * DEPTH])], graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="hearsay",
    )
    helper.set_model_props(whole, {"hearsay.links": json.dumps(metadata(model, together))})
    onnx.checker.check_model(whole)
    path.write_bytes(whole.SerializeToString())


def inputs() -> list:
    whole = {"heads": ["m"], "marks": ["m", len(MARKS)], "pairs": ["m", "m"], "apart": ["m", "m"], "around": ["m", "w"]}
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, [len(TAPS), "w", WIDTH])
    return [words] + [helper.make_tensor_value_info(name, TensorProto.INT32, shape) for name, shape in whole.items()]
