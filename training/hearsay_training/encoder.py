"""A plain BERT encoder whose weights come from a public ONNX file."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

HEADS = 12
WIDTH = 384


def drop(x, rate: float, training: bool):
    """Drops whole channels of a window: as good a brake as dropout of cells, and much cheaper on a CPU."""
    if not training or rate == 0:
        return x
    return x * F.dropout(torch.ones(x.shape[0], 1, x.shape[2], dtype=x.dtype), rate, True)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, mask)
        seen = self.mix(seen.transpose(1, 2).reshape(b, t, WIDTH))
        x = self.norm1(x + drop(seen, self.dropout, self.training))
        wide = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(wide, self.dropout, self.training))


class Encoder(nn.Module):
    """Embeddings of pieces, positions and token features, then the layers."""

    def __init__(self, vocabulary: int, layers: int, features: int, dropout: float):
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(features, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = dropout

    def forward(self, ids, features, mask):
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.features(features)
        x = drop(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def public_weights(path: Path) -> dict[str, torch.Tensor]:
    """The named BERT weights of an ONNX file, in torch's own orientation."""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {name: torch.tensor(a).float() for name, a in arrays.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in arrays:
            module = node.name.removeprefix("/").removesuffix("/MatMul").replace("/", ".")
            found[f"{module}.weight"] = torch.tensor(arrays[node.input[1]]).float().T.contiguous()
    return found


def load_public(encoder: Encoder, weights: dict[str, torch.Tensor], keep: list[int]) -> None:
    """Copies public weights into the encoder; `keep` lists the layers taken, bottom first."""
    w = weights
    encoder.pieces.weight.data.copy_(w["embeddings.word_embeddings.weight"])
    encoder.positions.weight.data.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
    copy(encoder.norm, w, "embeddings.LayerNorm")
    for layer, number in zip(encoder.layers, keep, strict=True):
        at = f"encoder.layer.{number}"
        parts = [f"{at}.attention.self.{n}" for n in ("query", "key", "value")]
        layer.qkv.weight.data.copy_(torch.cat([w[f"{p}.weight"] for p in parts]))
        layer.qkv.bias.data.copy_(torch.cat([w[f"{p}.bias"] for p in parts]))
        copy(layer.mix, w, f"{at}.attention.output.dense")
        copy(layer.norm1, w, f"{at}.attention.output.LayerNorm")
        copy(layer.up, w, f"{at}.intermediate.dense")
        copy(layer.down, w, f"{at}.output.dense")
        copy(layer.norm2, w, f"{at}.output.LayerNorm")


def copy(module: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])
