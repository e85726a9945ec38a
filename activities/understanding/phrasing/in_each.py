"""Fields in brackets behind what is in, of or after something else are those of the first; pure.

"Boxes (label, shelf), samples in each box (organism, frozen on)" tells what is known of samples,
and in which box each of them is.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items
from activities.understanding.text.tagging import is_word
from activities.understanding.text.words import is_plural, plural, singular

_WORD = r"[a-z][a-z'-]{2,20}"
_WITHIN = re.compile(
    r"(?P<before>^|[,;:.!?\n)] ?|\) and |\n)(?P<lead>(?:and |then |also |plus |the ){0,2})"
    rf"(?P<noun>(?:{_WORD} )?{_WORD}) "
    r"(?:in|of|on|for|from|at|inside|within|per|after|about|to|by) "
    rf"(?:each|every|the|an?|one)(?: of the)? (?P<of>{_WORD}) ?\("
    r"(?P<items>(?:[^()\n]|\([^()\n]{0,100}\)){5,400})\)",
    re.IGNORECASE,
)
_LAST = re.compile(r"^(?:last|latest|next|most recent) (?=\w)", re.IGNORECASE)
"""Which of them is told, and no part of their name."""
_LEAST, _NEAR = 2, 500
_HEADS = re.compile(rf"\b(?P<head>{_WORD}) ?[(:]", re.IGNORECASE)
_SHORTEST = 4
"""Letters of a word that is cut short."""


def tell_of_first(text: str) -> str:
    """Return an English request where such lists stand right behind what they tell of.

    Args:
        text: The request.
    """
    return _WITHIN.sub(_told, text)


def _told(match: re.Match[str]) -> str:
    """Return "samples (box, organism, frozen on)", where boxes have a list of their own."""
    noun, of, items = match["noun"], match["of"], split_items(match["items"])
    elsewhere = match.string[: match.start()] + match.string[match.end() :]
    of = _in_full(of, elsewhere)
    heads = "|".join(map(re.escape, {of.lower(), plural(of.lower())}))
    headed = re.search(rf"\b(?:{heads})\b(?:,? (?:and|&) {_WORD})? ?[(:]", elsewhere, re.IGNORECASE)
    fields = sum(1 for item in items if is_known(item) or type_of(item.lower()) is not None)
    before = match.string[max(0, match.start() - _NEAR) : match.start("noun")]
    inside = before.rfind("(") > before.rfind(")")
    if inside or not headed or len(items) < _LEAST or not fields or not _is_kept(noun):
        return match.group()
    named = any(of.lower() == item.lower() for item in items)
    first = "" if named else f"{of}, "
    noun = _LAST.sub("", noun)
    return f"{match['before']}{match['lead']}{noun} ({first}{match['items']})"


def _in_full(word: str, text: str) -> str:
    """Return the whole word for one that is cut short where it heads a list: "loco"."""
    heads = (match["head"].lower() for match in _HEADS.finditer(text))
    short = (one for one in heads if len(one) >= _SHORTEST and not _is_whole(singular(one)))
    cut = next((one for one in short if word.lower().startswith(singular(one))), "")
    if cut or len(word) < _SHORTEST or _is_whole(word.lower()):
        return singular(cut) or word
    heading = rf"\b(?P<full>{re.escape(word)}[a-z]{{2,15}})(?:,? (?:and|&) {_WORD})? ?[(:]"
    full = re.search(heading, text, re.IGNORECASE)
    return singular(full["full"].lower()) if full else word


def _is_whole(word: str) -> bool:
    """Say whether a word is one by itself, and no beginning of another."""
    return load().thing(word) is not None or is_word(word)


def _is_kept(noun: str) -> bool:
    """Say whether words name records: a condition of each box is none."""
    last = noun.lower().split()[-1]
    known = load().thing(last) is not None or is_happening(last)
    return is_plural(last) or last == "feedback" or known
