"""Which words of a request ask for something, as far as the network can tell."""

import pytest

from activities.understanding.marking.marks import LEAST_ASKED, Marked, MarkedWish, Words
from activities.understanding.marking.reading import mark
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.views import views_in
from models.conversation import Limit
from models.specification import View

_SHARED = "Three of us share a narrowboat. Note who has the boat from when to when."
_COMPARED = "I help in a library and would like it to be like Amazon but for us"


def test_words_ask_as_much_as_the_likeliest_of_them() -> None:
    marked = Marked(wishful=(("show", 0.4), ("it", 0.3), ("as", 0.9), ("show", 0.1)))
    assert marked.asks("Show it,") == 0.4
    assert marked.asks("as") == 0.9


def test_words_that_were_translated_may_be_any() -> None:
    marked = Marked(wishful=(("zeige", 0.4), ("als", 0.7)))
    assert marked.asks("show as") == 0.7


def test_where_nobody_looked_everything_may_be_asked() -> None:
    assert Marked().asks("show it") == 1.0


def test_what_only_looks_like_a_wish_brings_no_view() -> None:
    marked = mark(_SHARED)
    assert marked.asks("three of us share") < LEAST_ASKED
    assert View.SHARING in views_in(_SHARED, Marked())
    assert View.SHARING not in views_in(_SHARED, marked)


def test_a_comparison_is_nothing_beyond_the_limits() -> None:
    assert [wish.limit for wish in beyond_limits(_COMPARED)] == [Limit.HUGE_SCALE]
    assert not beyond_limits(_COMPARED, mark(_COMPARED))


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("A list of my hives with name and place, and it should text me when it rains.", Limit.SMS),
        ("Guests with name and room. Guests pay by card on the page.", Limit.PAYMENTS),
    ],
)
def test_what_is_asked_for_is_still_found(text: str, limit: Limit) -> None:
    assert [wish.limit for wish in beyond_limits(text, mark(text))] == [limit]


def test_words_of_a_field_ask_for_no_view_however_they_are_spelt() -> None:
    request = "gift vouchers: shop, value, whats left, expiry date. remind us before they run out"
    assert set(views_in(request, mark(request))) == {View.REMINDER}


def test_how_many_there_may_be_is_nothing_to_look_at() -> None:
    words = Words(0, 6, "Max 20")
    marked = Marked(wishes=(MarkedWish(words, View.STATISTICS, 0.9),))
    assert not views_in("Walks with leader and date. Max 20 on each walk.", marked)
    asked = Marked(wishes=(MarkedWish(words._replace(text="max pulse"), View.STATISTICS, 0.9),))
    assert set(views_in("Runs with date and max pulse", asked)) == {View.STATISTICS}
