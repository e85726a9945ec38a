"""Marks are set right before anything is made of them."""

import pytest

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.remarking import remarked


def _field(text: str, words: str, kind: str = "text", after: int = 0) -> MarkedField:
    start = text.index(words, after)
    return MarkedField(Words(start, start + len(words), words), "field", True, kind, "thing", "", 1)


def _told(text: str, language: str, *fields: MarkedField) -> list[tuple[str, str]]:
    told = remarked(Marked(fields=fields), text, language).fields
    return [(field.words.text, field.type) for field in told]


@pytest.mark.parametrize(
    ("text", "language", "halves"),
    [
        ("Boote: von wann bis wann", "de", ("von wann", "bis wann")),
        ("vélos: de quand à quand", "fr", ("de quand", "à quand")),
        ("bicis: desde cuándo hasta cuándo", "es", ("desde cuándo", "hasta cuándo")),
        ("bici: da quando a quando", "it", ("da quando", "a quando")),
        ("bicicletas: de quando até quando", "pt", ("de quando", "até quando")),
        ("fietsen: van wanneer tot wanneer", "nl", ("van wanneer", "tot wanneer")),
        ("rowery: od kiedy do kiedy", "pl", ("od kiedy", "do kiedy")),
    ],
)
def test_both_words_of_a_moment_are_one_field(
    text: str, language: str, halves: tuple[str, str]
) -> None:
    fields, at = [], text.index(":")
    for word in " ".join(halves).split():
        fields.append(_field(text, word, "date", at))
        at = fields[-1].words.end
    told = remarked(Marked(fields=tuple(fields)), text, language).fields
    assert [field.words.text for field in told] == list(halves)
    assert [field.name for field in told] == ["from", "until"]


def test_what_stands_apart_stays_apart() -> None:
    text = "Fahrten: von, wann, bis"
    fields = [_field(text, word) for word in ("von", "wann", "bis")]
    assert [one for one, _ in _told(text, "de", *fields)] == ["von", "wann", "bis"]


@pytest.mark.parametrize(
    ("text", "language", "words", "told"),
    [
        (
            "membres : nom, cotisation payée, actif ou retraité",
            "fr",
            "cotisation payée, actif ou retraité",
            ["cotisation payée", "actif ou retraité"],
        ),
        (
            "Aussteller: Name, Preis, gewerblich oder privat",
            "de",
            "Preis, gewerblich oder privat",
            ["Preis", "gewerblich oder privat"],
        ),
        (
            "stalls: amount, trade or hobby",
            "en",
            "amount, trade or hobby",
            ["amount", "trade or hobby"],
        ),
        ("Eimer: rot, grün oder blau", "de", "rot, grün oder blau", ["rot, grün oder blau"]),
        ("gens : nom, téléphone ou adresse", "fr", "nom, téléphone ou adresse",
         ["nom, téléphone ou adresse"]),
    ],
)  # fmt: skip
def test_a_field_and_a_choice_behind_it_are_two(
    text: str, language: str, words: str, told: list[str]
) -> None:
    assert [one for one, _ in _told(text, language, _field(text, words, "choice"))] == told


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Boote: Name, Foto brauchts nicht.", "de", "Foto brauchts nicht"),
        ("Boote: Name, Fotos brauchen wir nicht, Länge", "de", "Fotos"),
        ("Boote: Name, kein Foto nötig", "de", "Foto"),
        ("boats: name, photo isn't needed, length", "en", "photo"),
        ("boats: name, no photo needed", "en", "photo"),
        ("bateaux : nom, pas besoin de photo", "fr", "pas besoin de photo"),
        ("barcos: nombre, foto no hace falta", "es", "foto"),
        ("barche: nome, foto non serve", "it", "foto"),
        ("barcos: nome, foto não é preciso", "pt", "foto"),
        ("boten: naam, foto hoeft niet", "nl", "foto"),
        ("łodzie: nazwa, zdjęcie nie jest potrzebne", "pl", "zdjęcie"),
    ],
)
def test_what_nobody_needs_is_no_field(text: str, language: str, words: str) -> None:
    assert _told(text, language, _field(text, words)) == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Boote: Name, Foto brauchen wir nicht immer", "de", "Foto"),
        ("boats: photo needed yes/no", "en", "photo"),
        ("bateaux : photo nécessaire", "fr", "photo"),
        ("boten: geen foto", "nl", "foto"),
    ],
)
def test_what_is_needed_at_times_stays(text: str, language: str, words: str) -> None:
    assert _told(text, language, _field(text, words)) == [(words, "text")]


