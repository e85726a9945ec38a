"""What only asks to see something, or gives stars or intervals, is told where it belongs."""

import pytest

from activities.understanding.draft import Draft, DraftField
from activities.understanding.drafting.intervals import keep_intervals
from activities.understanding.drafting.rated import keep_stars
from activities.understanding.drafting.ticking import tell_ticks
from activities.understanding.drafting.unmarked import drop_asked_only, drop_unnamed
from activities.understanding.knowledge.inference import field_from, infer
from activities.understanding.marking.marks import Marked, MarkedField, Words
from tests.unit.activities.understanding.drafts import draft_of


def _labels(draft: Draft, name: str) -> list[str]:
    return [field.specification.label for field in draft.entities[name].fields]


@pytest.mark.parametrize(
    ("asks", "dropped"),
    [
        ("I need to see the barns and all the fences still broken.", True),
        ("At first I said everybody sees the fences: safety, the neighbours.", True),
        ("Each fence also has a colour and the fences still broken.", False),
    ],
)
def test_what_is_only_asked_for_is_no_field(asks: str, dropped: bool) -> None:
    text = f"Fences: length, material. {asks}"
    draft = draft_of({"fences": "length, material"})
    made = field_from(infer("still broken"), owner="fence")
    draft.entities["fence"].fields.append(DraftField(made, asks[:40], 0.9))
    words = Words(8, 14, "length")
    marked = Marked(fields=(MarkedField(words, "length", True, "text", "fence", "", 1),))
    drop_asked_only(draft, marked, text)
    assert ("Still broken" in _labels(draft, "fence")) is not dropped


@pytest.mark.parametrize(
    ("words", "kept"),
    [("Sheep: name, breed, shorn on, weight", False), ("Sheep: name, field, shorn on", True)],
)
def test_a_statement_relates_what_it_names(words: str, kept: bool) -> None:
    draft = draft_of({"fields": "name, acres", "sheep": "name, breed"})
    sheep, field = draft.find("sheep"), draft.find("fields")
    assert sheep is not None
    assert field is not None
    draft.link(sheep, field, "Field", evidence=words)
    drop_unnamed(draft, f"Fields: name, acres. {words}. I look after them.")
    assert bool(draft.links) is kept


def test_an_interval_is_known_of_what_it_is_for() -> None:
    draft = draft_of({"boilers": "make, place", "servicing": "interval"})
    deed, whole = draft.find("servicing"), draft.find("boilers")
    assert deed is not None
    assert whole is not None
    draft.link(deed, whole, whole.label, evidence="servicing … boilers")
    keep_intervals(draft)
    assert [*draft.entities] == ["boiler"]
    assert _labels(draft, "boiler")[-1] == "Servicing interval"


def test_a_deed_with_more_stays() -> None:
    draft = draft_of({"boilers": "make, place", "servicing": "interval, done by"})
    deed, whole = draft.find("servicing"), draft.find("boilers")
    assert deed is not None
    assert whole is not None
    draft.link(deed, whole, whole.label, evidence="servicing … boilers")
    keep_intervals(draft)
    assert len(draft.entities) == len(("boiler", "servicing"))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A hut can be reviewed by any guest, 1-5 stars.", "Rating"),
        ("Each hut is rated from 1 to 10 by us.", "Rating"),
        ("A hut can be booked for 1-5 nights.", ""),
        ("The hut is rated best in the valley.", ""),
    ],
)
def test_stars_of_a_sentence_are_kept(text: str, label: str) -> None:
    draft = draft_of({"huts": "name, beds"})
    keep_stars(draft, text)
    assert _labels(draft, "hut") == ["Name", "Beds", *([label] if label else [])]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Errands: what, who, deadline, tick when done.", "Done"),
        ("Errands: what, who, deadline (tick it off once bought)", "Bought"),
        ("Errands: what, who, deadline. Ticks bite when it rains.", ""),
    ],
)
def test_a_tick_says_what_is_so(text: str, label: str) -> None:
    draft = draft_of({"errands": "what, who, deadline"})
    tell_ticks(draft, text)
    assert (label in _labels(draft, "errand")) is bool(label)
