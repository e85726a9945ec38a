"""What an application is called where a request only says what it is for, or where; pure."""

import re

from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from activities.understanding.titles.titling import names_something

_MOST_READ, _LONGEST = 500, 60
_NOUNS = r"(?P<what>[a-z][a-z'\u2019-]{1,24}(?: [a-z][a-z'\u2019-]{1,24}){0,2}?)"
_END = r"(?=[.,;:!?\n]|$| (?:and|with|where|so|by|in|on|that|which|when|because)\b)"
_ARTICLE = r"(?:an? |the |our |my |all my |all our )?"
_WRITTEN_OF = re.compile(
    rf"^(?:an? |the )?(?P<book>log|logbook|diary|journal|register|record|tracker) "
    rf"(?:for|of|about) {_ARTICLE}{_NOUNS}{_END}",
    re.IGNORECASE,
)
_LOG = re.compile(
    r"(?:^|[:.,!?\n]\s*)(?:(?:an? |the |our |my |i (?:need|want) an? ))?"
    r"(?P<what>[a-z][a-z'\u2019-]{1,24}(?: [a-z][a-z'\u2019-]{1,24}){0,2}) "
    r"(?P<book>log|log ?book|book|diary|journal|register|records?|sheet)"
    r"(?=\s*(?:[:.,(\n]|[-\u2013] |$)| (?:of|for|with|in|at) )",
    re.IGNORECASE,
)
"""A log that is called by what it is of: "steriliser log"."""
_BOOK = re.compile(
    r"\b(?:log|log ?book|book|diary|journal|register|records?|sheet)\b", re.IGNORECASE
)
_SAVING = re.compile(rf"\bsav(?:e|ing)(?: up| money)? for {_ARTICLE}{_NOUNS}{_END}", re.IGNORECASE)
_HELPING = re.compile(
    rf"^(?:i|we)(?: both)? (?:volunteer|help out) (?:at|in|for|with) (?:an? |the |our |my ){_NOUNS}"
    rf"{_END}",
    re.IGNORECASE,
)
_THING_FOR = re.compile(
    r"^(?:(?:i|we)(?:'d| would)? (?:just )?(?:need|want|like) )?(?:an? |some )?"
    r"(?:(?:very |really )?(?:quick|small|simple|little|tiny|easy|basic|wee) )?"
    r"(?:thing|something|app|tool) (?:for|about) "
    r"(?:tracking |logging |recording |keeping track of )?"
    rf"(?:my |our |the ){_NOUNS}{_END}",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^for (?:the |our |my |an? )"
    r"(?P<what>[a-z][a-z'\u2019-]{1,24}(?: [a-z][a-z'\u2019-]{1,24}){0,3}):",
    re.IGNORECASE,
)
_NOUN_OF = {"practise": "practice"}
"""What is often written like the verb."""
_NOTHING = word_set("it them this that later now me us you something anything everything")


def title_of_heading(text: str) -> str:
    """Return what a request is for that says so in its heading: "For the school run: …".

    Args:
        text: The request, in English.
    """
    match = _HEADED.match(text)
    if match is None or is_person_word(match["what"].lower().split()[-1]):
        return ""
    return _title(match["what"])


def title_of_purpose(text: str, topic: str) -> str:
    """Return the title of "a log for my insulin" or "save for a camper van", or nothing.

    Args:
        text: The request, in English.
        topic: What its first clause asks for.
    """
    written = _WRITTEN_OF.match(topic[:_LONGEST])
    if written and not is_person_word(written["what"].lower().split()[-1]):
        return _title(written["what"], written["book"].lower())
    return _title_of_savings(text) or _title_of_thing(text)


def title_of_log(text: str, title: str) -> str:
    """Return the name that a log has in its own words, "Gate log", where a title does without it.

    Args:
        text: The request, in English.
        title: What it would be called otherwise.
    """
    named = _LOG.search(text[:_MOST_READ])
    if named is None or _BOOK.search(title):
        return title
    return _title(named["what"], named["book"].lower()) or title


def _title_of_thing(text: str) -> str:
    """Return what "a quick thing for my piano practice" is for; people are no title."""
    thing = _THING_FOR.match(text[:_MOST_READ])
    if thing is None or is_person_word(thing["what"].lower().split()[-1]):
        return ""
    *before, last = thing["what"].lower().split()
    noun = _NOUN_OF.get(last, last)
    return _title(" ".join([*before, noun]))


def _title_of_savings(text: str) -> str:
    saving = _SAVING.search(text[:_MOST_READ])
    return _title(saving["what"], "savings") if saving else ""


def title_of_setting(text: str) -> str:
    """Return what is saved for, or where somebody says that they help; or nothing.

    Args:
        text: The request, in English.
    """
    match = _HELPING.match(text[:_MOST_READ])
    return _title(match["what"]) if match else _title_of_savings(text)


def _title(what: str, last: str = "") -> str:
    if what.lower() in _NOTHING or not names_something(what.lower()):
        return ""
    return label_of(f"{what} {last}".strip(), _LONGEST)
