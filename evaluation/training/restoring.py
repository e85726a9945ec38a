"""Makes of the stored network one that can be trained further.

Its weights have 7 bits and are smoothed; both are undone, which leaves what was rounded
away. What was trained for days needs not be trained again from the beginning.
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from evaluation.training.annotations import WISHES
from evaluation.training.network import Encoder, Network

_PARTS = ("attend", "out", "up", "down")
"""The linear layers of a layer, in the order in which they are used."""


class Restored(NamedTuple):
    """A network with the names of its rows."""

    network: Network
    things: list[str]
    fields: list[str]


def restored(folder: Path) -> Restored:
    """Return the network that is stored in a folder.

    Args:
        folder: With ``encoder.onnx``, ``heads.npz`` and ``labels.json``.

    Raises:
        ValueError: The encoder is not stored as :mod:`evaluation.training.export` does it.
    """
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    stored = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    rounded = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    layers, rest = divmod(len(rounded), len(_PARTS))
    if rest or "word.weight_quantized" not in stored:
        raise ValueError(f"{folder} has no encoder of such layers")
    encoder = Encoder(stored["word.weight_quantized"].shape[0], layers)
    values = {name: stored[name] for name in encoder.state_dict() if name in stored}
    values["word.weight"] = _exact(stored, "word.weight_quantized")
    for at, name in enumerate(rounded):
        layer = f"layers.{at // len(_PARTS)}.{_PARTS[at % len(_PARTS)]}"
        weight, inverse = _exact(stored, name), stored.get(f"{layer}.inverse")
        weight = weight if inverse is None else weight * inverse[:, None]
        values[f"{layer}.weight"] = weight.T
        if inverse is not None:
            values[f"{layer}.bias"] = stored[f"{layer}.linear.bias"]
    encoder.load_state_dict({name: torch.tensor(np.array(v)) for name, v in values.items()})
    network = Network(encoder, len(labels["things"]), len(labels["fields"]))
    _load_heads(network, folder, labels["wishes"])
    return Restored(network, labels["things"], labels["fields"])


def _exact(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Return rounded weights as they were, but for the rounding."""
    base = name.removesuffix("_quantized")
    zero, scale = stored[f"{base}_zero_point"], stored[f"{base}_scale"]
    whole = stored[name].astype(np.float32) - zero.astype(np.float32)
    return (whole * scale).astype(np.float32)


def _load_heads(network: Network, folder: Path, wishes: list[str]) -> None:
    """Load the heads; wishes that are new since are rows that nothing is known of."""
    mine = network.state_dict()
    with np.load(folder / "heads.npz") as heads:
        for name in set(heads.files) & set(mine):
            value = torch.tensor(heads[name].astype(np.float32))
            if name.startswith("wish."):
                rows = [WISHES.index(wish) for wish in wishes]
                mine[name][rows] = value
            else:
                mine[name] = value
    network.load_state_dict(mine)
