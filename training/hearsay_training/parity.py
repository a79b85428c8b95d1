"""Numbers on a text of our own, against which the engine's are tested."""

import json
from pathlib import Path

import numpy as np
import onnxruntime

from .evaluate import Network, torch_network
from .model import Model
from .links_model import SHAPES
from .pieces import Pieces
from .states import TAPS, Tapped

TEXT = (
    "The mayor of Port Ansel said on Monday that the bridge would stay closed, according to two council officials.\n\n"
    "“We will not open it,” Ms. Oduya told reporters. “Not this year.”"
)
# Words and feature rows of TEXT, written out: parity is about the network, not about tokens.
WORDS = TEXT.replace("\n\n", " ¶ ").replace("“", "“ ").replace("”", " ”").replace(",", " ,").replace(". ", " . ").split()


def write_parity(model: Model, network: Network, pieces: Pieces, parameters: dict, path: Path) -> None:
    """Stores piece ids, feature rows and the first, a middle and the last row of scores, in both precisions."""
    ids = [pieces.first, *(i for word in WORDS if word != "¶" for i in pieces.encode(word)), pieces.last]
    features = [0, *((7 * i) % 96 + 16 for i in range(len(ids) - 2)), 0]
    whole, eight = torch_network(model)(ids, features), network(ids, features)
    rows = [0, len(ids) // 2, len(ids) - 1]
    stored = {
        "text": TEXT,
        "words": [word for word in WORDS if word != "¶"],
        "ids": ids,
        "features": features,
        "rows": rows,
        "single": np.round(whole[rows].astype(float), 4).tolist(),
        "eight": np.round(eight[rows].astype(float), 4).tolist(),
    }
    path.write_text(json.dumps(stored) + "\n", encoding="utf-8")


def write_links_parity(tapped: Tapped, links: Path, stored: Path, path: Path) -> None:
    """Stores what the network for links gives on every piece of that text, taken for words, the second half as another window."""
    text = json.loads(stored.read_text(encoding="utf-8"))
    inputs = {"ids": np.array([text["ids"]], np.int32), "features": np.array([text["features"]], np.int32)}
    hidden = np.concatenate(tapped.session.run(TAPS, inputs))
    count = hidden.shape[1]
    shapes, cut = [(5 * i) % SHAPES for i in range(count)], count // 2
    blocks = [int(i >= cut) for i in range(count)]
    session = onnxruntime.InferenceSession(links.read_bytes())
    found = session.run(["rows"], {"hidden": hidden, "shapes": np.array([shapes], np.int32), "blocks": np.array([blocks], np.int32)})[0][0]
    rows = [0, cut, count - 1]
    values = np.round(found[rows].astype(float), 4).tolist()
    path.write_text(json.dumps({"shapes": shapes, "cut": cut, "rows": rows, "values": values}) + "\n", encoding="utf-8")
