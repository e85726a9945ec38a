"""Wishes for another currency: "I work in pounds not euros"; pure apart from what is told."""

import re
from collections.abc import Iterable

from activities.understanding.knowledge.money import CURRENCIES, Mention, mentions
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already, unmet
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import singular
from models.specification import FieldType

_LONGEST = 160
_SHORT = 3
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
_THAN = re.compile(
    rf"(?<={_NAMED})\s+(?:than|als|que|qu'|dan|do que|di|niż)\s*(?:in |en |em |w )?{_NAMED}",
    re.IGNORECASE,
)
_RATHER = re.compile(
    r"\b(?:rather|better|preferably|instead|lieber|besser|eher|plutôt|de préférence|mejor"
    r"|más bien|preferiblemente|meglio|piuttosto|preferibilmente|melhor|de preferência|antes"
    r"|liever|beter|raczej|lepiej)\s+(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"^(?:(?:and|but|also|und|aber|et|mais|y|pero|e|ma|mas|en|maar|i|ale),? )+", re.I)
_ARTICLE = (
    r"(?:(?:the|our|my|all|both|each|every|die|der|das|alle|le|la|les|nos|el|los|las|il|lo|i|gli"
    r"|o|a|os|as|de|het) |l')?"
)
_IN = r"(?:in |en |em |w )(?:the |el |la |le )?"
_DEFINITE = word_set(
    "the our my all both die der das alle le la les nos el los las il i gli de het"
)
_SUBJECT = re.compile(
    rf"^{_ARTICLE}(?P<subject>[\w'-]+(?: [\w'-]+){{0,4}}?),?"
    r"(?: (?:is|are|should be|must be|needs? to be|has to be|have to be|ist|sind|soll|sollen"
    r"|sollte|sollten|est|sont|doit être|doivent être|es|son|debe ser|deben ser|è|sono|deve essere"
    r"|devono essere|é|são|deve ser|devem ser|moet|moeten|ma być|mają być))?"
    rf":? {_IN}{_NAMED}(?: (?:sein|zijn))?$",
    re.IGNORECASE,
)
_BETTER = (
    r"(?:rather|better|preferably|lieber|besser|eher|plutôt|mejor|meglio|piuttosto|melhor|antes"
    r"|liever|beter|raczej|lepiej)"
)
_ALSO = r"(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en|maar|i|ale)"
_BEHIND = re.compile(
    rf"(?P<before>.*\S)(?:\s*,\s*(?:{_ALSO}\s+)?|\s+{_ALSO}\s+)"
    rf"(?P<said>(?P<subject>{_ARTICLE}(?!{_BETTER}\b)[\w'-]+(?: (?!{_BETTER}\b)[\w'-]+)? )?"
    rf"(?P<how>{_BETTER} )?{_IN}{_NAMED})$",
    re.IGNORECASE,
)
"""What is told of a currency behind another wish: "add a price, prices in francs"."""
_ADDED_IN = re.compile(rf"\w,? in {_NAMED}(?=$|[ ,.])")
_ADDS = re.compile(
    r"^(?:please )?(?:add|include|insert|(?:i|we)\b|note|record|füg|ergänz|ajout|añad|agreg|aggiung"
    r"|adicion|acrescent|voeg|dodaj)",
    re.IGNORECASE,
)
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
        model: What the application keeps: an amount of it can be named.
        live: Whether there are amounts already.
    """

    def __init__(self, code: str, ledger: Ledger, model: Editing, *, live: bool) -> None:
        self.code = code
        self._ledger = ledger
        self._model = model
        self._live = live

    def take(self, step: Step) -> bool:
        """Read "use dollars instead"; False: it is something else.

        Raises:
            RequestRefused: Amounts are in that currency, or in two at once.
        """
        if len(step.said) > _LONGEST:
            return False
        wanted = currency_wished(step.said, self._amounts())
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

    def of_added(self, step: Step) -> tuple[Step, str]:
        """Return a wish for amounts "in francs" without these, and the currency that they are in.

        Where other amounts are kept in another currency, the wish stays as it is.
        """
        masked, named = _masked(step.said) if len(step.said) <= _LONGEST else ("", [])
        told = _ADDED_IN.search(masked) if step.kind == "field" and len(named) == 1 else None
        if told is None or (self._amounts() and named[0].code != self.code):
            return step, ""
        mention = _said_in(step.said, named[0])
        said, words = (
            re.sub(rf",? in {re.escape(mention)}(?!\w)", " (money)", text, count=1)
            for text in (step.said, step.words)
        )
        return step._replace(said=said, words=words), named[0].code

    def adopt(self, code: str) -> None:
        """Put all amounts in the currency of the first ones."""
        if code and code != self.code:
            self.code = code
            self._ledger.tell(f"Amounts of money are in {code}.")

    def _amounts(self) -> tuple[str, ...]:
        entities = self._model.entities.values()
        fields = (field for entity in entities for field in entity.fields)
        return tuple(field.label for field in fields if field.type is FieldType.MONEY)


def currency_apart(text: str) -> list[str]:
    """Return a wish and the currency that is told behind it, each for itself.

    Args:
        text: "The fee is required and rather in francs"; what is added "in francs" stays whole.
    """
    if len(text) > _LONGEST:
        return [text]
    masked, named = _masked(text)
    found = _BEHIND.match(masked) if len(named) == 1 else None
    if found is None:
        return [text]
    subject = (found["subject"] or "").lower().split()
    before = found["before"]
    comma = masked[len(before) :].lstrip().startswith(",")
    again = comma and len(subject) == 1 and subject[0].rstrip("s") in before.lower()
    definite = len(subject) > 1 and subject[0] in _DEFINITE and not _ADDS.match(before)
    if not (again or definite or (found["how"] and not subject)):
        return [text]
    return [before, found["said"].replace(_NAMED, _said_in(text, named[0]))]


def currency_wished(words: str, amounts: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the code of the currency that amounts shall be in, several if several are named.

    Args:
        words: A wish; what it adds or renames "in dollars" is not about all amounts.
        amounts: What the amounts of money are called that are kept.
    """
    masked, named = _masked(words)
    denied = (*_DENIED.finditer(masked), *_THAN.finditer(masked))
    unwanted = {place for found in denied for place in range(*found.span())}
    places = (at for at, letter in enumerate(masked) if letter == _NAMED)
    codes = (one.code for one, place in zip(named, places, strict=True) if place not in unwanted)
    bare = _THAN.sub("", _DENIED.sub("", masked)).strip(" ,")
    plain = _RATHER.sub("", _SEVERAL.sub(_NAMED, _TAIL.sub("", bare)))
    forms = {plain, _AND.sub("", plain)}
    said = any(pattern.match(form) for pattern in _PLAIN for form in forms)
    said = said or any(_is_of_amount(form, amounts) for form in forms)
    return tuple(dict.fromkeys(codes)) if said else ()


def _is_of_amount(plain: str, amounts: Iterable[str]) -> bool:
    """Say whether words tell the currency of an amount that is kept: "the fee in francs"."""
    found = _SUBJECT.match(plain)
    if not found:
        return False
    subject = found["subject"].casefold().split()
    labels = (label.casefold().split() for label in amounts)
    return any(
        _alike(subject, (label[: len(subject)], label[-len(subject) :]))
        or (len(subject) == 1 and len(subject[0]) > _SHORT and label[-1].endswith(subject[0]))
        for label in labels
    )


def _alike(words: list[str], others: Iterable[list[str]]) -> bool:
    return any([_stem(w) for w in words] == [_stem(o) for o in other] for other in others)


def _stem(word: str) -> str:
    """Return a word without its number, or the ending of its case: "cenę" of "cena"."""
    one = singular(word)
    return f"{one[:-1]}a" if len(one) > _SHORT and one[-1] in "ęąy" else one


def _masked(words: str) -> tuple[str, list[Mention]]:
    """Return words with a sign in place of each currency, and the currencies."""
    text = _POUNDS.sub("quid", " ".join(words.replace(_NAMED, "").split()).strip(" .!?"))
    named = [] if _WEIGHT.search(text) else mentions(text)
    masked, at = "", 0
    for one in named:
        masked, at = f"{masked}{text[at : one.start]}{_NAMED}", one.end
    return masked + text[at:], named


def _said_in(words: str, named: Mention) -> str:
    """Return the words for a currency as they were written."""
    text = _POUNDS.sub("quid", " ".join(words.split()))
    mention = text[named.start : named.end]
    pounds = _POUNDS.search(words)
    return pounds[0] if pounds and mention not in words else mention


def _another(code: str) -> str:
    return next(other for other in CURRENCIES if other != code)
