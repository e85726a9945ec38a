"""Two in one phrase: "mileage at start and end", "photo front and back"; pure."""

import re
from itertools import pairwise

_OPPOSITES = (
    "front back, start end, start finish, beginning end, begin end, in out, before after, "
    "morning evening, top bottom, left right, inside outside, minimum maximum, min max, "
    "for against, arrival departure, opening closing, high low, highest lowest, upper lower, "
    "first last, first second, "
    "purchase sale, buying selling, net gross, planned actual, estimated actual, "
    "predicted actual, expected actual, forecast actual, old new, previous new, "
    "previous current, our their, my their, "
    "sent received, alive dead, bought sold, given taken, borrowed returned, laid hatched, "
    "won lost, lost drawn, scored conceded, ordered delivered, issued returned, "
    "vorher nachher, morgens abends, anfang ende, vorne hinten, links rechts, oben unten, "
    "antes después, inicio fin, mañana tarde, mañana noche, avant après, matin soir, début fin, "
    "prima dopo, mattina sera, inizio fine, voor na, begin eind, begin einde, ochtend avond, "
    "departure return, pickup return, issue return, "
    "ankunft abreise, ankunft abfahrt, anreise abreise, abfahrt rückkehr, abholung rückgabe, "
    "ausgabe rückgabe, entrada salida, salida llegada, salida regreso, salir volver, "
    "salir llegar, ida vuelta, arrivée départ, départ retour, aller retour, arrivo partenza, "
    "partenza ritorno, partenza arrivo, andata ritorno, chegada partida, saída chegada, "
    "saída volta, ida volta, aankomst vertrek, vertrek terugkomst"
)
"""Each with its other, also in the other languages."""
_PAIRS = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split(", "))
_LEADING = re.compile(
    r"^(?:(?:at|on|in|the|am|im|zum|al|au|en|le|la|por la|il) )+(?=\w)", re.IGNORECASE
)
_BOTH = re.compile(r"(?: and | & | ?/ ?)(?:(?:at|on|in|the) ){0,2}(?=[a-z]+$)", re.IGNORECASE)


def are_opposites(one: str, other: str) -> bool:
    """Say whether two words are a pair: "left" and "right".

    Args:
        one: The first word.
        other: The second one.
    """
    return frozenset((one.lower(), other.lower())) in _PAIRS


def second_of(one: str, other: str) -> str:
    """Return the second of a pair in full, or nothing where the two are no pair.

    Args:
        one: "mileage at start".
        other: "end", which shares the words before "start".
    """
    *shared, first = one.split() or [""]
    second = _LEADING.sub("", other.strip())
    pair = frozenset((first.lower(), second.lower()))
    return " ".join([*shared, second]) if shared and pair in _PAIRS else ""


def first_of(one: str, other: str) -> str:
    """Return the first of a pair in full, or nothing where the two are no pair.

    Args:
        one: "arrival".
        other: "departure date", which shares its last words.
    """
    first = _LEADING.sub("", one.strip())
    second, _, shared = other.strip().partition(" ")
    pair = frozenset((first.lower(), second.lower()))
    return f"{first} {shared}" if shared and pair in _PAIRS else ""


def both_of(words: str) -> tuple[str, str] | None:
    """Return the two that one phrase names: "photo before and after".

    Args:
        words: A phrase that may be one.
    """
    match = _BOTH.search(words)
    if match is None:
        return None
    one, other = words[: match.start()], words[match.end() :]
    second = second_of(one, other)
    return (one, second) if second else None


def whole_items(items: list[str]) -> list[str]:
    """Return the items of an enumeration; the second of a pair with the words that it shares.

    Args:
        items: As they stand between commas and "and".
    """
    told: list[str] = []
    parts = [part for item in items for part in both_of(item) or (item,)]
    for item, behind in pairwise((*parts, "")):
        told.append((second_of(told[-1], item) if told else "") or first_of(item, behind) or item)
    return told
