"""A list that is named among the fields of another is related to it."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "source", "target"),
    [
        (
            "I manage 6 holiday flats. Guests book a flat from, to, number of adults, price. "
            "Broken things: flat, what, reported by, fixed",
            "defect",
            "flat",
        ),
        (
            "Huts with name and beds. Bookings: guest, hut, from, to. Damage: hut, what, fixed.",
            "damage",
            "hut",
        ),
        (
            "Ferienwohnungen mit Name und Betten. Schäden: Ferienwohnung, was, gemeldet am.",
            "damage",
            "flat",
        ),
    ],
)
def test_it_is_related_to_it(request_text: str, source: str, target: str) -> None:
    assert (source, target) in {(one.source, one.target) for one in analyse(request_text).relations}


def test_a_heading_is_no_mention() -> None:
    understood = analyse("Huts with name and beds. Bookings: guest, from, to. Damage: what, fixed.")
    assert ("booking", "damage") not in {(one.source, one.target) for one in understood.relations}
