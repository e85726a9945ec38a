"""Several changes in one sentence, why they are wished, and of which list they are."""

from collections.abc import Mapping

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import Outcome, modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, RelationKind

_REQUESTS = {
    "salon": (
        "Dog grooming salon. Owners with name, dogs with breed, temperament and owner, "
        "appointments with dog, date, service and price."
    ),
    "recipes": "Recipes: name, ingredients, story behind, photo",
    "print": (
        "3d printing: filament spools with material, colour, brand, grams left, and prints - "
        "file, which spool, grams used, time, success or fail."
    ),
    "places": (
        "Restaurants with name, cuisine, price level. Visits with date, restaurant and verdict."
    ),
    "visitors": "Visitors: name, company, who they are here to see, time in, badge number",
    "jobs": "Jobs: client, language pair, word count, deadline, paid",
}


@pytest.fixture(scope="module")
def made() -> dict[str, ApplicationSpecification]:
    return {name: write_specification(analyse(said)) for name, said in _REQUESTS.items()}


def _fields(specification: ApplicationSpecification) -> set[str]:
    entities = specification.data_model.entities
    return {f"{one.label.lower()}: {field.label}" for one in entities for field in one.fields}


def _added(before: ApplicationSpecification, wish: str) -> set[str]:
    return _fields(modify(before, wish, live=True).specification) - _fields(before)


def _told(made: Mapping[str, ApplicationSpecification], name: str, wish: str) -> Outcome:
    return modify(made[name], wish, live=True)


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("jobs", "is there a way to get this into Excel for my accountant?"),
        ("jobs", "is it possible to have that on my phone"),
        ("jobs", "can I get these printed?"),
        ("jobs", "I want to see all of them"),
        ("places", "I'd like to see just those"),
        ("places", "show the restaurants I have not been to"),
        ("places", "show me the restaurants that aren't expensive"),
        ("visitors", "undo"),
        ("visitors", "go back to how it was before"),
        ("visitors", "I want the old version back"),
    ],
)
def test_what_only_points_at_something_is_no_field(
    name: str, wish: str, made: dict[str, ApplicationSpecification]
) -> None:
    with pytest.raises(RequestRefused):
        modify(made[name], wish, live=True)


@pytest.mark.parametrize(
    ("name", "wish", "answer"),
    [
        ("jobs", "is there a way to get this into Excel for my accountant?", "Export as CSV"),
        ("jobs", "is there a way to get this into Excel for my accountant?", "is a question"),
        ("places", "show the restaurants I have not been to", "narrowed down"),
        ("visitors", "go back to how it was before", "rolling back"),
        ("visitors", "undo", "is no change of what is kept"),
        ("print", "a spool can have many prints", "already"),
        ("places", "warn me when something runs low", "nothing says how much there is"),
    ],
)
def test_a_refusal_says_what_is_so(
    name: str, wish: str, answer: str, made: dict[str, ApplicationSpecification]
) -> None:
    with pytest.raises(RequestRefused, match=answer):
        modify(made[name], wish, live=True)


@pytest.mark.parametrize(
    ("name", "wish", "added"),
    [
        ("jobs", "add this year's goal", {"job: This year's goal"}),
        ("jobs", "add what it is for", {"job: What it is for"}),
        ("jobs", "add who should pay", {"job: Who should pay"}),
        ("jobs", "add to whom it was sent", {"job: To whom it was sent"}),
        ("visitors", "add the previous version", {"visitor: Previous version"}),
        ("recipes", "I'd like to know how many people it feeds and be able to scale the amounts",
         {"recipe: How many people it feeds"}),
        ("salon", "appointments need a time too, and how long it takes in minutes",
         {"appointment: Time", "appointment: How long it takes in minutes"}),
        ("salon", "Make the owner's phone required, I need to be able to ring them",
         {"owner: Phone"}),
        ("salon", "add a phone to owners, we have to call them before", {"owner: Phone"}),
        ("places", "put a link to the menu and whether they're dog-friendly",
         {"restaurant: Link to the menu", "restaurant: Dog-friendly"}),
        ("places", "add the time", {"visit: Time"}),
        ("print", "the price of a spool would be good", {"filament spool: Price"}),
        ("print", "add a price to spools", {"filament spool: Price"}),
        ("print", "add a price to prints", {"print: Price"}),
        ("jobs", "clients should be their own list with address, and a job picks one of them",
         {"client: Name", "client: Address"}),
    ],
)  # fmt: skip
def test_each_part_becomes_what_it_names(
    name: str, wish: str, added: set[str], made: dict[str, ApplicationSpecification]
) -> None:
    assert _added(made[name], wish) == added


