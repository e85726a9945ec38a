"""A short request divided into what it is for and its parts."""

import pytest

from activities.understanding.phrasing.parting import parted, parted_by_aim


@pytest.mark.parametrize(
    ("text", "head", "parts"),
    [
        ("An app for our chess club with members, matches and results", "our chess club", 3),
        ("I want to track my vet visits, vaccinations and weight", "", 3),
        ("Please build me a simple tool to manage orders: customer, cake, date", "orders", 3),
        ("Guest list with RSVP, plus ones and dietary needs", "Guest list", 3),
        ("My car's fuel, mileage and repairs with costs", "", 3),
        ("Flat hunting: rent, pros and cons", "Flat hunting", 2),
        ("Sleep log", "", 1),
        ("I run a bakery and want to track orders, customers and prices", "bakery", 3),
        ("I have a small kennel. I want to keep dogs, owners and stays.", "kennel", 3),
        ("App for our chess club. It should keep members, games and fees", "our chess club", 3),
        ("A place where I can store recipes and menus", "", 2),
        ("Track clients, dogs and walks for my dog walking business", "my dog walking business", 3),
        ("For our scout group: kids, parents and camps", "scout group", 3),
    ],
)
def test_heads_and_parts(text: str, head: str, parts: int) -> None:
    found = parted(text)
    assert found is not None
    assert (found.head, len(found.parts)) == (head, parts)


@pytest.mark.parametrize(
    "text",
    [
        "We keep bees. A log with inspections.",
        "A list (name, price) with photos",
        "x" * 300,
        ", ".join("abcdefghijklm"),
    ],
)
def test_longer_requests_are_not_divided(text: str) -> None:
    assert parted(text) is None


def test_an_aim_can_be_a_part() -> None:
    assert parted_by_aim("A health log for blood pressure").parts == ("blood pressure",)
    assert parted_by_aim("A health log").parts == ()
