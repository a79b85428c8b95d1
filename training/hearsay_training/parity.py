"""Numbers on a text of our own, against which the engine's are tested."""

import json
from pathlib import Path

import numpy as np

from .evaluate import Network, torch_network
from .model import Model
from .pieces import Pieces

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
