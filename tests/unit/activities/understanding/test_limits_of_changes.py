"""Changes that can't be had: rights of single people, messages, apps of a store."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.limits import limit_on
from models.errors import RequestRefused
from models.features import FeatureKind
from models.specification import ApplicationSpecification

TEAM = (
    "I coach a kids football team. Players with name, date of birth, position, shirt number and "
    "parent's phone. Trainings with date and who was there. Matches with date, opponent and result."
)


@pytest.fixture(scope="module")
def team() -> ApplicationSpecification:
    return write_specification(analyse(TEAM))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("Can the parents see the results without seeing the others?", "sees everything"),
        ("nobody but us should see the phone numbers", "sees everything"),
        ("parents should only see their own child", "sees everything"),
        ("the players shouldn't see each other", "sees everything"),
        ("only the coaches may see the phone numbers", "sees everything"),
        ("parents should not be able to change anything", "sees everything"),
        ("hide the phone numbers from the parents", "sees everything"),
        ("every coach should have his own login", "sees everything"),
        ("Can you send the parents a whatsapp when training is cancelled", "text or push"),
        ("text the parents when a match is moved", "text or push"),
        ("notify everyone when a training is cancelled", "text or push"),
        ("send an email to the parents when training is cancelled", "e-mails"),
        ("email everybody the results", "e-mails"),
        ("call the parents when a training is cancelled", "phone calls"),
        ("make an app for my phone out of it", "app store"),
        ("I want an iphone app", "app store"),
    ],
)
def test_a_limit_is_told_with_what_is_possible(
    wish: str, told: str, team: ApplicationSpecification
) -> None:
    with pytest.raises(RequestRefused) as refused:
        modify(team, wish, live=True)
    assert "can't be had" in refused.value.message
    assert told in refused.value.message


@pytest.mark.parametrize(
    "wish",
    [
        "add an email to players",
        "add a whatsapp number to players",
        "note who may take the kid home",
        "add whether we texted the parents",
        "add the date I emailed them",
        "call the matches games",
        "call the app Team book",
        "players can have several parents",
        "a player should have a number",
        "only show the next match",
        "I can't see the results",
        "the result should not be empty",
        "can parents look at it without changing anything?",
        "add the keeper of each match",
        "the invoice was sent by email yes or no",
    ],
)
def test_other_wishes_are_no_limits(wish: str) -> None:
    assert not limit_on(wish)


@pytest.mark.parametrize(
    "wish", ["nobody but us should see it", "only I should be able to open the app"]
)
def test_an_application_for_few_gets_a_password(wish: str, team: ApplicationSpecification) -> None:
    kinds = {feature.kind for feature in modify(team, wish, live=True).specification.features}
    assert FeatureKind.LOGIN in kinds
    assert FeatureKind.SHARING not in kinds
