"""Writes the network for links as one ONNX file: transformer layers over the encoder's hidden states at each token's first piece.

Inputs `hidden` [taps, w, 384], `shapes` and `blocks` [1, w] (int32); output `rows` [1, w, 1 + 2 d]: nobody, q and k.
What else is needed (which values of the encoder's graph are tapped, distances) stands in the metadata under `hearsay.links`.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper
from torch import nn

from .encoder import HEADS, WIDTH
from .export import OPSET, Graph, layer
from .links_model import DEPTH, FORMS, TAGS
from .states import TAPS


def rounded(values) -> list[float]:
    return [round(float(value), 4) for value in values]


def metadata(model, together: int) -> dict:
    return {
        "name": "links-1", "taps": TAPS, "together": together, "depth": DEPTH,
        "forms": FORMS, "distance": [rounded(row) for row in model.distance.detach()],
    }


def without_tags(out: nn.Linear) -> nn.Linear:
    """The tags only teach: names are read by their own head."""
    kept = nn.Linear(out.in_features, out.out_features - len(TAGS))
    kept.weight.data.copy_(out.weight[len(TAGS) :].detach())
    kept.bias.data.copy_(out.bias[len(TAGS) :].detach())
    return kept


def export_links(model, together: int, path: Path) -> None:
    """Writes `path`, weights in 8 bits."""
    graph = Graph(quantised=True)
    graph.shape("qkv.shape", -1, 3, HEADS, WIDTH // HEADS)
    graph.shape("flat.shape", 1, -1, WIDTH)
    scaled = graph.node("Mul", "hidden", graph.weight("mix", model.mix.detach().numpy()))
    mixed = graph.node("ReduceSum", scaled, graph.weight("mix.axis", np.array([0], np.int64)), keepdims=1)
    shapes = graph.node("Gather", graph.weight("shape.weight", model.shape.weight.detach().numpy()), "shapes", axis=0)
    blocks = graph.node("Gather", graph.weight("block.weight", model.block.weight.detach().numpy()), "blocks", axis=0)
    x = graph.node("Add", mixed, graph.node("Add", shapes, blocks))
    for number, module in enumerate(model.layers):
        x = layer(graph, f"layer{number}", x, module)
    graph.linear("out", graph.prepared(x), without_tags(model.out))
    graph.rename_last("rows")
    inputs = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [len(TAPS), "w", WIDTH])]
    inputs += [helper.make_tensor_value_info(name, TensorProto.INT32, [1, "w"]) for name in ("shapes", "blocks")]
    rows = helper.make_tensor_value_info("rows", TensorProto.FLOAT, [1, "w", 1 + 2 * DEPTH])
    whole = helper.make_model(
        helper.make_graph(graph.nodes, "hearsay-links", inputs, [rows], graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="hearsay",
    )
    helper.set_model_props(whole, {"hearsay.links": json.dumps(metadata(model, together))})
    onnx.checker.check_model(whole)
    path.write_bytes(whole.SerializeToString())
