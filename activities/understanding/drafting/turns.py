"""Turns of speech that tell certain fields, of whatever they are: "bought where & when"; pure."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from activities.understanding.grammar.asking import participle
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.opposites import first_of
from activities.understanding.text.tagging import tag
from models.fields import FieldType


class Turn(NamedTuple):
    """Words that tell fields, and the fields."""

    start: int
    end: int
    fields: tuple[Hint, ...]
    person: str = ""
    """Label of the field that names somebody, if one does."""
    alike: bool = False
    """Whether the fields are of the type of what was found in these words."""
    missing: bool = False
    """Whether they are only told where nothing was made of the words."""


class _Told(NamedTuple):
    fields: tuple[Hint, ...]
    person: str = ""
    alike: bool = False
    missing: bool = False


_NOTHING = _Told(())
_ITS = r"(?:(?:the|its|their|his|her|our|my|an?) ){0,2}"
_BEGIN = rf"(?:^|(?:\b(?:with|and|plus|also|including)|&) ){_ITS}"
_END = r"(?= ?$| (?:and|plus|&) | [-–] )"
_AND = r" ?(?:\band\b|&|/|\+) ?"
_WORD = r"(?!(?:with|and|or|plus|the|i|we|pay|pays|paid)\b)[a-z][a-z'-]{1,20}"
_DONE = (
    r"(?!(?:bed|need|seed|feed|weed|breed|speed|shed|sled|thread)\b)(?:[a-z]{2,20}ed|bought|found"
    r"|caught|seen|made|taken|given|lent|sold|built|shot|sent|met|won|got|eaten|drunk|worn|grown"
    r"|sown|born|lost|kept|heard|laid|dug|cut|put|held|written|stolen|borrowed)"
)
_SOMETHING = (
    r"(?:(?:it|they|this|that|them|he|she|we|i|you|each(?: one)?) )?"
    r"(?:(?:was|were|is|are|has|have|had|been|got) ){0,2}"
)
_ABLE = (
    r"(?:allowed|able|willing|qualified|licen[sc]ed|trained|authori[sz]ed|insured|entitled|happy"
    r"|ready|prepared|permitted)"
)
_PLACE_AND_DAY = rf"(?:where{_AND}when|when{_AND}where)"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NAMED_MONTH = "|".join(
    rf"{month[:3]}(?:{month[3:]})?".lower() if month[3:] else month.lower() for month in _MONTHS
)
_MONTH = rf"(?:(?:which |what )?month|{_NAMED_MONTH})"
_OPEN_ENDED = r"(?:\.{2,3}|…|_{2,5})"
_TO = r" ?(?:\b(?:to|until|till|and|through)\b|-|–) ?"
_SEASONAL = (
    r"(?:sow(?:n|ing)?|plant(?:ed|ing)?|harvest(?:ed|ing)?|pick(?:ed|ing)?|prun(?:e|ed|ing)"
    r"|flowers|flowering|blooms?|blooming|fruits|fruiting|in (?:flower|bloom|leaf|season|fruit)"
    r"|ripe|best(?: (?:eaten|picked|sown|planted|pruned|before|seen|visited))?)"
    r"(?: (?:out|indoors|outdoors|inside|outside|under glass))?"
)
_LASTING = r"(?:ready|available|open|closed|away|rented|hired|reserved|booked|for rent|to let)"
_AMOUNTS = {
    "eaten": "eaten ate eat eats",
    "drunk": "drunk drank drink drinks",
    "used": "used use uses",
    "consumed": "consumed",
    "fed": "fed",
    "poured": "poured",
    "finished": "finished",
}
_AMOUNT_OF = {form: done for done, forms in _AMOUNTS.items() for form in forms.split()}
_NO_STUFF = word_set("time money cash space it they she was were has have had been you got the")
_IN_UNITS = (
    r" ?(?:\(?in |\()(?:ml|cl|dl|l|lit(?:re|er)s?|grams?|g|kg|kilos?|mg|oz|lbs?|kwh|%|percent)\)?"
)
_DOCUMENT = (
    r"(?:receipt|invoice|bill|warranty|guarantee|contract|certificate|passport|licen[cs]e|card"
    r"|letter|ticket|prescription|policy|form|agreement|deed|slip|document|report)s?"
)
_COPY = r"(?:(?:photo)?cop(?:y|ies)|scans?|scanned cop(?:y|ies))"
_PRICE = (
    r"(?:fees?|rent|deposit|price|cost|charge|subs|dues|subscription|membership|admission|entry"
    r"|contribution|rate|fare|wage|allowance|bond)"
)
_SUM = r"\d{1,6}(?:[.,]\d{1,2})?"
_PER = r"(?: (?:a|an|per|each|every)(?: [a-z]{2,20})?| ?/ ?[a-z]{2,20})"
_CURRENCY = r" ?(?:euros?|eur|pounds?|quid|gbp|dollars?|usd|bucks|[£$€])"
_NUMBER_OF = {
    "chipped": "Chip",
    "microchipped": "Chip",
    "insured": "Policy",
    "registered": "Registration",
    "licensed": "Licence",
    "licenced": "Licence",
    "ringed": "Ring",
    "banded": "Band",
    "tagged": "Tag",
    "tattooed": "Tattoo",
    "certified": "Certificate",
    "invoiced": "Invoice",
}
"""What has the number that is told in brackets behind what was done."""
_COUNTED = word_set("number figure reading value score count")


def turns_in(words: str) -> Iterator[Turn]:
    """Return the turns in one item of an enumeration.

    Args:
        words: Such an item, in lower case.
    """
    end = 0
    for pattern, told_by in _TURNS:
        for match in pattern.finditer(words):
            told = told_by(match)
            if told.fields and match.start("said") >= end:
                end = match.end("said")
                yield Turn(match.start("said"), end, *told)
                break


def _place_and_day(match: re.Match[str]) -> _Told:
    done = match["done"]
    day = Hint(f"{done} on", FieldType.DATE)
    return _Told((Hint(f"where {done}", FieldType.TEXT), day))


def _party_and_day(match: re.Match[str]) -> _Told:
    label = f"{match['done']} {match['party']}"
    day = Hint(f"{match['done']} on", FieldType.DATE)
    return _Told((Hint(label, FieldType.TEXT), day), person=label)


def _who_and_when(match: re.Match[str]) -> _Told:
    (verb,) = tag(match["did"])[:1]
    if not verb.is_verb:
        return _NOTHING
    done = verb.low if verb.tag == "VVN" else participle(verb.lemma)
    day = Hint(f"{done} on", FieldType.DATE)
    return _Told((Hint(f"{done} by", FieldType.TEXT), day), person=f"{done} by")


def _amount(match: re.Match[str]) -> _Told:
    what = match["what"] or "amount"
    if what in _NO_STUFF:
        return _NOTHING
    kind = FieldType.DECIMAL if match["unit"] else FieldType.TEXT
    return _Told((Hint(f"{what} {_AMOUNT_OF[match['done']]}", kind),))


def _scan(match: re.Match[str]) -> _Told:
    return _Told((Hint(match["said"], FieldType.PHOTO),))


def _price(match: re.Match[str]) -> _Told:
    return _Told((Hint(match["what"], FieldType.MONEY),))


def _numbered(match: re.Match[str]) -> _Told:
    noun = match["of"] or _NUMBER_OF.get(match["done"], "")
    if not noun:
        return _NOTHING
    number = Hint(f"{noun} number", FieldType.TEXT)
    return _Told((Hint(match["done"], FieldType.YES_NO), number))


def _dated(match: re.Match[str]) -> _Told:
    return _Told((Hint(f"{match['done']} on", FieldType.DATE),))


def _placed(match: re.Match[str]) -> _Told:
    return _Told((Hint(f"where {match['done']}", FieldType.TEXT),))


def _put(match: re.Match[str]) -> _Told:
    return _Told((Hint(f"where {match['put']}", FieldType.TEXT),), missing=True)


def _able(match: re.Match[str]) -> _Told:
    return _Told((Hint(match["able"], FieldType.YES_NO),))


def _pictured(match: re.Match[str]) -> _Told:
    return _Told((Hint(match["what"], FieldType.PHOTO),))


def _months(match: re.Match[str]) -> _Told:
    return _between(match["what"], FieldType.CHOICE)


def _days(match: re.Match[str]) -> _Told:
    return _between(match["what"], FieldType.DATE)


def _between(what: str, kind: FieldType) -> _Told:
    choices = _MONTHS if kind is FieldType.CHOICE else ()
    ends = (Hint(f"{what} {end}", kind, choices) for end in ("from", "until"))
    return _Told(tuple(ends))


def _pair(match: re.Match[str]) -> _Told:
    before, head = match["before"] or "", match["head"]
    first, second = match["first"], match["second"]
    if not first_of(first, f"{second} {head}"):
        return _NOTHING
    kind = FieldType.INTEGER if head in _COUNTED else FieldType.TEXT
    both = (Hint(f"{before}{one} {head}", kind) for one in (first, second))
    return _Told(tuple(both), alike=True)


def _compiled(
    *told: tuple[str, Callable[[re.Match[str]], _Told]],
) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Told]], ...]:
    return tuple((re.compile(rf"{_BEGIN}(?P<said>{said}){_END}"), by) for said, by in told)


_TURNS = _compiled(
    (rf"(?P<done>{_DONE}) {_PLACE_AND_DAY}", _place_and_day),
    (rf"(?P<done>{_DONE}) where", _placed),
    (
        rf"(?P<what>(?:{_WORD} )?{_WORD}) (?:as|in the form of) (?:an? )?"
        r"(?:photo|picture|image|pic|snapshot)s?",
        _pictured,
    ),
    (
        r"where (?:it|they|each|this)(?: one)?(?:'s|'re| is| are) "
        r"(?:usually |normally |now |currently )?(?P<put>kept|stored|hung|hidden|shelved|filed)",
        _put,
    ),
    (
        rf"(?P<able>{_ABLE} to [a-z][a-z '-]{{2,40}}?)[ ,]*\(?(?:yes ?/ ?no|yes or no|y/n)\)?",
        _able,
    ),
    (rf"{_PLACE_AND_DAY} {_SOMETHING}(?P<done>{_DONE})(?: (?:it|them|this))?", _place_and_day),
    (rf"(?P<done>{_DONE}) (?P<party>by|to|from)(?: whom?)?{_AND}when", _party_and_day),
    (
        rf"(?P<party>by|to|from) whom?{_AND}when {_SOMETHING}(?P<done>{_DONE})",
        _party_and_day,
    ),
    (
        rf"when{_AND}(?P<party>by|to|from) whom? {_SOMETHING}(?P<done>{_DONE})",
        _party_and_day,
    ),
    (rf"who (?P<did>[a-z]{{2,20}}) (?:it|them|him|her|this|these|that){_AND}when", _who_and_when),
    (
        r"how much (?:of (?:it|them|this) )?(?:(?P<what>[a-z]{3,20}) )??"
        rf"{_SOMETHING}(?P<done>{'|'.join(_AMOUNT_OF)})(?P<unit>{_IN_UNITS})?",
        _amount,
    ),
    (rf"{_COPY} of {_ITS}(?:{_WORD} )?{_DOCUMENT}", _scan),
    (rf"(?:{_WORD} )?{_DOCUMENT} (?:{_COPY})", _scan),
    (rf"scanned (?:{_WORD} )?{_DOCUMENT}", _scan),
    (
        rf"(?P<what>(?:{_WORD} ){{0,2}}{_PRICE})(?: (?:of|is|at))? ?"
        rf"(?:[£$€] ?{_SUM}{_PER}?|{_SUM}{_CURRENCY}{_PER}?|{_SUM}{_PER})",
        _price,
    ),
    (
        rf"(?P<done>{_DONE}) ?\((?:(?P<of>[a-z]{{3,20}}) )?(?:number|no\.?|nr\.?)\)",
        _numbered,
    ),
    (rf"(?P<done>{_DONE}) ?\((?:date|when|on|what date|which date)\)", _dated),
    (
        rf"(?P<what>{_SEASONAL}|{_LASTING}) (?:(?:from|in|between) )?{_MONTH}{_TO}{_MONTH}",
        _months,
    ),
    (rf"(?P<what>{_SEASONAL}) from {_OPEN_ENDED}{_TO}{_OPEN_ENDED}", _months),
    (rf"(?P<what>{_LASTING}) from {_OPEN_ENDED}{_TO}{_OPEN_ENDED}", _days),
    (
        rf"(?P<before>(?:{_WORD} ){{0,3}})(?P<first>[a-z]{{2,12}}){_AND}(?P<second>[a-z]{{2,12}})"
        rf" (?P<head>{_WORD}(?: {_WORD})?)",
        _pair,
    ),
    (
        rf"(?P<before>)(?P<first>[a-z]{{2,12}}) (?P<head>{_WORD}(?: {_WORD})?){_AND}"
        r"(?P<second>[a-z]{2,12}) (?P=head)",
        _pair,
    ),
)
