"""From a text to a vector for each of its words, by a small multilingual transformer.

The network is the lower part of multilingual-e5-small (Wang et al., "Multilingual E5 Text
Embeddings", 2024), trained further on annotated requests and stored with weights of 7 bits.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from activities.understanding.marking.decoding import Floats

if TYPE_CHECKING:
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

MOST_WORDS, MOST_PIECES = 500, 700
"""Words and pieces of words that are read: on a slow processor half a second."""
_AT_ONCE, _WINDOW = 450, 300
"""Pieces that the network looks at at once; and in each part, where a text has more."""
_FIRST, _LAST = 0, 2
_NO_WORD = re.compile(r"\S{65,}")
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*|[^\w\s]")


class Pieces(NamedTuple):
    """The pieces of the words of a text, as rows of the vocabulary."""

    ids: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    """Of each word: its first and its last piece."""


class Encoded(NamedTuple):
    """The words of a text and what the network makes of them."""

    spans: tuple[tuple[int, int], ...]
    """Where each word begins and ends."""
    firsts: Floats
    lasts: Floats
    """Vectors of the first and the last piece of each word; shape (words, width)."""
    pieces: Floats
    """Vectors of all pieces, with those that frame them; shape (pieces, width)."""
    unread: str = ""
    """The text behind the words, where there are too many."""


class _Network(NamedTuple):
    tokenizer: "Tokenizer"
    session: "onnxruntime.InferenceSession"


@cache
def _network() -> _Network:
    # Both take a while to import, and workflows import these modules for their names alone.
    import onnxruntime
    from tokenizers import Tokenizer

    folder = files(__package__) / "model"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    with as_file(folder / "tokenizer.json") as words, as_file(folder / "encoder.onnx") as graph:
        tokenizer = Tokenizer.from_file(str(words))
        session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
    return _Network(tokenizer, session)


def load() -> None:
    """Load the network now instead of with the first request."""
    _network()


def words_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word, number and sign of a text begins and ends."""
    return tuple(match.span() for match in _WORD.finditer(text))


def pieces_of(text: str, spans: Sequence[tuple[int, int]], tokenizer: "Tokenizer") -> Pieces:
    """Return the pieces of a text, and which of them belong to its words."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    first, last = [-1] * len(spans), [-1] * len(spans)
    at = 0
    for piece, (start, end) in enumerate(encoding.offsets):
        while start < end and text[start].isspace():
            start += 1
        while at + 1 < len(spans) and spans[at + 1][0] <= start:
            at += 1
        if spans and start < end and spans[at][0] <= start < spans[at][1]:
            first[at] = piece if first[at] < 0 else first[at]
            last[at] = piece
    for word, piece in enumerate(first):
        if piece < 0:  # no piece of its own: it is read like the word before
            first[word] = last[word] = last[word - 1] if word else 0
    return Pieces(tuple(encoding.ids), tuple(first), tuple(last))


def encode(text: str) -> Encoded:
    """Return the words of a text with their vectors; at most :data:`MOST_WORDS` of them."""
    text = _NO_WORD.sub(lambda match: " " * len(match.group()), text)
    whole = words_of(text)
    spans = whole[:MOST_WORDS]
    tokenizer, session = _network()
    read = text[: spans[-1][1]] if spans else ""
    pieces = pieces_of(read, spans, tokenizer)
    if len(pieces.ids) > MOST_PIECES:
        spans = spans[: bisect_left(pieces.first, MOST_PIECES)]
        pieces = pieces_of(text[: spans[-1][1]] if spans else "", spans, tokenizer)
    if not pieces.ids:
        nothing = np.empty((0, 0), np.float32)
        return Encoded((), nothing, nothing, nothing)
    windows = [_run(session, pieces.ids[a:b]) for a, b in _windows(read, spans, pieces)]
    vectors = np.concatenate([window[1:-1] for window in windows])
    first, last = (np.array(edge, np.int64) for edge in (pieces.first, pieces.last))
    unread = text[spans[-1][1] :] if len(spans) < len(whole) else ""
    return Encoded(spans, vectors[first], vectors[last], np.concatenate(windows), unread)


def _run(session: "onnxruntime.InferenceSession", ids: Sequence[int]) -> Floats:
    framed = np.array([[_FIRST, *ids, _LAST]], dtype=np.int64)
    (hidden,) = session.run(None, {"ids": framed})
    vectors: Floats = hidden[0]
    return vectors


def _windows(text: str, spans: Sequence[tuple[int, int]], pieces: Pieces) -> list[tuple[int, int]]:
    """Cut the pieces where sentences end, so that each part fits into the network."""
    count = len(pieces.ids)
    if count <= _AT_ONCE:
        return [(0, count)]
    ends = [
        pieces.first[word + 1]
        for word, (start, end) in enumerate(spans[:-1])
        if text[start:end] in ".!?;" or "\n" in text[end : spans[word + 1][0]]
    ]
    cuts = [0]
    while count - cuts[-1] > _AT_ONCE:
        reach = cuts[-1] + _WINDOW
        cuts.append(max((e for e in ends if cuts[-1] < e <= reach), default=reach))
    return list(zip(cuts, [*cuts[1:], count], strict=True))
