"""What is to be done is kept as tasks, whatever it is told of."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "title", "label", "what"),
    [
        ("Unser Wohnmobil: was ist noch zu tun, wer macht es, erledigt oder nicht",
         "Wohnmobil", "Aufgabe", "Was"),
        ("La nostra barca: cosa c'è ancora da fare, chi lo fa, fatto o no",
         "Barca", "Compito", "Cosa"),
        ("Nasz ogród: co trzeba zrobić, kto to robi, zrobione czy nie",
         "Ogród", "Zadanie", "Co"),
        ("Tuinlijst: wat moet er gebeuren, wie doet het, wanneer, klaar",
         "Tuinlijst", "Taak", "Wat"),
    ],
)  # fmt: skip
def test_tasks_are_no_boats(text: str, title: str, label: str, what: str) -> None:
    understood = analyse(text)
    (entity,) = understood.entities
    assert (understood.title, entity.label, entity.fields[0].label) == (title, label, what)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ce qu'il faut faire avant la fête, qui le fait, fait ou pas", "Tâche"),
        ("Cosas que hay que hacer antes del viaje, quién, fecha, hecho", "Tarea"),
    ],
)
def test_a_list_is_no_clause(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Reinigungen: Datum, was zu tun ist, erledigt.", "Reinigung"),
        ("Réparations : appareil, ce qu'il faut faire, qui le fait, coût", "Réparation"),
    ],
)
def test_what_several_are_called_stays(text: str, label: str) -> None:
    assert [one.label for one in analyse(text).entities] == [label]


def test_a_recipe_that_tells_what_to_do_stays_one() -> None:
    (entity,) = analyse("Rezepte: Name, was zu tun ist, Zutaten, Dauer").entities
    assert entity.label == "Rezept"
