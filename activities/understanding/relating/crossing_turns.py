"""How people tell what is known where two things cross: "goals per player in each match"; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.grammar.items import is_person_word, items_of
from activities.understanding.relating.crossing_words import (
    AWARDED,
    AWARDS,
    BEFORE_BOTH,
    BRINGS,
    CRITERIA,
    DOES_WHICH,
    EACH_GOT,
    EACHS,
    EVERYONES,
    FOR_BOTH,
    FOR_EACH,
    FOR_ONE,
    HAD_WHICH,
    HOLDS_WHICH,
    LEADING,
    MEDICINES,
    ORDERED,
    OUT_OF,
    PER_BOTH,
    PER_BOTH_BEHIND,
    PER_PERSON,
    PROGRAMME,
    RATES,
    RIDES,
    WHICH_MANY,
    WHO_MANY,
    WHOLE,
)
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular

_SCALE = 10
"""The most of a scale that nobody tells."""
_NO_RECORD = word_set("week month year day season quarter total order turn time once")
_JUDGES = word_set("judge juror taster tester critic reviewer examiner")
_NAMED = {"rate": "rating", "score": "score", "mark": "mark", "grade": "grade", "judge": "score"}
_HAD = word_set("had took got received given used needed")
_GIVEN = {"vaccine": "vaccination", "jab": "vaccination", "vaccination": "vaccination"}
_SPELT = {"five": "5", "six": "6", "ten": "10", "twenty": "20", "a hundred": "100"}


class Value(NamedTuple):
    """Something that is known of each crossing; ``words`` tell its type."""

    label: str
    words: str


class Crossing(NamedTuple):
    """What is told of two things at once."""

    said: str
    start: int
    noun: str
    """What each of it is called; nothing where the record alone tells that."""
    values: tuple[Value, ...]
    where: str = ""
    """Names the record, where the words do."""
    person: str = ""
    """Names whose it is, in the singular; nothing where the words only ask who."""
    asked: str = ""
    """What the one whom it is of is called where there is no list of such people."""
    what: str = ""
    """Names the other thing of the two, where it is nobody."""
    dated: bool = False
    known: bool = False
    """Whether both must be lists anyway: "per team and evening" makes none of either."""


_TIME = Value("Time", "time")


def crossings_in(text: str) -> list[Crossing]:
    """Return what an English request tells of two things at once; no words are read twice."""
    found: list[Crossing] = []
    for one in _all_in(text):
        if not any(_overlap(one, other) for other in found):
            found.append(one)
    return found


def _overlap(one: Crossing, other: Crossing) -> bool:
    ends = one.start + len(one.said), other.start + len(other.said)
    return one.start < ends[1] and other.start < ends[0]


def _all_in(text: str) -> Iterator[Crossing]:
    for match in WHO_MANY.finditer(text):
        if not _says_when(match["where"]):
            asked = f"Who {match['verb'].lower()}"
            yield _counted(match, match["what"], asked=asked)
    for pattern in (WHICH_MANY, PER_PERSON):
        for match in pattern.finditer(text):
            if is_person_word(match["person"]) and not _says_when(match["where"]):
                yield _counted(match, match["what"])
    yield from _of_both_in(text)
    for pattern in (FOR_EACH, EVERYONES, EACH_GOT, FOR_ONE):
        for match in pattern.finditer(text):
            if match["person"] is None or _is_party(match["person"]):
                yield _listed(match)
    yield from _contributed_in(text)
    yield from _rated_in(text)
    yield from _had_in(text)
    yield from _awarded_in(text)
    yield from _done_in(text)


def _of_both_in(text: str) -> Iterator[Crossing]:
    """Return what is told for each of one thing in each of another: "for each pupil and piece"."""
    for pattern in (FOR_BOTH, BEFORE_BOTH, EACHS):
        for match in pattern.finditer(text):
            told = _is_party(match["person"]) or " and " in match.group().partition(":")[0]
            if told and not _says_when(match["where"]) and not _says_when(match["person"]):
                yield _listed(match)
    for pattern in (PER_BOTH, PER_BOTH_BEHIND):
        for match in pattern.finditer(text):
            if not _says_when(match["where"]) and not _says_when(match["person"]):
                yield _listed(match)._replace(known=True)


def _contributed_in(text: str) -> Iterator[Crossing]:
    for match in BRINGS.finditer(text):
        values = (Value("What", "what"),)
        yield Crossing(match.group(), match.start(), "contribution", values, asked="Who")
    for match in RIDES.finditer(text):
        what = singular(match["what"].lower())
        name = (Value("Name", "name"),)
        yield Crossing(match.group(), match.start(), "passenger", name, what=what)


def _rated_in(text: str) -> Iterator[Crossing]:
    for match in RATES.finditer(text):
        who = match["person"] or match["persons"]
        noun = match["noun"] or _NAMED.get((match["verb"] or "").lower(), "")
        if not noun or (who and not _judges(who)):
            continue
        scale, rest = _scale(match["rest"]), OUT_OF.sub(" ", match["rest"])
        listed = CRITERIA.search(rest)
        named = items_of(listed["list"]) if listed else []
        values = [Value(one.strip().capitalize(), f"rating {scale}") for one in named]
        yield Crossing(
            said=match.group(),
            start=match.start(),
            noun=noun.lower(),
            values=tuple(values) or (Value(noun.capitalize(), f"rating {scale}"),),
            person=singular(who.lower()) if who else "",
            asked="Given by",
            what=singular(match["what"].lower()),
        )


def _awarded_in(text: str) -> Iterator[Crossing]:
    for match in AWARDED.finditer(text):
        person, what = match["person"] or "", singular(match["what"].lower())
        dated = "when" in match.group().lower().split()
        if (person and not _is_party(person)) or not dated:
            continue
        noun = {"passed": "pass", "completed": "completion"}.get(match["verb"].lower(), "award")
        yield Crossing(
            said=match.group(),
            start=match.start(),
            noun=f"{what} {noun}",
            values=(),
            person=singular(person.lower()),
            asked="Who",
            what=what,
            dated=True,
        )


def _had_in(text: str) -> Iterator[Crossing]:
    """Return who had which of something, and when: "which kid took which medicine and when"."""
    for match in HAD_WHICH.finditer(text):
        what, verb = singular(match["what"].lower()), match["verb"].lower()
        given = bool(MEDICINES.fullmatch(what)) or what in _GIVEN
        takes = verb in ("take", "takes") and not given
        if AWARDS.fullmatch(what) or is_person_word(what) or takes:
            continue
        usual = f"{what} record" if verb in _HAD else "assignment"
        yield Crossing(
            said=match.group(),
            start=match.start(),
            noun=_GIVEN.get(what) or ("dose" if given else usual),
            values=() if match["when"] or "time" not in match.group() else (_TIME,),
            person=singular(match["person"].lower()),
            asked="Who",
            what=what,
            dated=True,
        )


def _done_in(text: str) -> Iterator[Crossing]:
    """Return who does which of something on which day: "which driver takes which client"."""
    found = [(match, "assignment") for match in DOES_WHICH.finditer(text)]
    found += [(match, "loan") for match in HOLDS_WHICH.finditer(text)]
    for match, noun in found:
        yield Crossing(
            said=match.group(),
            start=match.start(),
            noun=noun,
            values=(),
            person=singular((match["person"] or "").lower()),
            asked="Who",
            what=singular(match["what"].lower()),
            dated=True,
        )


def parts_in(text: str) -> Iterator[Crossing]:
    """Return what is told of each part of something: "and for every exercise the sets"."""
    for match in FOR_ONE.finditer(text):
        if not _is_party(match["person"]) and not _says_when(match["person"]):
            what = singular(match["person"].lower())
            yield Crossing(match.group(), match.start(), "", (), what=what)


def order_in(text: str) -> str:
    """Return the words that tell that things follow one another: a setlist, pieces in order."""
    said = [match.group() for match in ORDERED.finditer(text)]
    return next((words for words in said if _is_order(words)), "")


def programme_in(words: str) -> str:
    """Return what the list of what follows one another is called, or nothing."""
    found = re.search(PROGRAMME, words, re.IGNORECASE)
    return found.group().lower() if found else ""


def _is_order(words: str) -> bool:
    """Say whether words tell of an order: a setlist always has one, a programme may be a paper."""
    return "order" in words.lower() or programme_in(words).startswith("set")


def _counted(match: re.Match[str], what: str, asked: str = "") -> Crossing:
    person = "" if asked else singular(match["person"].lower())
    return Crossing(
        said=match.group(),
        start=match.start(),
        noun=singular(what.lower()),
        values=(Value(what.capitalize(), f"number of {what}"),),
        where=_record_of(match["where"]),
        person=person,
        asked=asked or person.capitalize(),
    )


def _listed(match: re.Match[str]) -> Crossing:
    values = tuple(_value(LEADING.sub("", one.strip())) for one in items_of(match["list"]))
    named = "where" in match.re.groupindex
    person = singular(match["person"].lower()) if match["person"] else ""
    return Crossing(
        said=match.group(),
        start=match.start(),
        noun="",
        values=values,
        where=_record_of(match["where"]) if named else "",
        person=person,
        asked=person.capitalize() or "Who",
    )


def _value(said: str) -> Value:
    if OUT_OF.search(said):
        bare = " ".join(OUT_OF.sub(" ", said).split())
        return Value(bare.capitalize(), f"rating {_scale(said)}")
    label = said.partition(" (")[0] or said
    counted = WHOLE.fullmatch(label)
    return Value(label.capitalize(), f"number of {label}" if counted else said)


def _record_of(where: str | None) -> str:
    return singular(where.lower()) if where else ""


def _says_when(where: str | None) -> bool:
    """Say whether words behind "per" tell a span of time: that asks for a sum."""
    return bool(where) and singular(str(where).lower()) in _NO_RECORD


def _judges(who: str) -> bool:
    return is_person_word(who) or singular(who.lower()) in _JUDGES


def _is_party(word: str) -> bool:
    return is_person_word(word) or singular(word.lower()) in (
        "team",
        "family",
        "household",
        "horse",
    )


def _scale(words: str) -> str:
    found = OUT_OF.search(words)
    if found is None:
        return f"from 1 to {_SCALE}"
    if found["stars"]:
        return f"from 1 to {found['stars']}"
    top = _SPELT.get((found["top"] or "").lower(), found["top"])
    return f"from {found['low'] or 1} to {top or found['high']}"
