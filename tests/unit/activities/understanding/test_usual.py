"""Requests that only name a usual list get this one list, and no question."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for


@pytest.mark.parametrize(
    ("request_text", "title", "label", "fields"),
    [
        ("A grocery list for us two", "Grocery list", "Shopping item",
         ["Name", "Quantity", "Shop", "Bought"]),
        ("telephone book", "Telephone book", "Contact",
         ["Name", "Phone", "Email", "Address", "Birthday", "Notes"]),
        ("Besorgungszettel", "Besorgungszettel", "Artikel",
         ["Name", "Menge", "Geschäft", "Gekauft"]),
        ("Putzplan unserer WG", "Putzplan", "Hausarbeit",
         ["Name", "Wer", "Wie oft", "Fällig am", "Erledigt", "Notizen"]),
        ("carnet d'adresses du quartier", "Carnet d'adresses du quartier", "Contact",
         ["Nom", "Téléphone", "Mail", "Adresse", "Anniversaire", "Notes"]),
        ("cuaderno de sueños", "Cuaderno de sueños", "Sueño",
         ["Título", "Fecha", "Qué pasó", "Sensación"]),
        ("elenco acquisti", "Elenco acquisti", "Articolo",
         ["Nome", "Quantità", "Negozio", "Comprato"]),
        ("calendário de aniversários da turma", "Calendário de aniversários da turma",
         "Aniversário", ["Nome", "Data de nascimento", "Ideias de presentes", "Notas"]),
        ("ledenlijst", "Ledenlijst", "Lid", ["Naam", "E-mail", "Telefoon", "Lid sinds"]),
        ("lista gości weselnych", "Lista gości weselnych", "Gość",
         ["Imię i nazwisko", "E-mail", "Status", "Liczba osób", "Dieta", "Notatki"]),
    ],
)  # fmt: skip
def test_one_list_is_built_and_nothing_is_asked(
    request_text: str, title: str, label: str, fields: list[str]
) -> None:
    understood = analyse(request_text)
    (kept,) = understood.entities
    assert (understood.title, kept.label) == (title, label)
    assert [field.label for field in kept.fields] == fields
    assert questions_for(understood) == ()


@pytest.mark.parametrize(
    "request_text",
    ["an app for my choir", "something for the garden", "eine App für meinen Verein", "chores"],
)
def test_what_names_no_list_is_asked_about(request_text: str) -> None:
    assert questions_for(analyse(request_text))


def test_two_that_have_nothing_to_do_with_each_other_are_both_built() -> None:
    understood = analyse("Einkaufsliste und Telefonbuch")
    assert [one.label for one in understood.entities] == ["Artikel", "Kontakt"]
    assert understood.title == "Einkaufsliste und Telefonbuch"
    assert questions_for(understood) == ()


def test_meals_are_still_related_to_recipes() -> None:
    understood = analyse("a recipe book and a meal planner")
    assert [(link.source, link.target) for link in understood.relations] == [("meal", "recipe")]


def test_a_name_that_is_given_is_the_title() -> None:
    assert analyse("wine list", "Red and white").title == "Red and white"
