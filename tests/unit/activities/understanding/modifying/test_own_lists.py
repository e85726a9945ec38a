"""Tests of what gets a list of its own, and of the field it was typed in so far."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.own_lists import own_list_in, with_items_told_behind
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, RelationKind

_PLANTS = "A register of our plants: name, planted on, grower and price."
_BOOKS = "Ich brauche eine Liste meiner Bücher mit Titel, Autor, Verlag und Preis."
_REPAIRS = "Un outil pour nos réparations : vélo, date, nom du mécanicien, prix."


def _made(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request), {})


def _lists(specification: ApplicationSpecification) -> dict[str, list[str]]:
    entities = specification.data_model.entities
    return {one.plural_label: [field.label for field in one.fields] for one in entities}


@pytest.mark.parametrize(
    "said",
    [
        "growers should be a list of their own? with name and city",
        "Could the growers get their own list with name and city",
        "give growers their own table with name and city",
        "Growers should be people with name and city, not just a word.",
        "growers need a list of their own with name and city",
    ],
)
def test_a_list_takes_the_place_of_the_field_it_was_typed_in(said: str) -> None:
    after = modify(_made(_PLANTS), said, live=False)
    lists = _lists(after.specification)
    assert lists["Growers"] == ["Name", "City"]
    assert "Grower" not in lists["Plants"]
    (link,) = after.specification.data_model.relations
    assert (link.source, link.target, link.name) == ("plant", "grower", "grower")
    assert any("instead of being typed in" in one for one in after.changes)


def test_what_was_entered_is_kept() -> None:
    said = "growers should be a list of their own with name and city"
    after = modify(_made(_PLANTS), said, live=True)
    assert "Grower" in _lists(after.specification)["Plants"]
    assert any("“Grower” stays where it is" in one for one in after.impact)


@pytest.mark.parametrize(
    "said",
    ["the price should be people with name", "the price should be a list of its own with name"],
)
def test_an_amount_gets_no_list(said: str) -> None:
    with pytest.raises(RequestRefused):
        modify(_made(_PLANTS), said, live=False)


@pytest.mark.parametrize(
    ("request_text", "said", "plural", "fields", "gone"),
    [
        (
            _BOOKS,
            "Die Autoren sollen eine eigene Liste bekommen, mit Name und Land.",
            "Autoren",
            ["Name", "Land"],
            "Autor",
        ),
        (
            _BOOKS,
            "Die Verlage bitte als eigene Liste mit Name und Ort",
            "Verlage",
            ["Name", "Ort"],
            "Verlag",
        ),
        (
            _REPAIRS,
            "Les mécaniciens devraient avoir leur propre liste avec nom et téléphone.",
            "Mécaniciens",
            ["Nom", "Téléphone"],
            "Nom du mécanicien",
        ),
    ],
)
def test_lists_of_their_own_in_other_languages(
    request_text: str, said: str, plural: str, fields: list[str], gone: str
) -> None:
    lists = _lists(modify(_made(request_text), said, live=False).specification)
    assert lists.pop(plural) == fields
    assert gone not in [label for labels in lists.values() for label in labels]


@pytest.mark.parametrize(
    ("said", "what", "language"),
    [
        ("Los autores deberían tener su propia lista con nombre y país", "autores", "es"),
        ("I produttori dovrebbero avere una lista propria con nome", "produttori", "it"),
        ("De schrijvers moeten een eigen lijst krijgen met naam en land", "schrijvers", "nl"),
        ("Os autores deviam ter a sua própria lista com nome e país", "autores", "pt"),
        ("Autorzy powinni mieć własną listę z nazwiskiem", "Autorzy", "pl"),
    ],
)
def test_how_a_list_of_its_own_is_asked_for(said: str, what: str, language: str) -> None:
    told = own_list_in(said)
    assert told is not None
    assert (told.what, told.language) == (what, language)


@pytest.mark.parametrize(
    "said",
    [
        "Die Bücher sollen nach Titel sortiert sein",
        "Les livres devraient avoir une couverture",
        "Los libros deben tener un precio",
    ],
)
def test_other_wishes_ask_for_no_list(said: str) -> None:
    assert own_list_in(said) is None


def test_only_what_a_list_of_its_own_holds_is_told_behind_it() -> None:
    told = "could the makers be in a separate list? with name and town"
    assert (
        with_items_told_behind(told) == "could the makers be in a separate list, with name and town"
    )
    other = "can I export the list? with all columns"
    assert with_items_told_behind(other) == other


def test_what_a_new_list_refers_to_is_no_field_of_it() -> None:
    made = _made("Keep vans with plate and colour, and members with name and phone.")
    said = "add a list of errands with title, uses one van and who does it"
    model = modify(made, said, live=False).specification.data_model
    (errand,) = [one for one in model.entities if one.plural_label == "Errands"]
    assert [field.label for field in errand.fields] == ["Title"]
    links = [(one.target, one.label, one.kind) for one in model.relations if one.source == "errand"]
    assert links == [
        ("van", "Van", RelationKind.MANY_TO_ONE),
        ("member", "Who does it", RelationKind.MANY_TO_ONE),
    ]


def test_who_is_no_helper_does_nothing() -> None:
    made = _made("Keep clients with name and phone.")
    said = "add a list of errands with title and who does it"
    after = modify(made, said, live=False).specification
    assert _lists(after)["Errands"] == ["Title", "Who does it"]
