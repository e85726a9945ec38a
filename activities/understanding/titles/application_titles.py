"""The title of an application, from its request and from what it keeps; pure."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from activities.understanding.draft import ASSUMED, DraftEntity
from activities.understanding.grammar.noting import Reading
from activities.understanding.knowledge.lexicon import Domain
from activities.understanding.languages.bare import without_article
from activities.understanding.languages.labels import is_slip, with_small_i
from activities.understanding.languages.usual_lists import usual_list_begun
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.words import label_of, singular
from activities.understanding.titles.diaries import diary_in, diary_word
from activities.understanding.titles.headings import heading_of, hours_in
from activities.understanding.titles.naming import title_of
from activities.understanding.titles.settings_told import tells_post, title_of_whole, trade_of
from activities.understanding.titles.titling import is_aside, is_general, is_spoken_of, of_fields
from activities.understanding.titles.told_titles import (
    title_of_heading,
    title_of_log,
    title_of_purpose,
    title_of_setting,
)

_MOST_NAMED, _LONGEST = 3, 60
_UNTOLD, _READINGS = "Notes", "readings"
_MOST_JOINED = 2
"""How many lists together are a title as good as what they are all about."""
_STANDS_THERE = 85
"""How alike the words of a title and those of the request are at least; typos are mended in it."""
_WANTED = re.compile(
    r"(?:an? )?(?:end|stop|halt|way|solution) (?:to|for|of|out of)\b", re.IGNORECASE
)
"""What is wanted of what is kept: "an end to the muddle"."""
_TALK = re.compile(
    r"^(?:i['\u2019]?m|i am|we['\u2019]re|we are) (?:an? |the )?|\bplease\b|[?!]+", re.IGNORECASE
)
_GREETING = re.compile(
    r"\s*(?:hi|hiya|hello|hey|dear|greetings|good (?:morning|day|afternoon|evening))(?![-\w])"
    r"[^.,:;!?\n]{0,20}[.,;!?\n]\s*(?=\S)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*([^\s:.,;!?][^:.,;!?\n]{2,39}):\s")
_AND = {
    "en": "and",
    "de": "und",
    "fr": "et",
    "es": "y",
    "it": "e",
    "pt": "e",
    "nl": "en",
    "pl": "i",
}


def application_title(text: str, reading: Reading, domain: Domain | None, language: str) -> str:
    """Return what an application is called that nobody gives a name.

    Args:
        text: The cleaned request.
        reading: What was read out of it.
        domain: The purpose that was recognised.
        language: ISO 639-1 code of the request.
    """
    entities = reading.draft.entities.values()
    told = [e for e in entities if e.evidence and e.confidence > ASSUMED]
    kept = [e for e in told if not e.untitled] or told
    named = tuple(e.plural_label for e in kept)
    if language != "en":
        first = next(iter(reading.draft.entities), "")
        title = diary_in(text, kept, language) or heading_of(text, kept, language)
        title = title or hours_in(kept, language)
        title = title or (diary_word(text, language) if first == ENTRY else "")
        title = title or _foreign_title(text, first, _as_begun(text, named, language), language)
        title = _spelled(_purpose_of(title, text, language) or title, kept, language)
        return with_small_i(title, language)
    title = _without_talk(_english_title(text, reading, domain, named))
    main = next(iter(reading.draft.entities.values()), None)
    if main is not None and main.name == ENTRY:
        return title_of_log(text, title)
    return of_fields(main, title) if main and title.lower() == _READINGS else title


def _spelled(title: str, kept: Sequence[DraftEntity], language: str) -> str:
    """Return a title with the names of lists as they are spelled: "Rechnungen"."""
    for one in kept:
        if is_slip(one.evidence, one.name, language):
            words = re.escape(one.evidence)
            title = re.sub(rf"(?<!\w){words}(?!\w)", one.plural_label, title, flags=re.IGNORECASE)
    return title


def _as_begun(text: str, named: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return what is kept with the name of the list that the request begins with: "Packliste"."""
    begun = usual_list_begun(text, language)
    kept = begun is not None and named[:1] == (label_of(begun.list.labels[language][1]),)
    return (label_of(begun.title), *named[1:]) if begun is not None and kept else named


