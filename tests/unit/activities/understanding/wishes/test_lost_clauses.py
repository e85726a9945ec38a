"""Clauses that tell of something to keep or to know are not lost without a word."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.marking.marks import Marked, MarkedThing, Words
from activities.understanding.wishes.lost_clauses import lost_in
from models.conversation import Understanding

_KNOWN = ("member", "name", "boat", "price", "date", "departure", "tasting")
_NOTHING = Marked(things=(), fields=())


def _lost(text: str, *told: str) -> tuple[str, ...]:
    return tuple(lost_in(text, _NOTHING, _KNOWN, _KNOWN, told))


def _overlooked(understood: Understanding) -> tuple[str, ...]:
    return tuple(one.evidence for one in understood.findings if one.what == "overlooked")


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Boats. Members pay yearly dues.", ("Members pay yearly dues",)),
        ("Boats. Each member owes a shift.", ("Each member owes a shift",)),
        ("Boats. Every member owes two shifts at the bar.", None),
        ("Boats; I want to know which boat is out and who locks up", ("who locks up",)),
        ("Boats with name. Meter readings too, but not urgent", ("Meter readings",)),
        ("Boats with name. Wine pairing would be nice to have.", ("Wine pairing",)),
        ("Boats. Who brings the cake should be written down.", ("Who brings the cake",)),
        ("Boats. Also count the tables we hire.", ("the tables we hire",)),
        ("Boats. We also want to track the moon phase.", ("the moon phase",)),
        ("Boats. The caretaker wants to know who has keys.", ("who has keys",)),
        ("Boats. It'd be handy to know which towels are missing", ("which towels are missing",)),
    ],
)
def test_what_a_clause_tells_of(text: str, lost: tuple[str, ...] | None) -> None:
    found = _lost(text)
    assert found if lost is None else found == lost


@pytest.mark.parametrize(
    "text",
    [
        "Boats. We are a family of five and my husband used to note the weather.",
        "Boats. My sister, who bakes cakes, helps out.",
        "Boats. People never bring things back and who knows where they end up.",
        "Boats. Which app would be best? How much does it cost?",
        "Boats. I don't want to track calories.",
        "Boats. We pay by card and the vicar owes us an organ.",
        "Boats. My husband pays the bills.",
        "Boats. I want to keep it simple. I'd like to keep my head.",
        "Boats. We want to track the weather like the yachtsmen do.",
        "Boats. It should work on my phone too. The cat eats fish too.",
        "Boats. I want to know who tasted and who left, and what they cost.",
        "I need to keep the kids' details: boat, name.",
        "I want to track canoes.",
        "Boats. Thanks, and kind regards too!",
        "Boats (nine friends) who do fantasy races.",
        "Boats: name, price. To see tomorrow's round.",
    ],
)
def test_background_is_not_lost(text: str) -> None:
    assert _lost(text) == ()


def test_what_is_told_elsewhere_is_not_told_again() -> None:
    text = "Boats. I want to see what the bar earns and how many towels hang there."
    assert _lost(text) == ("how many towels hang there",)
    assert _lost(text, "how many towels hang") == ()


def _marked(text: str, said: str) -> Marked:
    at = text.index(said)
    thing = MarkedThing(Words(at, at + len(said), said), said, True, 1.0)
    return Marked(things=(thing,), fields=())


@pytest.mark.parametrize(
    ("text", "said", "lost"),
    [
        ("Boats with name. And the props.", "props", ("props",)),
        ("Boats with name. The props fell down.", "props", ()),
        ("A shed, boats and ladders, with price", "boats and ladders", ("ladders",)),
        ("A shed, nuts and ladders, with price", "nuts and ladders", ()),
        ("A shed, boats and members, with price", "boats and members", ()),
    ],
)
def test_what_is_marked_as_a_thing(text: str, said: str, lost: tuple[str, ...]) -> None:
    assert tuple(lost_in(text, _marked(text, said), _KNOWN, _KNOWN)) == lost


def test_a_request_is_told_what_it_loses() -> None:
    understood = analyse(
        "We are a small rowing club. Members pay yearly dues, and borrow boats; I want to know "
        "which boat is out and who has not paid"
    )
    lost = _overlooked(understood)
    assert lost == ("Members pay yearly dues", "who has not paid")
    written = compose(Said(understood)).left_out
    assert any("who has not paid" in sentence for sentence in written)


@pytest.mark.parametrize(
    "request_",
    [
        "Invoices: customer, amount, date, paid. I want to know who has paid and who hasn't.",
        "House plants: name, room, last watered. I kill everything, and the cat eats the rest.",
        "Shopping list: item, quantity, shop. The kids want ice cream too.",
        "Reading list: title, author, pages. My wife reads even more than I do.",
    ],
)
def test_a_plain_request_loses_nothing(request_: str) -> None:
    assert _overlooked(analyse(request_)) == ()


@pytest.mark.parametrize(
    "word", ["and who ", "to keep ", "members pay ", "it would be ", "too ", "and and ", " "]
)
def test_long_texts_take_no_time(word: str) -> None:
    assert len(_lost("Boats. " + word * 8_000)) <= 1
