"""An application gets the features that its fields suit, and those that were asked for."""

import pytest
from hypothesis import given

from activities.design.fitting.adding import with_room_for
from activities.design.fitting.fit import MOST, fit, kept, refitted
from activities.design.fitting.promising import promise
from activities.design.promises import missing, promised
from models.features import FORMS, Feature
from models.features import FeatureKind as Kind
from models.fields import FieldType
from models.specification import ApplicationSpecification, Category, DataModel, View
from tests.strategies import specifications

DOMAINS = [
    ("chores", "chore: name, due date, done! > member", "member: name", "rotation reminder"),
    ("bills", "bill: name, money amount, due date, monthly/yearly often, done!", "", "recurring"),
    ("pantry", "food: name, int quantity, int minimum, best_before date", "", "expiry stock"),
    ("shopping", "shopping_item: name, bought!", "", "checklist"),
    (
        "household budget",
        "expense: name, money amount, day date > group",
        "group: name, money monthly_limit",
        "budget statistics",
    ),
    ("shared flat", "cost: name, money amount, day date, text paid_by", "", "settling"),
    ("lending", "loan: what, text to_whom, lent_on date, due date, returned!", "", "lending"),
    ("houseplants", "plant: name, int water_every_days, last_watered date", "", "interval"),
    ("filters", "filter: name, int interval_days, last_changed date", "", "interval"),
    ("habits", "check_in: note, day date > habit", "habit: name", "streak"),
    ("birthdays", "friend: name, birthday date, text phone", "", "anniversary addresses"),
    ("savings", "goal: name, money saved_amount, money target_amount", "", "progress"),
    (
        "reading",
        "book: title, int current_page, int pages, stars rating",
        "",
        "progress ranking pick",
    ),
    (
        "fuel",
        "fill_up: station, day date, int mileage, dec litres, money price > car",
        "car: name",
        "consumption",
    ),
    ("wedding", "guest: name, invited/coming/no status, int party_size", "", "tally board"),
    ("journeys", "trip: name, start_date date, end_date date", "", "countdown calendar"),
    ("packing", "packing_item: name, packed!", "", "checklist"),
    ("documents", "document: name, valid_until date", "", "expiry"),
    ("wine", "wine: name, int bottles, drink_until date, stars rating", "", "expiry ranking pick"),
    ("dinner", "meal: name, day date", "", "pick"),
    ("appointments", "appointment: title, day date, at time", "", "calendar"),
    (
        "job search",
        "job_application: position, to_do/offer status, deadline date",
        "",
        "board reminder",
    ),
    ("club", "member: name, mail email, text phone, text address", "", "addresses"),
    ("weight", "measurement: what, day date, dec weight", "", "chart"),
    ("cuttings", "plant: name, cover photo", "", "gallery"),
]
"""What is kept, in short: names of fields with their types; ``!`` is yes or no, ``/`` a choice."""


def model_of(*kept: str) -> DataModel:
    """Return the data model of a short description."""
    entities, relations = [], []
    for line in filter(None, kept):
        line, _, target = line.partition(" > ")
        name, _, fields = line.partition(": ")
        entities.append(
            {
                "name": name,
                "label": name.replace("_", " ").capitalize(),
                "plural_label": f"{name}s".replace("_", " ").capitalize(),
                "title_field": fields.split(", ")[0],
                "fields": [_field(part) for part in fields.split(", ")],
            }
        )
        if target:
            relations.append({"name": target, "label": target, "source": name, "target": target})
    return DataModel.model_validate({"entities": entities, "relations": relations})


def _field(text: str) -> dict[str, object]:
    types = {"int": "integer", "dec": "decimal", "stars": "rating", "long": "long_text"}
    words = text.rstrip("!").split(" ")
    if "/" in words[0]:
        field: dict[str, object] = {"name": words[1], "type": "choice"}
        field["choices"] = words[0].split("/")
    elif len(words) == 1:
        field = {"name": words[0], "type": "yes_no" if text.endswith("!") else "text"}
    elif words[0] in ("int", "dec", "money", "text", "stars", "long"):
        field = {"name": words[1], "type": types.get(words[0], words[0])}
    else:
        typed = words[1] in ("date", "time", "email", "photo")
        field = {"name": text.replace(" ", "_") if words == ["due", "date"] else words[0]}
        field["type"] = words[1] if typed else "text"
    return field | {"label": str(field["name"]).replace("_", " ").capitalize()}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [pytest.param(*row[1:], id=row[0]) for row in DOMAINS],
)
def test_each_domain_has_behaviour_of_its_own(first: str, second: str, expected: str) -> None:
    model = model_of(first, second)
    found = {feature.kind.value for feature in fit(model, Category.TRACKER)}
    assert set(expected.split()) <= found


