"""Bare alternatives, told as the choice that they are; pure.

"Which bins go out, recycling, garden or general" enumerates no three fields, but what one field
can be: it is read as "which bins go out, bin (recycling/garden/general)". "Injections left or
right side" tells of the injections on which side they were.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.field_types import CHOICE_WORDS
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular

_MOST_READ = 8_000
_LEAST = 3
_NO_VALUE = (
    r"(?:and|or|with|what|when|where|which|who|whose|whom|why|how|whether|if|i|we|he|she|they|it"
    r"|is|are|was|has|have|each|every|then|but|not|no|yes|both|all|other|others|any|the)"
)
_OTHERS_VALUE = (
    r"(?:und|oder|mit|was|wann|wo|wer|wie|ob|ich|wir|ist|et|ou|avec|quand|qui|si|je|nous|est"
    r"|y|o|con|qué|cuándo|dónde|quién|cómo|si|es)"
)


def _listed(articles: str, joint: str, stop: str) -> str:
    """Return the pattern of "starters, mains or a pudding"; each part has one word or two."""
    word = rf"(?!{stop}\b)[^\W\d_][\w'-]{{1,20}}"
    part = rf"(?:(?:{articles}) )?{word}(?: {word})?"
    return rf"(?P<list>{part}(?:, {part}){{1,8}},? {joint} {part})"


_ENDS = r"(?=\s*(?:[.,;!?\n)]|$)|\s(?:and|plus|with|when|at|on|for|how|who|where|whether)\b)"
_LIST = _listed("an?|the|some", "or", _NO_VALUE)
_CLAUSE = r"(?P<rest>(?: [\w'-]{1,20}){0,7})"
_WHICH = re.compile(
    rf"(?P<said>\b(?P<asked>which|what) (?P<noun>[a-z]{{1,20}}){_CLAUSE})"
    rf"(?:[,:] | ?\((?=[^()\n]{{1,200}}\))){_LIST}\)?{_ENDS}",
    re.IGNORECASE,
)
_BEHIND_COLON = re.compile(
    rf"(?P<said>(?:^|(?<=[.:;!?\n]))[^.:;!?\n]{{3,120}}): {_LIST}(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
_ITEM_ENDS = re.compile(r"[,:;.\n] *$")
_ASKING = re.compile(r"\b(?:which|what|when|where|who|how)\b", re.IGNORECASE)
_IN_OTHERS = {
    "de": re.compile(
        rf"(?P<said>\bwelche[rsnm]? (?P<noun>[^\W\d_]{{2,25}}){_CLAUSE})[,:] "
        rf"{_listed('einen?|eine|die|der|das|den', 'oder', _OTHERS_VALUE)}(?=\s*(?:[.,;!?\n]|$))",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        rf"(?P<said>\bquel(?:le)?s? (?P<noun>[^\W\d_]{{2,25}})(?P<rest>)) ?[,:] "
        rf"{_listed('une?|les?|la|des|du', 'ou', _OTHERS_VALUE)}(?=\s*(?:[.,;!?\n]|$))",
        re.IGNORECASE,
    ),
    "es": re.compile(
        rf"(?P<said>\b(?:qué|cuál(?:es)?) (?P<noun>[^\W\d_]{{2,25}}){_CLAUSE})[,:] "
        rf"{_listed('una?|los|las|el|la', 'o', _OTHERS_VALUE)}(?=\s*(?:[.,;!?\n]|$))",
        re.IGNORECASE,
    ),
}
_ARTICLE = re.compile(r"^(?:an?|the|some|einen?|une?|una|des|du) ", re.IGNORECASE)
_TITLED = frozenset({"title", "author"})
_ANYTHING = word_set("i we he she they you it people everyone everybody")
_NAMES_VALUES = re.compile(rf"(?:{CHOICE_WORDS}|option|choice|value|field|detail)s?", re.IGNORECASE)
_ON_A_SIDE = re.compile(
    r"(?P<before>^|[,:.;\n] |\band )(?P<noun>[a-z]{3,20}) "
    r"(?P<one>[a-z]{2,12}) or (?P<other>[a-z]{2,12}) (?P<head>[a-z]{3,15})"
    r"(?=\s*(?:[,.;!?\n]|$)| and\b)",
    re.IGNORECASE,
)
_OPPOSED = word_set(
    "left right upper lower front back top bottom inner outer near far big small large old new hot "
    "cold wet dry long short early late first second light dark morning evening"
)
_WITH = re.compile(r"\bwith\b", re.IGNORECASE)
_NEAR = 120


def tell_alternatives(text: str, language: str) -> str:
    """Return a request where bare alternatives stand as the choice that they are.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    read, rest = text[:_MOST_READ], text[_MOST_READ:]
    if language in _IN_OTHERS:
        return _IN_OTHERS[language].sub(_chosen_in, read) + rest
    if language != "en":
        return text
    told = _ON_A_SIDE.sub(_on_a_side, read)
    return _BEHIND_COLON.sub(_behind_colon, _WHICH.sub(_which, told)) + rest


