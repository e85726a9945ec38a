"""What each of several costs tells the kinds that there are."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.price_lists import tell_kinds_priced


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "There's a fine for it: phone rings = £3, swearing £1. Who, what for, date",
            "There's a fine for it. Who, what for (phone rings, swearing), date",
        ),
        (
            "de",
            "Mannschaftskasse: Bälle vergessen 2 €, Handy 1 €, Foul 3 €. Wer, wofür, Datum",
            "Mannschaftskasse. Wer, wofür (Bälle vergessen, Handy, Foul), Datum",
        ),
        (
            "en",
            "Stall: jam £2, honey £5, bread £3. I note date, how many sold",
            "Stall: kind (jam, honey, bread). I note date, how many sold",
        ),
        (
            "en",
            "A penalty each: noisy = $5, shirt dirty $2. Note who, what for, how much",
            "A penalty each. Note who, what for (noisy, shirt dirty), how much",
        ),
        ("en", "Hires: date, deposit £50, fee £120, what for", None),
        ("en", "Members: name, subs £40, paid", None),
        ("en", "Trips: name, coach £12", None),
        ("en", "I note what I spend, for example, coffee £3, lunch £8, bus £2", None),
    ],
)
def test_kinds_stand_behind_the_field_that_asks_for_one(
    language: str, text: str, told: str | None
) -> None:
    assert tell_kinds_priced(text, language) == (told or text)


def test_kinds_make_no_list() -> None:
    request = (
        "Darts team. A fine for everything: missed night = £5, wrong shirt £2. "
        "I put in who, what for, how much, when, paid or not"
    )
    assert [entity.name for entity in analyse(request).entities] == ["fine"]


def test_hostile_text_is_read_in_time() -> None:
    begin = time.perf_counter()
    tell_kinds_priced(": late £2, " * 700, "en")
    tell_kinds_priced("word " * 1600, "en")
    assert time.perf_counter() - begin < 1
