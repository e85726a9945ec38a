"""Which marked things are the same one under several names; pure."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from activities.understanding.knowledge.lexicon import Lexicon
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.numbers import one_of as one_of_foreign
from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, singular

_SHORTEST_HEAD = 4
_LEAST_CUT = 3
"""Letters that a word lacks at least that somebody cuts short."""
_HELD = re.compile(
    r" (?:of|with) (?:all )?(?:of )?(?:(?:my|our|the|his|her|their) )?(?:[a-z]{1,20} )?",
    re.IGNORECASE,
)
_ALSO_CALLED = frozenset(
    {
        frozenset({"aquarium", "tank"}),
        frozenset({"aquarium", "fish_tank"}),
        frozenset({"hive", "colony"}),
        frozenset({"allotment", "plot"}),
        frozenset({"ewe", "sheep"}),
        frozenset({"hen", "chicken"}),
        frozenset({"cow", "cattle"}),
        frozenset({"mare", "horse"}),
        frozenset({"sow", "pig"}),
        frozenset({"child", "student"}),
        frozenset({"child", "pupil"}),
        frozenset({"kid", "student"}),
        frozenset({"kid", "pupil"}),
    }
)
"""Two words for one thing, where no list has fields of the one: "four aquariums. each tank: …"."""
_STORES = word_set(
    "stash collection stock store inventory pile hoard supply stockpile list set range catalogue"
)


def same_things(
    marked: Marked, lexicon: Lexicon, text: str, language: str = "en"
) -> dict[str, str]:
    """Return for each name the one that stands for the same thing: "stone" for "gravestone".

    Things that are both described stay apart, unless they are called by the same word: a wagon
    and a locomotive are both vehicles.

    Args:
        marked: The marks.
        lexicon: Tells what is usual of things.
        text: The request.
        language: ISO 639-1 code.
    """
    told = Counter(field.owner for field in marked.fields)
    names = list(dict.fromkeys(thing.name for thing in marked.things))
    names.sort(key=lambda name: -told[name])
    spoken = _spoken_of(marked, language)
    same: dict[str, str] = {}
    for name in names:
        others = [one for one in same if spoken[name] == spoken[one]]
        if not told[name]:
            others += [one for one in same if _mean_the_same(name, one, lexicon)]
            others += [one for one in same if _is_cut(spoken[name], spoken[one], language)]
        same[name] = same[others[0]] if others else name
    for store, content in _stores(marked, text):
        same = {name: content if one == store else one for name, one in same.items()}
    return same


def _spoken_of(marked: Marked, language: str) -> dict[str, set[str]]:
    """Return the words by which each thing is spoken of, in the singular."""
    one_of = singular if language == "en" else partial(one_of_foreign, language=language)
    spoken: dict[str, set[str]] = {}
    for thing in marked.things:
        spoken.setdefault(thing.name, set()).add(one_of(thing.words.text).lower())
    return spoken


def _is_cut(short: set[str], full: set[str], language: str) -> bool:
    """Say whether the one is the beginning of the other, and no word of its own: "ordi"."""
    if language == "en" or len(short) != 1:
        return False
    (word,) = short
    unknown = len(word) >= _SHORTEST_HEAD and not english_of(word, language)
    return unknown and any(
        one.startswith(word) and len(one) >= len(word) + _LEAST_CUT for one in full
    )


def _stores(marked: Marked, text: str) -> Iterator[tuple[str, str]]:
    """Return what only holds others, and those: a "stash of my yarns" is told of the yarns."""
    for one, other in pairwise(marked.things):
        held = _HELD.fullmatch(text[one.words.end : other.words.start])
        if held and one.name != other.name and holds_others(identifier(one.words.text)):
            yield one.name, other.name


def holds_others(name: str) -> bool:
    """Say whether a thing is only spoken of for what is in it."""
    return name.split("_")[-1] in _STORES


def _mean_the_same(one: str, other: str, lexicon: Lexicon) -> bool:
    shorter, longer = sorted((one.removesuffix("_name"), other.removesuffix("_name")), key=len)
    if longer.endswith(f"_{shorter}") or (
        len(shorter) >= _SHORTEST_HEAD and longer.endswith(shorter)
    ):
        return True
    if frozenset({one, other}) in _ALSO_CALLED:
        return True
    known = lexicon.thing(one.replace("_", " "))
    return known is not None and known is lexicon.thing(other.replace("_", " "))
