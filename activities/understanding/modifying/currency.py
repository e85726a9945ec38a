"""Wishes for another currency: "I work in pounds not euros"; pure apart from what is told."""

import re

from activities.understanding.knowledge.money import CURRENCIES, mentions
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already, unmet

_LONGEST = 160
_NAMED = "\N{CURRENCY SIGN}"
"""Stands for a currency."""
_POUNDS = re.compile(r"\bpounds\b", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(?:weigh\w*|weight|lift\w*|kilos?|kgs?|lbs?|heavy|mass)\b", re.IGNORECASE)
_INSTEAD = (
    r"(?:instead of|rather than|in place of|(?:and |but )?not|no more|statt|anstatt|anstelle von"
    r"|(?:und )?nicht|kein[e]?|au lieu (?:de|d'|des)|pas|en (?:vez|lugar) de|no|invece (?:di|degli)"
    r"|non|em vez de|n[ãa]o|in plaats van|niet|zamiast|nie)"
)
_DENIED = re.compile(rf",?\s*\b{_INSTEAD}\s*(?:in |en |em |the )?{_NAMED}", re.IGNORECASE)
_MONEY = (
    r"(?:(?:the|our|my|all|die|alle|la|les|nos|los|las|il|i|le|o|a|os|as|de|het) )*"
    r"(?:currency|money|amounts?(?: of money)?|prices?|costs?|fees?|everything|it|they|all|app"
    r"|währung|beträge|preise|alles|devise|monnaie|montants|prix|tout|moneda|divisa|importes"
    r"|precios|todo|valuta|importi|prezzi|tutto|moeda|valores|preços|munt|bedragen|prijzen|waluta"
    r"|kwoty|ceny)"
)
_PLAIN = tuple(
    re.compile(rf"^{pattern}$", re.IGNORECASE)
    for pattern in (
        rf"(?:i|we) (?:\w+ ){{0,4}}(?:in|with|using|use|accept|take|want|need) {_NAMED}",
        rf"(?:(?:use|take|make|set|show|put|switch|change|convert|go|have|keep|display|want"
        rf"|need) )"
        rf"(?:{_MONEY} )?(?:over )?(?:to |into |in |with |for )?(?:the )?"
        rf"{_NAMED}(?: for {_MONEY})?",
        rf"{_MONEY}(?: (?:is|are|should be|must be|needs? to be|shall be|has to be|have to be"
        rf"|will be"
        rf"|ist|sind|soll|sollen|sollte|est|sont|doit être|doivent être|es|son|debe ser|è|sono|é"
        rf"|são|moet|zijn|to|są))?:? ?(?:in |en |em |the |el |la |le |w )?{_NAMED}(?: sein)?",
        rf"(?:in |en |em |w |bitte |nimm |nutze |verwende |utilise |usa )*{_NAMED}",
        rf"wir rechnen (?:\w+ )?in {_NAMED}",
    )
)
_SEVERAL = re.compile(
    rf"{_NAMED}(?:(?:,| and| or| und| oder| et| ou| y| o| e| en| i| lub)+ {_NAMED})+", re.IGNORECASE
)
_TAIL = re.compile(r"(?: (?:instead|please|bitte|everywhere|as (?:the |our )?currency|now|only))+$")
_NOT_CONVERTED = (
    "Amounts that are there keep their numbers and are not converted: 100 {old} are shown as "
    "100 {new}."
)


class Currency:
    """Changes the currency of all amounts.

    Args:
        code: ISO 4217 code of the one that amounts are in.
        ledger: Where the changes are told.
        live: Whether there are amounts already.
    """

    def __init__(self, code: str, ledger: Ledger, *, live: bool) -> None:
        self.code = code
        self._ledger = ledger
        self._live = live

    def take(self, step: Step) -> bool:
        """Read "use dollars instead"; False: it is something else.

        Raises:
            RequestRefused: Amounts are in that currency, or in two at once.
        """
        if len(step.said) > _LONGEST:
            return False
        wanted = currency_wished(step.said)
        if not wanted:
            return False
        if len(wanted) > 1:
            raise unmet(
                step,
                "all amounts of money are in one currency",
                f"Say which: “the currency is {wanted[0]}”. For the others, add a field such as "
                f"“amount in {wanted[1]}” as a number.",
            )
        (code,) = wanted
        if code == self.code:
            raise already(
                f"Amounts of money are in {code}", f"“The currency is {_another(code)}” changes it."
            )
        self._ledger.tell(f"Amounts of money are in {code}, no more in {self.code}.")
        if self._live:
            self._ledger.note(_NOT_CONVERTED.format(old=self.code, new=code))
        self.code = code
        return True


def currency_wished(words: str) -> tuple[str, ...]:
    """Return the code of the currency that amounts shall be in, several if several are named.

    Args:
        words: A wish; what it adds or renames "in dollars" is not about all amounts.
    """
    text = _POUNDS.sub("quid", " ".join(words.replace(_NAMED, "").split()).strip(" .!?"))
    named = () if _WEIGHT.search(text) else mentions(text)
    masked, at = "", 0
    for one in named:
        masked, at = f"{masked}{text[at : one.start]}{_NAMED}", one.end
    masked += text[at:]
    unwanted = {place for found in _DENIED.finditer(masked) for place in range(*found.span())}
    places = (at for at, letter in enumerate(masked) if letter == _NAMED)
    codes = (one.code for one, place in zip(named, places, strict=True) if place not in unwanted)
    plain = _SEVERAL.sub(_NAMED, _TAIL.sub("", _DENIED.sub("", masked).strip(" ,")))
    said = any(pattern.match(plain) for pattern in _PLAIN)
    return tuple(dict.fromkeys(codes)) if said else ()


def _another(code: str) -> str:
    return next(other for other in CURRENCIES if other != code)
