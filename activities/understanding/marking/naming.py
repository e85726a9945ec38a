"""What marked words are called: by themselves, or as such things usually are; pure."""

import re
from collections.abc import Callable

from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.typos import spell
from activities.understanding.knowledge.usual_names import spoken, usual_names
from activities.understanding.marking.heads import Named
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import is_word
from activities.understanding.text.words import identifier, is_plural, singular
from models.specification import RESERVED_NAMES

Translate = Callable[[str], str]
"""Returns what words of another language mean in English, or nothing."""

_OWN = 0.5
"""From here on a span is named by its own words."""
_SURE, _HARDLY_SURE = 0.8, 0.5
"""Below, the usual name of such words is a guess, and their own words are better: later so for
clauses, which are no good names."""
_OWN_OF_THING, _SURE_OF_THING = 0.6, 0.5
"""The same for things, whose usual names are better known."""
_NO_NAME = 0.15
"""Below, a usual name is no name at all."""
_CLAUSE = re.compile(
    r"^(?:who|whom|whose|what|when|where|which|why|how|if|whether)_|_(?:i|we|it|they|he|she)_"
)
_WHICH = re.compile(
    r"(?:(?:in|on|at|from|to|of|for|by|with|under) )?(?:which|what) "
    r"(?!(?:kind|sort|type|way|time|day|date)s?\b)(?P<noun>[a-z]{3,}) (?:it|they|is|was|we|i)\b",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"^(?:(?:the|an?|my|our|its|their|his|her|your|each|every|all|any|table|sheet)\s+)+(?=\w)",
    re.IGNORECASE,
)
_EDGES = " .,;:!?\"'()"
_ASKED = re.compile(r"^(?:which|what|whose)\s+(?=\w)", re.IGNORECASE)
_OWNS = re.compile(r"who (?:owns|is the owner of) (?:it|them|this|each|the \w+)$", re.IGNORECASE)
_WHO = re.compile(r"^(?:who|whom)(?:ever)?(?:'?s)?\b", re.IGNORECASE)
_SOMEBODY_DOES = re.compile(r"(?:i|we|you|he|she|they|it|to)\s+(?=\w)", re.IGNORECASE)
"""How what is left of "what we want to watch" begins: with no noun."""
_BEHIND = re.compile(
    r"\s+(?:in|at|on|for|with|from|to|by|around|into|onto|about|that|which|who)\b(?!-)(?P<what>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = re.compile(
    r"\s+(?:the|an?|my|our|your|his|her|its|their|this|that|these|those|each|every|all|any"
    r"|some\w*|it|them|us|me|him)\b|\s*$",
    re.IGNORECASE,
)
"""How what belongs to a noun goes on; "face to face meetings" and "drop in sessions" do not."""
_LISTED = re.compile(r"\s*,\s*|\s+(?:and|or|plus|&)\s+", re.IGNORECASE)
_ONE_NAME = word_set("terms pros odds bits arts ins")
"""First words of "terms and conditions" and the like, which are the name of one thing."""
_SHORTEST_ALIKE, _MOST_OTHER_LETTERS = 4, 2
_ANY_THING, _SOMEBODY = "item", "person"
"""What is kept where the words only list some of it, or only say what somebody does."""


def without_articles(words: str) -> str:
    """Return words without what only leads to the name: "each of our books" are "books"."""
    return _ARTICLES.sub("", words)


def noun_phrase(words: str) -> str:
    """Return the noun that English words name a thing by, or nothing if they name none.

    "Which old folk at the door" are "old folk"; "whoever cooks" and "ropes, cups" have no noun.
    """
    words = without_articles(_ASKED.sub("", words.strip(_EDGES).removesuffix("'s")))
    behind = _BEHIND.search(words)
    if behind and (is_plural(words[: behind.start()]) or _POINTS.match(behind["what"])):
        words = words[: behind.start()].strip(_EDGES)
    clause = _WHO.match(words) or _SOMEBODY_DOES.match(words)
    return "" if clause or _lists_several(words) else words


def _lists_several(words: str) -> bool:
    """Say whether words list things: "ropes and cups" do, "food and drink orders" do not."""
    parts = _LISTED.split(words)
    if len(parts) == 1 or parts[0].lower() in _ONE_NAME:
        return False
    return "," in words or all(is_plural(part) for part in parts)


