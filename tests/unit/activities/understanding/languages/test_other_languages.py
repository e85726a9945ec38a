"""Requests in other languages are understood like English ones, and shown in their own words."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.languages.detection import language_of
from activities.understanding.languages.glossing import gloss
from activities.understanding.languages.spelling import bases, fold
from activities.understanding.languages.vocabulary import LANGUAGES, read_table, vocabulary
from activities.understanding.questions import questions_for
from models.conversation import Limit
from models.errors import RequestRefused
from models.specification import FieldType
from tests.timing import growth

BOOKS = {
    "de": "Ich hätte gern eine Bücherliste mit Titel, Autor, Kaufdatum und Preis.",
    "fr": "Je voudrais une liste de livres avec titre, auteur, date d'achat et prix.",
    "es": "Quiero una lista de libros con título, autor, fecha de compra y precio.",
    "it": "Vorrei un elenco di libri con titolo, autore, data di acquisto e prezzo.",
    "pt": "Quero uma lista de livros com título, autor, data de compra e preço.",
    "nl": "Ik wil een lijst van boeken met titel, auteur, aankoopdatum en prijs.",
    "pl": "Chciałbym listę książek: tytuł, autor, data zakupu, cena.",
}
LABELS = {
    "de": ("Buch", "Bücher", "Titel", "Autor", "Kaufdatum", "Preis"),
    "fr": ("Livre", "Livres", "Titre", "Auteur", "Date d'achat", "Prix"),
    "es": ("Libro", "Libros", "Título", "Autor", "Fecha de compra", "Precio"),
    "it": ("Libro", "Libri", "Titolo", "Autore", "Data di acquisto", "Prezzo"),
    "pt": ("Livro", "Livros", "Título", "Autor", "Data de compra", "Preço"),
    "nl": ("Boek", "Boeken", "Titel", "Auteur", "Aankoopdatum", "Prijs"),
    "pl": ("Książka", "Książki", "Tytuł", "Autor", "Data zakupu", "Cena"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_english_and_labels_the_persons_own(language: str) -> None:
    found = analyse(BOOKS[language])
    (book,) = found.entities
    assert found.language == language
    assert book.name == "book"
    names = {"title", "author", "purchase_date", "price"}
    fields = [field for field in book.fields if field.name in names]
    assert {field.name for field in fields} == names
    labels = (book.label, book.plural_label, *(field.label for field in fields))
    assert labels == LABELS[language]
    types = {field.name: field.type for field in fields}
    assert types["purchase_date"] is FieldType.DATE
    assert types["price"] is FieldType.MONEY


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_is_quoted_from_the_request(language: str) -> None:
    found = analyse(BOOKS[language])
    quotes = [one.evidence for one in found.findings if one.evidence and "field=" in one.what]
    assert quotes
    assert all(quote in BOOKS[language] for quote in quotes)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("todo app", "en"),
        ("wine cellar", "en"),
        ("A menu and a pizza list for our restaurant", "en"),
        ("pension and agenda for the club", "en"),
        ("CRM", "en"),
        ("Bücherliste", "de"),
        ("putzplan wg bad küche müll", "de"),
        ("lista de la compra", "es"),
        ("cuaderno de reparaciones", "es"),
        ("recettes de cuisine", "fr"),
        ("lista della spesa", "it"),
        ("controle de despesas", "pt"),
        ("boodschappenlijst", "nl"),
        ("lista zakupów", "pl"),
    ],
)
def test_short_texts_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Rezeptsammlung", "recipe collection"),
        ("Mindestbestand", "minimum stock"),
        ("numéro de téléphone", "phone"),
        ("Vereinsmitglieder", "members"),
        ("fecha de la reparación", "repair date"),
        ("data di nascita del bambino", "child date of birth"),
        ("Ich möchte meine Bücher verwalten", "I want to manage my books"),
        ("Ik wil mijn fietsen bijhouden", "I want to track my bikes"),
        ("Wir wollen die Ausgaben notieren", "we want to note the expenses"),
        ("numer telefonu i data zakupu", "phone and purchase date"),
    ],
)
def test_words_are_put_in_the_english_order(text: str, english: str) -> None:
    assert gloss(text).english == english


def test_english_is_left_as_it_is() -> None:
    text = "A list of books  with title, and the die-cast models"
    assert gloss(text).english == text


def test_choices_stay_in_the_persons_words() -> None:
    text = "Meine Ausgaben: Betrag, Datum und Kategorie (Miete, Zahnspange, Urlaub)"
    fields = {field.name: field for field in analyse(text).entities[0].fields}
    assert fields["category"].choices == ("Miete", "Zahnspange", "Urlaub")


def test_wishes_beyond_the_limits_are_found() -> None:
    text = "Eine Liste der Kunden mit Name und Telefon. Die App soll automatisch SMS verschicken."
    assert Limit.SMS in {wish.limit for wish in analyse(text).beyond}


def test_harm_is_refused_in_any_language() -> None:
    with pytest.raises(RequestRefused):
        analyse("Je voudrais une page pour voler des mots de passe de mes voisins")


def test_endings_and_accents_do_not_matter() -> None:
    assert fold("Größe łódź") == "grosse lodz"
    assert "chien" in bases("chiens", "fr")
    words = vocabulary("es")
    assert words.word("telefono") == words.word("teléfono")


@pytest.mark.parametrize("table", ["things", "fields", "words", "labels"])
def test_every_row_has_all_languages(table: str) -> None:
    for rows in read_table(table).values():
        assert {row.count("|") for row in rows.values()} == {len(LANGUAGES) - 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_requests_stay_cheap(language: str) -> None:
    text = (BOOKS[language] + " Xyzzqwurgleflorpen. ") * 200
    gloss(text[:5_000])
    assert growth(lambda: gloss(text[:5_000]), lambda: gloss(text[:20_000])) < 10


@pytest.mark.parametrize(
    ("text", "understood"), [("Etwas für uns bitte", True), ("책 목록", False)]
)
def test_english_is_asked_for_only_where_a_language_is_not_understood(
    text: str, understood: bool
) -> None:
    asked = [question.text for question in questions_for(analyse(text))]
    assert asked
    assert any("In English, please" in text for text in asked) is not understood


def test_a_title_of_several_things_is_in_the_persons_language_only() -> None:
    found = analyse("Kunden: Name, Telefon. Rechnungen: Nummer, Betrag, Datum, welcher Kunde.")
    assert found.title == "Kunden und Rechnungen"


@pytest.mark.parametrize(
    "request_",
    [
        "Jag vill ha en app för mina böcker med titel, författare och betyg.",
        "Szeretnék egy alkalmazást a könyveimhez címmel, szerzővel és értékeléssel.",
        "Haluan sovelluksen kirjoilleni, jossa on nimi, kirjoittaja ja arvosana.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    ],
)
def test_a_language_that_is_not_known_is_said_to_be(request_: str) -> None:
    found = analyse(request_)
    (question,) = questions_for(found)
    assert found.language == "und"
    assert question.text.startswith("This language is not understood yet.")


@pytest.mark.parametrize(
    "request_",
    [
        "Nail polish!!! brand shade finish creme/shimmer/glitter/matte swatched swatch pic",
        "teh chors in our flatshre: whoose turn, wich day, tickd off. nag them pleese",
    ],
)
def test_telegrams_and_slips_are_still_english(request_: str) -> None:
    assert language_of(request_) == "en"


def test_two_fields_that_mean_the_same_in_english_are_both_kept() -> None:
    words = "Inventar unserer Feuerwehr: Gerät, Standort, letzte Prüfung, nächste Prüfung"
    (device,) = analyse(words).entities
    assert {"Letzte Prüfung", "Nächste Prüfung"} <= {field.label for field in device.fields}


def test_at_what_time_asks_for_a_time() -> None:
    words = "Dziennik snu: data, o której zasnąłem, o której wstałem, jakość snu od 1 do 5"
    (night,) = analyse(words).entities
    assert [field.type for field in night.fields].count(FieldType.TIME) == 2
