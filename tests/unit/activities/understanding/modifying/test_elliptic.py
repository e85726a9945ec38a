"""Polite and elliptic changes in seven languages: pieces of sentences, choices, orders."""

from functools import cache

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.foreign import asked_in
from activities.understanding.modifying.ranges import choices_in
from models.errors import RequestRefused
from models.specification import ApplicationSpecification

TRAINS = "Meine Modelleisenbahn: Loks mit Hersteller, Artikelnummer, Spur, Epoche, Kaufpreis"
BOOKS = "Mis libros: título, autor, género, año, precio, leído sí o no"


@cache
def _written(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("noch ein Foto", "add", "ein Foto"),
        ("Bitte noch die Länge in cm und ein Foto dazu", "add", "die Länge in cm und ein Foto"),
        ("das Baujahr fehlt noch", "add", "das Baujahr"),
        ("Ich hätte gern noch das Gewicht", "add", "das Gewicht"),
        ("il manque la date d'achat", "add", "la date d'achat"),
        ("j'aimerais aussi noter le vendeur", "add", "le vendeur"),
        ("también una foto", "add", "una foto"),
        ("falta la editorial", "add", "la editorial"),
        ("anche una foto", "add", "una foto"),
        ("manca il vitigno", "add", "il vitigno"),
        ("ook nog een foto", "add", "een foto"),
        ("de uitgever ontbreekt", "add", "de uitgever"),
        ("também uma foto", "add", "uma foto"),
        ("jeszcze zdjęcie", "add", "zdjęcie"),
        ("sortiere nach Hersteller", "sort", "Hersteller"),
        ("die Liste soll nach Hersteller sortiert sein", "sort", "Hersteller"),
        ("trie les timbres par prix", "sort", "prix"),
        ("los libros deben estar ordenados por año", "sort", "año"),
        ("ordina per annata", "sort", "annata"),
        ("sorteer op schrijver", "sort", "schrijver"),
        ("ordena os livros por autor", "sort", "autor"),
        ("posortuj według autora", "sort", "autora"),
        ("les plus récents en premier", "newest", ""),
        ("die neuesten zuerst", "newest", ""),
        ("Hersteller als Pflichtfeld", "required", "Hersteller"),
        ("mach Hersteller zur Pflicht", "required", "Hersteller"),
        ("haz autor obligatorio", "required", "autor"),
        ("maak schrijver verplicht", "required", "schrijver"),
        ("torna o autor obrigatório", "required", "o autor"),
        ("l'année n'est pas obligatoire", "optional", "l'année"),
        ("wir brauchen keinen Kaufpreis", "remove", "Kaufpreis"),
        ("lass den Kaufpreis weg", "remove", "den Kaufpreis"),
        ("je n'ai pas besoin du prix", "remove", "prix"),
        ("non mi serve il prezzo", "remove", "il prezzo"),
        ("ik heb geen prijs meer nodig", "remove", "prijs"),
        ("não preciso do preço", "remove", "preço"),
        ("aus Spur soll Spurweite werden", "rename", "Spur"),
        ("zmień nazwę ceny na koszt", "rename", "ceny"),
        ("muda o nome do autor para escritor", "rename", "autor"),
        ("genre moet roman, thriller of gedicht zijn", "either", "genre"),
        ("genre mag leeg blijven", "optional", "genre"),
        ("regione deve essere Toscana, Piemonte o Veneto", "either", "regione"),
        ("l'état peut aussi être rare", "also", "l'état"),
    ],
)
def test_each_language_knows_its_usual_forms(said: str, kind: str, words: str) -> None:
    assert [(one.kind, one.words) for one in asked_in(said)] == [(kind, words)]


@pytest.mark.parametrize(
    "said",
    [
        "das ist noch nicht fertig",
        "noch nicht gut",
        "warum fehlt das nicht",
        "pas encore terminé",
        "no está todavía",
        "anche se non serve",
        "nog niet klaar",
        "weather: fog or mist",
        "add a photo to the jobs",
        "sort by date",
        "the die is cast",
    ],
)
def test_other_words_ask_for_nothing(said: str) -> None:
    assert not asked_in(said)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("Epoche soll eine Auswahl von I bis VI sein", "I, II, III, IV, V and VI"),
        ("Epoche soll I, II oder III sein", "I, II and III"),
        ("Spur: H0, N, Z oder TT", "H0, N, Z and TT"),
        ("bei Spur soll man zwischen H0, N und Z wählen können", "H0, N and Z"),
        ("Spur kann auch TT sein", "can be typed too"),
        ("sortiere nach Kaufpreis absteigend", "listed by “Kaufpreis”, the highest first"),
        ("Status soll neu oder alt sein", "“Status” (one of neu, alt)"),
        ("Es soll schneller oder besser sein", "there is no “Es”"),
        ("Nur der Kassier soll das sehen oder ändern können", "Nothing was changed"),
        ("Bitte nach Hersteller sortieren und Spur in Weite umbenennen", "listed by “Hersteller”"),
        ("Sortiere nach Gewicht", "there is no “Gewicht”"),
        ("Bitte noch die Länge in cm und ein Foto dazu", "“Länge in cm”"),
    ],
)
def test_german_wishes_are_done(wish: str, told: str) -> None:
    try:
        said = " ".join(modify(_written(TRAINS), wish, live=True).changes)
    except RequestRefused as refusal:
        said = refusal.message
    assert told in said


def test_two_changes_are_both_done() -> None:
    wish = "Benenne „Spur“ in „Spurweite“ um und sortiere nach Hersteller"
    changes = modify(_written(TRAINS), wish, live=True).changes
    assert changes[0] == "“Spur” is shown as “Spurweite”."
    assert "listed by “Hersteller”" in changes[1]


def test_spanish_choices_stay_in_their_words() -> None:
    wish = "género debe ser novela, poesía o ensayo"
    told = modify(_written(BOOKS), wish, live=True).changes[0]
    assert told == "“Género” of a libro is chosen from novela, poesía and ensayo."


@pytest.mark.parametrize(
    ("words", "choices"),
    [
        ("I bis VI", ("I", "II", "III", "IV", "V", "VI")),
        ("de A à D", ("A", "B", "C", "D")),
        ("1 a 3", ("1", "2", "3")),
        ("rojo, verde y azul", ("rojo", "verde", "azul")),
        ("rouge ou bleu", ("rouge", "bleu")),
        ("1 bis 900", ("1 bis 900",)),
    ],
)
def test_enumerations_and_ranges_are_read(words: str, choices: tuple[str, ...]) -> None:
    assert choices_in(words) == choices


@pytest.mark.parametrize("piece", ["a soll b oder ", "noch ", "sortiere nach ", "il manque la "])
def test_a_long_wish_takes_no_longer_than_others(piece: str) -> None:
    asked_in(piece * (280 // len(piece)))
    assert asked_in(piece * 10_000) == ()
