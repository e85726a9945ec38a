"""What the words for a field say of its type; read once in a process, then pure."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.specification import FieldType

CHOICE_WORDS = (
    "status|state|priority|severity|mood|difficulty|urgency|frequency|type|kind|stage|condition"
    "|size|level|category|colou?r|genre|phase"
)
"""Names of fields that usually are a choice; for regular expressions."""


@dataclass(frozen=True)
class _Tables:
    """What :file:`field_types.toml` holds."""

    rules: tuple[tuple[FieldType, re.Pattern[str]], ...]
    named: dict[str, FieldType]
    choices: dict[str, tuple[str, ...]]
    outcomes: re.Pattern[str]
    grown: re.Pattern[str]


def type_of(label: str) -> FieldType | None:
    """Return the type that a label tells, or nothing."""
    if counts_outcomes(label):
        return FieldType.INTEGER
    if tells_growth(label):
        return FieldType.DECIMAL
    return next((kind for kind, pattern in _tables().rules if pattern.search(label)), None)


def counts_outcomes(words: str) -> bool:
    """Say whether words tell how many there were: games played, bags sold."""
    return _tables().outcomes.fullmatch(words.strip()) is not None


def tells_growth(words: str) -> bool:
    """Say whether words ask how much something grew or weighs: no sum of money."""
    return _tables().grown.fullmatch(words.strip()) is not None


def type_named(words: str) -> FieldType | None:
    """Return the type that words like ``whole number`` name, or nothing."""
    return _tables().named.get(words.strip().lower())


def type_names() -> str:
    """Return every name of a type, the longest first, for regular expressions."""
    return "|".join(sorted(map(re.escape, _tables().named), key=len, reverse=True))


def usual_choices(label: str) -> tuple[str, ...]:
    """Return the choices that a field with such a label usually has; none when it is no choice."""
    folded = label.lower()
    known = _tables().choices
    word = next((w for w in known if folded == w or folded.endswith(f" {w}")), None)
    return known[word] if word else ()


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(files(__package__).joinpath("field_types.toml").read_text("utf-8"))
    return _Tables(
        rules=tuple(
            (FieldType(rule["type"]), re.compile("|".join(rule["patterns"]), re.IGNORECASE))
            for rule in raw["rule"]
        ),
        named={word: FieldType(kind) for kind, words in raw["named"].items() for word in words},
        choices={label: tuple(choices) for label, choices in raw["choices"].items()},
        outcomes=_either(raw["outcomes"]["patterns"]),
        grown=_either(raw["grown"]["patterns"]),
    )
