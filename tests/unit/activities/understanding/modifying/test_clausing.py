"""Tests of where one change ends and the next begins."""

import time

import pytest

from activities.understanding.modifying.clausing import whole_clauses
from activities.understanding.modifying.dividing import steps_of


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "delete the weight and let me export it all",
            ["delete the weight", "let me export it all"],
        ),
        (
            "cats need a chip number, and id like the vaccinations on a calendar",
            ["cats need a chip number", "id like the vaccinations on a calendar"],
        ),
        (
            "the code has to be filled in and nobody may enter the same one twice",
            ["the code has to be filled in", "nobody may enter the same one twice"],
        ),
        (
            "every tour has a guide, and guides have a phone and a licence",
            ["every tour has a guide", "guides have a phone and a licence"],
        ),
        (
            "show me what we earned per week and let guests pay by card",
            ["show me what we earned per week", "let guests pay by card"],
        ),
        ("add medium, and call weight 'kilos'", ["add medium", "call weight 'kilos'"]),
        (
            "it can be like B12, and the price is required",
            ["it can be like B12", "the price is required"],
        ),
        (
            "we want a tray for each pot (A, B and C) and a search over it",
            ["we want a tray for each pot (A, B and C)", "we want a search over it"],
        ),
        ("remove the photo and the chart", ["remove the photo", "remove the chart"]),
        ("guides too. a guide has a name", ["guides too", "a guide has a name"]),
        (
            "a guide has a name, a phone and a badge, and leads one tour",
            ["a guide has a name, a phone and a badge and a tour"],
        ),
        (
            "Bitte die Größe in Länge und Breite aufteilen und das Gewicht zum Pflichtfeld machen",
            ["Bitte die Größe in Länge und Breite aufteilen", "das Gewicht zum Pflichtfeld machen"],
        ),
        (
            "Bei der Farbe fehlt noch 'lila', und statt Gewicht soll es Masse heißen",
            ["Bei der Farbe fehlt noch 'lila'", "statt Gewicht soll es Masse heißen"],
        ),
        (
            "Ajoute une photo et mets les visites sur un calendrier",
            ["Ajoute une photo", "mets les visites sur un calendrier"],
        ),
        (
            "Le poids doit être obligatoire et plutôt en grammes",
            ["Le poids doit être obligatoire", "plutôt en grammes"],
        ),
        (
            "quita el color, y quiero ver el total de los pesos",
            ["quita el color", "quiero ver el total de los pesos"],
        ),
        (
            "aggiungi una foto e i clienti devono avere un telefono",
            ["aggiungi una foto", "i clienti devono avere un telefono"],
        ),
        (
            "voeg een foto toe en we willen de bezoeken zien",
            ["voeg een foto toe", "we willen de bezoeken zien"],
        ),
    ],
)
def test_the_next_change_is_divided(said: str, parts: list[str]) -> None:
    assert whole_clauses(said) == parts


@pytest.mark.parametrize(
    "said",
    [
        "add a name, a phone and an e-mail",
        "add a note of who has a key and members have a card",
        "add whether a guest has paid and a dog has a lead",
        "call it 'Show me and let me go'",
        "add a photo and a price to the pieces",
        "visits should be their own list with date, and a dog has one",
        "people who sing and the choir",
        "Nom, classe et prix",
        "füge Name, Telefon und Geburtstag hinzu",
        "ajoute le nom et la date",
        "note when we move the boats and sort the sails",
        "add the approx. weight",
    ],
)
def test_what_goes_on_stays_together(said: str) -> None:
    assert whole_clauses(said) == [said]


def test_a_thing_comes_before_what_refers_to_it() -> None:
    steps = steps_of("each tour has a guide, and guides have a phone and a licence")
    assert [step.words for step in steps] == ["guides", "tour"]


def test_what_is_only_named_before_it_is_told_of_is_no_change() -> None:
    steps = steps_of("guides too. a guide has a name and a phone")
    assert [(step.kind, step.words) for step in steps] == [("things", "guide")]


@pytest.mark.parametrize("piece", ["and ", "the x has a ", ", und ", "a b and show ", "¿y que "])
def test_hostile_texts_take_no_time(piece: str) -> None:
    begun = time.perf_counter()
    whole_clauses(piece * (8000 // len(piece)))
    whole_clauses(piece * (990 // len(piece)))
    assert time.perf_counter() - begun < 2
