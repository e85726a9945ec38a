"""A list has no field that repeats its own name, and what is done to it is apart."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "entry", "thing", "own"),
    [
        ("Wij houden bij: een lijst van de kassen, wat er in geplant is en wanneer",
         "Notitie", "Kas", ["Naam"]),
        ("Een overzicht van de tanks, wat erin gevuld is en wanneer, hoeveel liter",
         "Notitie", "Tank", ["Naam"]),
        ("Graag een overzicht van de bedden, wat er in gezaaid is en wanneer, wie het bed "
         "verzorgt", "Zaaibeurt", "Bed", ["Naam", "Wie het bed verzorgt"]),
    ],
)  # fmt: skip
def test_what_is_done_is_apart(text: str, entry: str, thing: str, own: list[str]) -> None:
    understood = analyse(text)
    of = {one.label: one for one in understood.entities}
    assert set(of) == {entry, thing}
    assert [field.label for field in of[thing].fields] == own
    assert [(one.source, one.target) for one in understood.relations] == [
        (of[entry].name, of[thing].name)
    ]


@pytest.mark.parametrize(
    ("text", "label", "first"),
    [
        ("Een overzicht van de kazen, waar gekocht en hoe lekker", "Kaas", "Naam"),
        ("Een overzicht van de boeken, wat ik gekocht heb en wanneer", "Boek", "Titel"),
        ("een woordenlijst: woord, vertaling, voorbeeld", "Woord", "Woord"),
    ],
)
def test_what_is_bought_once_or_told_stays(text: str, label: str, first: str) -> None:
    (kept,) = analyse(text).entities
    assert (kept.label, kept.fields[0].label) == (label, first)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Bücher: Buch, Autor, Verlag", "Titel"),
        ("Wines: wine, vintage, rating", "Name"),
        ("Pflanzen: Pflanze, Standort, gegossen am", "Name"),
        ("Chores: task, who, done", "Task"),
        ("Jokes: joke, who told it", "Joke"),
        ("Vocabulary: word, translation, example", "Word"),
    ],
)
def test_a_known_thing_has_its_usual_name(text: str, first: str) -> None:
    (kept,) = analyse(text).entities
    assert kept.fields[0].label == first
