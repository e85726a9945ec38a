"""What each is called, where the words only tell what is known of it; pure."""

import re

from activities.understanding.draft import ASSUMED, Draft, DraftEntity, DraftField
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.asking import participle
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.asking_what import asks_what
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, label_of, said
from models.fields import FieldType
from models.specification import Category

_LASTING = frozenset(
    {
        Category.DIRECTORY,
        Category.COLLECTION,
        Category.INVENTORY,
        Category.TRACKER,
        Category.LOG,
    }
)
_NAMES = word_set(
    "name names title surname nickname initials number no code id reg registration plate label "
    "model make species product what who which callsign handle designation description"
)
"""Words of fields by which one can be told from the others."""
_WARES = word_set("item article")
"""What each of the supplies is called, where nothing else is said to be its name."""
_TO_CALL = re.compile(
    r"\b(?:contact|phone|telephone|mobile|cell|emergency|landline|fax|whatsapp)\b", re.IGNORECASE
)
"""A number to ring, which tells nobody apart."""
_BOUGHT = "shopping_item"
_CALLED, _NUMBER = ("name", "title", "last_name", "surname", "family_name"), "number"
"""Names of fields, which are English where the label isn't."""
_PERSON = re.compile(
    r"(?:(?:to|from|for|with) )?who(?:m|se)?\b.*|.{1,40} by|assigned to|responsible|person",
    re.IGNORECASE,
)
_PLACE = re.compile(r"where\b.*|place|location|address|room", re.IGNORECASE)
_ROLES = word_set(
    "composer arranger writer author artist painter photographer engraver designer director "
    "producer publisher maker manufacturer breeder brewer supplier vendor insurer builder brand "
    "make leader owner"
)
"""Who made or keeps it, which many have in common."""
_TRAITS = word_set(
    "class race level kind type sort size season color colour material condition shape style genre "
    "category status state age sex gender weight length height width power speed quality grade rank"
)
"""What it is like, which many have in common."""
_WHEREABOUTS = word_set("location place address notes")
"""Where it is, and what else there is to say."""
_PERSONS = word_set("woman man wife husband lady gentleman baby toddler traveller character")
_STOPS = word_set("stop station venue spot site checkpoint waypoint")
"""Places are told by what they are called, and not by when somebody is there."""
_OF_ITSELF = word_set("subject description service question headline contents purpose")
_CONTACTS = word_set("contact contact_person contact_name")
"""Somebody at a company, by whose name it is told."""
_DUE_NEXT = "next_due"
_DEALS = word_set("sell buy repair mend restore")
_HOW_MANY = "how many"
"""Whoever asks no more has said of what."""
_AMOUNTS = (FieldType.MONEY, FieldType.INTEGER, FieldType.DECIMAL)
_LONGEST = 4
_DONE_TO_IT = re.compile(
    r"(?:quando|quand|cuándo|cuando|wann|wanneer|kiedy) (?:(?:ich|wir|man|je|on|nous|ik|we) )?"
    r"(?:li|le|la|lo|gli|los|las|les|l['\u2019]|sie|ihn|es|ze|het|hem|os|as|ją|je)"
    r"(?: |(?<=['\u2019]))",
    re.IGNORECASE,
)
"""When something was done to what lasts: "quando li ho annaffiati"."""
_TO_DO = "What is to be done"


def identify(draft: Draft, *, english: bool) -> None:
    """Give what lasts a name, a task its words, and what was sold or bought what it was.

    Args:
        draft: What was understood; fields are added, without evidence.
        english: Whether the request was English; labels of other languages are usual ones.
    """
    for entity in draft.entities.values():
        if not entity.is_told:
            continue
        if english and _is_task(entity) and not _says_what(entity):
            entity.put(Hint(_TO_DO, FieldType.TEXT), "", ASSUMED, at=0)
        elif english and _dealt(entity) and not draft.links_of(entity.name):
            if not (_says_what(entity) or _counts_what_is_known(entity)):
                hint = Hint(f"What was {participle(_dealt(entity))}", FieldType.TEXT)
                entity.put(hint, "", ASSUMED, at=0)
        elif english and (first := _known_by(entity)):
            entity.put(Hint(label_of(first), FieldType.TEXT), "", ASSUMED, at=0)
        elif _lacks_name(draft, entity, english=english):
            entity.put(Hint("Name", FieldType.TEXT), "", ASSUMED, at=0)


def _known_by(entity: DraftEntity) -> str:
    """Return what tells those of a day apart of which only the days are told, the next one too."""
    only = all(told.specification.type is FieldType.DATE for told in entity.fields)
    again = any(told.specification.name.startswith(_DUE_NEXT) for told in entity.fields)
    thing = entity.thing
    if not only or not again or thing is None or thing.category is not Category.LOG:
        return ""
    first = split_items(thing.fields)[0]
    return "" if first in _CALLED or type_of(first) not in (None, FieldType.TEXT) else first


