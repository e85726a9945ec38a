"""Days of the week and parts of a day that were taken for fields; pure.

"Monday to Friday" says on which days something is, and "mornings" when somebody is on duty: one
of them is chosen. A list has no field that is called "Saturdays".
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import field_in
from activities.understanding.languages.vocabulary import read_table
from models.fields import FieldSpecification, FieldType

_FEW = 2
"""Whoever names more days wants a field for each, as in a timesheet."""
_WEEK = 7
_STOP = re.compile(r"[.!?\n]")
_SHORTEST = 5
_DAY, _PART = "Weekday", "Time of day"
_JOINT = re.compile(r",? ?(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub|&|/)? ?")
_HOURS = re.compile(r"\b(?:hours?|stunden|heures|horas|ore|uren|uur|godzin\w*)\b", re.IGNORECASE)
_LOOSE = (FieldType.TEXT, FieldType.DATE, FieldType.TIME, FieldType.CHOICE)
_WHO = re.compile(
    r"who|whom|driver|person|assignee|carer|helper|.{2,20} by|wer|wen|fahrer(?:in)?|qui"
    r"|conducteur|quién|conductor|chi|quem|wie|kto|kierowca",
    re.IGNORECASE,
)


class _Turns(NamedTuple):
    day: re.Pattern[str]
    """A label that is a day of the week, each in a group of its own."""
    several: re.Pattern[str]
    plural: re.Pattern[str]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    days: tuple[str, ...]
    label: str
    part: str


def settle_days(draft: Draft, text: str, language: str) -> None:
    """Make one field of the days of the week that a list has, and one of the parts of a day.

    Args:
        draft: What was understood; fields are changed.
        text: The request.
        language: ISO 639-1 code.
    """
    turns = _turns(language)
    if turns is None:
        return
    told = _days_told(text, turns)
    for entity in draft.entities.values():
        few = told if told and _is_of(entity, text, turns) else ()
        entity.fields = [one for one in entity.fields if not _is_span(one, turns)]
        _call_parts(entity, turns)
        _choose_day(entity, few, turns, language)
        _choose_part(draft, entity, text, turns)
        if few and turns.part in (one.specification.label for one in entity.fields):
            _tell_day(entity, few, turns)


@cache
def _turns(language: str) -> _Turns | None:
    row = read_table("weekdays").get(language)
    if row is None:
        return None
    ahead = rf"(?:(?:{row['ahead']}) )*"
    days = tuple(row["days"])
    plural = {"en": "s", "de": "s", "fr": "s", "pt": "s", "nl": "en"}.get(language, "")
    forms = [
        rf"({re.escape(day)}(?:{plural})?|(?:{form})\b\.?|{re.escape(day[:-1])}[aieouyę]+s?)"
        for day, form in zip(days, row["forms"], strict=True)
    ]
    named = "|".join(forms)
    one = rf"(?:{named.replace('(', '(?:').replace('(?:?:', '(?:')})"
    parts = (
        (name, re.compile(rf"{ahead}(?:{form})", re.IGNORECASE))
        for name, form in row["parts"].items()
    )
    return _Turns(
        re.compile(rf"{ahead}(?:{named})", re.IGNORECASE),
        re.compile(
            rf"\b(?P<first>{one}) ?(?:(?:{row['to']}) (?:(?:{row['ahead']}) )?|- ?|\u2013 ?)"
            rf"(?P<last>{one})(?![\w-])",
            re.IGNORECASE,
        ),
        re.compile(row["plural"], re.IGNORECASE),
        tuple(parts),
        days,
        row["label"],
        row["part"],
    )


def _days_told(text: str, turns: _Turns) -> tuple[str, ...]:
    """Return the days from the first to the last one told, where only one such span is told."""
    spans = {
        (_place(match["first"], turns), _place(match["last"], turns))
        for match in turns.several.finditer(text)
    }
    if len(spans) != 1:
        return ()
    ((first, last),) = spans
    return turns.days[first : last + 1] if 0 <= first < last else ()


def _is_of(entity: DraftEntity, text: str, turns: _Turns) -> bool:
    """Say whether a span of days stands in a sentence of a list, or for all of them alone."""
    said = {entity.evidence, *(one.evidence for one in entity.fields)}
    said = {one.lower() for one in said if one.strip()}
    for sentence in _STOP.split(text):
        rest = turns.several.sub("", sentence)
        if rest != sentence and (
            len(rest.split()) <= 1 or any(one in sentence.lower() for one in said)
        ):
            return True
    return False


def _place(label: str, turns: _Turns) -> int:
    """Return which day of the week words are, also in short, from 0; -1 if they are none."""
    match = turns.day.fullmatch(label.strip())
    return next((at for at, one in enumerate(match.groups()) if one), -1) if match else -1


def _choose_day(entity: DraftEntity, few: tuple[str, ...], turns: _Turns, language: str) -> None:
    if few:
        _narrow(entity, few, turns)
    named = [one for one in entity.fields if _is_day(one, turns)]
    if not named:
        return
    several = any(_is_plural(one, turns) for one in named)
    comes = several and not few and is_somebody(entity)
    if len(named) > _FEW or comes:
        for one in named:
            _fill_in(entity, one)
        return
    at = entity.fields.index(named[0])
    entity.fields = [one for one in entity.fields if one not in named]
    if any(_is_chosen_day(one, few) for one in entity.fields):
        return
    said = [one.specification.label for one in named]
    chosen = few or tuple(turns.days[_place(label, turns)] for label in said)
    if few or (len(chosen) > 1 and not several):
        made = _choice(entity, _DAY, turns.label, chosen)
        entity.fields.insert(at, DraftField(made, named[0].evidence, STATED))
    elif not any(one.specification.type is FieldType.DATE for one in entity.fields):
        made = field_in(field_from(Hint("Date", FieldType.DATE), owner=entity.name), language)
        if made.name not in entity.names():
            entity.fields.insert(at, DraftField(made, named[0].evidence, STATED))


def _narrow(entity: DraftEntity, few: tuple[str, ...], turns: _Turns) -> None:
    """Let only the days that were told be chosen where it was all of the week."""
    for told in entity.fields:
        known = told.specification
        whole = known.type is FieldType.CHOICE and len(known.choices) == _WEEK
        if whole and _is_week(known.choices, turns):
            told.specification = known.model_copy(update={"choices": few})


def _fill_in(entity: DraftEntity, told: DraftField) -> None:
    """Let something be written on one day of several: it is no date, and a number in hours."""
    if told.specification.type is FieldType.DATE:
        hours = any(_HOURS.search(one.specification.label) for one in entity.fields)
        kind = FieldType.DECIMAL if hours else FieldType.TEXT
        told.specification = told.specification.model_copy(update={"type": kind})


def _tell_day(entity: DraftEntity, few: tuple[str, ...], turns: _Turns) -> None:
    """Add the day of the week on which it is the part of a day, where nothing tells the day."""
    dated = any(one.specification.type is FieldType.DATE for one in entity.fields)
    if not dated and not any(_is_chosen_day(one, few) for one in entity.fields):
        made = _choice(entity, _DAY, turns.label, few)
        entity.fields.insert(0, DraftField(made, entity.evidence, STATED))


def _choice(
    entity: DraftEntity, english: str, label: str, choices: tuple[str, ...]
) -> FieldSpecification:
    """Return a field with its name in English, called as the language calls it."""
    hint = Hint(english, FieldType.CHOICE, choices)
    made = field_from(hint, owner=entity.name, taken=entity.names())
    return made.model_copy(update={"label": label})


def _is_plural(told: DraftField, turns: _Turns) -> bool:
    return bool(turns.plural.search(told.specification.label))


def _is_span(told: DraftField, turns: _Turns) -> bool:
    """Say whether a field is called "Mon-Thu"."""
    return bool(turns.several.fullmatch(told.specification.label))


def _is_week(choices: tuple[str, ...], turns: _Turns) -> bool:
    english = _turns("en")
    return all(
        _place(one, turns) >= 0 or (english is not None and _place(one, english) >= 0)
        for one in choices
    )


def _is_day(told: DraftField, turns: _Turns) -> bool:
    known = told.specification
    short = len(known.label.strip()) < _SHORTEST  # "sun" is no Sunday
    return known.type in _LOOSE and not short and _place(known.label, turns) >= 0


def _is_chosen_day(told: DraftField, few: tuple[str, ...]) -> bool:
    return bool(few) and told.specification.choices == few


def _call_parts(entity: DraftEntity, turns: _Turns) -> None:
    """Call a choice by what can be chosen: the parts of a day, or its days."""
    for told in entity.fields:
        known, label = told.specification, ""
        if known.type is FieldType.CHOICE and known.choices:
            parts = all(_part_of(one, turns) for one in known.choices)
            named = _part_of(known.label, turns) or " or " in known.label.lower()
            label = turns.part if parts and named else ""
            if _part_of(known.label, turns) and _is_week(known.choices, turns):
                label = turns.label
        taken = {one.specification.label for one in entity.fields}
        if label and label not in taken:
            english = _PART if label == turns.part else _DAY
            told.specification = _choice(entity, english, label, known.choices)


def _choose_part(draft: Draft, entity: DraftEntity, text: str, turns: _Turns) -> None:
    """Let the part of a day be chosen where somebody else says who is there in it."""
    found = [(one, part) for one in entity.fields if (part := _part(one, turns))]
    links = draft.links_of(entity.name)
    people = any(is_somebody(draft.entities[link.relation.target]) for link in links)
    who = people or any(_WHO.fullmatch(one.specification.label) for one in entity.fields)
    if not who or all(one.specification.type is FieldType.YES_NO for one, _ in found):
        return  # whoever ticks when they can come ticks each
    if len(found) > _FEW or _are_doses(entity, turns):
        return  # something is noted for each of them
    first = found[0][0]
    choices = tuple(dict.fromkeys(part for _, part in found))
    choices = choices if len(choices) >= _FEW else _told_together(choices[0], text, turns)
    if len(choices) < _FEW:
        return
    at = entity.fields.index(first)
    entity.fields = [one for one in entity.fields if all(one is not other for other, _ in found)]
    made = _choice(entity, _PART, turns.part, choices)
    entity.fields.insert(at, DraftField(made, first.evidence, STATED))


def _are_doses(entity: DraftEntity, turns: _Turns) -> bool:
    """Say whether there is a number for a part of the day."""
    return any(
        one.specification.type in (FieldType.INTEGER, FieldType.DECIMAL)
        and _part_of(one.specification.label, turns)
        for one in entity.fields
    )


def _told_together(part: str, text: str, turns: _Turns) -> tuple[str, ...]:
    """Return the parts of a day that stand beside one: "morgens und abends"."""
    told = sorted(
        (match.start(), match.end(), name)
        for name, form in turns.parts
        for match in re.finditer(rf"(?<!\w)(?:{form.pattern})(?!\w)", text, re.IGNORECASE)
    )
    row: list[str] = []
    end = -1
    for start, stop, name in told:
        if not _JOINT.fullmatch(text[end:start] if end >= 0 else ""):
            if part in row:
                break
            row = []
        row.append(name)
        end = stop
    return tuple(dict.fromkeys(row)) if part in row else ()


def _part_of(label: str, turns: _Turns) -> str:
    """Return which part of a day a label is, or nothing."""
    return next((name for name, form in turns.parts if form.fullmatch(label.strip())), "")


def _part(told: DraftField, turns: _Turns) -> str:
    known = told.specification
    if known.type not in (*_LOOSE, FieldType.YES_NO) or known.type is FieldType.CHOICE:
        return ""
    return _part_of(known.label, turns)
