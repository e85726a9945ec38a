"""The full stop of an abbreviation ends no sentence."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.text.abbreviations import without_stops


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Food pantry at St. Marks, wednesdays", "Food pantry at St Marks, wednesdays"),
        ("Mr. and Mrs. Smith, Dr. Weber", "Mr and Mrs Smith, Dr Weber"),
        ("about approx. 60 talks, incl. VAT, no. 5", "about approx 60 talks, incl VAT, no 5"),
        ("unit, min. stock, max. load", "unit, min stock, max load"),
        ("helpers, e.g. Anna", "helpers, for example Anna"),
        ("ewes & rams with name, age", "ewes and rams with name, age"),
    ],
)
def test_abbreviations_lose_their_stop(said: str, told: str) -> None:
    assert without_stops(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "Houses in Main St. Each house has a number.",
        "Do I need a price? No. Books have a title.",
        "customers with name and tel. A booking has a date.",
        "seeds, e.g. beans",
        "shop Marks & Spencer: price",
        "food & drink, rent",
    ],
)
def test_sentences_still_end(said: str) -> None:
    assert without_stops(said) == said


def test_a_title_does_not_end_in_an_abbreviation() -> None:
    assert analyse("Food pantry at St. Marks. Households: family name").title.endswith("Marks")
