"""The day of what happens, where nobody said that it is noted; pure."""

import re

from activities.understanding.draft import TEMPLATE, Draft, DraftEntity, DraftField
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import said
from models.fields import FieldSpecification, FieldType
from models.specification import Category

_DAYS = word_set("day night evening morning afternoon weekend")
"""What is noted of them is noted once for each, so the day is what tells them apart."""
_UNDATED = word_set(
    "entry duty assignment attendance result completion participation order request induction "
    "permission fast exercise recipe plan goal"
)
"""What is planned, repeated or part of something that has a day."""
_PRACTISED = word_set("exercise")
"""What is done again and again, on days of their own."""
_TELLS_WHEN = word_set("day days weekday weekdays date week month year season when term since")
_OF_A_CALENDAR = word_set("day days weekday date week month")
_RATE = re.compile(r"(?:^|_)(?:per|a|an|each|every)_(?:day|night|week|month|year)(?:_|$)")
"""How much there is in a time, which says nothing of when."""
_COUNTED_DAILY = re.compile(r"how_(?:many|much)(?:_[a-z]+)?_(?:per|a|each|every)_(?:day|night)$")
_WRITTEN_IN = re.compile(r"\b(?:diary|diaries|log|logs|logbook|log book|journal)\b", re.IGNORECASE)
_HEADING = 60
_OF_WHAT_LASTS = re.compile(
    r"birth|born|purchase|bought|joined|planted|acquired|built|expir|warranty|until|since|next"
    r"|^year$"
)
_DUE_NEXT = re.compile(r"next_(?:is_)?due(?:_|$)|next_[a-z]+_due(?:_|$)")
"""A day that comes only after that on which it happens."""
_COMES_AND_GOES = frozenset({"time_in", "time_out", "signed_in", "signed_out", "clocked_in"})
"""Whoever writes down when they came in does so on each day that they come."""
_ROUND = re.compile(
    r"\b(?:library|bus|van|lorry|mobile|milk|market|delivery|school|clinic)\b", re.IGNORECASE
)
_JOURNEY = re.compile(r"\b(?:trips?|tours?|holidays?|journeys?|travels?|cruises?)\b", re.IGNORECASE)
_OF_A_CLAUSE = re.compile(r" (?:(?:that|who|whom|which) )?(?:i|we|they|you) [a-z ]+$")
"""What picks people out happens now and then, and they don't: "people we visit"."""
_DAY = re.compile(r"\bday\b", re.IGNORECASE)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUMMED = re.compile(
    r"\b(?:earn(?:s|ed|ings?)|income|takings|takes?|took|spen[dt]|spending|costs?|expenses|sums?"
    r"|totals?|sales|revenue|profits?|turnover|made|make|paid|pay)\b[^.;:!?\n]{0,40}?"
    r"\b(?:per|each|every|a|by|this|last) (?:calendar |financial |tax )?"
    r"(?:year|month|quarter|week)\b",
    re.IGNORECASE,
)
"""Sums of a span, for which a day is needed."""
_RATED = re.compile(r"\b(?:per|each|every|a) (?:year|month|quarter|week)\b", re.IGNORECASE)
_MOST_READ = 8_000
_MOST_FIELDS = 20
_OUTCOMES = word_set("winner loser won lost opponent result played")
_NOTED = frozenset({Category.LOG, Category.JOURNAL})
_LASTING = frozenset({Category.DIRECTORY, Category.COLLECTION, Category.INVENTORY})
_NAMES = frozenset({"name", "title"})
_NO_NAMES = (FieldType.LONG_TEXT, FieldType.DECIMAL)
"""What was dreamt is told at length, and a reading is a number."""


def date_happenings(draft: Draft, category: Category, text: str) -> None:
    """Give each happening a date that has none; an inspection without its day is worth little.

    Args:
        draft: What was understood; fields are added, without evidence.
        category: In a log or a journal, what is told first happens as well.
        text: The request; a diary of a horse has days, also where it is told of the horse.
    """
    written = bool(_WRITTEN_IN.search(text[:_HEADING]))
    noted = _noted(draft, written=written) if category in _NOTED else None
    dated = {entity.name for entity in draft.entities.values() if _tells_when(entity)}
    summed = _summed(draft, text)
    for entity in draft.entities.values():
        happens = entity in (noted, summed) or _happens(entity) or _is_signed(entity)
        told = entity.is_told
        read = _is_noted_by_habit(entity) and _is_read(entity, draft, dated)
        lacks = entity.name not in dated and not read and not _is_part(entity, draft, dated)
        if happens and told and lacks and len(entity.fields) < _MOST_FIELDS:
            made = field_from(Hint("Date", FieldType.DATE), owner=entity.name)
            known = next((f for f in entity.fields if f.specification.name == made.name), None)
            if known is None:
                entity.fields.insert(0, DraftField(made, "", TEMPLATE))
            else:  # "when" was told, and is the date
                update = {"type": FieldType.DATE}
                known.specification = known.specification.model_copy(update=update)