def _which(match: re.Match[str]) -> str:
    choices = _choices(match["list"])
    noun = match["noun"].lower()
    named = tag(noun)[0].is_noun and noun not in _ANYTHING
    if not choices or not (named or match["asked"].lower() == "what"):
        return match.group()  # "a colour, which is red, green or blue" asks nothing
    label = _label(noun) if named else "what"
    told = f"{label} ({'/'.join(choices)})"
    before = match.string[max(0, match.start() - 2) : match.start()]
    if before and _ITEM_ENDS.search(before) and not _ASKING.search(match["rest"]):
        return told if named else f"{match['said']} ({'/'.join(choices)})"
    return f"{match['said']}, {told}"


def _label(noun: str) -> str:
    """Return what the choice is called: a film has a title of its own, and is of a kind."""
    one = singular(noun)
    thing = load().thing(one)
    titled = thing is not None and not _TITLED.isdisjoint(split_items(thing.fields)[:2])
    return "kind" if titled else one


def _behind_colon(match: re.Match[str]) -> str:
    choices = _choices(match["list"])
    last = match["said"].split()[-1]
    several = sum(is_plural(one) and load().thing(one.lower()) is not None for one in choices)
    timed = any(one.lower() in frames().times for one in choices)
    if not choices or several > 1 or timed or _NAMES_VALUES.fullmatch(last) or is_known(last):
        return match.group()
    if _ASKING.search(match["said"]):
        return f"{match['said']} ({'/'.join(choices)})" if "," in match["said"] else match.group()
    return f"{match['said']}: kind ({'/'.join(choices)})"


def _choices(words: str) -> tuple[str, ...]:
    """Return the values, or nothing where one of them is what is known of things."""
    *parts, last = re.split(r",? or |, ", words)
    found = tuple(_ARTICLE.sub("", part).strip() for part in (*parts, last))
    alike = len(found) >= _LEAST and len({one.lower() for one in found}) == len(found)
    return found if alike and not any(map(is_known, found)) else ()


def _chosen_in(match: re.Match[str]) -> str:
    found = re.split(r",? (?:oder|ou|o) |, ", match["list"])
    choices = [_ARTICLE.sub("", one).strip() for one in found]
    if len(choices) < _LEAST:
        return match.group()
    told = f"{match['noun']} ({'/'.join(choices)})"
    return f"{match['said']}, {told}" if match["rest"] else told


def _on_a_side(match: re.Match[str]) -> str:
    noun, one, other, head = match.group("noun", "one", "other", "head")
    opposed = {one.lower(), other.lower()} <= _OPPOSED
    if not opposed or not is_plural(noun) or is_plural(head) or is_known(noun):
        return match.group()
    choice = f"{singular(noun.lower())} {head} ({one}/{other})"
    if _is_among_lists(match):
        return f"{match['before']}{noun} with date and {choice}"
    return f"{match['before']}{choice}"


def _is_among_lists(match: re.Match[str]) -> bool:
    """Say whether what stands beside it has fields of its own: "medications with dose, …"."""
    ahead = match.string[max(0, match.start() - _NEAR) : match.end("before")]
    behind = match.string[match.end() : match.end() + _NEAR]
    before = re.split(r"[.;:!?\n]", ahead)[-1]
    after = re.split(r"[.;:!?\n]", behind)[0].lstrip(", ").split(",")[0]
    return bool(_WITH.search(before) or _WITH.search(after))
