"""The title of an application, from its request and from what it keeps; pure."""

import re

from rapidfuzz import fuzz

from activities.understanding.draft import ASSUMED, DraftEntity
from activities.understanding.drafting.headings import heading_of, hours_in
from activities.understanding.drafting.naming import title_of
from activities.understanding.drafting.titling import is_aside, is_general, is_spoken_of, of_fields
from activities.understanding.drafting.told_titles import title_of_purpose, title_of_setting
from activities.understanding.grammar.noting import Reading
from activities.understanding.knowledge.lexicon import Domain
from activities.understanding.languages.labels import with_small_i
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.words import label_of

_MOST_NAMED, _LONGEST = 3, 60
_STANDS_THERE = 85
"""How alike the words of a title and those of the request are at least; typos are mended in it."""
_WANTED = re.compile(
    r"(?:an? )?(?:end|stop|halt|way|solution) (?:to|for|of|out of)\b", re.IGNORECASE
)
"""What is wanted of what is kept: "an end to the muddle"."""
_HEADING = re.compile(r"\s*([^\s:.,;!?][^:.,;!?\n]{2,39}):\s")
_AND = {"de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "pl": "i"}


def application_title(text: str, reading: Reading, domain: Domain | None, language: str) -> str:
    """Return what an application is called that nobody gives a name.

    Args:
        text: The cleaned request.
        reading: What was read out of it.
        domain: The purpose that was recognised.
        language: ISO 639-1 code of the request.
    """
    entities = reading.draft.entities.values()
    named = tuple(e.plural_label for e in entities if e.evidence and e.confidence > ASSUMED)
    if language != "en":
        first = next(iter(reading.draft.entities), "")
        kept = [e for e in entities if e.evidence and e.confidence > ASSUMED]
        title = heading_of(text, kept, language) or hours_in(kept, language)
        title = title or _foreign_title(text, first, named, language)
        return with_small_i(title, language)
    main = next(iter(entities), None)
    stands = fuzz.partial_ratio(reading.topic.lower(), text.lower()) >= _STANDS_THERE
    aside = is_aside(reading.topic, text, named) or _is_chosen(reading.topic, main)
    told = stands and not aside and not _WANTED.match(reading.topic)
    topic = reading.topic if told else ""
    title = title_of(text, topic, _domain_of(reading, domain, named, text), named)
    if is_general(title):
        return title_of_purpose(text, topic) or of_fields(main, title)
    only_kept = bool(named) and title.lower() == named[0].lower()
    return (title_of_setting(text) if only_kept else "") or title


def _is_chosen(topic: str, main: DraftEntity | None) -> bool:
    """Say whether a topic is but one of the kinds that are kept."""
    fields = main.fields if main else []
    return any(
        topic.lower() == choice.lower() for told in fields for choice in told.specification.choices
    )


def _foreign_title(text: str, main: str, named: tuple[str, ...], language: str) -> str:
    """Return what is kept; where no word names it, what stands before the colon."""
    heading = _HEADING.match(text) if main == ENTRY else None
    if heading:
        return label_of(heading[1], _LONGEST)
    if not 1 < len(named) <= _MOST_NAMED or language not in _AND:
        return title_of(text, "", None, named[:1])
    *first, last = [named[0], *(_inside(name, language) for name in named[1:])]
    title = label_of(", ".join(first), _LONGEST)
    whole = f"{title} {_AND[language]} {last}"
    return whole if len(whole) <= _LONGEST else title


def _inside(name: str, language: str) -> str:
    """Return a name as it is written inside a title: only German nouns keep their capital."""
    return name if language == "de" or name.isupper() else name[:1].lower() + name[1:]


def _domain_of(
    reading: Reading, domain: Domain | None, named: tuple[str, ...], text: str
) -> Domain | None:
    """Return the domain that may give the title: not one that other words happen to name."""
    if domain is None or not named:
        return domain
    if not is_general(named[0]) and not is_spoken_of(domain.title, text):
        return None
    main = next(iter(reading.draft.entities.values()))
    fits = main.thing is not None and main.thing.name in domain.things
    return domain if fits and len(named) == 1 else None