def _lacks_name(draft: Draft, entity: DraftEntity, *, english: bool) -> bool:
    happens = is_happening(entity.label.lower()) or is_happening(said(entity.name))
    if happens or entity.crosses or any(map(_tells_which, entity.fields)):
        return False
    if not english and _is_dealt_with(entity):
        return True
    person = entity.thing.is_person if entity.thing is not None else _is_person(entity)
    if not person and any(field.specification.name == _NUMBER for field in entity.fields):
        return False
    own = entity.label.lower()
    if {"company", "firm", "organisation"} & {*entity.names()} and _CONTACTS & {*entity.names()}:
        return False
    if any(field.specification.label.lower() == own for field in entity.fields):
        return False
    if not person and _tells_what_and_when(entity):
        return False
    if english and _is_place(draft, entity):
        return True
    if entity.thing is not None:
        typical, category = split_items(entity.thing.fields)[0], entity.thing.category
        lasts = category in _LASTING or (english and entity.thing.name == _BOUGHT)
        return typical == "name" and (entity.thing.is_person or lasts)
    referred = any(link.relation.target == entity.name for link in draft.links)
    dated = happens_on_a_day(entity)
    tells = _is_short_text if dated else _may_tell_apart
    nobody = referred and not any(map(tells, entity.fields))
    return nobody or _is_person(entity) or _only_has_traits(draft, entity)


def _tells_what_and_when(entity: DraftEntity) -> bool:
    """Say whether records are of one day each and tell what it was then: "what she took, when"."""
    told = [one for one in entity.fields if one.evidence]
    dated = any(one.specification.type is FieldType.DATE for one in told)
    return dated and any(_is_short_text(one) and asks_what(one.evidence) for one in told)


def _is_dealt_with(entity: DraftEntity) -> bool:
    """Say whether only the days are told on which something was done to it."""
    told = [one for one in entity.fields if one.evidence]
    days = all(one.specification.type in (FieldType.DATE, FieldType.YES_NO) for one in told)
    return days and any(_DONE_TO_IT.match(one.evidence.strip()) for one in told)


def _is_place(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether it is a place of which only is told when somebody is there."""
    is_stop = entity.name.rsplit("_", 1)[-1] in _STOPS
    texts = filter(_is_short_text, entity.fields)
    told = any(not is_plural(one.specification.label) for one in texts)
    return is_stop and not told and not draft.links_of(entity.name)


def _is_person(entity: DraftEntity) -> bool:
    """Say whether it is somebody; the name is English where the label isn't."""
    last = entity.name.rsplit("_", 1)[-1]
    return any(map(is_person_word, (entity.label, last))) or last in _PERSONS


def _only_has_traits(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether what lasts is told only by what many have in common: composer, colour, size."""
    linked = {link.relation.name for link in draft.links_of(entity.name)}
    told = [f for f in entity.fields if f.specification.name not in linked]
    if not told or happens_on_a_day(entity):
        return False
    first, *rest = told
    of_somebody = first.specification.type in _AMOUNTS and any(map(_is_who, rest))
    return not (_may_name(first) or of_somebody or any(map(_tells_itself, told)))


def _may_name(told: DraftField) -> bool:
    return _is_short_text(told) and not is_trait(told.specification.name)


def _may_tell_apart(told: DraftField) -> bool:
    """Say whether a text may name one of several; where it stands and its colour do not."""
    return _may_name(told) and told.specification.name.rpartition("_")[2] not in _WHEREABOUTS


def _tells_who(told: DraftField) -> bool:
    label = told.specification.label
    return bool(_PERSON.fullmatch(label)) or is_person_word(label)


def _is_who(told: DraftField) -> bool:
    label = told.specification.label.lower()
    return label in ("who", "whom") or is_person_word(label)


def _tells_itself(told: DraftField) -> bool:
    words = told.specification.name.split("_")
    return words[0] == "what" or words[-1] in _OF_ITSELF


def is_trait(name: str) -> bool:
    """Say whether a field of this name tells what many have in common, and names none of them."""
    return name.removesuffix("_name").rsplit("_", 1)[-1] in _ROLES | _TRAITS


def _tells_which(told: DraftField) -> bool:
    if _TO_CALL.search(told.specification.label):
        return False
    first, *rest = told.specification.label.lower().split()
    named = (rest or [first])[-1] in _NAMES or first in ("name", "which")
    named = named or told.specification.name in _CALLED or (not rest and first in _WARES)
    return named and told.specification.type in (FieldType.TEXT, FieldType.INTEGER)


def _is_short_text(told: DraftField) -> bool:
    known = told.specification
    return known.type is FieldType.TEXT and len(known.label.split()) <= _LONGEST


def _is_task(entity: DraftEntity) -> bool:
    return entity.thing is not None and entity.thing.name == "task"


def _says_what(entity: DraftEntity) -> bool:
    """Say whether a text tells what it is, and not only who and where."""
    return any(
        _is_short_text(told)
        and not _tells_who(told)
        and not _PLACE.fullmatch(told.specification.label)
        for told in entity.fields
    )


def _counts_what_is_known(entity: DraftEntity) -> bool:
    """Say whether only is told who has how many: of what the list is about."""
    counted = any(told.evidence.lower() == _HOW_MANY for told in entity.fields)
    return counted and any(map(_is_who, entity.fields))


def _dealt(entity: DraftEntity) -> str:
    """Return what was done, where only a verb names the thing: "we buy and sell it"."""
    lemma = tag(entity.evidence)[0].lemma if entity.evidence.isalpha() else ""
    known = frames().events.get(lemma) if lemma in _DEALS else None
    return lemma if known == entity.name and entity.evidence.lower() != known else ""
