"""Hours are called as they were told, and counted where their sum is asked for."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "title", "hours"),
    [
        (
            "necesito apuntar las horas extra del taller: fecha, hora de entrada, hora de "
            "salida, máquina. que sume las horas del mes",
            "Horas extra",
            "Horas",
        ),
        (
            "je veux noter mes heures supplémentaires : date, heure de début, heure de fin, "
            "chantier, et le total des heures par mois",
            "Heures supplémentaires",
            "Heures",
        ),
    ],
)
def test_overtime_has_hours(text: str, title: str, hours: str) -> None:
    understood = analyse(text)
    (entity,) = understood.entities
    kinds = {field.label: field.type for field in entity.fields}
    assert understood.title == title
    assert kinds[hours] is FieldType.DECIMAL


def test_hours_are_counted_once() -> None:
    (entity,) = analyse(
        "mis horas extra: fecha, cuántas horas, máquina. que sume las horas"
    ).entities
    assert sum(field.type in (FieldType.DECIMAL, FieldType.INTEGER) for field in entity.fields) == 1
