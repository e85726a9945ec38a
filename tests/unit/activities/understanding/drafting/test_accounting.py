"""Income and expenses told in one breath are one list, of what they are told of."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "label", "of"),
    [
        ("Wir machen Basare, Lesungen und Turniere; Einnahmen und Ausgaben jeder Veranstaltung, "
         "wer das Geld ausgelegt hat und ob er es zurück hat", "Kasseneintrag", "Veranstaltung"),
        ("Nous organisons lotos, repas et bals : les recettes et les dépenses de chaque fête, "
         "qui a avancé l'argent et s'il a été remboursé", "Opération", "Fête"),
        ("Organizziamo sagre, tombole e concerti: entrate e uscite di ogni evento, chi ha "
         "anticipato i soldi e se gli sono stati resi", "Movimento", "Evento"),
        ("We hold raffles, dinners and dances; we need the income and expenses of each event, "
         "who advanced the money and whether they got it back", "Transaction", "Event"),
    ],
)  # fmt: skip
def test_what_comes_in_and_goes_out_is_one_list(text: str, label: str, of: str) -> None:
    understood = analyse(text)
    entities = {one.label: one for one in understood.entities}
    kinds = [field.type for field in entities[label].fields]
    assert kinds == [
        FieldType.DATE,
        FieldType.CHOICE,
        FieldType.TEXT,
        FieldType.MONEY,
        FieldType.TEXT,
        FieldType.YES_NO,
    ]
    assert [one.target for one in understood.relations] == [entities[of].name]
    held = [field for field in entities[of].fields if field.type is FieldType.CHOICE]
    assert [len(field.choices) for field in held] == [3]


def test_one_list_for_both_says_which() -> None:
    (entity,) = analyse(
        "Kassenbuch für unseren Chor: Einnahmen und Ausgaben mit Datum, Betrag und Zweck"
    ).entities
    (kind,) = [field for field in entity.fields if field.type is FieldType.CHOICE]
    assert kind.choices == ("Einnahme", "Ausgabe")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Ingresos: fecha, importe, de quién. Gastos: fecha, importe, factura.",
         ["Ingreso", "Gasto"]),
        ("Ausgaben: Datum, Betrag, Kategorie, Beleg", ["Ausgabe"]),
    ],
)  # fmt: skip
def test_lists_that_are_told_apart_stay_two(text: str, labels: list[str]) -> None:
    assert [one.label for one in analyse(text).entities] == labels


@pytest.mark.parametrize(
    "text",
    [
        "Wpływy i koszty na ogród, z datą i kwotą, kto wyłożył pieniądze",
        "Recettes et dépenses par carte, avec date et montant, qui a avancé l'argent",
        "Entrate e uscite per categoria, con data e importo, chi ha anticipato i soldi",
    ],
)
def test_what_it_is_spent_on_or_sorted_by_is_no_list(text: str) -> None:
    assert len(analyse(text).entities) == 1
