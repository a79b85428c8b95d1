"""Writes the head for names as one ONNX file: a transformer layer over the encoder's hidden states at each token's first piece.

Inputs `hidden` [1, w, 384] (the mix of the tapped layers) and `shapes` [1, w] (int32); output `names` [1, w, tags]. What else is needed
(which values of the encoder's graph are tapped, their weights, tags and transitions) stands in the metadata under `hearsay.names`.
"""

import json
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from .encoder import HEADS, WIDTH
from .export import OPSET, Graph, layer
from .states import TAPS


def export_names(head, tags: list[str], mix: list[float], transitions: list[list[float]], start: list[float], path: Path) -> None:
    """`head` has `shape` (an embedding), `layer` (an encoder layer) and `out` (a linear layer)."""
    graph = Graph(quantised=True)
    graph.shape("qkv.shape", -1, 3, HEADS, WIDTH // HEADS)
    graph.shape("flat.shape", 1, -1, WIDTH)
    shapes = graph.node("Gather", graph.weight("shape.weight", head.shape.weight.detach().numpy()), "shapes", axis=0)
    x = layer(graph, "layer", graph.node("Add", "hidden", shapes), head.layer)
    graph.linear("out", graph.prepared(x), head.out)
    graph.rename_last("names")
    inputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "w", WIDTH]),
        helper.make_tensor_value_info("shapes", TensorProto.INT32, [1, "w"]),
    ]
    names = helper.make_tensor_value_info("names", TensorProto.FLOAT, [1, "w", len(tags)])
    whole = helper.make_model(
        helper.make_graph(graph.nodes, "hearsay-names", inputs, [names], graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="hearsay",
    )
    config = {"name": "names-1", "taps": TAPS, "mix": mix, "tags": tags, "transitions": transitions, "start": start}
    helper.set_model_props(whole, {"hearsay.names": json.dumps(config)})
    onnx.checker.check_model(whole)
    path.write_bytes(whole.SerializeToString())
