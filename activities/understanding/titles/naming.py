"""What an application is called and what kind it is; pure."""

import re

from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.choice_words import exclude_each_other
from activities.understanding.knowledge.lexicon import Domain
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import APP_NOUNS, names_no_thing, strip_request
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, label_of
from activities.understanding.titles.titling import is_general, names_something

_CALLED = re.compile(
    r",?\s*(?<!table )(?<!sheet )(?<!page )(?<!column )(?<!field )(?<!section )\b"
    r"(?:and )?(?:it (?:should|is|will|must) be |please |the (?:app|title) "
    r"(?:should be )?)?(?:called|named|titled|call it|name it)\s+"
    r"(?:\"(?P<quoted>[^\"\n]{1,60})\"|'(?P<single>[^'\n]{1,60})'|(?P<bare>[A-Z][\w'&-]*"
    r"(?:(?: (?:of|the|and|for))* [A-Z][\w'&-]*)*))"
)
_HEADING = re.compile(r"^[^\n:;.,]{3,60}\n\s*(?:[-*•]|\d{1,2}[.)]) ")
_MOST_WORDS = 5
_DOINGS = word_set("order book rent hire request review rate swap trade lease visit share place")
_ANDS = word_set("and or history form list number records")
_NO_TITLES = word_set(
    """
    app application something hi hello tool website program help test tracker tables table database
    entities sheet spreadsheet data log team first note notes group thing things item items stuff
    records entries so right ok okay well basically anyway listen sorry
    monday tuesday wednesday thursday friday saturday sunday
    mondays tuesdays wednesdays thursdays fridays saturdays sundays
    """
)
_CHATTER = re.compile(r"\bsorry\b|\blong one\b|\bbear with\b")
_PRONOUNS = word_set(
    """
    i we you it they who what how please can for each every there me us no not without
    just only nothing something anything
    """
)
_CONTRACTED = re.compile(r"['\u2019](?:ve|m|d|ll|re|s)$")
_NO_BEGINNINGS = frozenset({"VVB", "VVI", "PRP", "TO0", "PRF", "CJS"})
"""Tags of words that no title begins with: verbs, prepositions, "when"."""


def given_name(text: str) -> tuple[str, str]:
    """Return the name that the words give, or nothing, and the text without that part."""
    match = _CALLED.search(text)
    if not match:
        return "", text
    name = match["quoted"] or match["single"] or match["bare"]
    return name.strip(), f"{text[: match.start()]}{text[match.end() :]}".strip()


def title_of(text: str, head: str, domain: Domain | None, subjects: tuple[str, ...]) -> str:
    """Return a title from the words: what stands before the colon, the object, or the things.

    Args:
        text: The cleaned request.
        head: What the first clause calls the application, if it does.
        domain: The purpose that was recognised.
        subjects: Plural labels of the entities that were named, the main one first.
    """
    short = _short_title(head or re.split(r"[:;\n]|[.?!]\s", text, maxsplit=1)[0])
    folded = short.lower()
    size = 0 if _is_no_title(folded) else _size_of(short)
    if 0 < size <= _MOST_WORDS and _HEADING.match(text):
        return label_of(short, 60)
    if head and 0 < size <= _MOST_WORDS:
        return label_of(short, 60)
    if domain is None and re.search(rf"\b(?:{APP_NOUNS})$", folded) and 1 < size <= _MOST_WORDS:
        return label_of(short, 60)
    if 1 < len(subjects) <= 3 and all(name.lower() in folded for name in subjects):
        return label_of(f"{', '.join(subjects[:-1])} and {subjects[-1]}".lower(), 60)
    if subjects and 0 < size <= 3 and subjects[0].lower() in folded:
        return label_of(short, 60)
    if domain is not None:
        return label_of(domain.title, 60)
    if 1 < len(subjects) <= 3:
        return label_of(f"{', '.join(subjects[:-1])} and {subjects[-1]}".lower(), 60)
    if (not subjects or is_general(subjects[0])) and 0 < size <= _MOST_WORDS:
        return label_of(short, 60)
    return label_of(subjects[0] if subjects else "Notes", 60)


def _is_no_title(folded: str) -> bool:
    return (
        not any(letter.isalpha() for letter in folded)
        or folded in _NO_TITLES
        or _CHATTER.search(folded) is not None
        or names_no_thing(folded)
        or _CONTRACTED.sub("", folded.split()[0].strip("?!.")) in _PRONOUNS
        or " per " in folded
        or folded.endswith((" no", " yes"))
        or any(word.tag in _NO_BEGINNINGS for word in tag(folded)[:1])
        or _tells_who_does_what(folded)
        or not names_something(folded)
    )


def _size_of(title: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in title.split())


def _tells_who_does_what(phrase: str) -> bool:
    """Tell whether it is a sentence, "neighbours borrow tools": what people do is no title.

    Of "customers order cakes" the second word could be a noun, too.
    """
    words = tag(phrase)
    if len(words) <= 2 or not is_person_word(words[0].low):
        return False
    ordered = words[1].low in _DOINGS and is_plural(words[0].low) and words[2].low not in _ANDS
    return words[1].is_verb or ordered


def _short_title(phrase: str) -> str:
    first = strip_request(phrase)
    first = re.sub(r"^what(?:'s| is) in ", "", first, flags=re.IGNORECASE)
    first = re.sub(r"^(?:my|our|the|an?) ", "", first, flags=re.IGNORECASE)
    cut = (
        r"\s+(?:for|with|where|that|which|so|to|in(?=\s+\w)|of all|like|such as"
        r"|on (?:my|our|the)|every)\b"
    )
    first = re.split(cut, first, maxsplit=1)[0]
    before, _, last = first.rpartition(" ")
    first = before if before and exclude_each_other(last) else first
    first = re.sub(r"[ ,]+(?:please|pls|thanks|thank you)$", "", first, flags=re.IGNORECASE)
    return re.sub(
        r"\s+(?:app|application|web ?site|program|tool|software|thing)$", "", first, flags=re.I
    )
