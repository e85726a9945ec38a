"""Ordinary requests made from ordinary words, so that none of them is taken for a harmful one.

The annotated requests are long and told with care. What a person types first is often short and
names little but a thing, whom it is for, and what it comes with: of such, as many as are wanted
are put together here, from the names of things and fields that the annotated requests have.
"""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from activities.understanding import languages
from activities.understanding.text.words import plural

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_FOREIGN = ("de", "fr", "es", "it", "pt", "nl", "pl")
"""In the order of the columns of ``things.toml``."""
_ENDS = ("", "", "", " please", ", simple", " for our house", " only for us", ", on my phone")
_AVOIDED = frozenset({"victim", "target", "weapon", "drug", "hostage", "slave"})
_ENGLISH = 0.7
_LOWER = 0.25

Noun = tuple[str, str]
"""One of it, and several."""


def everyday(things: Sequence[str], fields: Sequence[str], count: int) -> Iterator[str]:
    """Return so many requests; the same ones each time.

    Args:
        things: Canonical names of things, such as ``book_loan``.
        fields: Canonical names of fields.
        count: How many.
    """
    chance = random.Random(7)  # noqa: S311 - the same ones each time
    english = [name.replace("_", " ") for name in things if name not in _AVOIDED]
    nouns = {"en": [(noun, plural(noun)) for noun in english], **_foreign_nouns()}
    extras = {"en": [name.replace("_", " ") for name in fields]}
    for _ in range(count):
        language = "en" if chance.random() < _ENGLISH else chance.choice(_FOREIGN)
        words = _WORDS[language]
        said = _opening(chance, words, nouns[language])
        said += _with(chance, words, extras.get(language, ()))
        if language == "en":
            said += chance.choice(_ENDS)
        yield said.lower() if chance.random() < _LOWER else said


def _foreign_nouns() -> dict[str, list[Noun]]:
    path = Path(languages.__file__).with_name("things.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["nouns"].values()
    found: dict[str, list[Noun]] = {language: [] for language in _FOREIGN}
    for row in rows:
        for language, cell in zip(_FOREIGN, row.split("|"), strict=True):
            for word in filter(None, (word.strip() for word in cell.split("/"))):
                one, _, several = word.partition(",")
                found[language].append((one.strip(), several.strip() or one.strip()))
    return found


def _opening(chance: random.Random, words: Mapping[str, Any], nouns: Sequence[Noun]) -> str:
    (thing, things), (_, other) = chance.choice(nouns), chance.choice(nouns)
    pattern = chance.choice(words["openings"])
    said: str = pattern.format(
        thing=thing, things=things, other=other, people=chance.choice(words["people"])
    )
    return said[0].upper() + said[1:]


def _with(chance: random.Random, words: Mapping[str, Any], fields: Sequence[str]) -> str:
    usual = chance.sample(words["extras"], chance.randrange(4))
    rare = chance.sample(fields, chance.randrange(3)) if fields else []
    told = usual + rare
    if not told:
        return ""
    rest, last = ", ".join(told[:-1]), told[-1]
    joined = f"{rest}{words['and']}" if rest else ""
    return f"{chance.choice(words['with'])}{joined}{last}"
