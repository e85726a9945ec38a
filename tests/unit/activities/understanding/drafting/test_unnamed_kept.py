"""Lists that only an adjective or a budget tells of are called by what is kept."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("When something breaks in the hut I note what, which room, who fixed it, cost", "Repair"),
        ("when anything gets broken I write down what it was, which class, cost", "Repair"),
        ("Wenn etwas kaputt geht, schreibe ich auf: was, welcher Handwerker, Kosten", "Reparatur"),
        ("Als er iets kapot gaat: wat, welke kamer, wie repareerde het, kosten", "Reparatie"),
        ("Cuando algo se rompe anoto qué, en qué piso, quién vino y cuánto cobró", "Reparación"),
        ("Quand quelque chose tombe en panne : quoi, quelle pièce, coût", "Réparation"),
    ],
)
def test_what_breaks_is_kept_as_repairs(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("holiday budget, money's tight: what for, planned amount, paid on", "Expense"),
        ("wedding budget for the two of us! Supplier, what for, quoted price, paid on", "Expense"),
        ("Hochzeitsbudget: Dienstleister, wofür, Angebot, Anzahlung, Rest fällig am", "Ausgabe"),
    ],
)
def test_what_a_budget_is_spent_on_are_expenses(text: str, label: str) -> None:
    (kept,) = analyse(text).entities
    assert kept.label == label


def test_who_is_paid_is_known_of_an_expense() -> None:
    (kept,) = analyse("wedding budget. Supplier, what for, quoted price, paid on").entities
    assert "Supplier" in [field.label for field in kept.fields]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Suppliers: name, phone, what they deliver, price", "Supplier"),
        ("Damage in the hall: date, what, who did it, repaired yes/no", "Damage"),
        ("holidays: where, from, to, price", "Holiday"),
        ("Guasti: titolo, dove, urgente sì/no, chi l'ha segnalato", "Guasto"),
        ("school breaks: date, who is on duty, which yard", "School break"),
    ],
)
def test_what_has_a_name_keeps_it(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]
