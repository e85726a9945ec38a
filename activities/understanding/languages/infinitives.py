"""Verbs that stand at the end of a German or Dutch clause go where English has them; pure."""

from dataclasses import replace

from activities.understanding.languages.pieces import Piece
from activities.understanding.languages.vocabulary import Kind
from activities.understanding.text.cleaning import word_set

_ENDS = frozenset(",.;:!?()\n")
_DOING = frozenset(
    (
        "keep track of", "manage", "note", "track", "keep", "plan", "sort", "see", "write", "add",
        "remember", "print", "export", "search", "filter", "tick off", "download", "send", "pay",
        "upload", "know", "remind",
    )
)  # fmt: skip
_WHO = word_set("I we they you")
_HELPERS = word_set("want need to can should must may could would")
_RELATIVE = word_set("die der das den dem")
_STARTS = word_set("so that when whether if that which who what where and or also please then")


def verbs_forward(pieces: list[Piece], language: str) -> list[Piece]:
    """Return the pieces with what is done in front of what it is done to."""
    if language not in ("de", "nl"):
        return pieces
    found: list[Piece] = []
    clause: list[Piece] = []
    for piece in pieces:
        if piece.low in _ENDS:
            found += [*_forward(clause), piece]
            clause = []
        else:
            clause.append(piece)
    return found + _forward(clause)


def _forward(clause: list[Piece]) -> list[Piece]:
    if len(clause) > 1 and clause[0].low in _RELATIVE and _ends_told(clause[-1]):
        clause = [replace(clause[0], english="that"), *clause[1:]]
    if len(clause) < 2 or not _is_doing(clause[-1]):
        return clause
    *before, verb = clause
    at = _place(before)
    joined = _to(before[:at], verb)
    return [*joined, verb, *before[at:]]


def _ends_told(piece: Piece) -> bool:
    return _is_doing(piece) or piece.english in ("is", "are", "has", "have", "was", "belongs")


def _is_doing(piece: Piece) -> bool:
    doing = piece.english in _DOING or piece.english.split(" ")[0] in ("send", "pay")
    return piece.kind is Kind.PLAIN and doing


def _place(before: list[Piece]) -> int:
    """Return behind how many pieces the verb belongs: the wish, the subject and its helper."""
    at = 0
    for number, piece in enumerate(before):
        words = piece.english.split() if piece.kind is Kind.PLAIN else []
        if not words:
            continue
        starts = words[0] in _STARTS and at == number
        if starts or words[0] in _WHO or words[-1] in _HELPERS:
            at = number + 1
    return at


def _to(front: list[Piece], verb: Piece) -> list[Piece]:
    if front and front[-1].english.split()[-1:] in (["want"], ["need"]):
        return [*front, Piece("to", verb.start, verb.start, Kind.PLAIN, low="to")]
    return front
