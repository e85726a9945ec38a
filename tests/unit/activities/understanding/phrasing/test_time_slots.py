"""Times that a sentence tells are the slots that a field asks for."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.time_slots import tell_slots


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Feeding is 7-9 and 17-19, one at a time. Who, which day, which slot.",
            "Feeding, one at a time. Who, which day, which slot (7-9, 17-19).",
        ),
        (
            "Die Küche ist 10-12, 12-14 und 18-20 Uhr. Name, Tag, Schicht.",
            "Die Küche. Name, Tag, Schicht (10-12, 12-14, 18-20 Uhr).",
        ),
        ("Feeding is 7-9 and 17-19. Who, which day.", None),
        ("Feeding is 7-9. Who, which slot.", None),
        ("Ages 2-4 sit in front. Who, which slot.", None),
    ],
)
def test_slots_stand_behind_the_field_that_asks_for_one(text: str, told: str | None) -> None:
    assert tell_slots(text) == (told or text)


def test_slots_are_choices() -> None:
    request = "Rota for the shelter. Walking is 8-10 and 16-18. Who, which day, which slot."
    fields = [field for entity in analyse(request).entities for field in entity.fields]
    assert ("8-10", "16-18") in [field.choices for field in fields]
    assert not [field for field in fields if field.label.startswith("And")]


def test_hostile_text_is_read_in_time() -> None:
    begin = time.perf_counter()
    tell_slots("visiting is " + "2-4 and " * 900)
    assert time.perf_counter() - begin < 1