def _purpose_of(title: str, text: str, language: str) -> str:
    """Return what "something for the garden" is for, where that is all that is said."""
    table = read_table("headings").get(language)
    if table is None or not table["for"] or len(text) > _LONGEST:
        return ""
    words = text.strip(" .!")
    asked = rf"(?:[^\W\d_]+ )?(?:{table['apps']}) (?:{table['for']}) (?P<what>[^,;:.!?\n]+)"
    match = re.fullmatch(asked, words, re.IGNORECASE)
    whole = match and (title == _UNTOLD or title.lower() == words.lower())
    return label_of(without_article(match["what"], language)) if match and whole else ""


def _english_title(
    text: str, reading: Reading, domain: Domain | None, named: tuple[str, ...]
) -> str:
    text = _GREETING.sub("", text, count=1) if _GREETING.match(text) else text
    if len(named) != 1 and (headed := title_of_heading(text)):
        return headed
    main = next(iter(reading.draft.entities.values()), None)
    stands = fuzz.partial_ratio(reading.topic.lower(), text.lower()) >= _STANDS_THERE
    aside = is_aside(reading.topic, text, named) or _is_chosen(reading.topic, main)
    told = stands and not aside and not _WANTED.match(reading.topic)
    topic = reading.topic if told else ""
    title = title_of(text, topic, _domain_of(reading, domain, named, text), named)
    if tells_post(title):
        title = title_of_whole(text, named) or title
    if is_general(title):
        whole = title_of_purpose(text, topic) or title_of_whole(text, named)
        return whole or of_fields(main, title)
    only_kept = bool(named) and title.lower() == named[0].lower()
    setting = title_of_setting(text) if only_kept else ""
    whole = setting or _whole(title, text, named)
    later = title.lower() in {label.lower() for label in named[1:]}
    return whole or (title_of(text, "", None, named) if later else title)


def _without_talk(title: str) -> str:
    """Return a title without what is only said to somebody: "please", "I'm a"."""
    plain = " ".join(_TALK.sub(" ", title).split())
    return label_of(plain, _LONGEST) if any(map(str.isalpha, plain)) else title


def _whole(title: str, text: str, named: tuple[str, ...]) -> str:
    """Return what several lists are about, where their title is but one of them.

    Three lists are told as well by what they are all about, if that says something new.
    """
    kept = [label.lower() for label in named]
    folded = title.lower()
    joined = len(kept) > _MOST_JOINED and all(label in folded for label in kept)
    if not joined and (folded not in kept or len(kept) == 1):
        return trade_of(text) if folded in kept else ""
    whole = title_of_whole(text, named)
    known = any(singular(word) in folded for word in whole.lower().split())
    return "" if joined and known else whole


def _is_chosen(topic: str, main: DraftEntity | None) -> bool:
    """Say whether a topic is but one of the kinds that are kept, or what is known of each."""
    fields = [told.specification for told in main.fields] if main else []
    said = {word.lower() for known in fields for word in (known.label, *known.choices)}
    return topic.lower() in said


def _foreign_title(text: str, main: str, named: tuple[str, ...], language: str) -> str:
    """Return what is kept; where no word names it, what stands before the colon."""
    heading = _HEADING.match(text) if main == ENTRY else None
    if heading:
        return label_of(heading[1], _LONGEST)
    if not 1 < len(named) <= _MOST_NAMED or language not in _AND:
        return title_of(text, "", None, named[:1])
    return joined(named, language)


def joined(names: Sequence[str], language: str) -> str:
    """Return names as one title, or all but the last where it would be too long.

    Args:
        names: At least one.
        language: ISO 639-1 code of one that is known.
    """
    *first, last = [names[0], *(_inside(name, language) for name in names[1:])]
    title = label_of(", ".join(first or [last]), _LONGEST)
    whole = f"{title} {_AND[language]} {last}"
    return whole if first and len(whole) <= _LONGEST else title


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