@pytest.mark.parametrize(
    ("name", "wish", "told"),
    [
        ("recipes", "make story behind optional and the ingredients required",
         "“Ingredients” of a recipe must be filled in."),
        ("recipes", "make ingredients required and the photo required",
         "“Photo” of a recipe must be filled in."),
        ("recipes", "call the app Nonna's kitchen, and \"story behind\" should just be Story",
         "“Story behind” is shown as “Story”."),
        ("recipes", "story behind should be called Story", "“Story behind” is shown as “Story”."),
        ("recipes", "the photo should be called picture and the ingredients should be required",
         "“Ingredients” of a recipe must be filled in."),
        ("recipes", "make photo required because we want to see them",
         "“Photo” of a recipe must be filled in."),
        ("print", "make the spool's colour required",
         "“Colour” of a filament spool must be filled in."),
    ],
)  # fmt: skip
def test_one_half_takes_nothing_from_the_other(
    name: str, wish: str, told: str, made: dict[str, ApplicationSpecification]
) -> None:
    assert told in _told(made, name, wish).changes


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("jobs", "can you also add a priority"),
        ("recipes", "could you please make the photo required"),
    ],
)
def test_who_is_asked_is_no_change_that_was_not_done(
    name: str, wish: str, made: dict[str, ApplicationSpecification]
) -> None:
    assert not _told(made, name, wish).undone


def test_what_could_not_be_done_is_told(made: dict[str, ApplicationSpecification]) -> None:
    wish = "I'd like to know how many people it feeds and be able to scale the amounts"
    assert list(_told(made, "recipes", wish).undone) == ["be able to scale the amounts"]


def test_words_of_a_field_ask_for_nothing_beyond_the_limits(
    made: dict[str, ApplicationSpecification],
) -> None:
    outcome = _told(made, "recipes", "add number of people it feeds")
    assert not [sentence for sentence in outcome.impact if "devices" in sentence]


@pytest.mark.parametrize(
    ("wish", "noted"),
    [
        ("the warning should come when there's less than 100 grams left", "Enter 100"),
        ("warn me when a spool is nearly empty", "Enter the least"),
    ],
)
def test_what_runs_low_is_marked_by_a_minimum(
    wish: str, noted: str, made: dict[str, ApplicationSpecification]
) -> None:
    outcome = _told(made, "print", wish)
    assert "filament spool: Minimum stock" in _fields(outcome.specification)
    assert any(sentence.startswith(noted) for sentence in outcome.impact)


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("wish", ["a print can use two spools", "each print can have many spools"])
def test_one_thing_may_go_with_several(
    wish: str, live: bool, made: dict[str, ApplicationSpecification]
) -> None:
    model = modify(made["print"], wish, live=live).specification.data_model
    kinds = [one.kind for one in model.relations if one.target == "filament_spool"]
    assert RelationKind.MANY_TO_MANY in kinds
    assert (RelationKind.MANY_TO_ONE in kinds) is live
    assert len(model.entities) == 2


@pytest.mark.parametrize(
    "wish",
    [
        "who they are here to see should be picked from our list of staff",
        "I want to choose who they are here to see from a list of staff",
    ],
)
def test_what_is_picked_from_a_list_gets_the_list(
    wish: str, made: dict[str, ApplicationSpecification]
) -> None:
    model = modify(made["visitors"], wish, live=True).specification.data_model
    assert {one.plural_label for one in model.entities} == {"Visitors", "Staff members"}
    assert [(one.source, one.target) for one in model.relations] == [("visitor", "staff_member")]


def test_what_is_picked_from_values_gets_no_list(
    made: dict[str, ApplicationSpecification],
) -> None:
    outcome = _told(made, "visitors", "badge number should be picked from 1, 2 or 3")
    assert outcome.changes == ["“Badge number” of a visitor is chosen from 1, 2 and 3."]
