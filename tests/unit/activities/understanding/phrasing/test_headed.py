"""Lists that begin without a name are told under the name that they have."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.headed import tell_headed


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "Walkers we only count each day, grown-ups and children.",
            "Walker days: date, number of grown-ups, number of children.",
        ),
        (
            "Bikes are counted per day, cyclists and trailers",
            "Bike days: date, number of cyclists, number of trailers",
        ),
        (
            "Poems. A place for shopping he needs, tick off.",
            "Poems. And a shopping list, tick off.",
        ),
        ("A shopping list of what we need", "And a shopping list"),
        (
            "who owes me money and since when, how much, paid back?",
            "Debts: who owes me, since when, how much, paid back?",
        ),
        (
            "I want to track who borrowed money from us, how much, when",
            "Debts: who borrowed money from us, how much, when",
        ),
        ("Who do I owe money, how much, since when", "Debts: who I owe, how much, since when"),
        (
            "Money my friends owe me: who, how much, paid back",
            "Debts: who, how much, paid back",
        ),
        (
            "We need a rota of who cleans what and when: kitchen, bath, stairs",
            "We need a rota of cleaning: who, what (kitchen, bath, stairs), when",
        ),
        ("Who bakes what: bread, rolls", "Baking: who, what (bread, rolls)"),
        (
            "Helpers: name, phone. Roles for every day: bar, gate, parking",
            "Helpers: name, phone. Roles with date and role (bar, gate, parking)",
        ),
        (
            "My running shoes, km so far, when bought, and each run with distance",
            "My running shoes: km so far, when bought. Each run with distance",
        ),
        (
            "Tokens: who bought how many on which day, and who still owes us for them.",
            "Tokens: who bought how many on which day, paid yes/no.",
        ),
        ("Boiler log. Per day: coal used, ash emptied", "Boiler log: date, coal used, ash emptied"),
    ],
)
def test_lists_are_told_under_their_name(said: str, told: str) -> None:
    assert tell_headed(said) == told


@pytest.mark.parametrize(
    "said",
    [
        "Walkers we count, name and date",
        "Visitors we count per day with a clicker",
        "A place for shopping carts: number, state",
        "who owes me what?",
        "who owes whom in our flat",
        "Potluck list of who brings what: name, dish, allergies",
        "Karaoke. who sang what: singer, song",
        "My jobs: employer, hourly pay",
        "Roles: name, description",
        "Books, films, and each loan with date",
        "Members with name, phone. Who still owes?",
    ],
)
def test_other_lists_stay_as_they_are(said: str) -> None:
    assert tell_headed(said) == said


@pytest.mark.parametrize(
    ("request_text", "title", "labels"),
    [
        (
            "who owes me money and since when, how much, whats it for, paid back?",
            "Debts",
            ["Who owes me", "Since", "Amount", "What for", "Paid back"],
        ),
        (
            "We're 4 flatmates and need a calendar of who cleans what and when: kitchen, bath,"
            " stairs, bins",
            "Calendar of cleaning",
            ["Who", "What", "Date"],
        ),
        (
            "Laundry tokens: who bought how many on which day, and who still owes us for them.",
            "Laundry tokens",
            ["Who", "Quantity", "Date", "Paid"],
        ),
    ],
)
def test_what_is_kept_is_what_is_told(request_text: str, title: str, labels: list[str]) -> None:
    understood = analyse(request_text)
    (entity,) = understood.entities
    assert understood.title == title
    assert [field.label for field in entity.fields] == labels
