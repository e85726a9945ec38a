"""What a person does not want is not built, and said so."""

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
