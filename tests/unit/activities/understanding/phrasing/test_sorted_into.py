"""What is sorted into categories has one."""

import pytest

from activities.understanding.phrasing.sorted_into import tell_sorted


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "It reads the invoices from a folder and sorts them into groups (tools, fuel, other).",
            "It reads the invoices from a folder. Each invoice has a date, an amount and a group"
            " (tools, fuel, other).",
        ),
        (
            "I list the books with their price and put them into categories (novel, travel)",
            "I list the books with their price. Each book has a category (novel, travel)",
        ),
        ("Sort them into categories (a, b)", None),
        ("Books sorted by category (novel, travel)", None),
        ("I keep books and sort them by title", None),
    ],
)
def test_what_is_sorted_has_a_category(text: str, told: str | None) -> None:
    assert tell_sorted(text) == (told or text)
