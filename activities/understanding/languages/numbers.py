"""One and several of what words in another language name, where their endings tell it; pure."""

from activities.understanding.languages.vocabulary import LANGUAGES, Kind, vocabulary
from activities.understanding.text.cleaning import word_set

_ENDINGS = {
    "de": "ungen:ung heiten:heit keiten:keit schaften:schaft "
    "ionen:ion lagen:lage innen:in itäten:ität stunden:stunde funde:fund fahrten:fahrt "
    "spiele:spiel pläne:plan plätze:platz bücher:buch stücke:stück gänge:gang träge:trag "
    "flüge:flug käufe:kauf proben:probe reisen:reise karten:karte pflanzen:pflanze",
    "fr": "tions:tion sions:sion ments:ment ages:age eurs:eur euses:euse ères:ère "
    "ances:ance ures:ure ettes:ette iers:ier tés:té ées:ée ants:ant",
    "es": "ciones:ción siones:sión dades:dad ores:or istas:ista eros:ero "
    "eras:era mientos:miento ajes:aje idas:ida adas:ada uras:ura",
    "it": "zioni:zione sioni:sione menti:mento tori:tore trici:trice aggi:aggio ure:ura ette:etta",
    "pt": "ções:ção sões:são dades:dade ores:or istas:ista eiros:eiro "
    "eiras:eira mentos:mento gens:gem idas:ida adas:ada uras:ura",
    "nl": "ingen:ing heden:heid ties:tie aars:aar jes:je ers:er teiten:teit "
    "euren:eur ouren:our uren:uur",
    "pl": "acje:acja ości:ość ania:anie enia:enie",
}

_REGULAR = {"es": ("os", "as"), "pt": ("os", "as"), "fr": ("es",)}
"""Ends of plurals that only lack their last letter in the singular."""
_NO_PLURALS = word_set(
    """
    cumpleaños caos cosmos virus atlas paraguas abrelatas lavaplatos sacacorchos rompecabezas
    salvavidas paracaídas microondas tocadiscos gafas tijeras óculos férias vacances gracias
    finanzas finanças obsèques
    """
)
_TO_BE_SEVERAL = {
    "es": (("a", "as"), ("e", "es"), ("o", "os")),
    "pt": (("a", "as"), ("e", "es"), ("o", "os")),
    "fr": (("e", "es"), ("t", "ts"), ("r", "rs"), ("n", "ns")),
    "it": (
        ("to", "ti"),
        ("no", "ni"),
        ("ro", "ri"),
        ("lo", "li"),
        ("do", "di"),
        ("zione", "zioni"),
    ),
}
"""How singulars end whose plural is sure, and how it ends."""
_THE_SAME = {"it": ("auto", "moto", "foto", "euro", "mano")}
"""Words whose plural is another one, or none, than their end tells."""
_SHORTEST = 4


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
    low = words.lower()
    regular = low.endswith(_REGULAR.get(language, ())) and len(words) > _SHORTEST
    if regular and words.isalpha() and low not in _NO_PLURALS:
        return words[:-1]
    return _one_of_compound(words, language)


def several_of(word: str, language: str) -> str:
    """Return the plural of a single word in the singular where it is sure, otherwise the word.

    Args:
        word: A noun.
        language: ISO 639-1 code.
    """
    if not word.isalpha() or word.isupper() or len(word) < _SHORTEST:
        return word
    if word.lower() in _THE_SAME.get(language, ()):
        return word
    for one, many in _TO_BE_SEVERAL.get(language, ()):
        if word.lower().endswith(one):
            return word[: -len(one)] + many
    return word


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
