"""What the network is to learn of one request, as a loss for each head."""

import math
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as functional

from activities.understanding.marking.heads import bucket
from evaluation.training.annotations import CATEGORIES, TYPES, WISHES
from evaluation.training.examples import Example, Target
from evaluation.training.network import LINK, Network

_SYNONYMS = Path(__file__).with_name("synonyms.toml")
_BEST = 0.65
"""The share of the best category, where others are acceptable too."""
_WEIGHTS = {
    "tags": 0.3,
    "wishes": 1.0,
    "category": 0.7,
    "vague": 1.0,
    "names": 0.2,
    "own names": 0.15,
    "types": 0.5,
    "owners": 1.0,
    "relations": 1.5,
}
"""What is marked counts most: all else depends on it. There are thousands of names, and with much
more weight they would be nearly all that the encoder learns."""


class Names(NamedTuple):
    """The rows of the heads that name things and fields."""

    things: dict[str, int]
    fields: dict[str, int]

    @classmethod
    def of(cls, things: Sequence[str], fields: Sequence[str]) -> "Names":
        """Return the rows of names in their order; those of ``synonyms.toml`` share theirs."""
        same = tomllib.loads(_SYNONYMS.read_text(encoding="utf-8"))
        return cls(_rows(things, same["things"]), _rows(fields, same["fields"]))


def _rows(names: Sequence[str], same: Mapping[str, str]) -> dict[str, int]:
    rows = {name: at for at, name in enumerate(names)}
    for name, others in same.items():
        if name in rows:
            rows |= dict.fromkeys(others.split(), rows[name])
    return rows


class Losses:
    """Adds up the losses of requests.

    Args:
        network: In training.
        names: The rows of its heads.
    """

    def __init__(self, network: Network, names: Names) -> None:
        self._network = network
        self._names = names
        self.sums: defaultdict[str, torch.Tensor] = defaultdict(lambda: torch.tensor(0.0))

    def add(self, hidden: torch.Tensor, example: Example) -> None:
        """Add a request, whose pieces have these vectors; shape (pieces, width)."""
        net = self._network
        inner = hidden[1 : 1 + len(example.pieces.ids)]
        first, last = (torch.tensor(list(e)) for e in (example.pieces.first, example.pieces.last))
        firsts, lasts = inner[first], inner[last]
        tags = net.tag(net.drop(torch.cat([firsts, lasts], -1)))
        wanted = torch.tensor(example.tags)
        self._count("tags", functional.cross_entropy(tags, wanted, reduction="sum"))
        text = self._text(hidden[: len(example.pieces.ids) + 2], example)
        found = {
            kind: self._vectors(firsts, lasts, example.of_kind(kind))
            for kind in "EFW"
            if example.of_kind(kind)
        }
        if "W" in found:
            rows = [WISHES.index(target.mark.name) for target in example.of_kind("W")]
            self._choose("wishes", net.wish(found["W"]), rows)
        if "E" in found:
            self._name(found["E"], example.of_kind("E"), "e")
            self._relate(found["E"], example, text)
        if "F" in found:
            self._tell(found["F"], found.get("E"), example)

    def _count(self, name: str, loss: torch.Tensor) -> None:
        self.sums[name] += _WEIGHTS[name] * loss

    def _choose(self, name: str, scores: torch.Tensor, rows: list[int]) -> None:
        if any(row >= 0 for row in rows):
            loss = functional.cross_entropy(scores, torch.tensor(rows), reduction="sum")
            self._count(name, loss)

    def _vectors(
        self, firsts: torch.Tensor, lasts: torch.Tensor, targets: list[Target]
    ) -> torch.Tensor:
        rows = [
            torch.cat([firsts[t.first], lasts[t.last], firsts[t.first : t.last + 1].mean(0)])
            for t in targets
        ]
        net = self._network
        spans = functional.gelu(net.span(torch.stack(rows)), approximate="tanh")
        return torch.as_tensor(net.drop(spans))

    def _text(self, pieces: torch.Tensor, example: Example) -> torch.Tensor:
        net, annotated = self._network, example.annotated
        text = net.drop((net.pool(pieces).softmax(0) * pieces).sum(0))
        if annotated.categories:
            others = len(annotated.categories) - 1
            shares = [_BEST, *[(1 - _BEST) / others] * others] if others else [1.0]
            logs = net.cat(text).log_softmax(-1)
            for share, category in zip(shares, annotated.categories, strict=True):
                self._count("category", -share * logs[CATEGORIES.index(category)])
        if annotated.vague is not None:
            vague = torch.tensor([float(annotated.vague)])
            loss = functional.binary_cross_entropy_with_logits(net.q(text), vague)
            self._count("vague", loss)
        return torch.as_tensor(text)

    def _name(self, vectors: torch.Tensor, targets: list[Target], which: str) -> None:
        net = self._network
        known = self._names.things if which == "e" else self._names.fields
        names, own = (net.ename, net.ecopy) if which == "e" else (net.fname, net.fcopy)
        self._choose("names", names(vectors), [known.get(t.mark.name, -100) for t in targets])
        copied = torch.tensor([float(target.own) for target in targets])
        loss = functional.binary_cross_entropy_with_logits(
            own(vectors)[:, 0], copied, reduction="sum"
        )
        self._count("own names", loss)

    def _tell(self, fields: torch.Tensor, things: torch.Tensor | None, example: Example) -> None:
        told, known = example.of_kind("F"), example.of_kind("E")
        self._name(fields, told, "f")
        rows = [TYPES.index(target.mark.type) for target in told]
        self._choose("types", self._network.ftype(fields), rows)
        scores = self._network.ow_null(fields)
        if things is not None:
            fits = self._network.ow_f(fields) @ self._network.ow_e(things).T / math.sqrt(LINK)
            far = torch.tensor([[bucket(f.first - t.first) for t in known] for f in told])
            scores = torch.cat([scores, fits + self._network.ow_dist(far)[..., 0]], -1)
        logs = scores.log_softmax(-1)
        for at, target in enumerate(told):
            mine = [1 + n for n, t in enumerate(known) if t.mark.name == target.mark.owner] or [0]
            self._count("owners", -torch.logsumexp(logs[at, mine], 0))

    def _relate(self, vectors: torch.Tensor, example: Example, text: torch.Tensor) -> None:
        targets = example.of_kind("E")
        names = sorted({target.mark.name for target in targets})
        if len(names) < 2:
            return
        places = {n: [at for at, t in enumerate(targets) if t.mark.name == n] for n in names}
        whole = {name: vectors[places[name]].max(0).values for name in names}
        related = {(r.source, r.target): 2 if r.many else 1 for r in example.annotated.relations}
        related |= {(b, a): kind for (a, b), kind in related.items() if kind == 2}
        pairs = [(a, b) for a in names for b in names if a != b]
        rows = []
        for a, b in pairs:
            far = min(
                abs(targets[x].first - targets[y].first) for x in places[a] for y in places[b]
            )
            parts = [whole[a], whole[b], whole[a] * whole[b], text]
            rows.append(torch.cat([*parts, torch.tensor([math.log(far + 1)])]))
        net = self._network
        inner = functional.gelu(net.r1(torch.stack(rows)), approximate="tanh")
        self._choose("relations", net.r2(inner), [related.get(pair, 0) for pair in pairs])
