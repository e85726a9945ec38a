"""What is marked as one thing is one list, though statements tell of it by two words."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import Draft
from activities.understanding.drafting.united import unite_as_marked
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import Marked, MarkedThing, Words


def _draft(first: str, second: str, *, both: bool) -> Draft:
    draft = Draft(load())
    for name, told in ((first, True), (second, both)):
        entity = draft.ensure(name, name)
        assert entity is not None
        if told:
            entity.tell("date", "date", "date")
    return draft


def _marked(*names: str) -> Marked:
    words = ("sailing", "cruises")
    return Marked(
        things=tuple(
            MarkedThing(Words(at, at + len(word), word), name, True, 1)
            for at, (name, word) in enumerate(zip(names, words, strict=True))
        )
    )


def test_the_noun_for_several_names_what_is_one() -> None:
    draft = _draft("sailing", "cruises", both=False)
    unite_as_marked(draft, _marked("cruise", "cruise"))
    (kept,) = draft.entities.values()
    assert (kept.label, kept.plural_label) == ("Cruise", "Cruises")
    assert kept.is_told


@pytest.mark.parametrize(
    ("names", "both"), [(("cruise", "cruise"), True), (("sailing", "cruise"), False)]
)
def test_what_is_told_apart_stays_apart(names: tuple[str, str], both: bool) -> None:
    draft = _draft("sailing", "cruises", both=both)
    unite_as_marked(draft, _marked(*names))
    assert len(draft.entities) == 2


def test_rides_are_what_is_noted_of_cycling() -> None:
    text = (
        "Cycling: date, route, km, climb in metres, bike, puncture yes/no. Get the rides from "
        "Strava and Garmin by itself. Bikes with when the chain was last changed."
    )
    assert [one.label for one in analyse(text).entities] == ["Ride", "Bike"]


def test_children_are_the_pupils_of_whom_is_told() -> None:
    kept = analyse("Schüler: Name, Klasse. Essen pro Kind und Tag").entities
    assert [one.label for one in kept] == ["Schüler", "Essen"]
