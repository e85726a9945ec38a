"""What a person does not want is not built, and said so."""

import pytest

from activities.design.declined import declined, kinds_of
from activities.specification.writing import Said, Written, compose
from activities.understanding.analysis import analyse
from models.conversation import Understanding
from models.features import Feature
from models.features import FeatureKind as Kind
from models.specification import View

REQUEST = "Appointments: title, date, time, reason. No calendar please."


def composed(request: str, *changes: str) -> Written:
    return compose(Said(understood(request), request=request, changes=changes))


def understood(request: str) -> Understanding:
    return analyse(request)


def kinds(written: Written) -> set[Kind]:
    return {feature.kind for feature in written.specification.features}


def told(written: Written) -> str:
    return " ".join(written.sections[-1].sentences)


def test_a_view_that_is_said_no_to_is_left_out_and_named() -> None:
    assert understood(REQUEST).unwanted == (View.CALENDAR,)
    written = composed(REQUEST)
    assert Kind.CALENDAR not in kinds(written)
    assert "it has no calendar" in told(written)
    assert Kind.CALENDAR in kinds(composed(REQUEST.replace(" No calendar please.", "")))


def test_what_comes_back_with_a_later_wish_is_not_denied_any_more() -> None:
    written = composed(REQUEST, "add a calendar")
    assert Kind.CALENDAR in kinds(written)
    assert "no calendar" not in told(written)


def test_several_are_enumerated() -> None:
    views = (View.CHART, View.CALENDAR, View.SEARCH)
    assert declined(views, ()) == "As you said, it has no calendar and no charts."
    feature = Feature(kind=Kind.CALENDAR, entity="event", fields={"date": "day"})
    assert declined(views, (feature,)) == "As you said, it has no charts."
    assert declined((View.SEARCH,), ()) == ""
    assert set(kinds_of(views)) == {Kind.CALENDAR, Kind.CHART}


@pytest.mark.parametrize(
    ("request_text", "views"),
    [
        ("Books: title, author. No passwords or accounts please.", {View.LOGIN}),
        ("Termine: Titel, Datum. Ohne Login, ein Kalender ist nicht nötig.", {View.CALENDAR}),
        ("Citas: título, fecha. No quiero calendario.", {View.CALENDAR}),
        ("Appointments: title, date, as a list instead of a calendar", {View.CALENDAR}),
        ("Plants without soil: name, photo, reminder", set()),
        ("Tasks with a due date. Those not done should be in the calendar.", set()),
    ],
)
def test_no_is_heard_in_each_language_and_only_where_it_is_said(
    request_text: str, views: set[View]
) -> None:
    unwanted = set(understood(request_text).unwanted)
    assert views <= unwanted
    assert bool(views) == bool(unwanted)


def test_photos_that_are_not_wanted_are_not_asked_for() -> None:
    told = understood("Pflanzen: Name, Standort. Fotos sind nicht nötig.")
    assert View.PHOTO not in told.views


def test_a_person_is_told_from_where_on_a_long_request_was_only_skimmed() -> None:
    story = "My aunt tells long stories about the sea and her garden. " * 60
    request = f"A list of my books with title and author. {story} And rabbits with a birthday."
    understanding = analyse(request)
    told = compose(Said(understanding, request=request)).sections[-1].sentences

    more = compose(Said(understanding, request=request, changes=("add a rating",)))

    assert "only skimmed" not in " ".join(more.sections[-1].sentences)
    assert understanding.unread.removesuffix(" …") in request
    assert any("only skimmed" in sentence and understanding.unread in sentence for sentence in told)


def test_nothing_of_a_short_request_is_skimmed() -> None:
    assert analyse("A list of my books with title and author.").unread == ""


def test_a_reminder_that_was_only_guessed_is_not_accounted_for() -> None:
    understood = analyse(
        "Fleet of 14 delivery vans. Drivers check the van each morning: tyres ok, lights ok, "
        "mileage. A fault gets reported to the garage and is open until the mechanic signs it off."
    )
    told = " ".join(one.statement for one in compose(Said(understood)).specification.constraints)
    assert "reminders" not in told
