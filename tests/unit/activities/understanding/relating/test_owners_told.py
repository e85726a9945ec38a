"""What is lent has an owner among the people, where the words ask whose it is."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    "request_text",
    [
        "Toy library: members (name, phone), toys (name, age, who it belongs to), loans with "
        "member, toy, from, due back.",
        "Bibliothek im Büro: Kollegen (Name, Mail), Bücher (Titel, wem es gehört), Ausleihen mit "
        "Kollege, Buch, seit wann, zurück am",
    ],
)
def test_a_lent_thing_has_an_owner(request_text: str) -> None:
    found = analyse(request_text)
    (owner,) = [one for one in found.relations if one.name == "owner"]
    (thing,) = [one for one in found.entities if one.name == owner.source]
    assert not any("belong" in field.name or "geh" in field.label for field in thing.fields)
    assert any(one.source == "loan" for one in found.relations)


def test_the_owner_is_written_down_where_there_are_no_people() -> None:
    found = analyse(
        "Neighbours borrow ladders. I need to know what each ladder is, who it belongs to, along "
        "with who's got it now, since when and when it's meant to come back."
    )
    labels = {entity.name: [field.label for field in entity.fields] for entity in found.entities}
    assert "Owner" in labels["ladder"]


def test_a_loan_alone_has_none() -> None:
    found = analyse("Members borrow games. Loans with member, game, date and due back.")
    assert not [one for one in found.relations if one.name == "owner"]
