"""From the items that describe a thing to its fields and relations."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.inference import by_rules, infer
from activities.understanding.phrases import noun_phrase
from activities.understanding.text import split_items, word_set
from activities.understanding.words import is_plural
from models.specification import FieldType

_ROLES = re.compile(
    r"^(?:an? |the )?(?:host|organi[sz]er|owner|assignee|assigned to|assigned person"
    r"|responsible(?: person)?|person responsible"
    r"|borrower|borrowed by|lent to|driver|chair(?:person|man)?|attendees?|participants?"
    r"|leader|cook|done by|made by|person"
    r"|who(?: .{1,30})?|by whom|paid by|reporter|created by|author|player|people|presenter"
    r"|speaker|signed up|keeper"
    r"|responsible member|trainer|caretaker)$",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"^(?:belongs? to|is assigned to|is part of|is linked to|assigned to|lent to|borrowed "
    r"by) (?:an? |the )?(.+)$",
    re.I,
)
_BRACKETED = re.compile(r"^(?P<entity>[^()]{2,50}?)\s*\((?P<items>[^()]{3,300})\)$")
_SEVERAL = re.compile(r"^(?:several|multiple|many|one or more|any number of) (?=\w)", re.I)
_WHO_DID = re.compile(
    r"^(?:which|what) (?P<who>[\w' -]{2,30}?) (?:have |has |had )?"
    r"(?:attended|came|come|took part|joined|participated|were there|are involved|were present"
    r"|signed up|played|helped)$",
    re.IGNORECASE,
)
LONG_LISTS = word_set(
    """
    ingredients steps songs tracks materials instructions symptoms lyrics topics
    """
)
_SUPPORTING = word_set(
    """
    tag category genre label author ingredient skill topic course team group
    """
)


def describe(draft: Draft, entity: DraftEntity, items: list[str], evidence: str) -> None:
    """Take each item of a list as a field of the entity, or as a relation to another one."""
    position = 0
    while position < len(items):
        words, used = _item_at(items, position)
        position += used
        part = sub_entity(words)
        if part and _link_part(draft, entity, part, evidence):
            continue
        crowd = _WHO_DID.match(words)
        people = draft.find(noun_phrase(crowd["who"])) if crowd else None
        if people and people is not entity:
            draft.link(entity, people, people.plural_label, many=True, evidence=evidence)
        elif not _link_item(draft, entity, words, evidence):
            _add_field(entity, words, evidence)


def _item_at(items: list[str], position: int) -> tuple[str, int]:
    """Return the item at a position, together with the choices that follow it."""
    words = items[position]
    opens = re.match(
        r"^(?:an? |the )?(?:\w+ )?(?:status|state|priority|severity|stage|type|kind|size"
        r"|condition|level|mood)\s*"
        r"(:|\b(?:is |can be |either |one of )?[\w' -]+$)",
        words,
        re.IGNORECASE,
    )
    if not opens or re.search(r"\bor\b", words):
        return words, 1
    colon = opens.group(1) == ":"
    following = items[position + 1 :]
    end = next((n for n, item in enumerate(following) if re.search(r"\bor\b", item)), None)
    if end is not None and end <= 8 and all(len(item.split()) <= 3 for item in following[:end]):
        return ", ".join([words, *following[: end + 1]]), end + 2
    if not colon:
        return words, 1
    count = next((n for n, item in enumerate(following) if _surely_field(item)), len(following))
    return ", ".join([words, *following[:count]]), count + 1


def _surely_field(item: str) -> bool:
    return by_rules(item) not in (None, FieldType.YES_NO) or bool(
        re.match(r"(?:an?|the|its) ", item)
    )


def sub_entity(item: str) -> tuple[str, list[str]] | None:
    """Read "visits (date, reason)": a thing of its own with its fields, not a list of choices."""
    match = _BRACKETED.match(item)
    phrase = noun_phrase(match["entity"]) if match else ""
    items = split_items(match["items"]) if match else []
    typed = any(by_rules(one) or one.lower() in ("name", "title") for one in items)
    return (phrase, items) if is_plural(phrase) and len(items) > 1 and typed else None


def _link_part(
    draft: Draft, entity: DraftEntity, part: tuple[str, list[str]], evidence: str
) -> bool:
    made = draft.ensure(part[0], evidence)
    if made is None or made is entity:
        return False
    draft.link(made, entity, entity.label, evidence=evidence)
    made.described = True
    describe(draft, made, part[1], evidence)
    return True


def _link_item(draft: Draft, entity: DraftEntity, words: str, evidence: str) -> bool:
    verbal = _VERBAL.match(words)
    phrase = noun_phrase(verbal.group(1) if verbal else words)
    target = draft.find(phrase) if phrase else None
    if verbal and not target and not _ROLES.match(words):
        target = draft.ensure(phrase, evidence)
    if target is None and _ROLES.match(words):
        people = [e for e in draft.entities.values() if e.thing and e.thing.is_person]
        target = next((person for person in people if person is not entity), None)
    if target is None and phrase and is_plural(phrase) and by_rules(phrase) is None:
        thing = draft.lexicon.thing(phrase)
        target = draft.ensure(phrase, evidence) if thing and thing.is_person else None
    if target is None or target is entity:
        return False
    several = is_plural(phrase) and not verbal
    independent = target.described and re.match(r"(?:several|multiple|one or more) ", words, re.I)
    if (
        several
        and not independent
        and not is_supporting(target)
        and not (target.thing and target.thing.is_person)
    ):
        draft.link(target, entity, entity.label, evidence=evidence)
    else:
        label = target.label if verbal else infer(_SEVERAL.sub("", words)).label
        draft.link(entity, target, label, many=several, evidence=evidence)
    entity.described = True
    return True


def _add_field(entity: DraftEntity, words: str, evidence: str) -> None:
    made = entity.add(words, evidence, 0.95)
    if made and made.label.lower() in LONG_LISTS:
        entity.fields[-1].specification = made.model_copy(
            update={"type": FieldType.LONG_TEXT, "choices": ()}
        )


def is_supporting(entity: DraftEntity) -> bool:
    """Say whether records of it are shared by many others instead of belonging to one."""
    name = entity.thing.name if entity.thing else entity.name
    return (name in _SUPPORTING and name != "ingredient") or entity.name in (
        "artist",
        "director",
        "owner",
    )
