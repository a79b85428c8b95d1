"""Writes the model as one ONNX file: plain operators, one window a run, parameters of decoding in its metadata.

The graph is written out by hand, so that names, shapes and what is quantised are exactly what DECODING.md says.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .encoder import HEADS, WIDTH
from .model import Model

OPSET = 20


class Graph:
    """Nodes and weights in the making."""

    def __init__(self, quantised: bool):
        self.nodes, self.weights, self.quantised, self.count = [], [], quantised, 0

    def weight(self, name: str, array: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def node(self, kind: str, *inputs: str, outputs: int = 1, **attributes):
        self.count += 1
        names = [f"{kind}_{self.count}" + (f"_{i}" if i else "") for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, f"{kind}_{self.count}", **attributes))
        return names[0] if outputs == 1 else names

    def rename_last(self, name: str) -> None:
        self.nodes[-1].output[0] = name

    def quantise(self, x: str):
        """A dynamic 8-bit copy of an activation: (values, scale, zero point)."""
        return self.node("DynamicQuantizeLinear", x, outputs=3)

    def linear(self, name: str, x, module) -> str:
        """x·W + b; with quantised weights x is what `quantise` gave."""
        weight, bias = module.weight.detach().numpy().T, module.bias.detach().numpy()
        if not self.quantised:
            product = self.node("MatMul", x, self.weight(f"{name}.weight", weight))
            return self.node("Add", product, self.weight(f"{name}.bias", bias))
        values, scale, zero = x
        whole, scales = eight_bits(weight, axis=0)
        zeros = self.weight(f"{name}.zero", np.zeros(len(bias), np.int8))
        product = self.node("MatMulInteger", values, self.weight(f"{name}.weight", whole), zero, zeros)
        factor = self.node("Mul", scale, self.weight(f"{name}.scale", scales))
        product = self.node("Mul", self.node("Cast", product, to=TensorProto.FLOAT), factor)
        return self.node("Add", product, self.weight(f"{name}.bias", bias))

    def prepared(self, x: str):
        return self.quantise(x) if self.quantised else x

    def norm(self, name: str, x: str, module) -> str:
        scale = self.weight(f"{name}.weight", module.weight.detach().numpy())
        bias = self.weight(f"{name}.bias", module.bias.detach().numpy())
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)

    def shape(self, name: str, *sizes: int) -> str:
        return self.weight(name, np.array(sizes, np.int64))


def eight_bits(weight: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric signed bytes and the scale of each column (axis 0) or row (axis 1)."""
    scales = (np.abs(weight).max(axis, keepdims=True) / 127.0).astype(np.float32)
    scales = np.where(scales == 0, np.float32(1), scales)
    return np.clip(np.rint(weight / scales), -127, 127).astype(np.int8), scales.squeeze(axis)


def embeddings(graph: Graph, model: Model) -> str:
    encoder = model.encoder
    table = encoder.pieces.weight.detach().numpy()
    if graph.quantised:
        whole, scales = eight_bits(table, axis=1)
        rows = graph.node("Gather", graph.weight("pieces.weight", whole), "ids", axis=0)
        factor = graph.node("Gather", graph.weight("pieces.scale", scales[:, None]), "ids", axis=0)
        pieces = graph.node("Mul", graph.node("Cast", rows, to=TensorProto.FLOAT), factor)
    else:
        pieces = graph.node("Gather", graph.weight("pieces.weight", table), "ids", axis=0)
    features = graph.node("Gather", graph.weight("features.weight", encoder.features.weight.detach().numpy()), "features", axis=0)
    length = graph.node("Shape", "ids", start=1, end=2)
    positions = graph.node(
        "Slice", graph.weight("positions.weight", encoder.positions.weight.detach().numpy()),
        graph.shape("zero", 0), length, graph.shape("axis", 0),
    )
    total = graph.node("Add", graph.node("Add", pieces, features), positions)
    return graph.norm("norm", total, encoder.norm)


def layer(graph: Graph, name: str, x: str, module) -> str:
    head = WIDTH // HEADS
    mixed = graph.linear(f"{name}.qkv", graph.prepared(x), module.qkv)
    split = graph.node("Reshape", mixed, "qkv.shape")
    split = graph.node("Transpose", split, perm=[1, 2, 0, 3])
    q, k, v = (graph.node("Gather", split, graph.weight(f"{name}.{n}", np.array(i, np.int64)), axis=0) for i, n in enumerate("qkv"))
    q = graph.node("Mul", q, graph.weight(f"{name}.root", np.array(head**-0.5, np.float32)))
    weights = graph.node("Softmax", graph.node("MatMul", q, graph.node("Transpose", k, perm=[0, 2, 1])), axis=-1)
    seen = graph.node("Transpose", graph.node("MatMul", weights, v), perm=[1, 0, 2])
    seen = graph.node("Reshape", seen, "flat.shape")
    x = graph.norm(f"{name}.norm1", graph.node("Add", x, graph.linear(f"{name}.mix", graph.prepared(seen), module.mix)), module.norm1)
    wide = graph.node("Gelu", graph.linear(f"{name}.up", graph.prepared(x), module.up))
    narrow = graph.linear(f"{name}.down", graph.prepared(wide), module.down)
    return graph.norm(f"{name}.norm2", graph.node("Add", x, narrow), module.norm2)


def export(model: Model, path: Path, config: dict, vocabulary: list[str], quantised: bool = True) -> None:
    """Writes `path`: inputs `ids` and `features` [1, t] (int32), output `scores` [1, t, 14 + 8 d]."""
    model = model.float().eval()
    graph = Graph(quantised)
    graph.shape("qkv.shape", -1, 3, HEADS, WIDTH // HEADS)
    graph.shape("flat.shape", 1, -1, WIDTH)
    x = embeddings(graph, model)
    for number, module in enumerate(model.encoder.layers):
        x = layer(graph, f"layer{number}", x, module)
    graph.linear("heads", graph.prepared(x), model.heads)
    graph.rename_last("scores")
    ids, features = (helper.make_tensor_value_info(n, TensorProto.INT32, [1, "t"]) for n in ("ids", "features"))
    scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [1, "t", model.heads.out_features])
    whole = helper.make_model(
        helper.make_graph(graph.nodes, "hearsay", [ids, features], [scores], graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="hearsay",
    )
    helper.set_model_props(whole, {"hearsay.config": json.dumps(config), "hearsay.vocabulary": "\n".join(vocabulary)})
    onnx.checker.check_model(whole)
    path.write_bytes(whole.SerializeToString())
