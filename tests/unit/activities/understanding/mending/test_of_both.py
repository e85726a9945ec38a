"""Of two moments or things that share a noun, each is a field in full."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.of_both import with_both


def _words(text: str, words: str) -> Words:
    start = text.index(words)
    return Words(start, start + len(words), words)


def _marked(text: str, fields: tuple[str, ...], *, values: str = "") -> Marked:
    told = [
        MarkedField(_words(text, one), "field", True, "integer", "trip", "", 1) for one in fields
    ]
    if values:
        told[-1] = told[-1]._replace(values=values, type="choice")
    return Marked(fields=tuple(told))


@pytest.mark.parametrize(
    ("text", "language", "fields", "told"),
    [
        (
            "bateaux : heures moteur au départ et au retour, skipper",
            "fr",
            ("heures moteur au départ", "au retour", "skipper"),
            ["heures moteur au départ", "heures moteur au retour", "skipper"],
        ),
        (
            "Boot: Pegel bei Ebbe und bei Flut",
            "de",
            ("Pegel", "Ebbe", "Flut"),
            ["Pegel bei Ebbe", "Pegel bei Flut"],
        ),
        (
            "Training: Puls vor dem Lauf und nach dem Lauf, Notiz",
            "de",
            ("Puls vor dem Lauf", "nach dem Lauf", "Notiz"),
            ["Puls vor dem Lauf", "Puls nach dem Lauf", "Notiz"],
        ),
        (
            "barcos: litros al zarpar y al atracar",
            "es",
            ("litros al zarpar", "al", "atracar"),
            ["litros al zarpar", "litros al atracar"],
        ),
        (
            "ogni lotto ha una data di semina e una di raccolta",
            "it",
            ("data di semina", "di raccolta"),
            ["data di semina", "data di raccolta"],
        ),
        (
            "barcos: nível na partida e na volta",
            "pt",
            ("nível na partida", "na volta"),
            ["nível na partida", "nível na volta"],
        ),
        (
            "boten: waterstand bij eb en bij vloed",
            "nl",
            ("waterstand bij eb", "bij vloed"),
            ["waterstand bij eb", "waterstand bij vloed"],
        ),
        (
            "łodzie: paliwo przy wypłynięciu i przy powrocie",
            "pl",
            ("paliwo", "powrocie"),
            ["paliwo przy wypłynięciu", "paliwo przy powrocie"],
        ),
        (
            "tools: charge on issue and on return",
            "en",
            ("charge on issue", "return"),
            ["charge on issue", "charge on return"],
        ),
    ],
)
def test_the_second_has_the_noun_of_the_first(
    text: str, language: str, fields: tuple[str, ...], told: list[str]
) -> None:
    mended = with_both(_marked(text, fields), text, language).fields
    assert [one.said or one.words.text for one in mended] == told
    assert {one.owner for one in mended} == {"trip"}


def test_what_can_be_chosen_is_of_both() -> None:
    text = "Geräte: Zustand bei Ausgabe und bei Rückgabe (gut, defekt)"
    marked = _marked(text, ("Zustand", "Rückgabe"), values="gut, defekt")
    first, second = with_both(marked, text, "de").fields
    assert first.values == second.values == "gut, defekt"


def test_a_noun_of_the_phrase_is_nothing_that_is_kept() -> None:
    text = "łodzie: paliwo przy wypłynięciu i przy powrocie, cena"
    marked = _marked(text, ("paliwo", "cena"))
    thing = MarkedThing(_words(text, "powrocie"), "return", False, 1)
    *told, price = marked.fields
    marked = marked._replace(things=(thing,), fields=(*told, price._replace(owner="return")))
    mended = with_both(marked, text, "pl")
    assert not mended.things
    assert [one.owner for one in mended.fields] == ["trip", "trip", "trip"]


@pytest.mark.parametrize(
    ("text", "language", "fields"),
    [
        ("Räume: Name, Preis und Größe", "de", ("Name", "Preis", "Größe")),
        ("livres : titre, note sur 5 et date de lecture", "fr", ("titre", "note", "date")),
        ("Termine von Kunden und mit Preis", "de", ("Termine", "Preis")),
        ("piante: luogo in casa e giorni tra le annaffiature", "it", ("luogo in casa", "giorni")),
        ("books: date of birth and rating", "en", ("date of birth", "rating")),
    ],
)
def test_other_fields_stay_as_they_are(text: str, language: str, fields: tuple[str, ...]) -> None:
    marked = _marked(text, fields)
    assert with_both(marked, text, language) == marked


def test_long_texts_take_no_time() -> None:
    text = "km bei a und bei b, " * 400
    marked = _marked(text, ("km",))
    assert len(with_both(marked, text, "de").fields) <= len(marked.fields) + 1


@pytest.mark.parametrize(
    ("text", "language", "fields", "told"),
    [
        (
            "Hütte: Strom bei Ankunft und Abreise, Gäste",
            "de",
            ("Strom", "Abreise", "Gäste"),
            ["Strom bei Ankunft", "Strom bei Abreise", "Gäste"],
        ),
        (
            "boats: hours at start and end",
            "en",
            ("hours", "start", "end"),
            ["hours at start", "hours at end"],
        ),
        (
            "boats: hours at start and price",
            "en",
            ("hours at start", "price"),
            ["hours at start", "price"],
        ),
    ],
)
def test_opposites_share_the_preposition_as_well(
    text: str, language: str, fields: tuple[str, ...], told: list[str]
) -> None:
    mended = with_both(_marked(text, fields), text, language).fields
    assert [one.said or one.words.text for one in mended] == told
