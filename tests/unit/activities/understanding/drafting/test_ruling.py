"""Rules and prices that are told in passing are no fields."""

import pytest

from activities.understanding.draft import Draft
from activities.understanding.drafting.ruling import without_rules
from activities.understanding.knowledge.lexicon import load


def labels(told: tuple[str, ...], text: str) -> list[str]:
    draft = Draft(load())
    entity = draft.ensure("round", "rounds")
    assert entity is not None
    for label in told:
        entity.tell(label, label, label)
    without_rules(draft, text)
    return [field.specification.label for field in entity.fields]


@pytest.mark.parametrize(
    ("label", "called"),
    [
        ("cure date 6 weeks later", "Cure date"),
        ("due back 3 weeks later", "Due back"),
        ("entry fee £2 a head", "Entry fee"),
        ("ticket (5 euros)", "Ticket"),
        ("year later", "Year later"),
        ("price in £", "Price in £"),
        ("price per head", "Price per head"),
        ("winner", "Winner"),
        ("takes the bus", "Takes the bus"),
    ],
)
def test_a_label_ends_before_the_rule(label: str, called: str) -> None:
    assert labels(("team", label), f"Rounds: team, {label}.") == ["Team", called]


@pytest.mark.parametrize(
    "rule", ["winner takes the pot", "first come first served", "£2 a head", "3 euros each"]
)
def test_a_rule_or_a_price_alone_is_no_field(rule: str) -> None:
    assert labels(("team", rule), f"Rounds: team, {rule}.") == ["Team"]
