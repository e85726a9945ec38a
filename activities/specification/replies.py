"""Answers in people's own words: what of them answers the question, and what is a wish; pure.

"Yes, but per child" is a yes, and a wish for a child to each record.
"""

import re
from dataclasses import dataclass

from models.conversation import YOU_DECIDE, AnswerValue, Question, QuestionKind

_LONGEST = 2_000
_LEAST_WORDS = 2
_LEAST_LETTERS = 2
_LONGEST_NAME = 4
"""Words; what is longer is no name of a thing to note."""
_YES = re.compile(
    r"(yes please|yes|yeah|yep|sure|of course|definitely|absolutely|correct|right|true|ok|okay|"
    r"please do|they can|it can|ja|oui|si|sí)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(no thanks|no|nope|nah|never|not really|not|i don'?t think so|they can'?t|false|"
    r"nein|nee|non)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"(you (can )?(decide|choose|pick)|whatever( you (think|like|prefer|want))?|"
    r"(i )?don'?t (know|care|mind)|not sure|no idea|no preference|up to you|"
    r"as (you )?recommended|the default|either( is fine)?)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_ALL = re.compile(r"(all|everything|all of (them|those|these|it)|each|every one)$", re.IGNORECASE)
_NONE = re.compile(r"(none|nothing|none of (them|those|these)|no|nein)$", re.IGNORECASE)
_ONLY = re.compile(r"(?:only|just|nothing but)\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:no|not|without|(?:all |everything )?(?:except(?: for)?|but|without)|leave out|skip)\s+"
    r"(?:not\s+)?(?:the\s+|an?\s+)?(.+)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"[,;\n.!]+|\s(?:and|plus|also|&)\s|(?<!all)(?<!everything)\s(?=but\s|except\s|without\s)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:[\s,;:.!–—-]+|(?:and|but|also|plus|only|just|though|although|please|then|with|"
    r"maybe|i want|i would like|i'd like|we want|we need|i need|we'd like)\b)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[\s,]+(?:please|thanks|thank you|too|as well|pls)[\s.!]*$", re.IGNORECASE)
_PUNCTUATION = " ,;:.!?–—-\"'“”"
_ORDINAL = re.compile(
    r"(?:the )?(first|second|third|fourth|last|[1-9])(?: (?:one|option|choice))?(?!\w)",
    re.IGNORECASE,
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_PER = re.compile(
    r"^(?:(?:it|them|that|one|is|are|be|a list|lists|separately|separate)\s+)*"
    r"(?:per|for each|for every|by)\s+(?:single\s+)?([\w -]{2,40})$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|their|its|his|her|our|my)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    """An answer of the shape that the question asks for, and what was said besides."""

    answer: AnswerValue
    wishes: tuple[tuple[str, ...], ...] = ()
    """For each wish the ways to say it as a change, the likeliest first; the last one is as it was
    said."""


def says_something(question: Question, text: str) -> bool:
    """Say whether a text answers a question at all: in its own terms, or in some words."""
    text = text.strip()
    words = re.findall(r"[^\W\d_]{2,}", text)
    if not text or len(text) > _LONGEST:
        return False
    if question.kind is QuestionKind.TEXT or len(words) >= _LEAST_WORDS:
        return True
    if question.kind is QuestionKind.YES_NO:
        return bool(_YES.fullmatch(text) or _NO.fullmatch(text))
    if question.kind is QuestionKind.CHOICE:
        return text in question.options
    return bool(words)


def read_reply(question: Question, value: AnswerValue) -> Reply:
    """Return what a person meant by an answer."""
    if not isinstance(value, str) or value == YOU_DECIDE or question.kind is QuestionKind.TEXT:
        return Reply(value)
    text = " ".join(value[:_LONGEST].split())
    if value in question.options or not text:
        return Reply(value)
    if _ANY.match(text):
        return Reply(question.recommended)
    readers = {
        QuestionKind.YES_NO: _yes_or_no,
        QuestionKind.CHOICE: _one,
        QuestionKind.SEVERAL: _several,
    }
    return readers[question.kind](question, text)


def _yes_or_no(question: Question, text: str) -> Reply:
    for pattern, answer in ((_NO, False), (_YES, True)):
        found = pattern.match(text)
        if found:
            return Reply(answer, _wishes(question, text[found.end() :]))
    return Reply(question.recommended, _wishes(question, text))


def _one(question: Question, text: str) -> Reply:
    for option in sorted(question.options, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(option)}(?!\w)", text, re.IGNORECASE)
        if found and not re.search(r"\b(?:not|no|without)\s+$", text[: found.start()]):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return Reply(option, _wishes(question, rest))
    ordinal = _ORDINAL.match(text)
    if ordinal and (chosen := _in_place(question, ordinal.group(1).lower())):
        return Reply(chosen, _wishes(question, text[ordinal.end() :]))
    parts = re.split(r"\s*(?:,|/|\bor\b|\band\b)\s*", text)
    if question.id.startswith("choices.") and _are_names(parts):
        return Reply(text)
    return Reply(question.recommended, _wishes(question, text))


def _in_place(question: Question, place: str) -> str | None:
    at = len(question.options) if place == "last" else _PLACES.get(place) or int(place)
    return question.options[at - 1] if 1 <= at <= len(question.options) else None


def _are_names(parts: list[str]) -> bool:
    return len(parts) > 1 and all(len(part.split()) < _LONGEST_NAME for part in parts)


def _several(question: Question, text: str) -> Reply:
    parts = [part for raw in _JOINED.split(text) if (part := _bare(raw))]
    if any(len(part.split()) > _LONGEST_NAME and not _PER.match(part) for part in parts):
        return Reply(_recommended(question), _wishes(question, text))
    chosen: list[str] = []
    unwanted: list[str] = []
    wishes: list[tuple[str, ...]] = []
    for part in parts:
        _sort(question, part, (chosen, unwanted, wishes))
    if unwanted and re.match(r"(?:all|everything)\b", text, re.IGNORECASE):
        chosen = list(question.options)
    # What was offered is not refused by naming something else besides.
    refused = _ONLY.match(text) or any(_NONE.fullmatch(part) for part in parts)
    base = chosen or (() if refused else _recommended(question))
    return Reply(tuple(dict.fromkeys(o for o in base if o not in unwanted)), tuple(wishes))


def _sort(
    question: Question, part: str, into: tuple[list[str], list[str], list[tuple[str, ...]]]
) -> None:
    chosen, unwanted, wishes = into
    without = _WITHOUT.match(part)
    left_out = _option(question, without.group(1)) if without else None
    option = _option(question, part)
    if option is not None:
        chosen.append(option)
    elif left_out is not None:
        unwanted.append(left_out)
    elif _ALL.fullmatch(part):
        chosen.extend(question.options)
    elif _YES.fullmatch(part):
        chosen.extend(_recommended(question))
    elif not _NONE.fullmatch(part):
        wishes.extend(_wishes(question, part))


def _option(question: Question, words: str) -> str | None:
    wanted = _ARTICLE.sub("", words.strip()).casefold()
    if wanted.isdecimal() and len(wanted) < 3 and 1 <= int(wanted) <= len(question.options):
        return question.options[int(wanted) - 1]
    known = {option.casefold(): option for option in question.options}
    same = (wanted, wanted.removesuffix("s"), f"{wanted}s")
    found = next((known[name] for name in same if name in known), None)
    return found or _named_in_part(question, wanted)


def _named_in_part(question: Question, wanted: str) -> str | None:
    """Return the only option that the words are a part of: "the date" for "Due date"."""
    words = set(wanted.split())
    found = [option for option in question.options if words <= set(option.casefold().split())]
    return found[0] if words and len(found) == 1 else None


def _recommended(question: Question) -> tuple[str, ...]:
    return question.recommended if isinstance(question.recommended, tuple) else ()


def _bare(words: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", words)).strip(_PUNCTUATION)


def _wishes(question: Question, words: str) -> tuple[tuple[str, ...], ...]:
    """Return what is left of an answer as changes; nothing when it says nothing."""
    rest = _bare(words)
    if sum(character.isalpha() for character in rest) < _LEAST_LETTERS:
        return ()
    about, _, place = question.id.partition(".")
    owner, _, name = (part.replace("_", " ") for part in place.partition("."))
    per = _PER.match(rest)
    ways: list[str] = []
    if per and owner:
        ways += [f"each {owner} belongs to a {per.group(1)}", f"add {per.group(1)} to {owner}"]
    if about == "choices" and name:
        ways.append(f"add the choice {_ARTICLE.sub('', rest)} to {name}")
    if about == "fields" and owner and len(rest.split()) < _LONGEST_NAME and not per:
        ways.append(f"add {_ARTICLE.sub('', rest)} to {owner}")
    return (tuple(dict.fromkeys((*ways, rest))),)
