"""Lists that stand for themselves where a short request names them as parts; pure."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.words import identifier, label_of, plural, singular


class UsualPart(NamedTuple):
    """A list that is named as a part of an application, or that is all of it."""

    name: str
    label: str
    plural_label: str
    own_label: bool
    """Whether it is called so, whatever word names it."""
    always: tuple[str, ...]
    """Fields that are kept whatever is told, in the words of the lexicon."""
    otherwise: tuple[str, ...]
    """Fields where nothing is told of it."""
    of: frozenset[str]
    """The parts that one of these belongs to, where they are there."""
    words: frozenset[str]
    loose: bool
    """Whether the words are a list only beside surer ones."""
    uncounted: bool = False
    """Whether one speaks of several of it in the singular."""
    alone: bool = False
    """Whether it is a list only where no list has the others as its parts."""
    strict: bool = False
    """Whether it is something else where it is told of what: a "watchlist for stocks"."""

    beside: frozenset[str] = frozenset()
    """Words of which one must be told, too, for it to be meant; otherwise it is a plain list."""
    better: bool = False
    """Whether its name alone says more than a reading of the words would."""

    @property
    def is_known(self) -> bool:
        """Whether it stands in the table."""
        return bool(self.words)

    @classmethod
    def called(cls, label: str, plural_label: str) -> "UsualPart":
        """Return a list of which nothing is known but what one and several of it are called."""
        return cls(
            name=identifier(label),
            label=label,
            plural_label=plural_label,
            own_label=True,
            always=("name",),
            otherwise=("notes",),
            of=frozenset(),
            words=frozenset(),
            loose=True,
        )

    def plain(self) -> "UsualPart":
        """Return a list that is called so, of which nothing else is usual."""
        return self._replace(always=("name",), otherwise=("notes",), of=frozenset(), loose=True)

    def usual(self, label: str) -> str:
        """Return its usual field that is called so, in the words of the lexicon, or nothing."""
        called = one_of(label)
        fields = (*self.always, *self.otherwise)
        named = {one: one_of(_DEFINED.sub("", one)) for one in fields}
        same = (one for one, name in named.items() if called == name)
        ending = (one for one, name in named.items() if name.endswith(f" {called}"))
        return next(same, "") or (next(ending, "") if called in _TOLD_SHORT else "")


_DEFINED = re.compile(r" (?:as \w+|yes/no|from \d to \d|\(.*\))$")


_TOLD_SHORT = ("stock",)
"""What says the same as a longer name: the "stock" is the quantity in stock."""
ANY = "*"
"""Says that one of these belongs to lists that are not in the table, too, as a booking does."""


class UsualParts(NamedTuple):
    """The parts by the words that name them, in the singular."""

    by_name: dict[str, UsualPart]
    by_word: dict[str, UsualPart]
    wholes: dict[str, UsualPart]
    """By what one says who wants such a list and nothing else."""
    subjects: frozenset[str]
    """The parts that are kept where a list is told to be for them."""
    fields: dict[str, str]
    """Fields that are called so, in the words of the lexicon."""
    told: frozenset[str]
    """What is told of a list in the plural, and is none itself: "photos"."""
    whose: frozenset[str]
    """First words of whom a list is for, by which it stays what it is."""


@cache
def usual_parts() -> UsualParts:
    """Return what :file:`usual_parts.toml` holds."""
    text = files(__package__).joinpath("usual_parts.toml").read_text(encoding="utf-8")
    whole = tomllib.loads(text)
    raw = whole["parts"]
    parts = {name: _part(name, told) for name, told in raw.items()}
    wholes = {
        word: parts[name] for name, told in raw.items() for word in _words(told.get("whole", ""))
    }
    words = {word: part for part in parts.values() for word in part.words}
    subjects = frozenset(_words(whole["subjects"]))
    told, whose = word_set(whole["told"]), word_set(whole["whose"])
    return UsualParts(parts, words, wholes, subjects, whole["fields"], told, whose)


def _part(name: str, told: dict[str, str]) -> UsualPart:
    words = _words(told["words"])
    label = label_of(told.get("label", words[0]))
    thing = load().things[told["thing"]] if "thing" in told else None
    fields = told.get("fields") or (thing.fields if thing else "")
    always, parted, otherwise = fields.partition(";")
    if not parted:
        always, otherwise = _first(fields)
    return UsualPart(
        name=told.get("name", name),
        label=label,
        plural_label=label_of(told.get("plural", plural(label))),
        own_label="label" in told,
        always=tuple(split_items(always)),
        otherwise=tuple(split_items(otherwise)),
        of=frozenset(_words(told.get("of", ""))),
        words=frozenset(words),
        loose=bool(told.get("loose", False)),
        uncounted=bool(told.get("uncounted", False)),
        alone=bool(told.get("alone", False)),
        strict=bool(told.get("strict", False)),
        beside=frozenset(_words(told.get("beside", ""))),
        better=bool(told.get("better", False)),
    )


def _first(fields: str) -> tuple[str, str]:
    first, *rest = split_items(fields)
    return first, ", ".join(rest)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def one_of(phrase: str) -> str:
    """Return a phrase in lower case and in the singular, as the table has it."""
    *first, last = phrase.lower().split() or [""]
    return " ".join([*first, singular(last)])
