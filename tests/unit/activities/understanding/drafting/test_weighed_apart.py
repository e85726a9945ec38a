"""A weight now and then is no field of what is logged many times a day."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        (
            "food log with calories, protein and fat. weight every friday",
            ("Date", "Weight"),
        ),
        ("workout log: exercise, sets, reps. body weight once a week", ("Date", "Weight")),
        ("Essenstagebuch mit Kalorien, Eiweiß, Fett. Gewicht jeden Montag", ("Datum", "Gewicht")),
    ],
)
def test_weighings_are_a_list(request_text: str, labels: tuple[str, ...]) -> None:
    found = {entity.name: entity for entity in analyse(request_text).entities}
    assert tuple(field.label for field in found["weighing"].fields) == labels
    others = [entity for name, entity in found.items() if name != "weighing"]
    assert not any(field.label in ("Weight", "Gewicht") for one in others for field in one.fields)


@pytest.mark.parametrize(
    "request_text",
    [
        "Puppies: name, breed, born, weight every week",
        "Meals: name, calories, weight of the portion",
        "Weight diary: date, weight every morning, mood",
    ],
)
def test_other_weights_stay(request_text: str) -> None:
    assert "weighing" not in [entity.name for entity in analyse(request_text).entities]
