"""Small layers on top of the vectors of the network as it is shipped: how they are trained."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from activities.understanding.marking import heads
from activities.understanding.marking.decoding import Floats

MODEL = Path(__file__).parents[2] / "activities" / "understanding" / "marking" / "model"


class Lesson(NamedTuple):
    """What is learned: a row of numbers for each example, its kind, and how much it counts."""

    rows: Floats
    kinds: list[int]
    weights: list[float]


class Plan(NamedTuple):
    """How large a network is, and how long it is trained."""

    hidden: int
    epochs: int
    batch: int
    dropout: float = 0.3


class Spread(NamedTuple):
    """By what rows are levelled before they are learned from."""

    mean: Floats
    deviation: Floats


def spread_of(rows: Floats) -> Spread:
    """Return by what rows are levelled."""
    return Spread(rows.mean(0), rows.std(0) + 1e-6)


def fitted(lesson: Lesson, spread: Spread, count: int, plan: Plan, seed: int) -> nn.Sequential:
    """Return a network of two layers that tells so many kinds apart."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # threads that wait for each other are slower on a busy machine
    rows = torch.tensor((lesson.rows - spread.mean) / spread.deviation)
    kinds, weights = torch.tensor(lesson.kinds), torch.tensor(lesson.weights)
    layers = (nn.Dropout(plan.dropout), nn.Linear(rows.shape[1], plan.hidden), nn.GELU())
    network = nn.Sequential(*layers, nn.Dropout(plan.dropout), nn.Linear(plan.hidden, count))
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.05)
    steps = plan.epochs * (len(rows) // plan.batch + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps + 1)
    judge = nn.CrossEntropyLoss(reduction="none", label_smoothing=0.02)
    for _ in range(plan.epochs):
        for chosen in torch.randperm(len(rows)).split(plan.batch):
            loss = (judge(network(rows[chosen]), kinds[chosen]) * weights[chosen]).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            pace.step()
    return network.eval()


def as_one(name: str, networks: list[nn.Sequential], spread: Spread) -> dict[str, Floats]:
    """Return networks as one that gives their mean; its first layer takes rows as they come."""
    layers = [[layer for layer in n if isinstance(layer, nn.Linear)] for n in networks]
    firsts, seconds = zip(*layers, strict=True)
    weight = np.concatenate([one.weight.detach().numpy() for one in firsts]) / spread.deviation
    bias = np.concatenate([one.bias.detach().numpy() for one in firsts])
    share = len(networks)
    return {
        f"{name}1.weight": weight,
        f"{name}1.bias": bias - weight @ spread.mean,
        f"{name}2.weight": np.concatenate([s.weight.detach().numpy() for s in seconds], 1) / share,
        f"{name}2.bias": np.mean([s.bias.detach().numpy() for s in seconds], axis=0),
    }


def store(head: Mapping[str, Floats], labels: Mapping[str, list[str]]) -> None:
    """Put a head and what its rows stand for beside the others."""
    with np.load(MODEL / "heads.npz") as stored:
        weights = {name: stored[name] for name in stored.files}
    weights |= {name: values.astype(np.float16) for name, values in head.items()}
    np.savez_compressed(MODEL / "heads.npz", **weights)
    names = json.loads((MODEL / "labels.json").read_text(encoding="utf-8")) | dict(labels)
    (MODEL / "labels.json").write_text(f"{json.dumps(names, indent=0)}\n", encoding="utf-8")
    heads.forget()
