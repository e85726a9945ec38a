"""Which usual lists a head and the parts of a short request name; pure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from activities.understanding.knowledge.usual_parts import UsualPart, one_of, usual_parts
from activities.understanding.phrasing.parting import Parted
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, label_of, plural

_APP_NOUNS = word_set(
    "app application tracker log logbook list planner plan manager diary journal book register "
    "organiser organizer chart system tool sheet record records tracking schedule database trainer "
    "box calculator board reminder reminders"
)
_ANY_PROGRAM = word_set("app application system tool database")
"""What says nothing of what is kept: the app of a team is no list of teams."""
DETERMINED = re.compile(
    r"^(?:(?:an?|the|my|our|your|their|his|her|some|all|any|each|every|several|multiple|different"
    r"|simple|shared|weekly|daily|monthly|basic|small|little|digital|online|personal|\d+|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+|[\w-]+['\u2019]s?\s+(?=\w))+",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\s+(?:for|of|at|in|from|on|between)\s+(?P<whom>(?:[\w'\u2019-]+\s+){0,4}[\w'\u2019-]+)$",
    re.IGNORECASE,
)
EXAMPLES = re.compile(r",?\s+(?:like|such as|e\.g\.)\s.*$", re.IGNORECASE)
_TOLD_OF = re.compile(
    r"\s+(?:(?:that|which|who) (?:\w+ )?)?(?:i|we|they)(?:['\u2019](?:ve|d|re|ll|m))?\s+\w.*$",
    re.IGNORECASE,
)
"""What is said of all of them: "books we've read"."""
_ONE_FOR_ALL = word_set("booking appointment reservation")
"""What is said in the singular of many: "court booking"."""
_PLANNED = re.compile(r" (?:schedule|plan|times)$", re.IGNORECASE)
"""A feeding schedule keeps feedings."""
_VAGUE = word_set("other others more further various such extra extras things stuff any all")
_QUALIFIED = 2
"""Words of a list with one that says of what kind it is: "water tests"."""
_CLAUSE = word_set("to who that which where when so and")
_WITH = re.compile(r"\s+with\s+(?:an?\s+|their\s+|its\s+)?(?P<told>.+)$", re.IGNORECASE)


class NamedPart(NamedTuple):
    """A part that is a list, and what was said to be known of each."""

    part: UsualPart
    words: str
    told: str

    @property
    def is_list(self) -> bool:
        """Whether one speaks of several of it."""
        return self.part.uncounted or one_of(self.words) != self.words.lower()


def whole_of(head: str) -> UsualPart | None:
    """Return the list that a head names and no more: a "sleep log" keeps sleep."""
    for phrase in _phrases(head, any_aim=True):
        words = phrase.lower().split()
        while words:
            found = usual_parts().wholes.get(one_of(" ".join(words)))
            if found is not None:
                return None if found.strict and phrase not in _phrases(head) else found
            if words[-1] not in _APP_NOUNS:
                break
            words.pop()
    return None


def head_of(head: str) -> NamedPart | None:
    """Return the list that a head ends with: "kennel bookings", "a project tracker"."""
    for phrase in _phrases(head):
        words = phrase.lower().split()
        several, popped = bool(words) and words[-1] in _ONE_FOR_ALL, False
        while words:
            found = _part_at_end(words)
            if (
                found
                and (popped or not found.loose)
                and (several or one_of(words[-1]) != words[-1])
            ):
                return NamedPart(found, words[-1], "")
            if words[-1] not in _APP_NOUNS:
                break
            several = popped = words.pop() not in _ANY_PROGRAM
    return None


def subjects_of(head: str) -> list[NamedPart]:
    """Return what a list is told to be for that is a list as well: "for my two kids"."""
    found = list[NamedPart]()
    while aim := _AIM.search(head):
        part = named(aim["whom"]) or _ending(aim["whom"])
        if part and part.is_list and part.part.name in usual_parts().subjects:
            found.append(part)
        head = head[: aim.start()]
    return found


def named(words: str, *, any_kind: bool = False) -> NamedPart | None:
    """Return the list that a part names, with what is said of each: "repairs with costs".

    Args:
        words: The part.
        any_kind: Whether a word before the list may say of what kind it is: "vet treatments".
    """
    told = _WITH.search(words)
    name = EXAMPLES.sub("", words[: told.start()] if told else words)
    for phrase in _phrases(_TOLD_OF.sub("", name))[:2]:
        part = usual_parts().by_word.get(one_of(phrase)) or (
            _sure_ending(phrase) if any_kind else None
        )
        if part is not None:
            return NamedPart(part, phrase, told["told"] if told else "")
    planned = _PLANNED.sub("", name)
    part = usual_parts().by_word.get(one_of(planned)) if planned != name else None
    return NamedPart(part, plural(planned), "") if part else None


def in_its_sense(one: NamedPart | None, told: Parted) -> NamedPart | None:
    """Return a list as what it is there: a bed of a garden has a soil, one of a hostel none."""
    if one is None or not one.part.beside:
        return one
    around = " ".join([told.head, *told.parts]).lower()
    words = {one_of(word) for word in re.findall(r"[a-z-]+", around)}
    if one.part.beside & (words - set(one_of(one.words).split())):
        return one
    return NamedPart(one.part.plain(), one.words, one.told)


def _sure_ending(phrase: str) -> UsualPart | None:
    """Return the list that a phrase ends with, whatever stands before: "vet treatments"."""
    words = phrase.lower().split()
    part = _part_at_end(words) if len(words) == _QUALIFIED else None
    return part if part and not part.loose and not part.uncounted else None


def is_application(head: str) -> bool:
    """Say whether a head calls itself an application: a "todo list app" does, "chores" don't."""
    return any(
        phrase.lower().split()[-1:][0] in _APP_NOUNS for phrase in _phrases(head, any_aim=True)
    )


