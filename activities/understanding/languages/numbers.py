"""One and several of what words in another language name, by their endings or a dictionary."""

import re

from activities.understanding.languages.lemmas import plural_of, singular_of
from activities.understanding.languages.vocabulary import CONTAINERS, LANGUAGES, Kind, vocabulary
from activities.understanding.text.cleaning import word_set

_ENDINGS = {
    "de": "ungen:ung heiten:heit keiten:keit schaften:schaft "
    "ionen:ion lagen:lage innen:in itäten:ität stunden:stunde funde:fund fahrten:fahrt "
    "spiele:spiel pläne:plan plätze:platz bücher:buch stücke:stück gänge:gang träge:trag "
    "flüge:flug käufe:kauf busse:bus bussen:bus "
    "ställe:stall ställen:stall proben:probe reisen:reise karten:karte pflanzen:pflanze",
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
    "es": (
        ("a", "as"),
        ("e", "es"),
        ("o", "os"),
        ("dad", "dades"),
        ("ión", "iones"),
        ("dor", "dores"),
    ),
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
_AGREEING = ("es", "pt", "fr")
"""Languages in which an adjective follows its noun, and gets an s with it."""
_PHRASE = re.compile(r"[^\W\d_]{3,}[sx] [^\W\d_]{3,}s")
_LONG_PLURAL = re.compile(r"[lnr]es$")
_THE_SAME = {"it": ("auto", "moto", "foto", "euro", "mano")}
"""Words whose plural is another one, or none, than their end tells."""
_NO_NOUN = re.compile(r"(?:któr|jak|razem|potem|czyj|now|nasz|mo[jim]|.{0,3}$)", re.IGNORECASE)
"""Polish words that end like nouns behind a preposition."""
_WITH_ONE, _WITH_SEVERAL = ("em", "ą", "iem"), ("ami", "ach", "om", "ów")
"""How Polish nouns end behind a preposition."""
_EITHER = re.compile(
    r"(?P<one>[^\W\d_]{3,20}) (?:oder|ou|o|oppure|of|lub|albo|czy) (?P<other>[^\W\d_]{3,20})",
    re.IGNORECASE,
)
_AND = {"de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en", "pl": "i"}
_OF = re.compile(
    r"(?P<noun>[^\W\d_]{4,20})(?P<of> (?:de(?:l|s|lla|i|gli|lle)?|di|da|do|du|d['\u2019]|à|para|per"
    r"|pour|al|em|en)(?: |(?<=['\u2019]))[^\W\d_][\w' -]{2,40})"
)
"""A noun that others tell of: only it is declined."""
_SHORTEST = 4
_SHORTEST_FIRST, _SHORTEST_LAST = 3, 6
"""Letters of the first and the last word of a compound at least."""
_WOMEN = ("ini", "yni")
"""How Polish women are called who are members, or keep house."""


def labels_of(words: str, language: str) -> tuple[str, str]:
    """Return how one and how several are called that words name in either number.

    Args:
        words: A noun, or a phrase that ends with one.
        language: ISO 639-1 code.
    """
    either = _EITHER.fullmatch(words)
    if either and language in _AND:
        return words, _of_both(either, language)
    if language == "pl":
        return _polish(words)
    told_of = _OF.fullmatch(words) if language in _TO_BE_SEVERAL else None
    if told_of is not None and not _is_a_book(told_of["noun"], language):
        one, many = labels_of(told_of["noun"], language)
        return (
            (words, words) if one == many else (f"{one}{told_of['of']}", f"{many}{told_of['of']}")
        )
    one = one_of(words, language)
    return one, several_of(words, language) if one == words else words


def _is_a_book(noun: str, language: str) -> bool:
    """Say whether what is kept has one diary or register, and not several of them."""
    entry = vocabulary(language).word(noun.lower())
    one = entry is not None and entry.one.lower() == noun.lower()
    return one and entry is not None and entry.english in (*CONTAINERS, "diary")


def _of_both(either: re.Match[str], language: str) -> str:
    """Return "barattoli e bottiglie" of "barattolo o bottiglia"."""
    many = [labels_of(either[part], language)[1] for part in ("one", "other")]
    return f" {_AND[language]} ".join(many)


def as_called(label: str, language: str) -> str:
    """Return a label in the case in which things are called: "rozmiar" of "z rozmiarem".

    Args:
        label: As it was said, alone or with words behind it: "telefonem rodzica".
        language: ISO 639-1 code; in Polish a list of fields has other cases.
    """
    if language != "pl":
        return label
    first, _, rest = label.partition(" ")
    if rest:
        genitive = not rest.split()[0].endswith((*_WITH_ONE, "ami", "ę"))
        told = first.endswith(_WITH_ONE) and not _NO_NOUN.match(first) and genitive
        return f"{singular_of(first, language)} {rest}" if told else label
    if label.endswith(_WITH_ONE):
        return singular_of(label, language)
    one = singular_of(label, language) if label.endswith(_WITH_SEVERAL) else label
    return label if one == label else plural_of(one, language)


def _polish(words: str) -> tuple[str, str]:
    """Return both numbers also of a genitive: "lista moich roślin doniczkowych"."""
    noun, *more = words.split(" ")
    one = one_of(noun, "pl")
    many = f"{one}e" if one.endswith(_WOMEN) else several_of(one, "pl")
    if not more:
        return one, many if many != one else words
    adjective = re.fullmatch(r"(.{3,}?)(?:ych|ich|e|ie)", more[0]) if len(more) == 1 else None
    if adjective is None or one == noun:
        return words, words
    soft = "i" if adjective[1][-1] in "kg" else ""
    ending = {"a": "a", "o": f"{soft}e", "e": f"{soft}e"}.get(one[-1], "i" if soft else "y")
    return f"{one} {adjective[1]}{ending}", f"{many} {adjective[1]}{soft}e"


def one_of(words: str, language: str) -> str:
    """Return the singular of words where it is known, otherwise the words.

    Args:
        words: A noun, or a phrase that ends with one.
        language: ISO 639-1 code.
    """
    if language in _AGREEING and _PHRASE.fullmatch(words):
        return _one_with_adjective(words, language)
    for pair in _ENDINGS.get(language, "").split():
        many, _, one = pair.partition(":")
        if words.lower().endswith(many) and len(words) > len(many) + 1:
            return words[: -len(many)] + one
    low = words.lower()
    regular = low.endswith(_REGULAR.get(language, ())) and len(words) > _SHORTEST
    if regular and words.isalpha() and low not in _NO_PLURALS:
        return words[:-1]
    known = _one_of_compound(words, language)
    return known if known != words else _one_by_dictionary(words, language)


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
        if word.lower().endswith(one) and not word.lower().endswith("ão"):
            return word[: -len(one)] + many
    return plural_of(word, language) if language in LANGUAGES else word


def _one_by_dictionary(words: str, language: str) -> str:
    """Return the singular that a dictionary has."""
    if language not in LANGUAGES or words.lower() in _NO_PLURALS or " " in words:
        return words
    known = singular_of(words, language)
    return _one_of_unknown(words, language) if known == words and language == "nl" else known


def _one_of_unknown(words: str, language: str) -> str:
    """Return the singular of a compound that no dictionary has: "bardienst" for "bardiensten".

    Its longest end that is the plural of a noun is, both ways; a verb like "bierbrouwen" is none.
    """
    if not words.isalpha() or words.isupper():
        return words
    for at in range(_SHORTEST_FIRST, len(words) - _SHORTEST_LAST + 1):
        last = words[at:].lower()
        one = singular_of(last, language)
        if one != last and len(one) < len(last) and plural_of(one, language) == last:
            return words[:at] + one
    return words


def _one_with_adjective(words: str, language: str) -> str:
    """Return one of "herramientas compartidas", where both words tell that there are several."""
    noun, adjective = words.split(" ")
    one = one_of(noun, language)
    after_consonant = _LONG_PLURAL.search(adjective) and language != "fr"
    return words if one == noun else f"{one} {adjective[: -2 if after_consonant else -1]}"


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
