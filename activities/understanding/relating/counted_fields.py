"""What is told as a field, and how many there are of it: "we have three vans", "date, van"; pure.

Where it is known how many there are, each of them is kept once, and chosen where it is meant.
"""

import re
from functools import cache

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.drafting.identifying import is_trait
from activities.understanding.grammar.heads import is_happening
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.relating.counted_places import TO_BOOK, called_in_passing
from activities.understanding.relating.entries_told import is_itself
from activities.understanding.text.frames import frames
from activities.understanding.text.words import identifier, label_of, singular
from models.fields import FieldType

_MOST_READ, _NEAR = 4_000, 24
_SHORTEST = 3


def relate_counted_fields(draft: Draft, text: str, language: str) -> None:
    """Keep apart what a text field tells, where it was said how many there are of it.

    Args:
        draft: What was understood; fields become relations to lists that are added.
        text: The request.
        language: ISO 639-1 code.
    """
    if language not in read_table("counted"):
        return
    counted = _counted(text[:_MOST_READ], language)
    for entity in list(draft.entities.values()) if counted else ():
        for field in [one for one in entity.fields if _tells_one(one, entity, language)]:
            said = counted.get(field.specification.label.lower())
            if said and not _is_list(draft, field) and len(draft.entities) < MOST_ENTITIES:
                _part(draft, entity, field, said, language)


def _counted(text: str, language: str) -> dict[str, str]:
    """Return what one is called of what there are several of, and how that was said."""
    found: dict[str, str] = {}
    bound = re.compile(rf"(?<!\w)(?:{read_table('counted')[language]['bound']})\s*$", re.IGNORECASE)
    for match in _pattern(language).finditer(text):
        if bound.search(text[max(0, match.start() - _NEAR) : match.start()]):
            continue
        noun = match["noun"]
        one, _ = called_in_passing(noun, language)
        found.setdefault(one.lower(), match.group())
        if language == "de":  # "mit drei Plätzen"
            bare = called_in_passing(noun.removesuffix("n"), language)[0]
            found.setdefault(bare.lower(), match.group())
    return found


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("counted")[language]
    return re.compile(
        rf"(?<![\w.,/])(?:[2-9]|[1-9]\d|{row['numbers']}) (?:{row['between']})??"
        rf"(?P<noun>[^\W\d_]{{3,30}})(?!\w)(?! ?\()(?! (?:{row['rate']})(?!\w))",
        re.IGNORECASE,
    )


def _tells_one(field: DraftField, owner: DraftEntity, language: str) -> bool:
    """Say whether a field can tell one of several things or people, and no trait of its own."""
    known = field.specification
    label = known.label.lower()
    if known.type is not FieldType.TEXT or not field.evidence or len(label.split()) != 1:
        return False
    if len(label) < _SHORTEST or is_itself(field, owner) or is_trait(known.name):
        return False
    english = label if language == "en" else english_of(label, language).lower()
    never = read_table("several_logs")
    one = singular(english.split()[-1]) if english else ""
    if any(
        re.fullmatch(never[code]["never"], word, re.IGNORECASE)
        for code, word in ((language, label), ("en", one))
    ):
        return False
    words = {label, one, *known.name.split("_")}
    knowns = frames().knowns - TO_BOOK  # "room" also tells where something is
    return not words & (knowns | frames().times | frames().states) and not is_happening(
        one or label
    )


def _is_list(draft: Draft, field: DraftField) -> bool:
    label = field.specification.label.lower()
    lists = draft.entities.values()
    return any(label in (one.label.lower(), one.plural_label.lower()) for one in lists)


def _part(draft: Draft, owner: DraftEntity, field: DraftField, said: str, language: str) -> None:
    one = field.specification.label
    many = called_in_passing(one, "en")[1] if language == "en" else several_of(one, language)
    english = one if language == "en" else english_of(one, language)
    name = identifier(english or one, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(one), label_of(many), None, said, STATED)
    made.untitled = made.described = True
    draft.entities[name] = made
    fill_usual_fields(draft, made, "name")
    made.fields = made.fields[:1]
    owner.fields.remove(field)
    draft.link(owner, made, made.label, evidence=said)
