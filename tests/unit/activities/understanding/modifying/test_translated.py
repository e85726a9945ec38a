"""Plain changes in other languages."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.foreign import asked_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

BOOKS = {
    "de": "Meine Bücher mit Titel, Autor, Genre, Seiten und gelesen ja oder nein",
    "en": "My books: title, author, genre, publisher, pages, finished yes or no",
}


def _books(language: str) -> ApplicationSpecification:
    return write_specification(analyse(BOOKS[language]))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("wish", "label", "kind"),
    [
        ("füge ein Feld Preis hinzu", "Preis", FieldType.MONEY),
        ("bitte Feld Sprache hinzufügen", "Sprache", FieldType.TEXT),
        ("Kannst du zu jedem Buch noch den Kaufpreis hinzufügen?", "Kaufpreis", FieldType.MONEY),
        ("füge den Büchern ein Feld Sprache hinzu", "Sprache", FieldType.TEXT),
        ("ich brauche noch ein Feld für das Kaufdatum", "Kaufdatum", FieldType.DATE),
        ("Bücher sollen auch einen Preis haben", "Preis", FieldType.MONEY),
        ("füge eine Bewertung von 1 bis 5 hinzu", "Bewertung", FieldType.RATING),
        ("füge ausgeliehen (ja/nein) hinzu", "Ausgeliehen", FieldType.YES_NO),
        ("ajoute un champ prix", "Prix", FieldType.MONEY),
        ("ajoutez une colonne date d'achat aux livres", "Date d'achat", FieldType.DATE),
        ("ajoute un prix à chaque livre, s'il te plaît", "Prix", FieldType.MONEY),
        ("añade un campo precio a los libros", "Precio", FieldType.MONEY),
        ("quiero añadir la fecha de compra", "Fecha de compra", FieldType.DATE),
        ("aggiungi ai libri un campo prezzo", "Prezzo", FieldType.MONEY),
        ("voeg een veld prijs toe aan de boeken", "Prijs", FieldType.MONEY),
        ("adicione um campo preço", "Preço", FieldType.MONEY),
        ("dodaj pole cena do książek", "Cena", FieldType.MONEY),
    ],
)
def test_a_field_is_added_under_its_own_name(
    language: str, wish: str, label: str, kind: FieldType
) -> None:
    before = _books(language)
    after = modify(before, wish, live=True).specification.data_model
    known = before.data_model.entities[0].fields
    assert [(f.label, f.type) for f in after.entities[0].fields[len(known) :]] == [(label, kind)]
    assert len(after.entities) == 1


def test_a_choice_has_what_was_said() -> None:
    wish = "füge Sprache (Deutsch, Englisch oder Andere) zu den Büchern hinzu"
    added = modify(_books("de"), wish, live=True).specification.data_model.entities[0].fields[-1]
    assert added.choices == ("Deutsch", "Englisch", "Andere")


def test_a_list_is_added() -> None:
    model = modify(_books("de"), "füge eine Liste Verlage mit Name und Ort hinzu", live=True)
    added = model.specification.data_model.entities[-1]
    assert (added.label, added.plural_label) == ("Verlag", "Verlage")
    assert [field.label for field in added.fields] == ["Name", "Ort"]


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        ("benenne Autor in Schriftsteller um", "Schriftsteller"),
        ("Autor soll Verfasser heißen", "Verfasser"),
        ("renomme auteur en écrivain", "Écrivain"),
        ("rinomina autore in scrittore", "Scrittore"),
        ("hernoem auteur naar schrijver", "Schrijver"),
        ("cambia el nombre del autor a escritor", "Escritor"),
    ],
)
def test_a_field_gets_another_name(wish: str, label: str) -> None:
    (books,) = modify(_books("de"), wish, live=True).specification.data_model.entities
    assert [(f.name, f.label) for f in books.fields][1] == ("author", label)


@pytest.mark.parametrize(
    "wish",
    ["entferne das Feld Autor", "supprime le champ auteur", "quita el campo autor",
     "elimina il campo autore", "verwijder het veld auteur", "Nimm bitte den Autor raus"],
)  # fmt: skip
def test_a_field_is_left_out_of_a_proposal_and_kept_where_there_is_data(wish: str) -> None:
    before = _books("de")
    (books,) = modify(before, wish, live=False).specification.data_model.entities
    assert "author" not in [field.name for field in books.fields]
    with pytest.raises(RequestRefused, match="lose or hide data"):
        modify(before, wish, live=True)


def test_what_must_be_filled_in_and_a_title() -> None:
    wish = "l'auteur est obligatoire"
    (books,) = modify(_books("de"), wish, live=True).specification.data_model.entities
    assert books.fields[1].required
    named = modify(_books("de"), "Nenne die App Bücherwurm", live=True).specification
    assert named.metadata.title == "Bücherwurm"


def test_several_changes_and_features() -> None:
    wish = "füge Verlag und Ort hinzu und benenne Autor in Verfasser um"
    assert len(modify(_books("de"), wish, live=True).changes) == 3
    assert "calendar" in modify(_books("de"), "füge einen Kalender hinzu", live=True).changes[-1]


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(RequestRefused, match="no “Autoren”"):
        modify(_books("de"), "füge zu Autoren ein Feld Land hinzu", live=True)
    with pytest.raises(RequestRefused, match="no “Einband”"):
        modify(_books("de"), "benenne Einband in Umschlag um", live=True)


@pytest.mark.parametrize(
    "wish",
    [
        "add a publisher to books",
        "remove a field",
        "rename author to writer",
        "I'd like to see the cover in the list",
        "call it Elimina",
        "ich weiß nicht",
        "je ne comprends pas",
        "wie füge ich ein Buch ein?",
        "x " * 200,
        "und " * 70,
    ],
)
def test_other_words_ask_for_nothing_in_another_language(wish: str) -> None:
    assert asked_in(wish) == ()
