"""Bare alternatives, told as the choice that they are; pure.

"Which bins go out, recycling, garden or general" enumerates no three fields, but what one field
can be: it is read as "which bins go out, bin (recycling/garden/general)". "Injections left or
right side" tells of the injections on which side they were.
"""

import re
from functools import partial

from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular

_LEAST = 3
_NO_VALUE = (
    r"(?:and|or|with|what|when|where|which|who|whose|whom|why|how|whether|if|i|we|he|she|they|it"
    r"|is|are|was|has|have|each|every|then|but|not|no|yes|both|all|other|others|any|the|by|my"
    r"|whatever|und|oder|et|ou|y|o|ob|qui|que)"
)


def _listed(articles: str, joint: str) -> str:
    """Return the pattern of "starters, mains or a pudding"; each part has one word or two."""
    word = rf"(?!{_NO_VALUE}\b)[^\W\d_][\w'-]{{1,20}}"
    part = rf"(?:(?:{articles}) )?{word}(?: {word})?"
    return rf"(?P<list>{part}(?:, {part}){{1,8}},? {joint} {part})"


_LIST = _listed("an?|the|some", "or")
_BEHIND = r"(?=\s*(?:[.;!?\n]|$)|,? (?:and|plus|also|with|at|on|for)\b)"
_ASKED = r"(?P<said>\b(?P<asked>which|what) (?P<noun>[a-z]{1,20})(?P<rest>(?: [\w'-]{1,20}){0,7}))"
_IN_BRACKETS = re.compile(rf"{_ASKED} ?\({_LIST}\)", re.IGNORECASE)
_IN_A_CLAUSE = re.compile(
    rf"(?P<before>(?:^|(?<=[.;!?\n]))[^,:;.!?()\n]{{0,60}}?){_ASKED}(?P<sign>[,:]) "
    rf"{_LIST}{_BEHIND}",
    re.IGNORECASE,
)
"""A clause of its own: among other fields the values may be of something else."""
_BRINGING = {
    "en": (r"something|anything|one|one thing|either|one of (?:these|them|the following)", "kind"),
    "de": (r"etwas(?: mit| bei)?|eines davon|eins davon", "Art"),
    "fr": (r"quelque chose|un de ceux-ci", "type"),
    "es": (r"algo|una cosa", "tipo"),
}
_SOMETHING = {
    language: re.compile(
        rf"(?P<said>\b(?:{words})) ?: {values}(?=\s*(?:[.;!?\n]|$))", re.IGNORECASE
    )
    for (language, (words, _)), values in zip(
        _BRINGING.items(),
        (
            _LIST,
            _listed("einen?|eine|die|der|das|den", "oder"),
            _listed("une?|les?|la|des|du", "ou"),
            _listed("una?|los|las|el|la", "o"),
        ),
        strict=True,
    )
}
"""Who brings something brings one kind of it."""
_OF_ONE = {
    language: (
        re.compile(
            rf"(?P<verb>\b[^\W\d_]{{2,15}} )?"
            rf"(?P<said>\b(?:{a}) (?P<noun>[^\W\d_][\w-]{{2,20}})) ?: "
            rf"{_listed(articles, joint)}(?=\s*(?:[.;!?\n]|$))",
            re.IGNORECASE,
        ),
        having,
    )
    for language, a, articles, joint, having in (
        ("en", "an?|one", "an?|the|some", "or", "with kind"),
        ("de", "eine?n?|eines", "einen?|eine|die|der|das|den", "oder", "mit Art"),
        ("fr", "une?", "une?|les?|la|des|du", "ou", "avec type"),
        ("es", "una?", "una?|los|las|el|la", "o", "con tipo"),
        ("it", "un[ao]?", "un[ao]?|il|la|lo", "o", "con tipo"),
        ("pt", "uma?", "uma?|o|a|os|as", "ou", "com tipo"),
        ("nl", "een", "een|de|het", "of", "met soort"),
    )
}
"""What is one of several by name: "volunteer for a job: set-up, bar or door"."""
_PICKED = re.compile(r"(?:pick|choose|select|take)s?\b", re.IGNORECASE)
_BETWEEN = re.compile(r",? (?:or|oder|ou|o|of) |, ")
_ARTICLE = re.compile(
    r"^(?:an?|the|some|einen?|eine|die|der|das|une?|des|du|una|los|las) ", re.IGNORECASE
)
_TITLED = frozenset({"title", "author"})
_ANYTHING = word_set("i we he she they you it people everyone everybody")
_NO_KINDS = word_set(
    "app list program programme tool system thing site page diary log table overview calendar "
    "place question wish problem liste tabelle übersicht programm anwendung seite sache lista "
    "tabla tabella applicazione aplicación aplicação aplicativo application lijst overzicht tabel"
)
"""What is to be made, or said: what follows a colon behind it are no kinds of it."""
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
    if language in _OF_ONE:
        pattern, having = _OF_ONE[language]
        text = pattern.sub(partial(_one_kind, having=having), text)
    something = _SOMETHING.get(language)
    if something is None:
        return text
    text = something.sub(partial(_of_a_kind, kind=_BRINGING[language][1]), text)
    if language == "en":
        text = _IN_BRACKETS.sub(_which, _ON_A_SIDE.sub(_on_a_side, text))
        text = _IN_A_CLAUSE.sub(_which, text)
    return text


def _of_a_kind(match: re.Match[str], kind: str) -> str:
    choices = _choices(match["list"])
    return f"{match['said']}: {kind} ({'/'.join(choices)})" if choices else match.group()


def _one_kind(match: re.Match[str], having: str) -> str:
    """Return "a job with kind (set-up/bar/door)"; a size or a status is itself what is told."""
    choices, verb = _choices(match["list"]), match["verb"] or ""
    if not choices or match["noun"].lower() in _ANYTHING | _NO_KINDS:
        return match.group()
    bare = is_known(match["noun"]) or _PICKED.match(verb)
    return f"{verb}{match['said']}{'' if bare else f' {having}'} ({'/'.join(choices)})"


def _which(match: re.Match[str]) -> str:
    choices = _choices(match["list"])
    noun = match["noun"].lower()
    groups = match.groupdict()
    named = tag(noun)[0].is_noun and noun not in _ANYTHING
    whatever = match["asked"].lower() == "what" and groups.get("sign", ":") == ":"
    if not choices or not match["rest"] or not (named or whatever):
        return match.group()  # "a colour, which is red, green or blue" asks nothing
    told = f"{_label(noun) if named else 'what'} ({'/'.join(choices)})"
    return f"{groups.get('before') or ''}{match['said']}, {told}"


def _label(noun: str) -> str:
    """Return what the choice is called: a film has a title of its own, and is of a kind."""
    one = singular(noun)
    thing = load().thing(one)
    titled = thing is not None and not _TITLED.isdisjoint(split_items(thing.fields)[:2])
    return "kind" if titled else one


def _choices(words: str) -> tuple[str, ...]:
    """Return the values, or nothing where one of them is what is known of things."""
    found = tuple(_ARTICLE.sub("", part).strip() for part in _BETWEEN.split(words))
    alike = len(found) >= _LEAST and len({one.lower() for one in found}) == len(found)
    return found if alike and not any(map(is_known, found)) else ()


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
