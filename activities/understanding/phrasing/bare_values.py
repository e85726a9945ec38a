"""English values told in passing: "category like rent bills food", "1-5 stars", "paid cash or
card"; pure."""

import re

from activities.understanding.phrasing.one_of import payment_means, unpaid_ways
from activities.understanding.text.cleaning import word_set

_WORD = r"[a-z][a-z'-]{2,15}"
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$))"
_LIKE = re.compile(
    rf"\b(?P<label>category|kind|type|genre|tag|topic|sort)(?:,? (?:like|such as)|:) "
    rf"(?P<list>{_WORD}(?: {_WORD}){{2,7}}){_END}",
    re.IGNORECASE,
)
_NO_VALUE = word_set(
    "the and for with that this are was were has have had can who what when where which how our my "
    "your their his her its not you she they all any each every some from into about would should "
    "could will but also then than because please there here"
)
_COLOUR = (
    r"(?:black|white|red|green|blue|brown|yellow|grey|gray|orange|purple|pink|silver|gold|beige)"
)
_COLOURS = re.compile(
    rf"(?P<before>, |: )(?P<list>{_COLOUR}(?:(?: |, ?| ?/ ?){_COLOUR}){{1,7}}(?:,? or {_COLOUR})?)"
    r"(?=\s*(?:[,;.!?\n]|$))",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"\b(?P<label>[a-z]{3,20}):? \(?(?P<least>[01]) ?[-\u2013] ?(?P<most>5|10|3|4|6)(?: stars?)\)?",
    re.IGNORECASE,
)


def tell_bare_values(text: str) -> str:
    """Return an English request where such values stand in brackets behind what they are of.

    Args:
        text: The request.
    """
    text = _STARS.sub(r"\g<label> from \g<least> to \g<most> stars", _LIKE.sub(_listed, text))
    return _paid().sub(_payment, _COLOURS.sub(_colours, text))


def _listed(match: re.Match[str]) -> str:
    values = match["list"].split()
    plain = _NO_VALUE.isdisjoint(value.lower() for value in values)
    return f"{match['label']} ({', '.join(values)})" if plain else match.group()


def _colours(match: re.Match[str]) -> str:
    """Return "colour (black, green, brown)" for colours that stand alone among items."""
    values = re.findall(_COLOUR, match["list"], re.IGNORECASE)
    before = match.string[: match.start()].rstrip().lower()
    named = re.search(r"colou?rs?$|\(|\bin$", before[-12:])
    alone = len({value.lower() for value in values}) == len(values) > 2
    if named or not alone:
        return match.group()
    return f"{match['before']}colour ({', '.join(values)})"


def _paid() -> re.Pattern[str]:
    means = payment_means("en")
    unpaid = unpaid_ways("en")
    return re.compile(
        rf"(?P<before>[,:;(] ?|\b(?=(?:whether|if|how) (?:they|he|she) (?:have |has )?paid ))"
        rf"(?:(?:whether|if|how) (?:they|he|she) (?:have |has )?)?paid (?:by |in |with |via )?"
        rf"(?P<list>(?:{means})(?:(?:, | ?/ ?)(?:{means})){{0,4}}"
        rf"(?:,? or |, | ?/ ?)(?:{means}|{unpaid}|still owes?(?: me| us)?)){_END}",
        re.IGNORECASE,
    )


def _payment(match: re.Match[str]) -> str:
    values = re.split(r",? or |, | ?/ ?", match["list"])
    return f"{match['before']}payment ({'/'.join(values)})"
