import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.understanding.text.occurrences import occurrences, stands_in


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("rota", "a rota for the rota", [2, 15]),
        ("rota", "rotate, rotas, arota", []),
        ("km", "12 km, km", [3, 7]),
        ("água", "água, aguado", [0]),
        ("net worth", "my net worth.", [3]),
        ("", "anything", []),
    ],
)
def test_finds_words_that_stand_whole(words: str, text: str, found: list[int]) -> None:
    assert list(occurrences(words, text)) == found
    assert stands_in(words, text) is bool(found)


@given(st.text("ab_ é,", max_size=3), st.text("ab_ é,", max_size=30))
def test_finds_what_a_pattern_finds(words: str, text: str) -> None:
    pattern = rf"(?<!\w)(?={re.escape(words)}(?!\w))"
    expected = [match.start() for match in re.finditer(pattern, text)] if words else []
    assert list(occurrences(words, text)) == expected
