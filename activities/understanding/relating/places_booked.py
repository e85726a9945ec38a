"""Dates with places, and who comes to each, told as one list: these are two; pure.

"Class bookings – dates, 8 places each, who's coming, paid" keeps classes, and bookings of each.
"""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import FieldType

_PLACES = re.compile(
    r"(?:max(?:imum)?\.? )?(?:number of )?(?:\d{1,3} )?(?P<what>places|spaces|spots|seats|slots)"
    r"(?: (?:each|free|available|per [a-z]+|in each))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b\d{1,3} (?:places|spaces|spots|seats|slots)\b", re.IGNORECASE)
_WHO = re.compile(
    r"who(?:['\u2019]s| is| are| all)? ?(?:coming|comes|booked|signed up|going|attending|in)"
    r"|who(?: has| have)? (?:booked|signed up)|participants?|attendees?",
    re.IGNORECASE,
)
_BOOKING = re.compile(
    r"(?:bookings?|sign-?ups?|registrations?|reservations?|enrolments?)", re.IGNORECASE
)
_EVENT = re.compile(
    r"\b(?P<what>(?:[a-z]{3,15} )?(?:class|course|workshop|lesson|session|trip|tour|tasting|walk"
    r"|retreat|dinner|excursion|outing|camp|event|training))(?:es|s)?['\u2019]? "
    r"(?:bookings?|sign-?ups?|registrations?|reservations?|enrolments?)\b",
    re.IGNORECASE,
)
_DAYS = (FieldType.DATE, FieldType.TIME)
_OF_BOOKING = re.compile(r"\b(?:paid|pay|book|sign|regist|reserv|enrol|cancel)", re.IGNORECASE)
"""Days on which somebody books or pays, and not those of what is booked."""


def part_places_booked(draft: Draft, text: str) -> None:
    """Keep what has places for itself, and of each booking who comes and what it is of.

    Args:
        draft: What was understood in English; a list is added, and fields go over to it.
        text: The request.
    """
    event = _EVENT.search(text)
    if event is None or len(draft.entities) != 1:
        return
    (booking,) = draft.entities.values()
    places = [one for one in booking.fields if _is_places(one)]
    who = [one for one in booking.fields if one.evidence and _WHO.fullmatch(_plain(one))]
    if not _BOOKING.search(booking.label) or len(places) != 1 or len(who) != 1:
        return
    noun = singular(event["what"].lower())
    name = identifier(noun, taken=(booking.name,))
    made = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, event.group(), STATED)
    days = [one for one in booking.fields if _is_its_day(one)]
    (place,) = places
    counted = field_from(Hint("Places", FieldType.INTEGER), owner=name)
    made.fields = [*days, DraftField(counted, place.evidence, STATED)]
    made.described = True
    named = field_from(Hint("Name", FieldType.TEXT), owner=booking.name)
    kept = [one for one in booking.fields if one not in (*days, place, *who)]
    if named.name not in {one.specification.name for one in kept}:
        kept.insert(0, DraftField(named, event.group(), STATED))
    booking.fields = kept
    draft.entities = {name: made, booking.name: booking}
    draft.link(booking, made, made.label, evidence=event.group())


def _plain(told: DraftField) -> str:
    return told.specification.label.strip(" ,.")


def _is_its_day(told: DraftField) -> bool:
    """Say whether a day or a time is that of what is booked."""
    dated = told.specification.type in _DAYS and bool(told.evidence)
    return dated and _OF_BOOKING.search(_plain(told)) is None


def _is_places(told: DraftField) -> bool:
    counted = _PLACES.fullmatch(_plain(told)) or _COUNTED.fullmatch(told.evidence.strip(" ,."))
    return bool(told.evidence and counted) and told.specification.type is FieldType.INTEGER
