"""One of what a plural in another language names, where its ending or last part tells it; pure."""

from activities.understanding.languages.vocabulary import LANGUAGES, Kind, vocabulary

_ENDINGS = {
    "de": "ungen:ung heiten:heit keiten:keit schaften:schaft "
    "ionen:ion lagen:lage innen:in itäten:ität",
    "fr": "tions:tion sions:sion ments:ment ages:age eurs:eur euses:euse ères:ère "
    "ances:ance ures:ure ettes:ette iers:ier tés:té ées:ée ants:ant",
    "es": "ciones:ción siones:sión dades:dad ores:or istas:ista eros:ero "
    "eras:era mientos:miento ajes:aje idas:ida adas:ada uras:ura",
    "it": "zioni:zione sioni:sione menti:mento tori:tore trici:trice aggi:aggio ure:ura ette:etta",
    "pt": "ções:ção sões:são dades:dade ores:or istas:ista eiros:eiro "
    "eiras:eira mentos:mento gens:gem idas:ida adas:ada uras:ura",
    "nl": "ingen:ing heden:heid ties:tie aars:aar jes:je ers:er teiten:teit",
    "pl": "acje:acja ości:ość ania:anie enia:enie",
}


def one_of(words: str, language: str) -> str:
    """Return the singular of words where it is known, otherwise the words.

    Args:
        words: A noun, or a phrase that ends with one.
        language: ISO 639-1 code.
    """
    for pair in _ENDINGS.get(language, "").split():
        many, _, one = pair.partition(":")
        if words.lower().endswith(many) and len(words) > len(many) + 1:
            return words[: -len(many)] + one
    return _one_of_compound(words, language)


def _one_of_compound(words: str, language: str) -> str:
    """Return "Hausbesuch" for "Hausbesuche": the last part of a compound is declined."""
    *before, last = words.split(" ")
    parts = vocabulary(language).compound(last.lower()) if language in LANGUAGES else []
    head = parts[-1].entry if parts else None
    if head is None or head.kind is not Kind.NOUN or not head.many or last.isupper():
        return words
    ending = last[parts[-1].start :].lower()
    known = ending == head.many.lower()
    return " ".join([*before, last[: parts[-1].start] + head.one.lower()]) if known else words