def name_weekdays(draft: Draft, text: str) -> None:
    """Let the day of a stop on a round be a day of the week, as the van comes again.

    Args:
        draft: What was understood in English; its fields are changed.
        text: The request.
    """
    if not _ROUND.search(text) or _JOURNEY.search(text):
        return
    for entity in draft.entities.values():
        timed = any(told.specification.type is FieldType.TIME for told in entity.fields)
        for told in entity.fields if timed and entity.name.endswith("stop") else ():
            if told.specification.label.lower() in ("day", "date") and _DAY.search(told.evidence):
                hint = Hint("Day", FieldType.CHOICE, _WEEKDAYS)
                told.specification = field_from(hint, owner=entity.name)


def _is_part(entity: DraftEntity, draft: Draft, dated: set[str]) -> bool:
    """Say whether it belongs to something that has a day, as who came to a rehearsal does."""
    targets = [draft.entities[link.relation.target] for link in draft.links_of(entity.name)]
    return any(_happens(one) or (one.name in dated and not _lasts(one)) for one in targets)


def _is_read(entity: DraftEntity, draft: Draft, dated: set[str]) -> bool:
    """Say whether what is noted of it has a list of its own with days: readings of a meter."""
    sources = (k.relation.source for k in draft.links if k.relation.target == entity.name)
    return any(one in dated and is_happening(said(one).lower()) for one in sources)


def _lasts(entity: DraftEntity) -> bool:
    """Say whether its days are those of what lasts: when shoes were bought."""
    days = [f.specification for f in entity.fields if _is_day(f.specification)]
    return all(_OF_WHAT_LASTS.search(day.name) for day in days)


def happens_on_a_day(entity: DraftEntity) -> bool:
    """Say whether a day or a month is told of it that isn't one of what lasts: "taken in on"."""
    days = (f.specification for f in entity.fields if _is_day(f.specification))
    dated = (d for d in days if d.type is FieldType.DATE or _OF_A_CALENDAR & {*d.name.split("_")})
    return any(not _OF_WHAT_LASTS.search(day.name) for day in dated)


def _noted(draft: Draft, *, written: bool) -> DraftEntity | None:
    """Return what a log is about: what is told first, unless it is named or referred to."""
    first = next(iter(draft.entities.values()))
    referred = any(link.relation.target == first.name for link in draft.links)
    lasts = first.thing is not None and first.thing.category in _LASTING and not written
    others = any(one.described and not is_somebody(one) for one in [*draft.entities.values()][1:])
    somebody = others and is_somebody(first) and not written
    return None if referred or lasts or somebody or _is_named(first) else first


def _summed(draft: Draft, text: str) -> DraftEntity | None:
    """Return the only list of amounts, where their sum in a year is wanted: takings of a pitch."""
    paid = [one for one in draft.entities.values() if any(map(_is_amount, one.fields))]
    if len(paid) != 1 or is_somebody(paid[0]) or _is_named(paid[0]):
        return None
    lasts = paid[0].thing is not None and paid[0].thing.category in _LASTING
    told = [f.evidence.lower() for f in paid[0].fields if _is_amount(f)]
    sums = (m.group().lower() for m in _SUMMED.finditer(text[:_MOST_READ]))
    wanted = any(not any(words in sum_ and _RATED.search(words) for words in told) for sum_ in sums)
    return paid[0] if wanted and not lasts else None


def _is_amount(field: DraftField) -> bool:
    return field.specification.type is FieldType.MONEY and bool(field.evidence)


def _is_named(entity: DraftEntity) -> bool:
    """Say whether each is told by its name; "which horse" names what the entry is about."""
    own = {*_NAMES, entity.name}
    names = (told for told in entity.fields if told.specification.name in own)
    short = (told for told in names if told.specification.type not in _NO_NAMES)
    return any(not told.evidence.lower().startswith("which ") for told in short)


def _happens(entity: DraftEntity) -> bool:
    last = entity.name.rsplit("_", 1)[-1]
    habit = _is_noted_by_habit(entity) and last not in _PRACTISED
    if habit or any(map(_COUNTED_DAILY.match, entity.names())):
        return not _is_named(entity)
    if _stands_on_a_shelf(entity):
        return False
    words = _OF_A_CLAUSE.sub("", said(entity.name).lower())
    last = words.split()[-1]
    return last in _DAYS or (last not in _UNDATED and is_happening(words))


def _is_signed(entity: DraftEntity) -> bool:
    return bool(_COMES_AND_GOES & {*entity.names()})


def _stands_on_a_shelf(entity: DraftEntity) -> bool:
    """Say whether it is kept by its name, as a board game is that nobody has won."""
    lasts = entity.thing is not None and entity.thing.category in _LASTING
    ended = any(_OUTCOMES.intersection(name.split("_")) for name in entity.names())
    return lasts and not ended and _is_named(entity)


def _is_noted_by_habit(entity: DraftEntity) -> bool:
    """Say whether such things are usually noted when they happen, as nappies are."""
    return entity.thing is not None and entity.thing.category in _NOTED


def _tells_when(entity: DraftEntity) -> bool:
    timed = any("time" in name.split("_") for name in entity.names()) and _is_named(entity)
    return (timed and not _is_signed(entity)) or any(
        _is_day(field.specification) and not _DUE_NEXT.match(field.specification.name)
        for field in entity.fields
    )


def _is_day(known: FieldSpecification) -> bool:
    words = _RATE.sub("_", known.name).split("_")
    named = _TELLS_WHEN & set(words) and known.type is not FieldType.TIME
    return known.type is FieldType.DATE or bool(named)
