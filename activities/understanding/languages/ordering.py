"""Puts words in the English order: what describes a noun stands in front of it; pure."""

from activities.understanding.languages.pieces import Piece
from activities.understanding.languages.spelling import fold
from activities.understanding.languages.vocabulary import Kind
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular

_ROMANCE = ("fr", "es", "it", "pt")
_OF = {
    "fr": frozenset({"de", "d'", "du", "des"}),
    "es": frozenset({"de", "del"}),
    "it": word_set("di d' del della dello dei degli delle dell'"),
    "pt": frozenset({"de", "do", "da", "dos", "das"}),
    "de": frozenset({"von", "vom", "der", "des"}),
    "nl": frozenset({"van"}),
}
_THE = frozenset({"the", "a", "my", "our", "their", "its"})
_KEEPS_OF = word_set(
    "list lists overview register collection collections catalogue inventory database log number "
    "schedule calendar table history total sum diary tracking name record records kind kinds "
    "registry stock management archive library"
)
_DONE = frozenset(("note", "see", "keep", "lend", "borrow", "plan", "has", "have", "add", "lent"))
_DOERS = frozenset({"par", "por", "da", "dal", "dalla", "pelo", "pela"})


def ordered(pieces: list[Piece], language: str) -> list[Piece]:
    """Return the pieces with every group of noun and describing words as one."""
    if language in _ROMANCE:
        pieces = _owned_whole(
            _adjectives_first(_without_partitives(pieces, language), romance=True), _OF[language]
        )
    if language == "pl":
        return _genitives_first(_adjectives_first(pieces, romance=False))
    return _of_first(pieces, language)


def _adjectives_first(pieces: list[Piece], *, romance: bool) -> list[Piece]:
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].low if at + 1 < len(pieces) else ""
        telling = piece.kind in (Kind.ADJECTIVE, Kind.VERB) or (romance and _unknown(piece))
        describes = telling and after not in _DOERS
        if describes and found and found[-1].is_noun and _describes_noun(piece, found[-1]):
            found[-1] = _together(piece, found[-1], found[-1])
        else:
            found.append(piece)
    return found


def _unknown(piece: Piece) -> bool:
    """Say whether a word that no table has may be an adjective: a small one, right behind."""
    return piece.kind is None and piece.english.isalpha() and piece.english.islower()


def _without_partitives(pieces: list[Piece], language: str) -> list[Piece]:
    """Leave out "of" where French only says "some": behind what is done."""
    if language != "fr":
        return pieces
    found: list[Piece] = []
    for piece in pieces:
        done = bool(found) and (_unknown(found[-1]) or found[-1].english in _DONE)
        if piece.low in _OF["fr"] and done:
            continue
        found.append(piece)
    return found


def _describes_noun(piece: Piece, noun: Piece) -> bool:
    # "prix payé" is one field, "payé" after a plain thing often another: only attributes take it.
    return piece.kind is not Kind.VERB or noun.english.split(" ")[-1] in (
        "amount", "price", "date", "quantity", "hours", "budget",
    )  # fmt: skip


def _owned_whole(pieces: list[Piece], of: frozenset[str]) -> list[Piece]:
    """Put "the last order" behind an "of" together, so that it can be moved as one."""
    found: list[Piece] = []
    for piece in pieces:
        describes = len(found) > 1 and found[-1].kind is Kind.ADJECTIVE and found[-2].low in of
        if describes and piece.is_noun:
            found[-1] = _together(found[-1], piece, piece)
        else:
            found.append(piece)
    return found


def _of_first(pieces: list[Piece], language: str) -> list[Piece]:
    of = _OF[language]
    found: list[Piece] = []
    at = len(pieces) - 1
    # From the end, so that in a chain each noun takes what follows it.
    while at >= 0:
        piece = pieces[at]
        taken = _owner(found, of) if piece.is_noun and not _keeps(piece) else 0
        if taken:
            owner = found[-taken]
            del found[-taken:]
            piece = _together(owner, piece, piece)
        found.append(piece)
        at -= 1
    return found[::-1]


def _owner(behind: list[Piece], of: frozenset[str]) -> int:
    """Return how many pieces from ``behind``, nearest last, are "of the owner"; else 0."""
    if len(behind) < 2 or behind[-1].low not in of:
        return 0
    size = 3 if len(behind) > 2 and behind[-2].english in _THE else 2
    owner = behind[-size]
    return size if owner.is_noun and len(owner.english.split()) <= 3 else 0


def _genitives_first(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in reversed(pieces):
        behind = found[-1] if found else None
        if behind is not None and _is_genitive(behind) and _takes_owner(piece):
            if _keeps(piece) or not piece.is_noun:
                found.append(Piece("of", piece.end, piece.end, Kind.PLAIN, low="of"))
            else:
                piece = _together(found.pop(), piece, piece)
        found.append(piece)
    return found[::-1]


def _takes_owner(piece: Piece) -> bool:
    return piece.is_noun or (piece.kind is Kind.PLAIN and piece.english in _KEEPS_OF)


def _is_genitive(piece: Piece) -> bool:
    return piece.is_noun and not piece.inner and fold(piece.low) != fold(piece.one)


def _keeps(piece: Piece) -> bool:
    return piece.english.split(" ")[-1] in _KEEPS_OF


def _together(first: Piece, head: Piece, noun: Piece) -> Piece:
    one = first.english
    front = _bare(first) if first.is_noun else first
    return Piece(
        english=f"{singular(one) if first.is_noun else one} {head.english}",
        start=min(first.start, head.start),
        end=max(first.end, head.end),
        kind=noun.kind,
        plural=noun.plural,
        low=noun.low,
        inner=[front, head],
    )


def _bare(piece: Piece) -> Piece:
    *before, last = piece.leaves()
    ending = Piece(singular(last.english), last.start, last.end, last.kind, last.one, low=last.low)
    if not before:
        return ending
    one = singular(piece.english)
    return Piece(one, piece.start, piece.end, piece.kind, inner=[*before, ending])
