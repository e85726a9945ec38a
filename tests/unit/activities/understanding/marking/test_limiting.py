import numpy as np
import pytest

from activities.understanding.marking.limiting import shares_of, wishes_of
from models.conversation import Limit

_KINDS = ("none", "sms", "hardware")
_TEXT = "Beds and plants. Text me when dry, please."
_SPANS = [(0, 4), (5, 8), (9, 15), (15, 16), (17, 21), (22, 24), (25, 29), (30, 33), (33, 34)]


def _likely(sms: dict[int, float]) -> np.ndarray:
    rows = np.zeros((len(_SPANS), len(_KINDS)), np.float32)
    for at, share in sms.items():
        rows[at, 1] = share
    rows[:, 0] = 1 - rows.sum(1)
    return rows


def test_two_words_in_a_row_say_more_than_one() -> None:
    assert shares_of(_likely({4: 0.9}))[1] == pytest.approx(0.45)
    assert shares_of(_likely({4: 0.9, 5: 0.7}))[1] == pytest.approx(0.8)


def test_a_single_word_speaks_for_itself() -> None:
    assert shares_of(np.array([[0.1, 0.9, 0.0]], np.float32))[1] == pytest.approx(0.9)


def test_tells_the_words_that_ask_within_their_sentence() -> None:
    likely = _likely({2: 0.6, 3: 0.6, 4: 0.9, 5: 0.8, 6: 0.5, 7: 0.4, 8: 0.4})
    (wish,) = wishes_of(_TEXT, _SPANS, likely, _KINDS)
    assert wish.kind is Limit.SMS
    assert wish.words.text == "Text me when dry"
    assert wish.confidence == pytest.approx(0.85)


def test_what_is_most_unlikely_is_no_wish() -> None:
    assert not list(wishes_of(_TEXT, _SPANS, _likely({4: 0.02, 5: 0.03}), _KINDS))
