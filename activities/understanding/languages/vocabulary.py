"""The words of another language, with what they mean in English."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from activities.understanding.languages.spelling import bases, fold, stem_key, tokens
from activities.understanding.text.cleaning import word_set

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl")
_TABLES = ("things", "fields", "words")
_COMPOUNDING = ("de", "nl")
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_LONGEST_COMPOUND = 40
_SHORTEST_PART = 3
_LONG = 6
_SHORTEST_KNOWN_HEAD = 5
CONTAINERS = word_set(
    "list overview register collection management plan planner calendar inventory database log app "
    "schedule stock book diary table catalogue directory tracking records archive search"
)
_PREFIXES = {
    "de": "mindest=minimum gesamt=total haupt=main lieblings=favourite miet=rent rück=return "
    "putz=cleaning spiel=game lese=reading koch=cooking kauf=purchase geburts=birth lager=stock "
    "einkaufs=shopping trainings=training vereins=club kontakt=contact anschaffungs=purchase",
    "nl": "lievelings=favourite schoonmaak=cleaning huur=rent lees=reading koop=purchase "
    "aankoop=purchase verkoop=sale geboorte=birth contact=contact leen=loan club=club",
}


class Kind(StrEnum):
    """What part a word can take in a sentence."""

    NOUN = "nouns"
    ADJECTIVE = "adjectives"
    VERB = "verbs"
    DAY = "days"
    PLAIN = "plain"


class Entry(NamedTuple):
    """A word or phrase of the language."""

    english: str
    kind: Kind
    one: str
    """As it is written in the singular."""
    many: str = ""
    plural: bool = False


class Part(NamedTuple):
    """A piece of a compound word: where it stands in it, and what it means if that is known."""

    start: int
    end: int
    entry: Entry | None


@dataclass
class Vocabulary:
    """Everything that is known of one language."""

    language: str
    exact: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    folded: dict[tuple[str, ...], Entry] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    """Words of the longest phrase that begins with a word."""
    own: dict[str, Entry] = field(default_factory=dict)
    """By the English word: how the language says it."""
    prefixes: dict[str, Entry] = field(default_factory=dict)

    def add(self, form: str, entry: Entry) -> None:
        """Add a form of a word, unless an earlier one is written the same."""
        low = form.lower()
        key = tuple(low[a:b] for a, b in tokens(low, self.language))
        plain = tuple(fold(word) for word in key)
        self.exact.setdefault(key, entry)
        self.folded.setdefault(plain, entry)
        self.longest[plain[0]] = max(len(plain), self.longest.get(plain[0], 0))
        stems = self._stems(plain)
        self.folded.setdefault(stems, entry)
        self.longest[stems[0]] = max(len(plain), self.longest.get(stems[0], 0))

    def _stems(self, plain: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(stem_key(word, self.language) for word in plain)

    def longest_from(self, low: str) -> int:
        """Return how many words the longest phrase has that begins with this one."""
        plain = fold(low)
        stem = stem_key(plain, self.language)
        return max(self.longest.get(plain, 0), self.longest.get(stem, 0), 1)

    def phrase(self, words: tuple[str, ...]) -> Entry | None:
        """Return what a sequence of words, in lower case, means."""
        plain = tuple(fold(word) for word in words)
        found = self.exact.get(words) or self.folded.get(plain)
        return found or (self.folded.get(self._stems(plain)) if len(words) > 1 else None)

    def word(self, low: str) -> Entry | None:
        """Return what a word, in lower case, means in any of its forms."""
        found = self.phrase((low,))
        if found:
            return found
        plain = fold(low)
        for base in bases(plain, self.language):
            entry = self.folded.get((base,))
            if entry and (entry.kind is not Kind.PLAIN or len(base) >= _LONG):
                return entry._replace(plural=self._is_plural(plain, entry))
        return None

    def _is_plural(self, plain: str, entry: Entry) -> bool:
        if entry.kind is not Kind.NOUN or entry.plural:
            return entry.plural
        if self.language == "de":
            return plain.endswith("n") and not fold(entry.one).endswith("n")
        if self.language == "pl":
            endings = ("ow", "ami", "ach", "om", "ek")
            return plain == fold(entry.many) or plain.endswith(endings)
        return True

    def compound(self, low: str, *, named: bool = False) -> list[Part]:
        """Return the parts of a compound word; nothing if it is none.

        Args:
            low: The word in lower case.
            named: Whether it is written like a noun; only then its first part may be unknown.
        """
        if self.language not in _COMPOUNDING or not 6 <= len(low) <= _LONGEST_COMPOUND:
            return []
        return self._split(low, 0) or (
            self._known_head(low) if named or self.language == "nl" else []
        )

    def _split(self, low: str, at: int) -> list[Part]:
        for cut in range(_SHORTEST_PART, len(low) - _SHORTEST_PART + 1):
            first = self._first_part(low[:cut])
            if first is None:
                continue
            rest = low[cut:]
            head = self.word(rest)
            if head and _can_be_head(head):
                return [Part(at, at + cut, first), Part(at + cut, at + len(low), head)]
            if len(rest) >= 2 * _SHORTEST_PART and (parts := self._split(rest, at + cut)):
                return [Part(at, at + cut, first), *parts]
        return []

    def _first_part(self, part: str) -> Entry | None:
        for link in _LINKS:
            if not part.endswith(link) or len(part) - len(link) < _SHORTEST_PART:
                continue
            bare = part.removesuffix(link) if link else part
            entry = self.prefixes.get(fold(bare)) or self.phrase((bare,))
            entry = entry or (self.phrase((f"{bare}e",)) if self.language == "de" else None)
            if entry and entry.kind in (Kind.NOUN, Kind.ADJECTIVE):
                return entry
        return None

    def _known_head(self, low: str) -> list[Part]:
        for cut in range(4, len(low) - _SHORTEST_KNOWN_HEAD + 2):
            head = self.phrase((low[cut:],))
            if head and _can_be_head(head) and len(low) - cut >= _SHORTEST_KNOWN_HEAD:
                return [Part(0, cut, None), Part(cut, len(low), head)]
        return []


def _can_be_head(entry: Entry) -> bool:
    return entry.kind is Kind.NOUN or entry.english.split(" ")[-1] in CONTAINERS


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of one of the languages; it is read once in a process."""
    found = Vocabulary(language)
    for forms, english in _pairs(read_table(language)["plain"]):
        for form in _forms(forms):
            found.add(form, Entry(english, Kind.PLAIN, form))
    for english, row in read_table("labels")["nouns"].items():
        one, _, many = row.split("|")[LANGUAGES.index(language)].partition(",")
        found.own[english] = Entry(english, Kind.NOUN, one.strip(), many.strip())
    for table in _TABLES:
        for kind, rows in read_table(table).items():
            for english, row in rows.items():
                _add_row(found, Kind(kind), english, row)
    for pair in _PREFIXES.get(language, "").split():
        form, _, english = pair.partition("=")
        found.prefixes[fold(form)] = Entry(english, Kind.NOUN, form)
    return found


def _add_row(found: Vocabulary, kind: Kind, english: str, row: str) -> None:
    cell = row.split("|")[LANGUAGES.index(found.language)]
    for number, forms in enumerate(_forms(cell)):
        one, _, many = (part.strip() for part in forms.partition(","))
        entry = Entry(english, kind, one, many)
        found.add(one, entry)
        if many and many != one:
            found.add(many, entry._replace(plural=True))
        if number == 0:
            found.own.setdefault(english, entry)


def _forms(cell: str) -> list[str]:
    # A plus stands for a stroke that belongs to the form, as in "yes/no".
    return [form.strip().replace("+", "/") for form in cell.split("/") if form.strip()]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for piece in text.replace("\n", ";").split(";"):
        forms, sign, english = piece.partition("=")
        if sign and forms.strip():
            yield forms.strip(), english.strip()


@cache
def read_table(name: str) -> dict[str, Any]:
    """Return one of the files of this folder; it is read once, so leave what it returns alone."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
