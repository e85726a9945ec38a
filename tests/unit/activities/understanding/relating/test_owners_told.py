"""What is lent has an owner among the people, where the words ask whose it is."""

from activities.understanding.analysis import analyse


def test_a_lent_thing_has_an_owner() -> None:
    found = analyse(
        "Neighbours borrow ladders. I need to know what each ladder is, who it belongs to, along "
        "with who's got it now, since when and when it's meant to come back."
    )
    owners = [one for one in found.relations if one.name == "owner"]
    assert len(owners) == 1
    assert any(one.source == "loan" for one in found.relations)


def test_a_loan_alone_has_none() -> None:
    found = analyse("Members borrow games. Loans with member, game, date and due back.")
    assert not [one for one in found.relations if one.name == "owner"]