def test_what_is_asked_for_is_taken_from_weaker_fits_too() -> None:
    model = model_of("thing: name, small/large size, bought_on date")
    assert not {Kind.CALENDAR, Kind.BOARD} & {f.kind for f in fit(model, Category.LIST)}
    asked = fit(model, Category.LIST, (View.CALENDAR, View.BOARD, View.LOGIN))
    assert [f.kind for f in asked][:2] == [Kind.CALENDAR, Kind.BOARD]
    assert Kind.LOGIN in {f.kind for f in asked}


@pytest.mark.parametrize(
    "view",
    [
        View.CALENDAR,
        View.BOARD,
        View.CHECKLIST,
        View.REMINDER,
        View.CHART,
        View.RECURRING,
        View.GALLERY,
    ],
)
def test_a_view_that_lacks_a_field_gets_it(view: View) -> None:
    model = model_of("thing: name")
    fuller = with_room_for((view,), model)
    assert model.entities[0].fields == fuller.entities[0].fields[:1]
    kinds = {feature.kind.value for feature in fit(fuller, Category.OTHER, (view,))}
    assert view.value in kinds
    assert with_room_for((view,), fuller) == fuller


def test_what_is_there_to_be_read_gets_cards() -> None:
    def kinds(text: str, *views: View) -> set[Kind]:
        return {feature.kind for feature in fit(model_of(text), Category.OTHER, views)}

    assert Kind.CARDS in kinds("recipe: name, long steps")
    assert Kind.CARDS not in kinds("tool: name, long notes")
    assert Kind.CARDS in kinds("tool: name", View.CARDS)


def test_photos_that_are_wished_for_get_a_field() -> None:
    model = with_room_for((View.PHOTO,), model_of("thing: name"))
    assert [field.type for field in model.entities[0].fields] == [FieldType.TEXT, FieldType.PHOTO]
    assert "Photos" in promised((View.PHOTO,), model)[View.PHOTO]
    assert missing((View.PHOTO,), model) == {}
    assert View.PHOTO in missing((View.PHOTO,), model_of("thing: name"))


def test_what_a_change_takes_away_does_not_come_back() -> None:
    model = model_of("task: name, to_do/done status, due date")
    had = fit(model, Category.TRACKER)
    options = {"category": Category.TRACKER, "views": ()}
    less = refitted(had, (model, model), **options, without={Kind.BOARD})
    assert Kind.BOARD in {f.kind for f in had}
    assert Kind.BOARD not in {f.kind for f in less}
    richer = model_of("task: name, to_do/done status, due date, stars rating")
    more = refitted(less, (model, richer), **options, without=())
    assert {f.kind for f in more} - {f.kind for f in less} == {Kind.RANKING}


def test_features_go_with_the_fields_that_they_need() -> None:
    model = model_of("task: name, to_do/done status, due date")
    without = model_of("task: name")
    left = kept(fit(model, Category.TRACKER), without)
    assert {feature.kind for feature in left} == {Kind.UNDO, Kind.IMPORT}


@given(specifications())
def test_whatever_is_kept_gets_features_that_fit(specification: ApplicationSpecification) -> None:
    model = specification.data_model
    features = fit(model, specification.metadata.category, tuple(View))
    document = specification.model_dump() | {"features": [f.model_dump() for f in features]}
    assert len(features) <= MOST
    assert ApplicationSpecification.model_validate(document).features == features
    assert all(promise(feature, model) for feature in features)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_form(kind: Kind) -> None:
    needed = {role: "name" for role, form in FORMS[kind].roles.items() if form.needed}
    entity = "thing" if FORMS[kind].of_entity else None
    assert Feature(kind=kind, entity=entity, fields=needed).kind is kind


def fitted(*things: str, views: tuple[View, ...] = ()) -> dict[Kind, Feature]:
    return {feature.kind: feature for feature in fit(model_of(*things), Category.TRACKER, views)}


def test_a_task_with_a_day_of_its_own_is_done_once_and_passed_to_nobody() -> None:
    people = "helper: name"
    assert Kind.ROTATION not in fitted("task: title, day date, done! > helper", people)
    assert Kind.ROTATION in fitted("task: title, done! > helper", people)
    assert Kind.ROTATION in fitted("chore: title, day date, done! > helper", people)


def test_ticking_off_and_passing_on_are_not_offered_for_the_same_field() -> None:
    things = "chore: title, done! > member", "member: name"
    assert Kind.CHECKLIST not in fitted(*things)
    assert Kind.CHECKLIST in fitted(*things, views=(View.CHECKLIST,))


def test_a_loan_that_is_overdue_is_told_once() -> None:
    found = fitted("loan: what, text to_whom, lent_on date, due date, returned_on date")
    assert Kind.LENDING in found
    assert Kind.REMINDER not in found


def test_a_birthday_does_not_stand_for_another_date_to_be_reminded_of() -> None:
    found = fitted("grave: name, born date, lease_ends date", views=(View.REMINDER,))
    assert found[Kind.REMINDER].fields["date"] == "lease_ends"
    assert Kind.ANNIVERSARY in found


