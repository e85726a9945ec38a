"""Spans are decoded from scores as a whole."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from activities.understanding.marking.decoding import KINDS, likeliest_thing, spans_in

TAGS = 1 + 2 * len(KINDS)
scores = st.integers(1, 12).flatmap(
    lambda words: arrays(np.float32, (words, TAGS), elements=st.floats(-20, 20, width=32))
)


def one_hot(*tags: int) -> np.ndarray:
    rows = np.full((len(tags), TAGS), -5, np.float32)
    rows[np.arange(len(tags)), list(tags)] = 5
    return rows


def test_words_with_the_tags_of_one_kind_form_a_span() -> None:
    spans = spans_in(one_hot(0, 1, 2, 0, 3, 3, 4))
    assert [(s.kind, s.first, s.last) for s in spans] == [("E", 1, 2), ("F", 4, 4), ("F", 5, 6)]
    assert all(span.confidence > 0.9 for span in spans)


def test_nothing_goes_on_that_has_not_begun() -> None:
    rows = one_hot(0, 2, 0)
    rows[1, 0] = 4
    assert spans_in(rows) == ()


def test_no_words_have_no_spans() -> None:
    assert spans_in(np.empty((0, TAGS), np.float32)) == ()


@given(scores)
def test_spans_are_in_order_apart_and_inside(rows: np.ndarray) -> None:
    spans = spans_in(rows)
    ends = [-1]
    for span in spans:
        assert ends[-1] < span.first <= span.last < len(rows)
        assert 0 <= span.confidence <= 1
        ends.append(span.last)


@given(scores)
def test_the_likeliest_thing_is_inside_the_words(rows: np.ndarray) -> None:
    thing = likeliest_thing(rows, spans_in(rows), (0, len(rows)))
    assert thing.kind == "E"
    assert 0 <= thing.first <= thing.last < len(rows)


def test_a_field_is_hardly_ever_the_thing() -> None:
    rows = one_hot(0, 3, 0)
    rows[0, 1], rows[1, 1] = 3, 4
    assert likeliest_thing(rows, spans_in(rows), (0, 3)).first == 0
