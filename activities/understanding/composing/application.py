"""What a short request asks for that names an application and its parts; pure.

"A running club with members, races and results" is three lists, and "a sleep log with mood" is one
that everybody knows. Where any word of it is understood otherwise, nothing is composed, and the
request is read as all others are.
"""

import re
from collections.abc import Sequence

from activities.understanding.composing.composer import Composer
from activities.understanding.composing.heads import (
    EXAMPLES,
    NamedPart,
    core_of,
    head_of,
    in_its_sense,
    is_application,
    named,
    names_several,
    several,
    subjects_of,
    whole_of,
)
from activities.understanding.composing.in_own_words import say_in_own_words, title_in_own_words
from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity
from activities.understanding.drafting.taken_types import take_choices, take_types
from activities.understanding.grammar.items import is_person_word
from activities.understanding.grammar.noting import Reading
from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.usual_parts import UsualPart, one_of, usual_parts
from activities.understanding.languages.glossing import Gloss
from activities.understanding.marking.marks import Marked, MarkedWish
from activities.understanding.phrasing.parting import (
    Parted,
    parted,
    parted_by_aim,
    per_in,
    without_asking,
)
from activities.understanding.text.cleaning import word_set

_TIMES = word_set("day week month year date")
_WISH = re.compile(
    r"\b(?:reminders?|notifications?|alerts?|warnings?|warn|remind|calendar|boards?|charts?|graphs?"
    r"|statistics|stats|search|export|print(?:ed|able)?|totals?|sums?|streaks?|standings|table of"
    r"|schedule$|timetable$"
    r"|leader ?board|ranking|overview|dashboard|history|sharing|shared|filters?|vot(?:e|es|ing)"
    r"|progress(?! (?:photo|picture|note)s?))\b",
    re.IGNORECASE,
)
_ON_A_MAP = re.compile(r"\s+on (?:a|the) map$", re.IGNORECASE)
_INSIDE = re.compile(
    r"\b(?:what(?:['\u2019]?s| is| i have| we have| we['\u2019]ve got| there is)?(?: left)?"
    r"|(?:(?:the|all) )?(?:food|stuff|things|everything|items)(?: that(?:['\u2019]s| is))?) in "
    r"(?:my|our|the) "
    r"(?P<places>\w+(?:(?:,| and(?: the| my| our)?) (?!and\b|when|who|how|what)\w+)*)"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_ASKED = 0.5
"""How likely what a part says is a wish at least."""
_LEAST_LISTS = 2
_OF_ANY = word_set("photo picture image note comment description")
_COLLECTIVES = word_set(
    "collection comparison catalogue catalog directory archive search hunt test lot stats"
)
"""What says of what it is before, and so names a list that is not among the parts."""
_STORES = word_set(
    "garage shed cellar cupboard basement attic kitchen pantry fridge freezer larder"
)
_OTHERWISE = re.compile(
    r"^total \w|"
    r"^(?!(?:an?|the|payment|order|weight|progress|status|kanban|monthly|weekly|yearly)\b)"
    r"[\w-]+ (?:history|schedule|timetable|charts?|boards?)$|"
    r"^(?:and |by |on |in |at |for |to )?"
    r"(?:who|whom|whose|what|which|when|where|how|if|whether)\b|:|^(?:their|its|everyone's|everybody's)\b",
    re.IGNORECASE,
)
"""What is read better by those who know clauses, denials and who belongs to whom, and what may be
a way of looking or something to keep: a "medical history"."""


def composed_of(glossed: Gloss, marked: Marked) -> Reading | None:
    """Return the lists of a short request that names them, or None for any other request.

    Args:
        glossed: The cleaned request, word by word in English.
        marked: Its marks, for the types of what is told.
    """
    reading = _composed_of(glossed.english, english=glossed.language == "en")
    if reading is None:
        return None
    own = glossed.language == "en" or _in_own_words(reading, glossed)
    if not own or not _agrees(reading.draft, marked, glossed.original):
        return None
    fields = [field for one in reading.draft.entities.values() for field in one.fields]
    usual = [(field, field.specification) for field in fields if field.confidence == TEMPLATE]
    take_types(reading.draft, marked)
    take_choices(reading.draft, marked)
    for field, specification in usual:
        field.specification = specification  # what is usual needs no network to tell its type
    return reading


def _in_own_words(reading: Reading, glossed: Gloss) -> bool:
    reading.topic = title_in_own_words(glossed)
    return bool(reading.topic) and say_in_own_words(reading.draft, glossed)


def _agrees(draft: Draft, marked: Marked, text: str) -> bool:
    """Say whether the network takes nothing that is to be kept for a wish."""
    words = [one.words for one in marked.things] + [one.words for one in marked.fields]
    kept = [(one.start, one.end) for one in words]
    asked: tuple[MarkedWish, ...] = (*marked.wishes, *(marked.likely or ()))
    wishes = [(one.words.start, one.words.end) for one in asked if one.confidence >= _ASKED]
    low = text.lower()
    told = [one.evidence for entity in draft.entities.values() for one in entity.fields]
    for said in filter(None, (*told, *(one.evidence for one in draft.entities.values()))):
        start = low.find(said.lower())
        end = start + len(said)
        near = [any(a < end and start < b for a, b in one) for one in (kept, wishes)]
        if start >= 0 and near == [False, True]:
            return False
    return True


def _composed_of(text: str, *, english: bool) -> Reading | None:
    told = parted(text)
    if told is None or _INSIDE.search(text):
        return _inside(text, english=english) if told else None
    if any(_OTHERWISE.search(part) for part in told.parts) or _tells_of_each(told.parts):
        return None
    head, per = per_in(EXAMPLES.sub("", told.head))
    per = tuple(one for one in per if one.lower() not in _TIMES)
    parts = [*per, *told.parts]
    main = whole_of(head) if head else None
    if not head and told.parts:
        first, by = per_in(told.parts[0])
        per = tuple(one for one in by if one.lower() not in _TIMES)
        aimed = parted_by_aim(first) if len(parts) > 1 else Parted(first, ())
        main = whole_of(aimed.head)
        if main is not None:
            if any(is_person_word(part) for part in aimed.parts):
                return None
            head, parts = aimed.head, [*per, *aimed.parts, *told.parts[1:]]
    if main is not None and not (parts or main.better) and load().domains_in(text):
        return None  # what is known of such lists is told elsewhere
    return _composed(Parted(head, tuple(parts)), main, len(per), english=english)


def _composed(told: Parted, main: UsualPart | None, per: int, *, english: bool) -> Reading | None:
    free = main is None and bool(told.head)
    parts = [in_its_sense(named(one, any_kind=free), told) for one in told.parts]
    lists = [one for at, one in enumerate(parts) if one and (one.is_list or at < per)]
    if main is None and any(not one.part.loose for one in lists):
        pairs = zip(parts, told.parts, strict=True)
        others = [
            one or (several(words) if english and not _is_wish(words) else None)
            for one, words in pairs
        ]
        lists += [one for one, known in zip(others, parts, strict=True) if one and not known]
        parts = others
    counted = [one for one in lists if not one.part.uncounted]
    ending = head_of(told.head) if counted and main is None else None
    main, called = (ending.part, ending.words) if ending else (main, core_of(told.head))
    if not _suffices(told, main, lists) or _are_twice(lists):
        return None
    several_named = names_several(told.head, [one.words for one in lists])
    if main is None and several_named and not is_person_word(one_of(told.head)):
        return None
    composer = Composer(english=english)
    entity = composer.keep(main, called, told.head) if main else None
    for subject in subjects_of(told.head) if main else ():
        composer.keep(subject.part, subject.words)
    rest = list[str]()
    for part, words in zip(parts, told.parts, strict=True):
        if part not in lists or not part or _is_known(part, words, composer, main):
            rest.append(words)
        elif not _keep(part, composer):
            return None
    if not all(_tell(words, composer, entity) for words in rest):
        return None
    draft = composer.finish(entity)
    if per and entity is not None:
        _relate(draft, entity)
    return Reading(draft, told.head)


def _suffices(told: Parted, main: UsualPart | None, lists: Sequence[NamedPart]) -> bool:
    """Say whether the lists are told plainly enough, and not better read as others are."""
    if main is not None:
        usual = any(_is_usual(words, main) or _is_wish(words) for words in told.parts)
        usual = usual or not told.parts
        return bool(lists) or main.better or (usual and is_application(told.head))
    if not told.head and not any(one.part.alone for one in lists):
        return False
    if set(core_of(told.head).lower().split()[-1:]) & _COLLECTIVES:
        return False
    sure = [one for one in lists if not (one.part.loose or one.part.uncounted)]
    sure = [one for one in sure if not _may_be_told(one, lists)]
    return len(lists) >= _LEAST_LISTS and bool(sure)


def _is_usual(words: str, main: UsualPart) -> bool:
    """Say whether a part is usually known of a list, or of any: notes and photos."""
    one = one_of(words)
    return bool(main.usual(words)) or one in _OF_ANY or one in usual_parts().fields


def _may_be_told(one: NamedPart, lists: Sequence[NamedPart]) -> bool:
    """Say whether it is as likely a field, such as fees, because no list there has any of it."""
    owned = any(other.part.name in one.part.of for other in lists if other is not one)
    return one.words.lower().split()[-1] in usual_parts().told and not owned


def _are_twice(lists: Sequence[NamedPart]) -> bool:
    """Say whether two parts of other names are the same list, of which one would be lost."""
    names = {(one.part.name, one_of(one.words)) for one in lists}
    return len({name for name, _ in names}) < len(names)


def _tells_of_each(parts: Sequence[str]) -> bool:
    """Say whether parts tell what is known of each: "members with name, games with date"."""
    told = [" with " in f" {part} " for part in parts]
    return any(told[:-1]) or (told[-1:] == [True] and len(parts) == 1)


def _is_known(part: NamedPart, words: str, composer: Composer, main: UsualPart | None) -> bool:
    """Say whether a part is known of a list that is kept, and no list of its own."""
    unsure = part.part.loose or part.part.uncounted
    return (part.part.alone and main is not None) or (unsure and composer.knows(words))


def _keep(part: NamedPart, composer: Composer) -> bool:
    """Keep a list with what is said of each, and say whether that was understood."""
    kept = composer.keep(part.part, part.words)
    return not part.told or composer.tell(part.told, kept)


def _tell(words: str, composer: Composer, entity: DraftEntity | None) -> bool:
    """Add a field, and say whether it was understood; ways of looking are found elsewhere."""
    plain = _ON_A_MAP.sub("", words)
    dated = plain.lower() in _TIMES and any(map(composer.knows, (plain, "date")))
    return dated or bool(_WISH.search(plain)) or composer.tell(plain, entity)


def _is_wish(words: str) -> bool:
    """Say whether a part asks for a way of looking, or is a day that all that happens has."""
    return bool(_WISH.search(words)) or words.lower() in _TIMES


def _inside(text: str, *, english: bool) -> Reading | None:
    """Return what is kept in a pantry: "what's in my pantry and freezer, and when it expires"."""
    found = _INSIDE.search(text)
    places = re.split(r",\s*|\s+and\s+(?:the |my |our )?", found["places"]) if found else []
    part = usual_parts().wholes.get(places[0].lower()) if places else None
    if found is None or part is None or not set(places[1:]) <= _STORES:
        return None
    if without_asking(text[: found.start()]):
        return None
    composer = Composer(english=english)
    entity = composer.keep(part, found["places"])
    if len(places) > 1:
        entity.add(f"location ({', '.join(places)})", found["places"], STATED)
    rest = Parted("", ()) if not found["rest"] else parted(found["rest"].lstrip(" ,"))
    known = [re.sub(r"^and\s+", "", words) for words in (rest.parts if rest else ())]
    understood = all(_tell(words, composer, entity) for words in known)
    return Reading(composer.finish(entity), found["places"]) if understood else None


def _relate(draft: Draft, entity: DraftEntity) -> None:
    """Relate a list to all others: what time is tracked by belongs to each entry."""
    for other in list(draft.entities.values()):
        if other is not entity:
            draft.link(entity, other, other.label)
