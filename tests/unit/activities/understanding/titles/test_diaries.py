"""What a diary is about is an adjective, and its records are entries."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "title", "label"),
    [
        ("quiero llevar un diario deportivo: fecha, actividad, minutos", "Diario deportivo",
         "Entrada"),
        ("vorrei tenere un diario alimentare: data, pasto, cosa ho mangiato", "Diario alimentare",
         "Voce"),
        ("Potrzebuję dziennik treningowy: data, rodzaj ćwiczenia, czas", "Dziennik treningowy",
         "Wpis"),
    ],
)  # fmt: skip
def test_entries_are_called_entries(text: str, title: str, label: str) -> None:
    understood = analyse(text)
    assert (understood.title, [one.label for one in understood.entities]) == (title, [label])


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("dziennik treningów: data, czas, trasa", "Treningi"),
        ("un registro de gastos: fecha, importe, tienda", "Gastos"),
    ],
)
def test_what_is_written_down_keeps_its_name(text: str, plural: str) -> None:
    assert [one.plural_label for one in analyse(text).entities] == [plural]
