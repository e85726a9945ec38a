"""A small language for phrases, matched over words in time linear in the text; pure.

A phrase is a row of elements: ``word`` stands for all its usual forms, ``=word`` for itself alone,
``a|b`` for either, ``@class`` for every word of a class, ``word?`` for a word that may be absent,
``..3`` for up to three words between and ``~3`` for up to three words, commas and colons. At the
beginning ``^`` asks for the start of a sentence and ``!word`` forbids the word before; at the end
``!word`` forbids the word behind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"\b[eE]-[mM]ail\w*|\d{1,3}(?:[.,']\d{3})+(?!\d)|[^\W_]+(?:'[^\W\d_]+)*|[^\w\s]|\n"
)
_WORD = re.compile(r"\w")
_MANY_DIGITS = 5
MANY = "#many"
"""The word that stands for every number of at least five digits."""
_MOST = 40
"""Places that are looked at for one phrase; more would only cost time."""
_VOWELS = "aeiou"
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_CROSSED = frozenset(",:&/+()\"'-")
ENDS = frozenset(".!?;\n")


class Token(NamedTuple):
    """A word or a mark, in small letters, and where it stands."""

    word: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than a mark."""
        return self.word == MANY or _WORD.match(self.word) is not None


class Span(NamedTuple):
    """Where a phrase was found: from a token to before another, and what it stands for."""

    key: str
    start: int
    end: int


class _Element(NamedTuple):
    words: frozenset[str]
    optional: bool = False
    gap: int = 0
    over_marks: bool = False


class _Phrase(NamedTuple):
    key: str
    elements: tuple[_Element, ...]
    begins: bool
    not_before: frozenset[str]
    not_behind: frozenset[str]

    def may_be_in(self, words: set[str]) -> bool:
        """Say whether the words that it can't do without occur at all."""
        needed = (e.words for e in self.elements if not (e.gap or e.optional))
        return not any(choice.isdisjoint(words) for choice in needed)


@lru_cache(maxsize=8)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a text; each kind of wish looks at the same ones."""
    return tuple(
        Token(_word(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text.replace("\u2019", "'"))
    )


def _word(found: str) -> str:
    digits = re.sub(r"\D", "", found) if found[0].isdigit() else ""
    if len(digits) >= _MANY_DIGITS and not found[-1].isalpha():
        return MANY
    return found.lower().replace("e-mail", "email")


def forms(word: str) -> frozenset[str]:
    """Return the regular forms of an English word: of the noun and of the verb alike."""
    found = {word, f"{word}s"}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.add(f"{word}es")
    if word.endswith("e"):
        found |= {f"{word}d", f"{word[:-1]}ing"}
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        found |= {f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    else:
        found |= {f"{word}ed", f"{word}ing"}
    if _SHORT.fullmatch(word):
        found |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return frozenset(found)


class Phrases:
    """Phrases by what they stand for.

    Args:
        phrases: By key, in the language above.
        classes: Words that a phrase names by ``@class``.
        irregular: Other forms of a word, besides the regular ones.

    Raises:
        ValueError: A phrase does not begin with a word.
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]],
        classes: Mapping[str, str],
        irregular: Mapping[str, str],
    ) -> None:
        self._classes = classes
        self._irregular = irregular
        self._by_word: dict[str, list[_Phrase]] = {}
        for key, rows in phrases.items():
            for row in rows:
                phrase = self._compile(key, row)
                for word in phrase.elements[0].words:
                    self._by_word.setdefault(word, []).append(phrase)

    def words(self, text: str) -> frozenset[str]:
        """Return every word that an element like ``a|@class`` stands for."""
        found: set[str] = set()
        for part in text.split("|"):
            if part.startswith("@"):
                found |= self.words(self._classes[part[1:]])
            elif part.startswith("="):
                found.add(part[1:])
            else:
                found |= forms(part)
                found |= set(self._irregular.get(part, "").split())
        return frozenset(found)

    def find(self, text: tuple[Token, ...]) -> Iterator[Span]:
        """Return where the phrases are, in the order of their beginnings."""
        known = {token.word for token in text}
        possible = {
            word: [phrase for phrase in self._by_word[word] if phrase.may_be_in(known)]
            for word in known & self._by_word.keys()
        }
        found: Counter[_Phrase] = Counter()
        for at, token in enumerate(text):
            for phrase in possible.get(token.word, ()):
                end = _match(phrase, text, at) if found[phrase] < _MOST else None
                if end is not None:
                    found[phrase] += 1
                    yield Span(phrase.key, at, end)

    def _compile(self, key: str, row: str) -> _Phrase:
        parts = row.split()
        begins = parts[0] == "^"
        parts = parts[begins:]
        before = self.words(parts.pop(0)[1:]) if parts[0].startswith("!") else frozenset()
        behind = self.words(parts.pop()[1:]) if parts[-1].startswith("!") else frozenset()
        elements = tuple(self._element(part) for part in parts)
        loose = [elements[0].gap or elements[0].optional, elements[-1].gap]
        if any(loose) or any(part.startswith(("!", "=!")) or "|!" in part for part in parts):
            raise ValueError(f"'{row}': begin and end with a word, forbid only before and behind")
        return _Phrase(key, elements, begins, before, behind)

    def _element(self, part: str) -> _Element:
        if part.startswith(".."):
            return _Element(frozenset(), gap=int(part[2:]))
        if part.startswith("~"):
            return _Element(frozenset(), gap=int(part[1:]), over_marks=True)
        optional = part.endswith("?") and part != "?"
        return _Element(self.words(part[:-1] if optional else part), optional=optional)


def _match(phrase: _Phrase, text: tuple[Token, ...], at: int) -> int | None:
    before = text[at - 1].word if at else "\n"
    if phrase.begins and before not in ENDS and before not in "-*,:":
        return None
    if before in phrase.not_before:
        return None
    end = _rest(phrase.elements, 0, text, at)
    if end is not None and end < len(text) and text[end].word in phrase.not_behind:
        return None
    return end


def _rest(
    elements: tuple[_Element, ...], index: int, text: tuple[Token, ...], at: int
) -> int | None:
    if index == len(elements):
        return at
    element = elements[index]
    if element.gap:
        return _over(elements, index, text, at)
    if at < len(text) and text[at].word in element.words:
        end = _rest(elements, index + 1, text, at + 1)
        if end is not None:
            return end
    return _rest(elements, index + 1, text, at) if element.optional else None


def _over(
    elements: tuple[_Element, ...], index: int, text: tuple[Token, ...], at: int
) -> int | None:
    element = elements[index]
    for skipped in range(element.gap + 1):
        end = _rest(elements, index + 1, text, at + skipped)
        if end is not None:
            return end
        if at + skipped >= len(text):
            return None
        token = text[at + skipped]
        if not token.is_word and not (element.over_marks and token.word in _CROSSED):
            return None
    return None
