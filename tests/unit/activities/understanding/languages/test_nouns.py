"""In other languages, too, only a noun names what is kept."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.languages.nouns import is_no_noun, writes_capitals


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("hat", "de"),
        ("bezahlt", "de"),
        ("geschlagen", "de"),
        ("gespritzt", "de"),
        ("bijhouden", "nl"),
        ("prête", "fr"),
        ("enfourne", "fr"),
        ("siembro", "es"),
        ("portano", "it"),
        ("podamos", "pt"),
        ("odhaczam", "pl"),
    ],
)
def test_verbs_and_participles_are_none(words: str, language: str) -> None:
    assert is_no_noun(words, language)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Bücher", "de"),
        ("Getränke", "de"),
        ("Reservieren", "de"),
        ("boeken", "nl"),
        ("livres", "fr"),
        ("ruches", "fr"),
        ("plantas", "es"),
        ("colmenas", "es"),
        ("karmienie", "pl"),
    ],
)
def test_nouns_are_some(words: str, language: str) -> None:
    assert not is_no_noun(words, language, capitals=True)


def test_a_german_text_with_capitals_writes_its_nouns_so() -> None:
    assert writes_capitals("Wir verleihen unser Vereinsheim.")
    assert not writes_capitals("Brennholz: wann geschlagen, wo es liegt")
    assert is_no_noun("verleihen", "de", capitals=True)


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        (
            "brennholz: wann geschlagen, holzart, wie viele raummeter, an wen verkauft und preis",
            "Brennholz",
        ),
        ("Frauen mit Termin und Telefon, Hausbesuche mit Datum und Uhrzeit", "Frauen und"),
    ],
)
def test_a_title_names_what_is_kept(request_text: str, title: str) -> None:
    assert analyse(request_text).title.startswith(title)


def test_who_has_paid_what_is_no_list_of_has() -> None:
    text = "Für unsere WG-Kasse: wer hat was bezahlt, wie viel und wofür"
    assert not {"Hat", "Bezahlt"} & {entity.label for entity in analyse(text).entities}


def test_what_is_called_by_one_word_is_one_list() -> None:
    understood = analyse(
        "Somos una peña ciclista. Socios: nombre, teléfono. Salidas: fecha, recorrido, "
        "kilómetros. Hay que apuntar quién vino a cada salida y quién pinchó."
    )
    assert [one.plural_label for one in understood.entities].count("Salidas") == 1
