"""Kinds in brackets right behind what is kept: "40 singers (soprano, alto, tenor, bass)"; pure.

They are no fields and no notes, but what each of them is one of. "Shifts at the stands (beer,
cake, grill)" tells of each shift at which stand it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.draft import MOST_FIELDS, STATED, Draft, DraftEntity, DraftField
from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, label_of, singular
from models.fields import FieldType

_LEAST = 3
_WORD = r"[A-Za-z][a-z'-]{2,24}"
_NUMBERS = ("three", "four", "five", "six", "seven", "eight")
_KINDS = re.compile(
    rf"(?:\b(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)}) )?"
    rf"(?:\b(?P<thing>{_WORD}) (?:at|in|on|for|from) (?:the |our |my |all |different |various )?)?"
    rf"(?P<noun>\b(?:{_WORD} )?{_WORD}) ?\((?P<kinds>[a-z][^()\n]{{5,160}})\)",
)
_BETWEEN = re.compile(r"\s*,\s*(?:and |or )?|\s*/\s*|\s+(?:and|or|&)\s+")
_KIND = re.compile(r"[a-z][a-z'-]{1,24}(?: [a-z'-]{2,24}){0,2}")
_OPEN = word_set(
    "etc whatever stuff things others so like eg example mostly mainly usually about not no if i "
    "we they you he she it who what when where which how by for against from on at my our the a "
    "an with of per to is are each every yes maybe more name names"
)
_CALLED = (
    ("Voice", word_set("soprano mezzo mezzo-soprano alto contralto tenor baritone bass")),
    ("Instrument", word_set("guitar bass drums piano keyboard violin viola cello flute clarinet")),
)
"""Kinds that have a name of their own together."""
_TELLS_KIND = word_set("kind type category")


class _Kinds(NamedTuple):
    noun: str
    thing: str
    """What is at or for such a noun, if anything is: the shifts at the stands."""
    names: tuple[str, ...]
    evidence: str


def choose_kinds_in_brackets(draft: Draft, text: str) -> None:
    """Let the kinds be chosen from that stand in brackets behind what is kept.

    Args:
        draft: What was understood in English; fields are added.
        text: The request.
    """
    for kinds in _told(text):
        if _is_kept(draft, kinds.names):
            continue
        own = _found(draft, kinds.noun)
        placed = _found(draft, kinds.thing) if own is None and kinds.thing else None
        if own is not None:
            _give(own, _label(kinds.names), kinds)
        elif placed is not None:
            _give(placed, label_of(singular(kinds.noun)), kinds)


def _told(text: str) -> Iterator[_Kinds]:
    for match in _KINDS.finditer(text):
        names = tuple(_BETWEEN.split(match["kinds"].strip()))
        if _are_kinds(names) and is_plural(match["noun"].split()[-1]) and not _is_count(match):
            start = match.start("thing" if match["thing"] else "noun")
            yield _Kinds(match["noun"], match["thing"] or "", names, text[start : match.end()])


def _is_count(match: re.Match[str]) -> bool:
    """Say whether as many are listed as there are: those are named one by one."""
    said, number = match["number"] or "", len(_BETWEEN.split(match["kinds"].strip()))
    told = _NUMBERS.index(said) + _LEAST if said in _NUMBERS else int(said) if said.isdigit() else 0
    return told == number


def _are_kinds(names: tuple[str, ...]) -> bool:
    return (
        len(set(names)) == len(names) >= _LEAST
        and all(_KIND.fullmatch(name) and _OPEN.isdisjoint(name.split()) for name in names)
        and not any(map(is_known, names))
    )


def _is_kept(draft: Draft, names: tuple[str, ...]) -> bool:
    """Say whether one of the words is a list or a field already, or what can be chosen."""
    kept: set[str] = set()
    for entity in draft.entities.values():
        kept |= {entity.label.lower(), entity.evidence.lower()}
        for told in entity.fields:
            known = told.specification
            kept |= {known.label.lower(), told.evidence.lower(), *map(str.lower, known.choices)}
    said = {*names, *map(singular, names)}
    return not kept.isdisjoint(said)


def _found(draft: Draft, noun: str) -> DraftEntity | None:
    """Return what is kept that a noun names, in whole or by its last word."""
    last = noun.lower().split()[-1]
    named = draft.find(noun, exact=True) or draft.find(last, exact=True)
    return named or draft.ending_with(singular(last))


def _label(names: tuple[str, ...]) -> str:
    return next((label for label, of in _CALLED if of.issuperset(names)), "Kind")


def _give(entity: DraftEntity, label: str, kinds: _Kinds) -> None:
    named = any(_TELLS_KIND & {*name.split("_")} for name in entity.names())
    made = field_from(Hint(label, FieldType.CHOICE, kinds.names), owner=entity.name)
    if named or made.name in entity.names() or len(entity.fields) >= MOST_FIELDS - 1:
        return
    first = entity.fields[:1]
    at = 1 if first and first[0].specification.type is FieldType.TEXT else 0
    entity.fields.insert(at, DraftField(made, kinds.evidence, STATED))
    entity.described = True
