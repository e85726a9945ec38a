"""Which views the words ask for besides lists and forms; pure."""

import re
from functools import cache, lru_cache

from activities.understanding.marking.marks import LEAST_ASKED, Marked
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import Phrases, Span, Token, tokens
from activities.understanding.wishes.figures import unmet_in
from activities.understanding.wishes.quoting import in_full
from activities.understanding.wishes.recognising import is_said_of_recognising
from activities.understanding.wishes.wished import is_denied, load_data, phrases_of, quoted, wished
from models.specification import FieldType, View

_BY_PHRASE = 0.9
_CLAIM = 0.3
"""From here on a mark counts; less is a guess that would clutter the application."""

_CLAIM_OF = {View.HISTORY: 0.7, View.SHARING: 0.5}
"""How sure a mark is at least of what is seldom asked for, and costs much or shows it to others."""
_QUESTIONS = word_set("how what who whose which whether when where if why")

_TOLD_OF = frozenset({View.HISTORY, View.FILTER, View.STATISTICS, View.SHARING})
"""Views whose words people use of what they keep, too."""

_TICK_FOR = re.compile(r"\ban? tick (?:for|if|when|where|whether)\b", re.IGNORECASE)
"""A yes or no of each record, and no list to tick off."""
_TICKED_WITH = re.compile(
    r"\b(?:each|every) time\b[^.;!?\n]{0,40}\btick(?:ed)?\b|\btick(?:ed)? (?:them|it|him|her) off "
    r"with\b",
    re.IGNORECASE,
)
"""What happens each time is a record of its own."""

_CLASHING = "double"
"""Whoever wants no double bookings says no to those, and to no calendar."""

_BOUND = re.compile(r"(?:max\w*|at most|up to|no more than)\W{0,3}\d+\b", re.IGNORECASE)
"""How many there may be, which is nothing to look at."""


@cache
def _phrases() -> Phrases:
    return phrases_of(load_data("views.toml")["views"])


@cache
def _nouns() -> Phrases:
    """Return words that say no to a view, but ask for none by themselves: "passwords"."""
    return phrases_of(load_data("views.toml")["declined"])


@lru_cache(maxsize=8)
def _spans(text: str) -> tuple[Span, ...]:
    """Return where the phrases are: what is asked for and what is not are both looked for there."""
    return tuple(_phrases().find(tokens(text)))


def views_said(text: str) -> dict[View, str]:
    """Return the views that usual English phrases ask for, each with the words that do so."""
    words = tokens(text)
    found: dict[View, str] = {}
    for span in wished(words, _spans(text)):
        if not _is_about_knowing(words, span) and not _is_kept(text, words, span):
            found.setdefault(View(span.key), quoted(text, words, span))
    return found


def _is_about_knowing(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether "we should see, how many …" asks for a figure, and lets nobody else look."""
    behind = [token.word for token in words[span.end : span.end + 2]]
    asks = behind[:1] == [","] and bool(_QUESTIONS & set(behind[1:]))
    return span.key == View.SHARING and asks and words[span.start].word == "we"


def _is_kept(text: str, words: tuple[Token, ...], span: Span) -> bool:
    """Say whether "tick" tells of a field or a record: "a tick for “could go”"."""
    if span.key != View.CHECKLIST:
        return False
    start, end = words[span.start].start, words[span.end - 1].end
    told = (*_TICK_FOR.finditer(text), *_TICKED_WITH.finditer(text))
    return any(match.start() < end and start < match.end() for match in told)


def views_declined(text: str) -> tuple[View, ...]:
    """Return the views that usual English phrases say no to, and none asks for."""
    words = tokens(text)
    spans = (*_spans(text), *_nouns().find(words))
    named = (
        span for span in spans if is_denied(words, span) and words[span.start].word != _CLASHING
    )
    asked = views_said(text)
    return tuple(dict.fromkeys(v for span in named if (v := View(span.key)) not in asked))


def views_in(text: str, marked: Marked) -> dict[View, tuple[str, float]]:
    """Return the views that are asked for, each with its words and how sure it is.

    Args:
        text: The request in English, for its phrases.
        marked: Its marks.
    """
    found = {
        view: (words, _BY_PHRASE)
        for view, words in views_said(text).items()
        if marked.asks(words) >= LEAST_ASKED
        and not (view in _TOLD_OF and marked.notes(words))
        and not (view is View.PHOTO and is_said_of_recognising(words, marked))
    }
    declined = views_declined(text)
    for wish in marked.wishes:
        asked = isinstance(wish.kind, View) and wish.kind not in declined
        sure = asked and wish.confidence >= _CLAIM_OF.get(View(wish.kind), _CLAIM)
        if sure and not _BOUND.match(wish.words.text):
            found.setdefault(View(wish.kind), (wish.words.text, wish.confidence))
    shared = found.get(View.SHARING, ("", 0.0))[0]
    if shared and any(shared in one.words for one in unmet_in(text) if one.kind == "rights"):
        del found[View.SHARING]  # Whoever keeps the notes to two people shows them to nobody.
    if View.FILTER in found:
        words, confidence = found[View.FILTER]
        found[View.FILTER] = (in_full(text, words), confidence)
    for field in marked.fields:
        if field.type == FieldType.PHOTO and View.PHOTO not in declined:
            found.setdefault(View.PHOTO, (field.words.text, field.confidence))
    return found
