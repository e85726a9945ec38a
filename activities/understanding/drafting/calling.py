"""What a marked thing is called: by the person's own noun, or as such things usually are; pure."""

from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.typos import spell
from activities.understanding.marking.marks import MarkedThing
from activities.understanding.marking.naming import noun_phrase, without_articles
from activities.understanding.marking.wordkinds import WordKinds
from activities.understanding.text.frames import frames
from activities.understanding.text.owners import without_owner
from activities.understanding.text.words import identifier, said, singular

_GENERAL = ("item", "thing", "stuff", "entry", "record", "one", "date", "day")
_LONGEST_NOUN = 3
"""Words of a name; what is longer is a clause."""


def called(thing: MarkedThing, kinds: WordKinds) -> str:
    """Return the English noun for a thing.

    Args:
        thing: A mention of it.
        kinds: Tells the words of the request apart.
    """
    words = noun_phrase(thing.words.text).lower()
    if (owned := without_owner(words)) != words:
        return singular(owned)
    noun = "" if _is_told_by_verb(thing, kinds) else _noun(thing)
    return _own_words(thing) or noun or said(thing.name)


def _is_told_by_verb(thing: MarkedThing, kinds: WordKinds) -> bool:
    """Say whether only what somebody does tells of it: "and sell it" tells of sales."""
    words = noun_phrase(thing.words.text) or thing.words.text
    first, _, last = words.rpartition(" ")
    if thing.named and (not first or is_happening(words)):
        return False
    begin = thing.words.start + thing.words.text.find(words)
    return kinds.names_no_noun(begin + len(words) - len(last))


def _own_words(thing: MarkedThing) -> str:
    """Return a thing's words where its name only escapes a word that is reserved: "matches"."""
    if not thing.named:
        return ""
    one = singular(spell(without_articles(thing.words.text.lower())))
    escaped = thing.name.replace("_", " ") != one and identifier(one) == thing.name
    return one if escaped else ""


def _noun(thing: MarkedThing) -> str:
    """Return the person's own noun for a thing, if it is one; nothing for "things" and "items"."""
    words = spell(noun_phrase(thing.words.text))
    *first, last = words.lower().split() or [""]
    general = not first and singular(last) in _GENERAL
    doing = not first and last.endswith("ing") and thing.named and identifier(last) != thing.name
    fits = thing.noun and len(first) < _LONGEST_NOUN and words.replace(" ", "").isalpha()
    fits = fits and not general and not doing
    return words if fits and last not in frames().app_nouns else ""
