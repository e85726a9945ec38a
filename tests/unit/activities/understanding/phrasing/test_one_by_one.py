"""What is told of "one" has the name of what there are several of."""

import pytest

from activities.understanding.phrasing.one_by_one import tell_one_by_one


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "We train guide dogs. Whenever a new one arrives: name, breed, date.",
            "We train guide dogs. For each dog: name, breed, date.",
        ),
        (
            "I help at an owl sanctuary. When one is brought in, we note number, date, weight.",
            "I help at an owl sanctuary. For each owl: number, date, weight.",
        ),
        (
            "Clocks: maker, owner, fault. In the end: repaired, sold or scrapped, with date",
            "Clocks: maker, owner, fault, outcome (repaired/sold/scrapped), outcome date",
        ),
        (
            "Clocks: maker, fault. Pieces of each clock. Outcome: repaired, sold or scrapped.",
            "Clocks: maker, fault, outcome (repaired/sold/scrapped). Pieces of each clock.",
        ),
        (
            "I mend clocks for people at weekends. When one comes in: date, fault, price.",
            "I mend clocks for people at weekends. For each clock: date, fault, price.",
        ),
        (
            "We take in rabbits from other shelters. When one arrives: name, age, date.",
            "We take in rabbits from other shelters. For each rabbit: name, age, date.",
        ),
        ("I keep hens. When one arrives, I feed it.", None),
        ("When one comes in: date, weight, colour.", None),
        ("Runs: date, km. At the end: a total, an average and a chart.", None),
        ("Runs: date, km. In the end: distance, pace, mood.", None),
        ("Clocks: maker. Owners: name. In the end: repaired, sold or scrapped.", None),
    ],
)
def test_lists_of_one(text: str, told: str | None) -> None:
    assert tell_one_by_one(text) == (told or text)