def test_costs_are_summed_by_what_they_belong_to_rather_than_by_their_state() -> None:
    things = "repair: title, money cost, open/done status > room", "room: name"
    assert fitted(*things)[Kind.STATISTICS].fields["group"] == "room"


def test_numbers_that_tell_things_apart_are_not_drawn_over_time() -> None:
    assert Kind.CHART not in fitted("radio: name, int year_built, acquired_on date")
    assert Kind.CHART in fitted("party: name, int number_of_guests, day date")


@pytest.mark.parametrize(
    ("things", "group"),
    [
        (("weighing: what, day date, dec weight > pet", "pet: name"), "pet"),
        (("set_done: what, day date, text exercise, dec weight",), "exercise"),
        (("run: what, day date, text place, dec distance",), ""),
        (("cost: name, day date, money amount > room", "room: name"), ""),
    ],
)
def test_what_is_measured_of_several_things_is_a_line_for_each(
    things: tuple[str, ...], group: str
) -> None:
    assert fitted(*things)[Kind.CHART].fields.get("group", "") == group


def test_what_is_not_wanted_does_not_come() -> None:
    model = model_of("appointment: title, day date, at time")
    assert Kind.CALENDAR in {f.kind for f in fit(model, Category.SCHEDULE)}
    without = fit(model, Category.SCHEDULE, without={Kind.CALENDAR, Kind.IMPORT})
    assert not {Kind.CALENDAR, Kind.IMPORT} & {f.kind for f in without}


def test_whoever_has_paid_was_not_visited_again_by_that() -> None:
    often = "monthly/yearly how_often"
    house = fitted(f"house: address, {often}, last_there date, paid!")
    assert Kind.RECURRING not in house
    assert Kind.INTERVAL in house
    assert Kind.RECURRING in fitted(f"bill: name, {often}, due date, paid!")
    assert Kind.RECURRING in fitted(f"chore: name, {often}, day date, done!")


@pytest.mark.parametrize(
    ("thing", "lent"),
    [
        ("pupil: name, consent_form_back!, paid!", False),
        ("hire: item, text who, start date, end date, deposit_returned!", False),
        ("hire: item, text who, start date, end date, deposit_returned!, returned!", True),
        ("book: title, text to_whom, lent_on date, returned!", True),
        ("key: number, text borrower, key_returned!", True),
        ("book: title, text borrower, returned_on date", True),
    ],
)
def test_lent_is_what_comes_back_itself(thing: str, *, lent: bool) -> None:
    found = fitted(thing)
    assert (Kind.LENDING in found) is lent
    if lent:
        assert "deposit" not in found[Kind.LENDING].fields["returned"]


def test_rates_are_not_added_up() -> None:
    job = fitted("job: client, int words, money rate_per_word, open/done status")
    assert Kind.STATISTICS not in job
    assert Kind.STATISTICS in fitted("job: client, money rate_per_word, money fee, a/b status")


def test_what_is_booked_or_was_last_done_is_not_drawn_over_time() -> None:
    assert Kind.CHART not in fitted("house: address, money price, last_there date")
    assert Kind.CHART not in fitted("hire: item, int quantity, start date, end date")
    booked = fitted("hire: item, int quantity, start date, end date", views=(View.CHART,))
    assert Kind.CHART in booked


@pytest.mark.parametrize(
    "kept_",
    [
        "food: name, int quantity, int minimum",
        "food: name, int quantity, int minimum_stock",
        "food: name, int quantity, int minimum_quantity",
        "paper: name, int quantity, int reorder_at",
        "paper: name, int quantity, int min_level",
        "paper: name, int number_of_boxes, int minimum_boxes",
    ],
)
def test_what_there_should_be_at_least_is_a_limit_of_the_stock(kept_: str) -> None:
    (stock,) = (f for f in fit(model_of(kept_), Category.INVENTORY) if f.kind is Kind.STOCK)
    assert "minimum" in stock.fields


@pytest.mark.parametrize(
    "kept_",
    [
        "board_game: title, int number_of_players, int minimum_age",
        "board_game: title, int number_of_players, int minimum_number_of_players",
        "ride: name, int quantity, int minimum_height",
        "room: name, int number_of_beds, int minimum_stay",
        "lot: name, int quantity, int minimum_bid",
        "recording: title, int number_of_tracks, int running_time_min",
    ],
)
def test_another_minimum_is_no_limit_of_the_stock(kept_: str) -> None:
    assert Kind.STOCK not in {f.kind for f in fit(model_of(kept_), Category.INVENTORY)}


def test_a_game_that_was_played_is_not_to_be_chosen() -> None:
    assert Kind.PICK not in fitted("game: title, int round, win/draw result")
    assert Kind.PICK in fitted("game: title, int players")
