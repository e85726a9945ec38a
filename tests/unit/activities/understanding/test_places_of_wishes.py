"""Which of several lists a wish is about, and lists that belong to others."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, RelationKind

TEAM = (
    "I coach a kids football team. Players with name, date of birth, position, shirt number and "
    "parent's phone. Trainings with date and who was there. Matches with date, opponent and result."
)
WORKSHOP = (
    "We repair bicycles. Customers with name, phone and email, and the repair jobs: bike, "
    "description, date in, price, notes"
)
CLUB = (
    "An app for our tennis club: courts with name and location, members with name, phone and "
    "email, and bookings: which court, which member, date."
)
BOOKS = (
    "A reading list: books with title, author, a rating from 1 to 5, status (to read, reading, "
    "finished) and the date finished; each book belongs to a shelf with a name and room"
)
_REQUESTS = {"team": TEAM, "workshop": WORKSHOP, "club": CLUB, "books": BOOKS}


@pytest.fixture(scope="module")
def made() -> dict[str, ApplicationSpecification]:
    return {name: write_specification(analyse(said)) for name, said in _REQUESTS.items()}


def _added(before: ApplicationSpecification, wish: str) -> set[str]:
    """Return what is known of more than before, each with the label of its list."""
    after = modify(before, wish, live=True).specification.data_model
    old = {(e.label, f.label) for e in before.data_model.entities for f in e.fields}
    new = {(e.label, f.label) for e in after.entities for f in e.fields}
    return {f"{entity}: {field}" for entity, field in new - old}


@pytest.mark.parametrize(
    ("name", "wish", "added"),
    [
        ("workshop", "add the date when the bike was picked up",
         {"Job: Date when the bike was picked up"}),
        ("workshop", "I want to see who is doing which job", {"Job: Who is doing it"}),
        ("workshop", "rename price to estimate and add a final price",
         {"Job: Estimate", "Job: Final price"}),
        ("workshop", "add a birthday", {"Customer: Birthday"}),
        ("workshop", "add when it was delivered", {"Job: When it was delivered"}),
        ("workshop", "When's the bike picked up? add that", {"Job: When the bike is picked up"}),
        ("workshop", "add a discount to the repairs", {"Job: Discount"}),
        ("club", "when someone cancels I want to see the reason", {"Booking: Reason"}),
        ("club", "each reservation needs a price", {"Booking: Price"}),
        ("team", "For every game I want to write down who scored and in which minute",
         {"Match: Who scored", "Match: In which minute"}),
        ("team", "We need the emergency contact for every kid, name and phone",
         {"Player: Emergency contact", "Player: Emergency contact's phone"}),
        ("team", "The opponent must be filled in and also add the address of the pitch",
         {"Match: Address of the pitch"}),
        ("team", "add shoe size", {"Player: Shoe size"}),
        ("team", "add referee and kick off time to games",
         {"Match: Referee", "Match: Kick off time"}),
        ("books", "add a genre", {"Book: Genre"}),
        ("workshop", "Show me the jobs as columns by status that I can move", {"Job: Status"}),
        ("workshop", "show the customers on a board", {"Customer: Status"}),
    ],
)  # fmt: skip
def test_a_wish_is_about_what_it_names_or_means(
    name: str, wish: str, added: set[str], made: dict[str, ApplicationSpecification]
) -> None:
    assert _added(made[name], wish) == added


@pytest.mark.parametrize("wish", ["add a referee", "add a comment", "add the pitch"])
def test_what_could_belong_to_several_lists_is_asked_of(
    wish: str, made: dict[str, ApplicationSpecification]
) -> None:
    with pytest.raises(RequestRefused, match="players, trainings or matches"):
        modify(made["team"], wish, live=True)


@pytest.mark.parametrize(
    ("name", "wish", "label"),
    [
        ("team", "rename the kids to children", "Children"),
        ("club", "rename bookings to reservations", "Reservations"),
        ("team", "call the matches games", "Games"),
        ("team", "add a list of games with title and platform", "Games"),
        ("team", "add games with title and platform", "Games"),
    ],
)
def test_a_new_name_is_not_taken_for_an_old_thing(
    name: str, wish: str, label: str, made: dict[str, ApplicationSpecification]
) -> None:
    after = modify(made[name], wish, live=True).specification.data_model
    assert label in [entity.plural_label for entity in after.entities]


@pytest.mark.parametrize(
    ("name", "wish", "part", "fields", "whole"),
    [
        ("workshop", "Each job should list the spare parts used, with the quantity and price",
         "Spare part", ["Name", "Quantity", "Price"], "job"),
        ("workshop", "each job has spare parts with name, quantity and price",
         "Spare part", ["Name", "Quantity", "Price"], "job"),
        ("workshop", "add spare parts: name, quantity, price; each belongs to a job",
         "Spare part", ["Name", "Quantity", "Price"], "job"),
        ("team", "each training should have exercises with duration",
         "Exercise", ["Name", "Duration"], "training"),
        ("team", "for every game I want to list the goals with minute",
         "Goal", ["Name", "Minute"], "match_name"),
    ],
)  # fmt: skip
def test_parts_become_a_list_that_belongs_to_the_whole(
    name: str,
    wish: str,
    part: str,
    fields: list[str],
    whole: str,
    made: dict[str, ApplicationSpecification],
) -> None:
    before = made[name]
    after = modify(before, wish, live=True).specification.data_model
    (new,) = (
        e for e in after.entities if e.name not in [o.name for o in before.data_model.entities]
    )
    assert (new.label, [field.label for field in new.fields]) == (part, fields)
    links = [(r.source, r.target, r.kind) for r in after.relations]
    assert (new.name, whole, RelationKind.MANY_TO_ONE) in links


def test_fields_in_the_plural_are_no_parts(made: dict[str, ApplicationSpecification]) -> None:
    before = made["team"]
    after = modify(before, "each match should have notes with details", live=True).specification
    assert len(after.data_model.entities) == len(before.data_model.entities)


def test_a_field_gets_a_list_of_its_own(made: dict[str, ApplicationSpecification]) -> None:
    wish = "the authors should be a list of their own with name and country"
    outcome = modify(made["books"], wish, live=True)
    model = outcome.specification.data_model
    assert ("book", "author") in [(r.source, r.target) for r in model.relations]
    assert any("“Author” stays where it is" in sentence for sentence in outcome.impact)


def test_a_list_of_its_own_is_there_already(made: dict[str, ApplicationSpecification]) -> None:
    with pytest.raises(RequestRefused, match="have a list of their own already"):
        modify(made["books"], "put the shelves in their own list", live=True)


@pytest.mark.parametrize(
    ("wish", "label"),
    [
        ("add a wish list for books I still want to buy with title and price", "Wishes"),
        ("add a photo of the cover, a wish list for films with title", "Wishes"),
        ("add a shopping list", "Shopping items"),
    ],
)
def test_a_list_is_called_by_what_stands_on_it(
    wish: str, label: str, made: dict[str, ApplicationSpecification]
) -> None:
    after = modify(made["books"], wish, live=True).specification.data_model
    assert label in [entity.plural_label for entity in after.entities]


@pytest.mark.parametrize(
    ("name", "wish", "order"),
    [
        ("team", "the kids should be sorted by last name", ("player", "name")),
        ("workshop", "sort jobs by date-in", ("job", "-date_in")),
        ("books", "sort by datefinished", ("book", "-date_finished")),
    ],
)
def test_fields_to_sort_by_are_found_in_other_spellings(
    name: str, wish: str, order: tuple[str, str], made: dict[str, ApplicationSpecification]
) -> None:
    outcome = modify(made[name], wish, live=True)
    entity = outcome.specification.data_model.entity(order[0])
    assert entity.order == order[1]
    assert ("last name" in wish) == any("no “last name”" in told for told in outcome.impact)


@pytest.mark.parametrize(
    ("name", "wish"),
    [("club", "show the bookings in a calendar"), ("team", "put trainings in a calendar")],
)
def test_a_view_that_is_there_is_named(
    name: str, wish: str, made: dict[str, ApplicationSpecification]
) -> None:
    with pytest.raises(RequestRefused, match=r"there already: A calendar shows"):
        modify(made[name], wish, live=True)