def own_name(words: str) -> str:
    """Return the canonical name that words give themselves.

    "Our library books" are a ``library_book``, and so is what a "library book register" keeps.
    """
    *first, last = spell(without_articles(words.lower())).split() or [words]
    if first and last in frames().app_nouns:
        purpose = load().domain(f"{first[-1]} {last}") if first[-1].endswith("ing") else None
        if purpose is not None:  # a waiting list keeps no waitings
            return purpose.things[0]
        last = first.pop()
        if last in RESERVED_NAMES or last == "time":
            return identifier(f"{last} entry")
    doing = None if first or not last.endswith("ing") or last in frames().happenings else last
    thing = load().thing(doing) if doing and load().is_uncountable(doing) else None
    if thing:
        return thing.name
    return (doing and _happening(doing)) or identifier(" ".join([*first, singular(last)]))


def _happening(doing: str) -> str:
    """Return what happens where somebody does something: a drive where there is driving."""
    stem = doing.removesuffix("ing")
    usual = frames().happenings
    return next((one for one in (stem, f"{stem}e", stem[:-1]) if one in usual), "")


def _names_another(words: str, named: Named) -> bool:
    """Say whether "in which box" is asked for where the usual name, a shelf, is another noun."""
    asked = _WHICH.match(words)
    return asked is not None and singular(asked["noun"].lower()) not in named.usual.split("_")


def name_of(words: str, named: Named, translate: Translate | None) -> tuple[str, bool]:
    """Return the canonical English name of a field, and whether its words give it themselves.

    Args:
        words: As they were written.
        named: What the network says of them.
        translate: For words that aren't English.
    """
    if translate is not None:
        return _translated(words, named, translate)
    if _OWNS.match(words):
        return "owner", False
    own = own_name(words)
    unsure = _HARDLY_SURE if _CLAUSE.search(own) else _SURE
    copied = named.own >= _OWN or named.confidence < unsure or _names_another(words, named)
    return _chosen(own, named, copied=copied)


def name_of_thing(
    words: str, named: Named, translate: Translate | None, *, noun: bool = True
) -> tuple[str, bool]:
    """Return the canonical English name of a thing, and whether its words give it themselves.

    Args:
        words: As they were written.
        named: What the network says of them.
        translate: For words that aren't English.
        noun: Whether they can name anything; "sown" and "has" can't.
    """
    name, own = _name_of_thing(words, named, translate, noun=noun)
    known = translate is not None and bool(translate(words))
    usual = usual_names().get(spoken(words)) if own and not known else None
    return (usual, False) if usual else (name, own)


def _name_of_thing(
    words: str, named: Named, translate: Translate | None, *, noun: bool
) -> tuple[str, bool]:
    if translate is not None:
        known = _translated(words, named, translate)
        return known if noun else _chosen(known[0], named, copied=False)
    phrase = noun_phrase(words)
    if not phrase:
        return _chosen(_SOMEBODY if _WHO.match(words) else _ANY_THING, named, copied=False)
    own = own_name(phrase)
    closer = own.endswith(f"_{named.usual}")  # a board game is a game
    closer = closer or _is_mistaken(own, named.usual)
    copied = noun and (closer or named.own >= _OWN_OF_THING or named.confidence < _SURE_OF_THING)
    return _chosen(own, named, copied=copied)


def _is_mistaken(own: str, usual: str) -> bool:
    """Say whether a usual name only looks like the words: swifts are no shifts."""
    differ = sum(one != other for one, other in zip(own, usual, strict=False))
    alike = len(own) == len(usual) >= _SHORTEST_ALIKE and 0 < differ <= _MOST_OTHER_LETTERS
    return alike and is_word(own)


def _translated(words: str, named: Named, translate: Translate) -> tuple[str, bool]:
    meant = translate(words) if named.confidence < _SURE else ""
    return _chosen(own_name(meant or words), named, copied=bool(meant))


def _chosen(own: str, named: Named, *, copied: bool) -> tuple[str, bool]:
    if copied or named.confidence < _NO_NAME:
        return own, True
    return identifier(named.usual.replace("_", " ")), False
