"""Words of another language in English, and English labels in it; pure after loading."""

import re
from functools import cache

from rapidfuzz.distance import OSA

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.grammar.items import is_person_word
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import (
    CONTAINERS,
    LANGUAGES,
    Entry,
    Vocabulary,
    read_table,
    vocabulary,
)
from activities.understanding.text.words import label_of, said
from models.specification import DataModel, FieldSpecification

_OTHERWISE = {"reading": "measurement"}
"""Things that are called like something else, as what is being read is."""
_SHORTEST_SLIP, _ENDING = 6, 2
_SMALL_I = frozenset({"pl", "it"})
_POLISH_NAME = "Imię i nazwisko"
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_] )I(?= [^\W\d_]{2})")
_WORD = re.compile(r"[^\W\d_]+")


def entry_of(words: str, language: str) -> Entry | None:
    """Return what the vocabulary of a language knows of a noun or a phrase."""
    if language not in LANGUAGES:
        return None
    known = vocabulary(language)
    low = tuple(word.lower() for word in _WORD.findall(words))
    if len(low) != 1:
        return known.phrase(low) if low else None
    return known.word(low[0]) or _kept_by(low[0], known)


def _kept_by(compound: str, known: Vocabulary) -> Entry | None:
    """Return the thing in a compound word for its list: "Buch" of "Bücherliste"."""
    parts = [part.entry for part in known.compound(compound)]
    last = parts[-1] if parts else None
    return parts[-2] if last and len(parts) > 1 and last.english in CONTAINERS else None


def english_of(words: str, language: str) -> str:
    """Return what words of a language mean in English, or nothing."""
    entry = entry_of(words, language)
    return entry.english if entry else ""


def said_in(name: str, language: str) -> Entry | None:
    """Return how a language says the canonical English name of a thing: "time_entry"."""
    if language not in LANGUAGES:
        return None
    usual = said(name).lower()
    return vocabulary(language).own.get(_OTHERWISE.get(usual, usual))


def is_slip(words: str, name: str, language: str) -> bool:
    """Say whether a word only is another because a letter of it is wrong: "Rechnugen".

    Args:
        words: What the person wrote.
        name: What it is called, in English.
        language: ISO 639-1 code.
    """
    usual, low = said_in(name, language), words.strip().lower()
    if usual is None or len(low) < _SHORTEST_SLIP or not low.isalpha():
        return False
    known = usual.one.lower(), (usual.many or several_of(usual.one, language)).lower()
    return low not in known and any(_is_slip_of(low, one) for one in known)


def _is_slip_of(word: str, meant: str) -> bool:
    """Say whether a single letter differs, and not in the ending, which may tell who it is."""
    same_end = word[-_ENDING:] == meant[-_ENDING:] and word[0] == meant[0]
    doubled = word[-1:] == "s" and word[:-1] == meant and meant.endswith("s")
    return doubled or (same_end and OSA.distance(word, meant) == 1)


def field_in(field: FieldSpecification, language: str) -> FieldSpecification:
    """Return a field that nobody named, with its label in a language where that is known.

    Args:
        field: Its label is English.
        language: ISO 639-1 code.
    """
    own = vocabulary(language).own if language in LANGUAGES else {}
    entry = own.get(field.label.lower())
    update: dict[str, object] = {"label": label_of(entry.one)} if entry else {}
    if field.choices:
        update["choices"] = choices_in(field.choices, language)
    return field.model_copy(update=update) if update else field


def choices_in(choices: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return usual choices in a language; English ones where one of them is not known in it.

    Args:
        choices: Nobody named them, so they are English.
        language: ISO 639-1 code.
    """
    if language not in LANGUAGES:
        return choices
    known, own = _usual_choices(language), vocabulary(language).own
    named = [known.get(one.lower()) or _own(own, one) for one in choices]
    different = len({one.casefold() for one in named}) == len(choices)
    return tuple(named) if all(named) and different else choices


def _own(own: dict[str, Entry], choice: str) -> str:
    entry = own.get(choice.lower())
    return label_of(entry.one) if entry else ""


@cache
def _usual_choices(language: str) -> dict[str, str]:
    at = LANGUAGES.index(language)
    rows = read_table("choices")["choices"].items()
    return {english: row.split("|")[at].strip() for english, row in rows}


def with_small_i(label: str, language: str) -> str:
    """Return a label with a small "i" between words where that means "and", or "the".

    Args:
        label: "Imię I nazwisko".
        language: ISO 639-1 code; in English it is the person.
    """
    return _BETWEEN_WORDS.sub("i", label) if language in _SMALL_I else label


def added_in(before: DataModel, after: DataModel, language: str) -> DataModel:
    """Return a data model with the labels of the fields that it was given in a language.

    Args:
        before: Without them.
        after: With them.
        language: ISO 639-1 code; of one that is not known nothing changes.
    """
    if after is before or language not in LANGUAGES:
        return after
    known = {(one.name, field.name) for one in before.entities for field in one.fields}
    entities = tuple(
        one.model_copy(
            update={
                "fields": tuple(
                    field if (one.name, field.name) in known else field_in(field, language)
                    for field in one.fields
                )
            }
        )
        for one in after.entities
    )
    return after.model_copy(update={"entities": entities})


def _is_named_person(entity: DraftEntity, label: str, language: str) -> bool:
    """Say whether a label tells of somebody what Polish only says of things: "nazwa"."""
    if language != "pl" or label.lower() != "nazwa":
        return False
    means = english_of(entity.label, language) or said(entity.name)
    known = entity.thing is not None and entity.thing.is_person
    return is_person_word(means) or (known and not english_of(entity.label, language))


def _usual_in(field: FieldSpecification, language: str, text: str) -> FieldSpecification:
    """Return a field that somebody named with its choices in a language, if nobody told those."""
    low = text.casefold()
    if not field.choices or any(one.casefold() in low for one in field.choices):
        return field
    return field.model_copy(update={"choices": choices_in(field.choices, language)})


def say_in(draft: Draft, language: str, text: str = "", *, assumed: bool) -> None:
    """Translate the labels of what was assumed; what the person said is in their words already.

    Args:
        draft: Its labels are changed.
        language: ISO 639-1 code; of one that is not known nothing changes.
        text: The request; choices that stand in it are the person's own.
        assumed: Whether all of the draft is, because no word of the request says what to keep.
    """
    for entity in draft.entities.values() if assumed else ():
        entity.evidence = ""
    if language not in LANGUAGES:
        return
    own = vocabulary(language).own
    for entity in draft.entities.values():
        entry = own.get(entity.label.lower()) if not entity.evidence else None
        if entry is not None:
            entity.label = label_of(entry.one)
            entity.plural_label = label_of(entry.many or entry.one)
        entity.label = with_small_i(entity.label, language)
        entity.plural_label = with_small_i(entity.plural_label, language)
        for field in entity.fields:
            if not field.evidence:
                field.specification = field_in(field.specification, language)
            elif text:
                field.specification = _usual_in(field.specification, language, text)
            known = field.specification
            label = with_small_i(known.label, language)
            if not field.evidence and _is_named_person(entity, label, language):
                label = _POLISH_NAME
            field.specification = known.model_copy(update={"label": label})
        _without_twins(entity)


def _without_twins(entity: DraftEntity) -> None:
    """Call by the thing itself what nobody told, where a field that was told is called so."""
    told = {one.specification.label.lower() for one in entity.fields if one.evidence}
    for field in entity.fields:
        known = field.specification
        if not field.evidence and known.label.lower() in told:
            update = {"label": label_of(entity.label)}
            field.specification = known.model_copy(update=update)
