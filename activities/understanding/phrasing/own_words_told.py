"""Tags told by examples, a box to type in, and questions in a row, told as fields; pure.

"Tags like flying or teeth" are words that anybody adds, and no choice of two. "One big box" to type
into is a long text.
"""

import re

_ASKING = r"(?!(?:how|what|who|when|where|which|if|whether|i|we|the|a|an|also|then)\b)"
_VALUE = rf"{_ASKING}[^\W\d_][\w-]{{1,20}}(?: {_ASKING}(?!and\b|or\b)[^\W\d_][\w-]{{1,20}})?"
_TAGS = re.compile(
    r"\b(?P<noun>(?:hash ?)?tags?|keywords?|key words|labels|schlagw\w{2,8}|stichw\w{2,8}"
    r"|étiquettes"
    r"|mots[- ]cl[ée]s|etiquetas|palabras clave|parole chiave|trefwoorden|palavras[- ]chave|tagi)"
    r" (?:like|such as|e\.?g\.?|for example|wie|comme|como|come|zoals|jak(?:o)?|np\.?) "
    rf"{_VALUE}(?:, {_VALUE}){{0,6}},? (?:or|oder|ou|o|of|lub|albo) {_VALUE}",
    re.IGNORECASE,
)
_TYPING = re.compile(
    r"\b(?:typ(?:e|ing)|jot(?:ting)?|dictat(?:e|ing)|scribbl(?:e|ing)"
    r"|dump(?:ing)?)\b",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"\b(?:just |only )?(?:one|an?|a single) (?:(?:big|large|long|huge|empty|plain|free"
    r"),? ){1,2}"
    r"(?P<text>text[ -]?)?(?P<box>box|field|space|area)\b"
    r"(?P<to> (?:to (?:type|write|jot|dump|put)(?: (?:it|them|everything|stuff|things))?"
    r"(?: (?:in|into|down))?(?: it)?|for (?:typing|writing|text|the text|everything))\b)?",
    re.IGNORECASE,
)
_NEAR = 120
_ASKED = (
    r"(?:what for|what day|which day|how much|how many|who to|who from|who|what|when|where"
    r"|wieviel|wie viel|wofür|wer|wem|was|wann|wo|combien|pourquoi|qui|quoi|quand|où"
    r"|cuánto|para qué|quién|qué|cuándo|dónde|quanto|chi|cosa|quando|dove|per cosa|hoeveel|waarvoor"
    r"|wie|wat|wanneer|waar|quem|para quê|onde|ile|za co|kto|co|kiedy|gdzie)"
)
_IN_A_ROW = re.compile(
    rf"(?:(?<=^)|(?<=[.:;,!?\n(]\s)|(?<=[\n(]))(?P<row>{_ASKED}(?: {_ASKED}){{2,6}})"
    r"(?=\s*(?:[,.;:!?\n)]|$))",
    re.IGNORECASE,
)
_TELLING = 4
"""Bare questions in a row that tell what to keep; "who what where" only says that it is chaos."""
_EACH_ASKED = re.compile(rf"{_ASKED}(?= |$)", re.IGNORECASE)


def tell_tags(text: str) -> str:
    """Return a request where tags are told without examples of them.

    Args:
        text: The request, in any language.
    """
    return _TAGS.sub(lambda match: match["noun"], text)


def tell_asked_apart(text: str) -> str:
    """Return a request with commas between questions in a row: "who how much when what for".

    Args:
        text: The request, in any language.
    """
    return _IN_A_ROW.sub(_apart, text)


def _apart(match: re.Match[str]) -> str:
    asked = _EACH_ASKED.findall(match["row"])
    plain = len(asked) < _TELLING and all(" " not in one for one in asked)
    return match.group() if plain else ", ".join(asked)


def tell_boxes(text: str) -> str:
    """Return an English request where a box to type in is the text that is typed.

    Args:
        text: The request.
    """
    return _BOX.sub(_as_text, text)


def _as_text(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    room = match["box"].lower() in ("space", "area")
    typed = match["text"] or match["to"] or (not room and _TYPING.search(before))
    return "text (a long text)" if typed else match.group()
