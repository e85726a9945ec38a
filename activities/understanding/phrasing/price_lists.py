"""What each of several costs, told as the kinds there are: "late = £2, yellow card £5"; pure.

Where a field asks what it was for, those are its values; what each costs is entered with the
amount. Where none does, it is of which kind something is.
"""

import re

from activities.understanding.knowledge.typos import spell
from activities.understanding.text.cleaning import word_set

_SUM = (
    r"(?:[£$€] ?\d{1,5}(?:[.,]\d{1,2})?|\d{1,5}(?:[.,]\d{1,2})? ?(?:[£$€]|p\b|ct\b|euros?\b"
    r"|pounds?\b"
    r"|quid\b|dollars?\b|zł\b))"
)
_ITEM = rf"[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){{0,3}} ?(?:=|:|-|\u2013)? ?{_SUM}"
_AND = r"(?:[,;] ?(?:(?:and|und|et|y|e|en|i) )?| (?:and|und|et|y|e|en|i) )"
_LIST = re.compile(
    rf"(?P<before>(?:[:(]|,| [-\u2013]) ?)(?P<list>{_ITEM}(?:{_AND}{_ITEM}){{1,11}})(?P<behind>\)?)"
    r"(?=\s*(?:[.;!?\n]|$))"
)
_SPLIT = re.compile(rf" ?(?:=|:|-|\u2013)? ?{_SUM}")
_FIELD = re.compile(
    r"(?<![\w'-])(?:what (?:it(?:'s| is| was)? )?for|(?:the )?(?:reason|offence|offense|kind|type)"
    r"|wofür|weswegen|Grund|Vergehen|Art|motif|raison|pourquoi|motivo|concepto|por qué|causale"
    r"|per cosa|reden|waarvoor|porquê|powód|za co)(?=\s*(?:[,.;!?\n)]|$)| and | und )",
    re.IGNORECASE,
)
_FIELDS = word_set(
    "fee subs deposit rent price cost total amount date paid owed due name beitrag kaution miete "
    "preis betrag prix montant precio importe prezzo prijs preço cena kwota"
)
"""What is known of each, and none of its kinds."""
_MONEY_BEHIND = re.compile(
    r"\b(?:fines?|penalt(?:y|ies)|pay|pays|costs?|fees?|charge[sd]?|everything|strafen?|kostet)\b",
    re.I,
)
_KIND = {
    "en": "kind",
    "de": "Art",
    "fr": "type",
    "es": "tipo",
    "it": "tipo",
    "nl": "soort",
    "pt": "tipo",
    "pl": "rodzaj",
}
_EXAMPLES = re.compile(
    r"\b(?:e\.? ?g\.?|for example|for instance|such as|like|z\.? ?b\.?|par exemple|por ejemplo"
    r"|ad esempio|bijvoorbeeld|por exemplo|np\.?)[ ,:]*$",
    re.IGNORECASE,
)
_NEAR = 120
_ENOUGH = 3


def tell_kinds_priced(text: str, language: str) -> str:
    """Return a request where such kinds stand behind the field that asks for one.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    for match in _LIST.finditer(text):
        kinds = [one.strip(" ,;") for one in _SPLIT.split(match["list"])]
        kinds = [re.sub(r"^(?:and|und|et|y|e|en|i) ", "", one) for one in kinds if one]
        before = text[max(0, match.start() - _NEAR) : match.start()]
        sure = len(kinds) >= _ENOUGH or _MONEY_BEHIND.search(before)
        field = _FIELD.search(text, match.end())
        named = any(not _FIELDS.isdisjoint(one.lower().split()) for one in kinds)
        if named or not sure or _EXAMPLES.search(before):
            continue
        values = ", ".join(spell(one) if language == "en" else one for one in kinds)
        if field is None and len(kinds) < _ENOUGH:
            continue
        if field is None:
            kind = _KIND.get(language, _KIND["en"])
            return f"{text[: match.start('list')]}{kind} ({values}){text[match.end('list') :]}"
        rest = text[match.end() : field.end()]
        return f"{text[: match.start()]}{rest} ({values}){text[field.end() :]}"
    return text
