"""Income and expenses that are told in one breath, kept as entries of one list; pure.

"The income and expenses of each event, who advanced the money and whether they got it back" keeps
what came in and went out, each with its amount, and not who advanced an income.
"""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import FieldType

_NAME = "transaction"
_MONEY_NAMES = word_set("income expense transaction earning cost receipt")
_NOUN = r"[^\W\d_]{3,30}"
_BOTH = 2
_FIELDS = (
    ("date", "Date", FieldType.DATE),
    ("kind", "Kind", FieldType.CHOICE),
    ("what", "Description", FieldType.TEXT),
    ("amount", "Amount", FieldType.MONEY),
)


class _Turns(NamedTuple):
    both: re.Pattern[str]
    one: re.Pattern[str]
    each: re.Pattern[str]
    advanced: re.Pattern[str]
    returned: re.Pattern[str]


def keep_accounts(draft: Draft, text: str, language: str) -> None:
    """Keep what comes in and goes out as one list with amounts, where the words are of both.

    Args:
        draft: What was understood; a list takes the place of those made of the same words.
        text: The request.
        language: ISO 639-1 code.
    """
    if language not in read_table("accounts"):
        return
    turns = _turns(language)
    both = turns.both.search(text)
    if both is None:
        return
    advanced = turns.advanced.search(text, both.end())
    if language == "en" and advanced is None:
        return
    made = [e for e in draft.entities.values() if turns.one.fullmatch(_said(e, language))]
    if len(made) == 1 and _tells_amount(made[0], advanced):
        _call_by_both(made[0], both, language)
    elif _NAME not in draft.entities and _is_lost(draft, made, turns, advanced, language):
        _keep_entries(draft, made, turns, both, language)


def _keep_entries(
    draft: Draft, made: list[DraftEntity], turns: _Turns, both: re.Match[str], language: str
) -> None:
    """Put one list in the place of all that was made of the same words."""
    found = (turn.search(both.string, both.end()) for turn in (turns.advanced, turns.returned))
    clauses = [one for one in found if one is not None]
    made = made + [e for e in draft.entities.values() if e not in made and _is_verb_of(e, clauses)]
    if len(draft.entities) - len(made) >= MOST_ENTITIES:
        return
    kept = [told for one in made for told in one.fields if not _is_of(told, clauses)]
    ends = [link.relation.target for one in made for link in draft.links_of(one.name)]
    for one in draft.entities.values():
        one.fields = [
            told
            for told in one.fields
            if not _is_one(told, turns, language) and not _is_of(told, clauses)
        ]
    for one in made:
        draft.drop(one.name)
    each = turns.each.match(both.string, both.end())
    if each and (of := _each(draft, each["noun"], language)):
        ends.append(of.name)
    entity, rest = _entries(both, language, kept), dict(draft.entities)
    draft.entities.clear()
    draft.entities.update({entity.name: entity, **rest})
    for end in dict.fromkeys(name for name in ends if name in rest):
        draft.link(entity, rest[end], rest[end].label, evidence=both.group())
    _tell_clauses(draft, entity, turns, both, language)


