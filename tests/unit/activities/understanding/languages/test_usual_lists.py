"""Names of usual lists in eight languages, and what is more than such a name."""

import pytest

from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.labels import choices_in
from activities.understanding.languages.usual_lists import usual_list_in, usual_lists_in
from activities.understanding.languages.usual_table import names_of, usual_lists
from activities.understanding.languages.vocabulary import LANGUAGES, vocabulary
from activities.understanding.text.cleaning import split_items

ALL = ("en", *LANGUAGES)


@pytest.mark.parametrize("language", ALL)
def test_every_name_is_found_and_means_one_list(language: str) -> None:
    meant: dict[str, str] = {}
    for one in usual_lists():
        for called in names_of(one.name, language):
            found = usual_list_in(called, language)
            assert found is not None, called
            assert (found.list.name, found.language) == (one.name, language), called
            assert meant.setdefault(called.lower(), one.name) == one.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_kept_has_labels_in_every_language(language: str) -> None:
    own = vocabulary(language).own
    for one in usual_lists():
        assert all(one.labels[language]), one.name
        for item in split_items(one.fields or load().things[one.thing].fields):
            field = field_from(infer(item), owner="some_record")
            assert field.label.lower() in own, (one.name, field.label)
            assert not field.choices or choices_in(field.choices, language) != field.choices


@pytest.mark.parametrize(
    ("request_text", "language", "name", "title"),
    [
        ("could you make me a grocery list for the scout hut", "en", "shopping_list",
         "grocery list for the scout hut"),
        ("harvest festival guest list", "en", "guest_list", "harvest festival guest list"),
        ("Hallo, einen Geburtstagskalender für meine Klasse bitte", "de", "birthdays",
         "Geburtstagskalender"),
        ("Dienstplan-App für das Vereinsheim", "de", "rota", "Dienstplan für das Vereinsheim"),
        ("Packliste Skikurs", "de", "packing_list", "Packliste Skikurs"),
        ("il me faut une liste d'invités pour le baptême", "fr", "guest_list",
         "liste d'invités pour le baptême"),
        ("listado de tareas domésticas de la residencia", "es", "chores",
         "listado de tareas domésticas de la residencia"),
        ("ci serve un elenco delle cose da portare in montagna", "it", "packing_list",
         "elenco delle cose da portare in montagna"),
        ("quero um livro de contas para nós dois", "pt", "budget", "livro de contas"),
        ("graag een verlanglijstje voor onze tweeling", "nl", "wish_list", "verlanglijstje"),
        ("szukam grafiku dyżurów", "pl", "rota", "grafik dyżurów"),
        ("lista prezentów Zosi", "pl", "wish_list", "lista prezentów Zosi"),
    ],
)  # fmt: skip
def test_who_asks_and_whose_it_is_change_nothing(
    request_text: str, language: str, name: str, title: str
) -> None:
    found = usual_list_in(request_text, language)
    assert found is not None
    assert (found.list.name, found.title) == (name, title)


@pytest.mark.parametrize(
    ("request_text", "seems", "language"),
    [("lista bagagli", "es", "it"), ("Sitzordnung", "en", "de"), ("rozkład zajęć", "en", "pl")],
)
def test_a_name_of_another_language_tells_the_language(
    request_text: str, seems: str, language: str
) -> None:
    found = usual_list_in(request_text, seems)
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    ("request_text", "language"),
    [
        ("something for the balcony", "en"),
        ("an app for my choir", "en"),
        ("a list of hedgehogs", "en"),
        ("task list that sorts itself", "en"),
        ("guest list per party", "en"),
        ("phone book: name, extension", "en"),
        ("bee diary", "en"),
        ("diary of our beehives", "en"),
        ("mileage log for the lorries", "en"),
        ("packing list. Each thing has a weight.", "en"),
        ("no shopping list", "en"),
        ("Tagebuch der Bienen", "de"),
        ("Fahrtenbuch für alle Fahrzeuge", "de"),
        ("etwas für die Werkstatt", "de"),
        ("diario de las obras", "es"),
        ("lista de reptiles", "es"),
        ("une appli pour la chorale", "fr"),
        ("liste de courses par magasin", "fr"),
        ("to-do list chiaramente senza priorità", "it"),
        ("lijst van vlinders", "nl"),
        ("lista motyli", "pl"),
        ("", "en"),
        ("registro delle visite oculistiche", "it"),
        ("carnet de visites de terrains", "fr"),
        ("zeszyt wizyt dentystycznych", "pl"),
        ("registro de lecturas del termómetro", "es"),
        ("reading log for the gas meter", "en"),
        ("watchlist for shares", "en"),
        ("training records for the crew", "en"),
        ("timetable for the ferries", "en"),
        ("chore list for the boys to earn points", "en"),
        ("lista de tareas para ganar puntos", "es"),
    ],
)
def test_what_says_more_or_something_else_is_none(request_text: str, language: str) -> None:
    assert usual_list_in(request_text, language) is None


def test_several_are_found_where_each_is_one() -> None:
    found = usual_lists_in("een paklijst en een gastenlijst", "nl")
    assert [one.list.name for one in found] == ["packing_list", "guest_list"]
    assert usual_lists_in("een paklijst en mijn vlinders", "nl") == ()
    assert usual_lists_in("lost and found", "en")[0].list.name == "lost_property"
    assert usual_lists_in("phone list and address book", "en") == ()


def test_long_texts_are_none() -> None:
    assert usual_lists_in("shopping list and " * 400, "en") == ()


def test_what_is_kept_is_called_otherwise_than_the_list() -> None:
    for one in usual_lists():
        for language in ALL:
            names = {name.lower() for name in names_of(one.name, language)}
            label = one.labels[language][0].lower()
            assert label not in names, (one.name, label)
