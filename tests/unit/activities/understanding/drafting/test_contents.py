"""A list that is called by its paper is named after what stands on it."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "label", "title"),
    [
        ("Adressbuch mit Name, Straße und Wohnort", "Kontakt", "Adressbuch"),
        ("libreta de direcciones con nombre, calle y teléfono", "Contacto",
         "Libreta de direcciones"),
        ("Einkaufszettel, sortiert nach Läden", "Artikel", "Einkaufszettel"),
    ],
)  # fmt: skip
def test_what_stands_on_it_is_kept_and_the_title_is_the_persons(
    request_text: str, label: str, title: str
) -> None:
    understood = analyse(request_text)
    assert [one.label for one in understood.entities] == [label]
    assert understood.title.startswith(title)


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Bücher mit Titel und Regal", "Buch"),
        ("Bautagebuch mit Datum und Wetter", "Artikel"),
        ("cuadernos con título y color", "Artículo"),
    ],
)
def test_other_things_keep_their_names(request_text: str, label: str) -> None:
    labels = [one.label for one in analyse(request_text).entities]
    assert (labels == [label]) is (label == "Buch")


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        ("etwas für die Imkerei", "Imkerei"),
        ("une appli pour la chorale", "Chorale"),
        ("qualcosa per il giardino", "Giardino"),
    ],
)
def test_what_something_is_for_is_its_title(request_text: str, title: str) -> None:
    assert analyse(request_text).title == title


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        ("Registro de visitas a museos: fecha, museo, precio", "Visita"),
        ("Carnet de réparations : objet, date, prix", "Réparation"),
    ],
)
def test_a_log_is_of_what_it_says(request_text: str, label: str) -> None:
    assert analyse(request_text).entities[0].label == label