def names_several(head: str, others: Sequence[str]) -> bool:
    """Say whether a head is a list itself that is not among others: "projects with customers"."""
    last = _phrases(head, any_aim=True)[-1].lower().split()[-1:]
    known = {one_of(words).split()[-1] for words in others}
    return bool(last) and is_plural(last[0]) and one_of(last[0]) not in known


def core_of(head: str) -> str:
    """Return a head without for whom it is and what says that it is an application."""
    words = _phrases(head, any_aim=True)[-1].split()
    while len(words) > 1 and words[-1].lower() in _APP_NOUNS:
        words.pop()
    return " ".join(words)


def _phrases(head: str, *, any_aim: bool = False) -> Sequence[str]:
    """Return a head as it is, and without for whom, where or of what it is."""
    found = [DETERMINED.sub("", head).strip()]
    while (aim := _AIM.search(found[-1])) and _is_whose(aim["whom"], any_aim=any_aim):
        found.append(found[-1][: aim.start()])
    return found


def _is_whose(words: str, *, any_aim: bool) -> bool:
    low = words.lower().split()
    known = any_aim or low[0].split("'")[0] in usual_parts().whose
    return known and not _CLAUSE.intersection(low)


def _part_at_end(words: list[str]) -> UsualPart | None:
    known = usual_parts().by_word
    ends = (one_of(" ".join(words[start:])) for start in range(len(words)))
    return next((known[end] for end in ends if end in known), None)


def _ending(words: str) -> NamedPart | None:
    """Return the list that words end with: yoga classes."""
    plain = DETERMINED.sub("", words)
    part = _part_at_end(plain.lower().split())
    return NamedPart(part, plain, "") if part else None


def several(words: str) -> NamedPart | None:
    """Return what is named in the plural beside other lists as one more: "gardeners", "shoots"."""
    name = DETERMINED.sub("", _TOLD_OF.sub("", words)).strip()
    low = name.lower().split()
    if not 0 < len(low) <= _QUALIFIED or not is_plural(name) or low[-1] in usual_parts().told:
        return None
    if low[0] in _VAGUE or low[-1] in _VAGUE:
        return None
    label = label_of(one_of(name))
    return NamedPart(UsualPart.called(label, label_of(name)), name, "")
