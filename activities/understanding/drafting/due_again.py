"""What is due again and again of each, told as one text, as a list with its days; pure.

"Breed, vaccinations … remind me when a vaccination is due again" keeps each vaccination.
"""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import TEXT_TYPES, FieldType

_DUE = re.compile(
    r"\b(?:remind|tell|alert|notify|warn|reminders?|alerts?)\w*\b(?: (?:me|us))?"
    r"(?: (?:of|when|about|if|before|once))?(?: (?:an?|the|its|their|any|another|next))* "
    r"(?P<what>(?!next\b)[a-z]{4,20}(?: [a-z]{4,15})?) (?:is|are|becomes?|comes?|falls?|gets?) "
    r"due(?P<again> again)?\b",
    re.IGNORECASE,
)
_TEXTS = TEXT_TYPES
_CARE = word_set(
    "service booster checkup trim inspection test jab refill treatment vaccination vaccine "
    "injection cleaning maintenance worming deworming drenching dipping clipping shearing shoeing "
    "trimming grooming brushing spraying pruning watering feeding repotting greasing oiling "
    "sharpening descaling servicing testing tuning calibration"
)
"""What is done to each; what else happens, as payments do, has more to tell than its days."""
_MOST_READ = 4_000


def keep_due_again(draft: Draft, text: str) -> None:
    """Keep each time of what is due again, where one field held all of them.

    Args:
        draft: What was understood in English; a field becomes a list.
        text: The request.
    """
    for match in _DUE.finditer(text[:_MOST_READ]):
        noun = singular(match["what"].lower())
        known = draft.find(noun, exact=True)
        if not _is_done(noun) or (known is not None and known.is_told):
            continue
        if known is not None:
            _fill(known, match)
        elif len(draft.entities) < MOST_ENTITIES:
            fields = ((e, f) for e in draft.entities.values() for f in e.fields if _is(f, noun))
            if (told := next(fields, None)) is not None:
                _part(draft, *told, noun, match)


def _is_done(noun: str) -> bool:
    """Say whether it is something that is done to each: a vaccination, worming, a service."""
    return noun.split()[-1] in _CARE


def _is(field: DraftField, noun: str) -> bool:
    """Say whether a field is a text that has all of them: "vaccinations"."""
    known = field.specification
    return known.type in _TEXTS and singular(known.label.lower()) == noun


def _part(
    draft: Draft, owner: DraftEntity, field: DraftField, noun: str, match: re.Match[str]
) -> None:
    owner.fields.remove(field)
    name = identifier(noun, taken=tuple(draft.entities))
    made = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, field.evidence, STATED)
    draft.entities[name] = made
    _fill(made, match)
    whole = _whole(draft, owner)
    draft.link(made, whole, whole.label, evidence=match.group())


def _fill(made: DraftEntity, match: re.Match[str]) -> None:
    made.fields, made.described = [], True
    made.put(Hint("Date", FieldType.DATE), match.group())
    made.put(Hint("What", FieldType.TEXT), match.group())
    made.put(Hint("Due again" if match["again"] else "Next due", FieldType.DATE), match.group())


def _whole(draft: Draft, owner: DraftEntity) -> DraftEntity:
    """Return what it is done to: not the lambing, but the sheep that it is of."""
    if not is_happening(owner.label.lower()):
        return owner
    targets = [draft.entities[link.relation.target] for link in draft.links_of(owner.name)]
    return targets[0] if len(targets) == 1 else owner
