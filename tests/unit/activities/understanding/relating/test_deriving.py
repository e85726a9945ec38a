"""What follows from two relations is not told a third time."""

from activities.understanding.draft import Draft
from activities.understanding.relating.deriving import drop_derived
from tests.unit.activities.understanding.drafts import draft_of


def _linked(*links: tuple[str, str, float]) -> Draft:
    draft = draft_of({"swim": "length", "swimmer": "name", "parent": "name"})
    for one, other, sure in links:
        target = draft.entities[other]
        draft.link(draft.entities[one], target, target.label, confidence=sure)
    return draft


def _pairs(draft: Draft) -> set[tuple[str, str]]:
    return {(one.relation.source, one.relation.target) for one in draft.links}


def test_a_guess_that_follows_is_dropped() -> None:
    draft = _linked(("swim", "swimmer", 0.9), ("swimmer", "parent", 0.9), ("swim", "parent", 0.6))
    drop_derived(draft)
    assert _pairs(draft) == {("swim", "swimmer"), ("swimmer", "parent")}


def test_what_is_sure_stays() -> None:
    draft = _linked(("swim", "swimmer", 0.9), ("swimmer", "parent", 0.9), ("swim", "parent", 0.85))
    drop_derived(draft)
    assert len(draft.links) == len(("swimmer", "parent", "both"))


def test_two_ways_that_do_not_meet_stay() -> None:
    draft = _linked(("swim", "swimmer", 0.5), ("swim", "parent", 0.6))
    drop_derived(draft)
    assert len(draft.links) == len(("swimmer", "parent"))
