"""What words joined by "or" or "/" tell: one of several values, or one field said twice; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.knowledge.choice_words import exclude_each_other
from activities.understanding.knowledge.field_types import CHOICE_WORDS, type_of, usual_choices
from activities.understanding.text.tagging import Word, tag
from models.fields import FieldType

_MOST_WORDS, _MOST_OF_TWO = 12, 6
_OR = re.compile(r"\s*,?\s+or\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_EITHER = re.compile(r"^[\w -]+?(?:\s*/\s*[\w -]+?)+$|^[\w-]+(?: [\w-]+)? or [\w-]+(?: [\w-]+)?$")
_OF_WHAT = re.compile(
    rf"(?P<label>(?:[\w'-]+ )?(?:{CHOICE_WORDS}))(?: is| can be|:)? "
    r"(?P<choices>(?!of\b|or\b)\S.*)$",
    re.IGNORECASE,
)
_PAIR, _MOST_OF_ONE = 2, 2


Said = tuple[str, str]
"""The label of a field, and the words from which its type is inferred."""


class Alternatives(NamedTuple):
    """One field, and the values that it can have."""

    label: str
    choices: tuple[str, ...]


def alternatives_in(words: str) -> Alternatives | None:
    """Return the field of "status open or done", "early or late shift"; nothing of other words.

    Args:
        words: One item of an enumeration.
    """
    if len(words.split()) > _MOST_WORDS:
        return None
    slashed = _slashed(words)
    if slashed or not _OR.search(words):
        return slashed
    named = _OF_WHAT.match(words)
    if named and _OR.search(named["choices"]):
        steps = _in_steps(named["label"], named["choices"])
        return Alternatives(named["label"], steps or tuple(_OR.split(named["choices"])))
    parts = _OR.split(words)
    if len(parts) > _PAIR and all(0 < len(part.split()) <= _MOST_OF_ONE for part in parts):
        return Alternatives(words, tuple(parts))
    return _of_one_noun(parts)


def _in_steps(label: str, words: str) -> tuple[str, ...]:
    """Return the values of "easy moderate or hard", which nobody parts by a comma.

    Only between usual steps: in "dark blue or red" one word tells of another.
    """
    usual = usual_choices(label)
    *before, last = _OR.split(words)
    parts = (*(word for part in before for word in part.split()), last)
    ends = {parts[0].lower(), last.lower()}
    return parts if len(ends) == _PAIR and ends <= set(usual) else ()


def _slashed(words: str) -> Alternatives | None:
    """Return the field of "status waiting/in progress/ready", whose values have several words."""
    named = _OF_WHAT.match(words)
    parts = _SLASH.split(named["choices"]) if named else []
    told = len(parts) >= _PAIR and all(0 < len(part.split()) <= _MOST_OF_ONE for part in parts)
    return Alternatives(named["label"], tuple(parts)) if named and told else None


def _of_one_noun(parts: list[str]) -> Alternatives | None:
    """Return what two words before one noun tell of it: the shift is early or late."""
    if len(parts) != _PAIR:
        return None
    first, last = tag(parts[0]), tag(parts[1])
    if len(first) != 1 or len(last) != _PAIR or not _are_alike(first[0], last):
        return None
    if type_of(last[1].low) is FieldType.YES_NO:
        return None  # "letter or card sent" says whether it was
    return Alternatives(last[1].text, (first[0].text, last[0].text))


def _are_alike(first: Word, last: list[Word]) -> bool:
    """Say whether both words tell the same: "early or late shift", "machine or hand quilted"."""
    described = first.tag in ("AJ0", "AV0") and last[0].tag == "AJ0" and last[1].is_noun
    made = first.tag == last[0].tag == "NN1" and last[1].tag in ("VVN", "VVD", "AJ0")
    return described or made


def either_of(words: str) -> Iterator[Said]:
    """Return the fields of words with an "or" or a "/" between them; nothing of other words.

    Args:
        words: One item of an enumeration.
    """
    alternatives = alternatives_in(words)
    if alternatives:
        yield _choice(alternatives.label, alternatives.choices)
    elif len(words.split()) <= _MOST_OF_TWO and _EITHER.match(words):
        yield from _either(words, re.split(r"\s*/\s*|\s+or\s+", words))


def _choice(label: str, choices: tuple[str, ...]) -> Said:
    return label, f"{label} ({', '.join(choices)})"


def _either(text: str, parts: list[str]) -> Iterator[Said]:
    *shared, first = parts[0].split()
    last = parts[-1].split()
    ones = all(len(part.split()) == 1 for part in parts[1:])
    by_slash = "/" in text
    if shared and by_slash and len(parts) > _PAIR and first.lower() == "yes":
        yield _choice(" ".join(shared), (first, *parts[1:]))
        return
    if by_slash and len(parts) == _PAIR == len(last) and not shared and type_of(first) is None:
        yield f"{first} {last[-1]}", f"{first} {last[-1]}"
        yield parts[1], parts[1]
    elif shared and ones and all(_is_done(part) for part in (first, *parts[1:])):
        for part in (first, *parts[1:]):
            yield " ".join([*shared, part]), " ".join([*shared, part])
    elif shared and ones and by_slash and type_of(first) is None:
        yield _choice(" ".join(shared), (first, *parts[1:]))
    elif exclude_each_other(text):
        yield _choice(" or ".join(parts), tuple(parts))
    elif type_of(text) is FieldType.YES_NO:
        yield text, f"{text} yes/no"
    elif len(parts) == _PAIR and _name_one(parts, by_slash=by_slash):
        yield parts[0], parts[0]
    else:
        yield _choice(text, tuple(parts))


def _is_done(part: str) -> bool:
    return all(word.tag in ("VVN", "VVD") for word in tag(part)[:1])


def _name_one(parts: list[str], *, by_slash: bool) -> bool:
    """Say whether two words name the same field: "phone or email" and not "cash or card"."""
    one, other = (type_of(part.lower()) for part in parts)
    nouns = by_slash and all(word.is_noun for part in parts for word in tag(part))
    single = all(" " not in part for part in parts)
    tells = other is not None and (by_slash or other is not FieldType.TEXT)
    return one is not None or tells or (nouns and single)