def test_values_in_brackets_have_the_noun_before_them() -> None:
    text = "Fahrräder haben einen Ständer (Hof/Keller/Schuppen)"
    (told,) = remarked(Marked(fields=(_field(text, "Hof/Keller/Schuppen"),)), text, "de").fields
    assert (told.words.text, told.values) == ("Ständer", "Hof, Keller, Schuppen")


def test_two_in_brackets_may_be_fields() -> None:
    text = "Fahrräder (Hof/Keller)"
    assert _told(text, "de", _field(text, "Hof/Keller")) == [("Hof/Keller", "text")]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Jeden Abend: Gewicht", "de", "entry"),
        ("Chaque Abend : Gewicht", "fr", "entry"),
        ("Der Abend: Gewicht", "de", "evening"),
        ("Jeden Abend haben wir Gewicht", "de", "evening"),
    ],
)
def test_what_is_told_of_each_day_is_an_entry(text: str, language: str, name: str) -> None:
    start = text.index("Abend")
    thing = MarkedThing(Words(start, start + 5, "Abend"), "evening", True, 1.0)
    field = _field(text, "Gewicht")._replace(owner="evening")
    told = remarked(Marked(things=(thing,), fields=(field,)), text, language)
    assert {told.things[0].name, told.fields[0].owner} == {name}


def test_days_beside_another_list_stay() -> None:
    text = "Gäste. Jeden Abend: Gewicht"
    things = tuple(
        MarkedThing(Words(text.index(one), text.index(one) + len(one), one), name, True, 1.0)
        for one, name in (("Abend", "evening"), ("Gäste", "guest"))
    )
    told = remarked(Marked(things=things, fields=(_field(text, "Gewicht"),)), text, "de")
    assert [one.name for one in told.things] == ["evening", "guest"]


@pytest.mark.parametrize(
    ("text", "language", "one", "other", "kind", "whole"),
    [
        ("Schach: wer gegen wen", "de", "wer gegen", "wen", "text", "wer gegen wen"),
        ("wann ist der nächste dran", "de", "wann ist der", "nächste dran", "date",
         "wann ist der nächste dran"),
        ("litros al volver", "es", "al", "volver", "integer", "al volver"),
        ("voor wie, met wat", "nl", "voor", "wie", "text", "voor wie"),
    ],
)  # fmt: skip
def test_halves_that_a_word_joins_are_one_field(
    text: str, language: str, one: str, other: str, kind: str, whole: str
) -> None:
    at = text.index(one)
    halves = _field(text, one, kind), _field(text, other, kind, at + len(one))
    assert _told(text, language, *halves) == [(whole, kind)]


@pytest.mark.parametrize(
    ("text", "one", "other", "kinds"),
    [
        ("Ort, Preis", "Ort", "Preis", ("text", "text")),
        ("Miete für Mai", "Miete für", "Mai", ("money", "date")),
        ("Länge Breite", "Länge", "Breite", ("decimal", "decimal")),
    ],
)
def test_fields_side_by_side_stay_two(
    text: str, one: str, other: str, kinds: tuple[str, str]
) -> None:
    fields = _field(text, one, kinds[0]), _field(text, other, kinds[1])
    assert _told(text, "de", *fields) == [(one, kinds[0]), (other, kinds[1])]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vinhos com nome, nota e preço", "rating"),
        ("compras com data, nota fiscal e valor", "text"),
    ],
)
def test_a_portuguese_note_is_a_rating(text: str, kind: str) -> None:
    assert _told(text, "pt", _field(text, "nota")) == [("nota", kind)]
