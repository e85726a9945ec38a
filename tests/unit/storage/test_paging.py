"""Cursors: what was given is understood, whatever else comes is refused."""

import base64
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidInput
from storage.columns import EPOCH, MICROSECOND
from storage.paging import LARGEST_PAGE, decode_cursor, encode_cursor, page_size

YEAR_9999 = datetime(9999, 12, 31, tzinfo=UTC)
MICROSECONDS = st.integers(0, (YEAR_9999 - EPOCH) // MICROSECOND)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(moment=MICROSECONDS, identifier=st.text(max_size=40))
def test_a_cursor_comes_back(moment: int, identifier: str) -> None:
    cursor = encode_cursor("-created_at", moment, identifier)
    assert cursor.isascii()
    assert decode_cursor(cursor, "-created_at", (int, str)) == (moment, identifier)


@given(cursor=st.text(max_size=60) | st.binary(max_size=40).map(lambda b: b.decode("latin-1")))
def test_made_up_text_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput):
        decode_cursor(cursor, "-created_at", (int, str))


@given(content=JSON)
def test_made_up_content_is_refused_or_of_the_right_kinds(content: object) -> None:
    made = base64.urlsafe_b64encode(json.dumps(["title", content]).encode()).decode()
    try:
        (value,) = decode_cursor(made, "title", (int,))
    except InvalidInput:
        return
    assert type(value) is int
    assert EPOCH + value * MICROSECOND <= YEAR_9999


@pytest.mark.parametrize("depth", [100, 100_000])
def test_deep_content_is_refused(depth: int) -> None:
    made = base64.urlsafe_b64encode(b"[" * depth + b"]" * depth).decode()
    with pytest.raises(InvalidInput):
        decode_cursor(made, "title", (str, str))


@given(limit=st.integers())
def test_pages_have_at_least_one_and_at_most_so_many(limit: int) -> None:
    assert 1 <= page_size(limit) <= LARGEST_PAGE
