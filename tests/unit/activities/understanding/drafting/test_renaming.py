"""A list is called by who does what, or by what leads somewhere, and not by a verb or an aim."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kto co przynosi na imieniny: ile, czy już potwierdzone", "Kto co przynosi"),
        ("Wer bringt was zum Sommerfest mit: Name, was, für wie viele Personen",
         "Wer bringt was zum Sommerfest mit"),
        ("Qui apporte quoi pour la fête : nom, plat, nombre de parts", "Qui apporte quoi"),
        ("carpool naar zwemles: datum, wie rijdt er, hoeveel kinderen kunnen mee", "Carpool"),
    ],
)  # fmt: skip
def test_a_list_is_called_as_it_is_told(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]


def test_who_and_what_are_kept_where_nothing_else_tells_them() -> None:
    (entity,) = analyse("Kto co przynosi na imieniny: ile, czy już potwierdzone").entities
    assert [field.label for field in entity.fields][:2] == ["Kto", "Co"]


def test_what_is_related_to_somebody_needs_no_who() -> None:
    text = (
        "Koło gospodyń: członkinie (imię, nazwisko, telefon) i imprezy z datą i miejscem. "
        "Kto co piecze na którą imprezę, ile porcji, czy już potwierdzone."
    )
    found = {one.label: [field.label for field in one.fields] for one in analyse(text).entities}
    assert "Co" in found["Kto co piecze"]
    assert "Kto" not in found["Kto co piecze"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Bücher zum Verleihen: Titel, Autor, verliehen an", "Buch"),
        ("Książki: tytuł, autor, kto pożyczył, kiedy", "Książka"),
    ],
)
def test_what_is_called_rightly_stays(text: str, label: str) -> None:
    assert analyse(text).entities[0].label == label


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("mi serve un elenco di piatti e bicchieri della nonna: piatto o bicchiere, marca, anno",
         "Piatti e bicchieri"),
        ("Vorrei per ogni vaso o cassetta: contenuto, anno, scaffale", "Vasi e cassette"),
        ("je suis ma glycémie : date, heure, valeur", "Glycémie"),
    ],
)  # fmt: skip
def test_two_kinds_are_told_both_and_a_measure_has_no_plural(text: str, plural: str) -> None:
    assert [one.plural_label for one in analyse(text).entities] == [plural]


def test_one_of_two_that_nobody_keeps_names_no_list() -> None:
    (entity,) = analyse("tengo botellas de vino: nombre, tinto o blanco, añada").entities
    assert "tinto" not in entity.plural_label.lower()


def test_what_was_taken_was_no_visit() -> None:
    text = (
        "De cada artículo: qué es, estado (nuevo, usado). Y las familias que se lo llevan: "
        "apellido, teléfono y qué se llevó y cuándo."
    )
    labels = [one.label for one in analyse(text).entities]
    assert "Entrega" in labels
    assert "Visita" not in labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Voor het kamp: wie heeft wat voorgeschoten? Uitgave, bedrag, datum", "Uitgave"),
        ("wer hat was ausgelegt? Betrag, wofür, wer, Datum", "Ausgabe"),
    ],
)
def test_what_was_spent_is_called_so_and_by_no_question(text: str, label: str) -> None:
    (kept,) = analyse(text).entities
    assert kept.label == label
    assert label not in [field.label for field in kept.fields]


def test_an_expense_is_described_and_has_no_field_of_its_own_name() -> None:
    (kept,) = analyse("Who paid what? Expense, amount, paid by, date").entities
    assert kept.fields[0].label == "Description"
