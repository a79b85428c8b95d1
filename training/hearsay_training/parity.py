"""Numbers on a text of our own, against which the engine's are tested."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from .evaluate import Network, torch_network
from .links_data import Chunk, Text, padded
from .links_model import Links
from .model import Model
from .tags import SHAPES
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


def write_links_parity(tapped: Tapped, model: Links, links: Path, stored: Path, path: Path) -> None:
    """Stores how the network for links in `links` binds mentions made up on the pieces of that text, taken for words."""
    text = json.loads(stored.read_text(encoding="utf-8"))
    inputs = {"ids": np.array([text["ids"]], np.int32), "features": np.array([text["features"]], np.int32)}
    hidden = np.concatenate(tapped.session.run(TAPS, inputs))
    count = hidden.shape[1]
    shapes = [(5 * i) % SHAPES for i in range(count)]
    row = {"name": "", "set": "", "split": "", "words": [f"w{i % 7}" for i in range(count)], "pronoun": None, "meant": [[], []]}
    row["mentions"] = [made_up(number, head) for number, head in enumerate(range(2, count, 4))]
    own = Text(row, [(0, count)], np.moveaxis(hidden, 0, 1), np.array(shapes))
    run, chunk = padded([(own, [(0, count)])]), Chunk(own, [[(0, count)]])
    whole = lambda values: values[0].numpy().astype(np.int32)
    given = {"words": hidden, "heads": own.heads.astype(np.int32), "marks": whole(run.marks)}
    given |= {"pairs": whole(run.pairs), "apart": whole(run.apart), "around": whole(run.around)}
    rows = onnxruntime.InferenceSession(links.read_bytes()).run(["rows"], given)[0]
    scores = model.link_scores(torch.from_numpy(rows), chunk).detach()
    scores = np.round((scores[:, 1:] - scores[:, :1]).numpy().astype(float), 3).tolist()
    mentions = [one | {"word": word, "whole": whole} for one, word, whole in zip(row["mentions"], own.marked.word, own.marked.whole)]
    path.write_text(json.dumps({"shapes": shapes, "mentions": mentions, "scores": scores}) + "\n", encoding="utf-8")


def made_up(number: int, head: int) -> dict:
    """A mention of two words."""
    form = number % 3
    pronoun = 1 + number % 4 if form == 2 else 0
    return {
        "head": head, "start": head - 1, "end": head + 1, "form": form, "kind": {0: number % 6, 1: 1, 2: 1, 3: 6, 4: 0}[pronoun],
        "gender": number % 3, "number": (number // 2) % 3, "pronoun": pronoun, "quotation": (number % 4) * (number % 2), "sentence": number // 5,
        "entity": None,
    }
