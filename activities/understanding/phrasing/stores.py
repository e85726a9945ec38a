"""What is in a store, told by its kinds, and who takes it out; pure.

"Tents, stoves, ropes: how many, which shelf" has three kinds of one list, and "leaders book stuff
out and bring it back" tells of loans.
"""

import re
from functools import cache, partial
from typing import NamedTuple

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.labels import english_of
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural

_NOUN = r"[^\W\d_][\w'\u2019-]{2,24}(?: [^\W\d_][\w'\u2019-]{2,24})?"
_LEAST = 3
_LISTS = 2
"""So many of the kinds may not be lists of their own."""


class _Store(NamedTuple):
    joint: str
    many: str
    """Words that ask how many there are."""
    called: str
    kind: str


_STORES = {
    "en": _Store(
        "and|or|&", r"how many|quantity|number(?: of)?|amount|count|stock", "Items", "kind"
    ),
    "de": _Store("und|oder|&", r"wie ?viele?|anzahl|menge|bestand|stückzahl", "Gegenstände", "Art"),
    "fr": _Store("et|ou|&", r"combien|quantité|nombre|stock", "Objets", "type"),
    "es": _Store("y|o|&", r"cuánt[oa]s|cantidad|número|existencias", "Artículos", "tipo"),
    "it": _Store("e|o|&", r"quant[ie]|quantità|numero|scorta", "Oggetti", "tipo"),
    "pt": _Store("e|ou|&", r"quant[oa]s|quantidade|número|estoque", "Itens", "tipo"),
    "nl": _Store("en|of|&", r"hoeveel|aantal|hoeveelheid|voorraad", "Artikelen", "soort"),
    "pl": _Store("i|lub|oraz|&", r"ile|ilość|liczba|stan", "Przedmioty", "rodzaj"),
}
_STUFF = r"stuff|things|gear|kit|equipment|items|bits|tools|supplies|materials?"
_OUT = re.compile(
    rf"\b(?P<who>[a-z]{{3,20}}s|children|people) (?P<can>(?:(?:can|may|will|often|sometimes) )?)"
    rf"(?:(?:book|take|sign|check) (?P<what>(?:the )?(?:{_STUFF}))"
    r"|(?:book|sign|check) (?P<them>them)) out\b"
    rf"|\b(?P<who2>[a-z]{{3,20}}s|children|people) (?P<can2>(?:(?:can|may|will|often|sometimes) )?)"
    rf"(?:book|sign|check) out (?P<what2>(?:the |some )?(?:{_STUFF}|them))\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r",? and (?:then |hopefully |usually )?(?:bring|give|take|hand) (?:it|them|everything|things)"
    r"(?: all)? back(?: (?:again|afterwards|later|hopefully|after|then))?"
    r"(?=\s*(?:[.,;!?\n]|$))",
    re.IGNORECASE,
)
"""What everybody does who borrows, and what tells nothing of its own."""
_WHATEVER = word_set("stuff things gear kit equipment items bits supplies material materials")
_WE = word_set("this us yes its was has is as")


def tell_stores(text: str, language: str) -> str:
    """Return a request where a store has one list, and what is taken out of it is borrowed.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    store = _STORES.get(language)
    if store is None:
        return text
    told = _heads(language).sub(partial(_one_list, store=store, language=language), text)
    if language != "en" or not _OUT.search(told):
        return told
    return _BACK.sub("", _OUT.sub(partial(_borrowed, listed=told != text), told))


@cache
def _heads(language: str) -> re.Pattern[str]:
    store = _STORES[language]
    return re.compile(
        rf"(?P<before>^|[.!?\n]\s*|(?<=[^\W\d_]): )(?P<kinds>{_NOUN}(?:, {_NOUN}){{1,11}}"
        rf"(?:,? (?:{store.joint}) {_NOUN})?)(?P<sign> ?: | [-\u2013] )"
        rf"(?P<first>(?:[^,.:;!?\n()]|\([^()\n]{{0,80}}\)){{1,60}}, )?(?={store.many})",
        re.IGNORECASE,
    )


def _one_list(match: re.Match[str], store: _Store, language: str) -> str:
    english = language == "en"
    kinds = re.split(rf",? (?:{store.joint}) |, ", match["kinds"], flags=re.IGNORECASE)
    if len(kinds) < _LEAST or not all(map(str.strip, kinds)):
        return match.group()
    if english and not all(is_plural(kind.split()[-1].lower()) for kind in kinds):
        return match.group()
    if english and (sum(map(_is_list, kinds)) >= _LISTS or any(map(is_known, kinds))):
        return match.group()
    if not english and _are_others([english_of(kind, language) for kind in kinds]):
        return match.group()
    values = "/".join([kinds[0].lower() if english else kinds[0], *kinds[1:]])
    fields = match.string[match.end("sign") : match.end()]
    before = ". " if match["before"] == ": " else match["before"]
    return f"{before}{store.called}: {store.kind} ({values}), {fields}"


def _are_others(meant: list[str]) -> bool:
    """Say whether words of another language mean people or fields, as far as they are known."""
    said = [kind.lower() for kind in meant if kind]
    return any(map(is_person_word, said)) or sum(map(is_known, said)) >= _LISTS


def _is_list(kind: str) -> bool:
    """Say whether a noun names things that have fields of their own, or people."""
    return load().thing(kind.lower()) is not None or is_person_word(kind.lower())


def _borrowed(match: re.Match[str], *, listed: bool) -> str:
    """Return "leaders borrow items"; where it is one list, whatever they are called."""
    who, can = match["who"] or match["who2"], match["can"] or match["can2"] or ""
    what = (
        (match["what"] or match["them"] or match["what2"])
        .lower()
        .removeprefix("the ")
        .removeprefix("some ")
    )
    if who.lower() in _WE:
        return match.group()
    called = "items" if listed and what in _WHATEVER else what
    return f"{who} {can}borrow {called}"
