"""Trains the head that recognises requests which harm people.

Run it with ``uv run --with torch==2.13.0 python -m evaluation.training.refusals``. The head sits on
the vectors of the network as it is shipped, so it is trained last. The harmful requests and their
innocent neighbours are in ``refusals.jsonl``; the annotated requests are innocent too, and so are
those that are put together from everyday words: without them, "a tool library" was refused.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from activities.understanding.marking.encoder import encode
from activities.understanding.marking.heads import Heads
from activities.understanding.text.cleaning import clean
from evaluation.training.annotations import load
from evaluation.training.everyday import everyday

FOLDER = Path(__file__).parent
MODEL = FOLDER.parent.parent / "activities" / "understanding" / "marking" / "model"
_EVERYDAY = 6_000
_SEEDS = (1, 2, 3, 4, 5, 6)
"""A network alone depends much on where it began; their mean finds more and errs less."""
_HIDDEN, _EPOCHS, _BATCH, _MORE = 48, 40, 256, 16.0


def main() -> None:
    """Train, and put the head beside the others."""
    names = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    lines = (FOLDER / "refusals.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    names["harms"] = kinds = list(dict.fromkeys(["none", *(r["kind"] for r in told)]))
    innocent = [annotated.text for annotated in load()]
    innocent += everyday(names["things"], names["fields"], _EVERYDAY)
    vectors = np.stack([_vector(r["text"]) for r in told] + [_vector(t) for t in innocent])
    labels = torch.tensor([kinds.index(r["kind"]) for r in told] + [0] * len(innocent))
    weights = torch.tensor([_MORE] * len(told) + [1.0] * len(innocent))
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-6
    rows = torch.tensor((vectors - mean) / spread)
    networks = [_fitted(rows, labels, weights, len(kinds), seed) for seed in _SEEDS]
    _store(networks, mean, spread)
    text = json.dumps(names, indent=0)
    (MODEL / "labels.json").write_text(f"{text}\n", encoding="utf-8")


def _vector(text: str) -> np.ndarray:
    return Heads(encode(clean(text))).whole


def _fitted(
    rows: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor, kinds: int, seed: int
) -> nn.Sequential:
    torch.manual_seed(seed)
    layers = (nn.Dropout(0.3), nn.Linear(rows.shape[1], _HIDDEN), nn.GELU())
    network = nn.Sequential(*layers, nn.Dropout(0.3), nn.Linear(_HIDDEN, kinds))
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.05)
    judge = nn.CrossEntropyLoss(reduction="none", label_smoothing=0.02)
    for _ in range(_EPOCHS):
        for chosen in torch.randperm(len(rows)).split(_BATCH):
            loss = (judge(network(rows[chosen]), labels[chosen]) * weights[chosen]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return network.eval()


def _store(networks: list[nn.Sequential], mean: np.ndarray, spread: np.ndarray) -> None:
    """Store networks as one that gives their mean; its first layer takes vectors as they come."""
    layers = [[layer for layer in n if isinstance(layer, nn.Linear)] for n in networks]
    firsts, seconds = zip(*layers, strict=True)
    weight = np.concatenate([first.weight.detach().numpy() for first in firsts]) / spread
    bias = np.concatenate([first.bias.detach().numpy() for first in firsts])
    head = {
        "harm1.weight": weight,
        "harm1.bias": bias - weight @ mean,
        "harm2.weight": np.concatenate([s.weight.detach().numpy() for s in seconds], 1)
        / len(networks),
        "harm2.bias": np.mean([s.bias.detach().numpy() for s in seconds], axis=0),
    }
    with np.load(MODEL / "heads.npz") as stored:
        heads = {name: stored[name] for name in stored.files}
    heads |= {name: values.astype(np.float16) for name, values in head.items()}
    np.savez_compressed(MODEL / "heads.npz", **heads)


if __name__ == "__main__":
    main()