@cache
def _turns(language: str) -> _Turns:
    row = read_table("accounts")[language]
    article = rf"(?:(?:{row['article']}) )?"
    one, other = rf"(?:{row['income']})", rf"(?:{row['expense']})"
    joint = rf" (?:{row['and']}) {article}"
    patterns = (
        rf"(?<!\w){article}(?:{one}{joint}{other}|{other}{joint}{one})(?!\w)",
        rf"{article}(?:{one}|{other})",
        rf" (?:{row['each']}) (?P<noun>{_NOUN})",
        rf"(?<!\w)(?:{row['advanced']})(?!\w)",
        rf"(?<!\w)(?:{row['returned']})(?!\w)",
    )
    return _Turns(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _call_by_both(entity: DraftEntity, both: re.Match[str], language: str) -> None:
    """Let it be chosen what came in and what went out, where one list has the word for one."""
    row, turns = read_table("accounts")[language], _turns(language)
    if any(one.specification.type is FieldType.CHOICE for one in entity.fields):
        return
    entity.fields = [one for one in entity.fields if not _is_one(one, turns, language)]
    made = field_from(Hint("Kind", FieldType.CHOICE, (row["in"], row["out"])), owner=entity.name)
    if made.name not in entity.names():
        told = made.model_copy(update={"label": row["kind"]})
        entity.fields.insert(min(1, len(entity.fields)), DraftField(told, both.group(), STATED))
        entity.label, entity.plural_label = row["one"], row["many"]


def _said(entity: DraftEntity, language: str) -> str:
    """Return the word that a list was made of, without "and" where that was marked with it."""
    joint = rf" (?:{read_table('accounts')[language]['and']})$"
    return re.sub(joint, "", bare(entity.evidence, language).strip(), flags=re.IGNORECASE)


def _is_one(told: DraftField, turns: _Turns, language: str) -> bool:
    """Say whether a field was made of the word for what comes in, or for what goes out."""
    return bool(told.evidence) and bool(turns.one.fullmatch(bare(told.evidence, language).strip()))


def _is_lost(
    draft: Draft,
    made: list[DraftEntity],
    turns: _Turns,
    advanced: re.Match[str] | None,
    language: str,
) -> bool:
    """Say whether something of it is lost or misread, as a "recette" that is taken for a recipe."""
    if any(_tells_amount(one, advanced) for one in made):
        return False
    if made:
        misread = any(not _MONEY_NAMES & {*one.name.split("_")} for one in made)
        parted = any(told.evidence for one in made for told in one.fields)
        return advanced is not None or misread or parted or len(made) < _BOTH
    owners = [e for e in draft.entities.values() if _tells_one(e, turns, language)]
    amounts = [
        told
        for one in owners
        for told in one.fields
        if told.specification.type is FieldType.MONEY and _is_one(told, turns, language)
    ]
    people = any(map(is_somebody, owners))
    return bool(owners) and (advanced is not None or people or not amounts)


def _tells_one(entity: DraftEntity, turns: _Turns, language: str) -> bool:
    return any(_is_one(told, turns, language) for told in entity.fields)


def _tells_amount(entity: DraftEntity, advanced: re.Match[str] | None) -> bool:
    clauses = [advanced] if advanced else []
    return any(
        one.evidence and one.specification.type is FieldType.MONEY and not _is_of(one, clauses)
        for one in entity.fields
    )


def _is_of(told: DraftField, clauses: list[re.Match[str]]) -> bool:
    """Say whether a field was made of a clause, or of a piece of it."""
    low = told.evidence.strip().lower()
    return bool(low) and any(
        low in clause.group().lower() or clause.group().lower() in low for clause in clauses
    )


def _is_verb_of(entity: DraftEntity, clauses: list[re.Match[str]]) -> bool:
    """Say whether a list was only made of what somebody did: "chi ha anticipato"."""
    told = entity.evidence.lower()
    words = [word for one in clauses for word in one.group().lower().split()]
    return not is_somebody(entity) and told in words


def _entries(both: re.Match[str], language: str, kept: list[DraftField]) -> DraftEntity:
    row = read_table("accounts")[language]
    entity = DraftEntity(_NAME, row["one"], row["many"], None, both.group(), STATED)
    told = {one.specification.type for one in kept}
    for key, label, kind in _FIELDS:
        if kind in told:
            continue
        choices = (row["in"], row["out"]) if kind is FieldType.CHOICE else ()
        made = field_from(Hint(label, kind, choices), owner=entity.name)
        made = made.model_copy(update={"label": row[key]})
        entity.fields.append(DraftField(made, both.group(), STATED))
    entity.fields += [one for one in kept if one.specification.name not in entity.names()]
    entity.described = True
    return entity


def _each(draft: Draft, noun: str, language: str) -> DraftEntity | None:
    """Return the list of what they are of; only one of happenings is made where none is kept."""
    one, many = _labels(noun, language)
    for entity in draft.entities.values():
        if noun.lower() in (entity.evidence.lower(), entity.label.lower()):
            return entity
    english = english_of(noun, language) if language != "en" else one
    happens = re.fullmatch(read_table("accounts")[language]["general"], noun, re.IGNORECASE)
    if not happens or len(draft.entities) >= MOST_ENTITIES - 1:
        return None
    try:
        name = identifier(english or one, taken=tuple(draft.entities))
    except ValueError:
        return None
    thing = draft.lexicon.things.get(name)
    draft.entities[name] = DraftEntity(name, label_of(one), label_of(many), thing, noun, STATED)
    return draft.entities[name]


def _labels(noun: str, language: str) -> tuple[str, str]:
    one = singular(noun.lower())
    return (one, plural(one)) if language == "en" else labels_of(noun, language)


def _tell_clauses(
    draft: Draft, entity: DraftEntity, turns: _Turns, both: re.Match[str], language: str
) -> None:
    """Keep who advanced the money, and whether they have it back."""
    row, text = read_table("accounts")[language], both.string
    advanced = turns.advanced.search(text, both.end())
    if advanced is None:
        return
    people = [one for one in draft.entities.values() if is_somebody(one)]
    if len(people) == 1:
        draft.link(entity, people[0], row["by"], evidence=advanced.group())
    else:
        _put(entity, "Advanced by", row["by"], FieldType.TEXT, advanced.group())
    returned = turns.returned.search(text, advanced.end())
    if returned is not None:
        _put(entity, "Paid back", row["back"], FieldType.YES_NO, returned.group())


def _put(entity: DraftEntity, english: str, label: str, kind: FieldType, words: str) -> None:
    made = field_from(Hint(english, kind), owner=entity.name)
    if made.name not in entity.names():
        told = made.model_copy(update={"label": label})
        entity.fields.append(DraftField(told, words, STATED))
