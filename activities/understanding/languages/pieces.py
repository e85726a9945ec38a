"""A request in another language as a sequence of English words that know where they came from."""

from dataclasses import dataclass, field

from activities.understanding.languages.spelling import tokens
from activities.understanding.languages.vocabulary import Entry, Kind, Part, Vocabulary
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import plural

_SIGNS = frozenset(",.;:!?()[]{}/+&%*=<>#-\"'€$£|•")

_UNCOUNTABLE = word_set(
    "shopping homework equipment maintenance furniture clothes food honey rubbish cost hygiene yarn"
)


@dataclass
class Piece:
    """One or several English words that stand for a part of the request."""

    english: str
    start: int
    end: int
    """Of the part, in the characters of the request."""
    kind: Kind | None = None
    """None for signs, numbers, quotes and words that are not known."""
    one: str = ""
    """The person's word in the singular, if it is a noun."""
    many: str = ""
    plural: bool = False
    low: str = ""
    """The person's word in lower case."""
    inner: list["Piece"] = field(default_factory=list)
    """The pieces that were put together, in English order."""

    @property
    def inserted(self) -> bool:
        """Whether only English has the word."""
        return self.start == self.end

    @property
    def is_noun(self) -> bool:
        """Whether it names a thing or an attribute."""
        return self.kind is Kind.NOUN

    @property
    def is_word(self) -> bool:
        """Whether it is more than a sign."""
        return self.low not in _SIGNS

    def leaves(self) -> list["Piece"]:
        """Return the pieces that it was put together from, in English order."""
        return [leaf for part in self.inner for leaf in part.leaves()] if self.inner else [self]


def pieces_of(text: str, words: Vocabulary) -> list[Piece]:
    """Return the pieces of a text, in the order of the text."""
    spans = tokens(text, words.language)
    low = [text[start:end].lower() for start, end in spans]
    found: list[Piece] = []
    at = 0
    while at < len(spans):
        size, entry = _longest(low, at, words)
        start, end = spans[at][0], spans[at + size - 1][1]
        if entry is not None:
            found.append(_piece(entry, text[start:end], start, end))
        else:
            found.append(_single(text[start:end], start, end, words))
        at += size
    return found


def _longest(low: list[str], at: int, words: Vocabulary) -> tuple[int, Entry | None]:
    most = words.longest_from(low[at])
    for size in range(min(most, len(low) - at), 1, -1):
        entry = words.phrase(tuple(low[at : at + size]))
        if entry:
            return size, entry
    if low[at] in _SIGNS or low[at][:1] == '"':
        return 1, None
    return 1, words.word(low[at])


def _piece(entry: Entry, raw: str, start: int, end: int) -> Piece:
    many = entry.plural and entry.kind is Kind.NOUN and entry.english not in _UNCOUNTABLE
    english = plural(entry.english) if many else entry.english
    return Piece(
        english, start, end, entry.kind, entry.one, entry.many, entry.plural, raw.lower()
    )  # fmt: skip


def _single(raw: str, start: int, end: int, words: Vocabulary) -> Piece:
    if raw.isalpha() and (parts := words.compound(raw.lower(), named=raw[0].isupper())):
        return _compound(parts, raw, start, end)
    if "-" in raw and raw.replace("-", "").isalpha():
        return _hyphened(raw, start, end, words)
    return Piece(raw, start, end, low=raw.lower())


def _hyphened(raw: str, start: int, end: int, words: Vocabulary) -> Piece:
    """Return the piece of a word like ``Kilometer-Stand``, or the word itself."""
    parts: list[Part] = []
    at = 0
    for one in raw.split("-"):
        parts.append(Part(at, at + len(one), words.word(one.lower())))
        at += len(one) + 1
    known = parts[-1].entry
    if known is None or known.kind is not Kind.NOUN or words.language not in ("de", "nl"):
        return Piece(raw, start, end, low=raw.lower())
    return _compound(parts, raw, start, end)


def _compound(parts: list[Part], raw: str, start: int, end: int) -> Piece:
    inner: list[Piece] = []
    for part in parts:
        own = raw[part.start : part.end]
        begin, stop = start + part.start, start + part.end
        if part.entry is None:
            inner.append(Piece(own.strip("-"), begin, stop, low=own.lower()))
            continue
        last = part is parts[-1]
        entry = part.entry if last else part.entry._replace(plural=False)
        inner.append(_piece(entry, own, begin, stop))
    head = parts[-1].entry
    many = bool(head and head.plural)
    english = " ".join(piece.english for piece in inner)
    before = raw[: parts[-1].start]
    one = before + _own(head.one, raw) if head else raw
    plural_form = before + _own(head.many, raw) if head and head.many else ""
    return Piece(english, start, end, Kind.NOUN, one, plural_form, many, raw.lower(), inner)


def _own(word: str, raw: str) -> str:
    return word if "-" in raw else word.lower()
