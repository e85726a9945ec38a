import pytest

from activities.understanding.marking.marks import MarkedWish, Words
from activities.understanding.wishes.likeliest import likeliest
from models.conversation import Limit


def _wish(kind: Limit, confidence: float, start: int = 0, text: str = "ring me") -> MarkedWish:
    return MarkedWish(Words(start, start + len(text), text), kind, confidence)


def test_rules_hold_where_nobody_looked() -> None:
    assert likeliest({Limit.SMS: "text me"}, None) == {Limit.SMS: "text me"}


def test_what_the_words_hardly_ask_for_is_no_wish() -> None:
    assert likeliest({Limit.SMS: "text me"}, ()) == {}


def test_rules_decide_what_is_possible() -> None:
    likely = (_wish(Limit.SMS, 0.2), _wish(Limit.FILES, 0.3, 40))
    assert likeliest({Limit.SMS: "text me"}, likely) == {Limit.SMS: "text me"}


def test_what_is_likely_is_a_wish_without_a_rule() -> None:
    assert likeliest({}, (_wish(Limit.PHONE_CALLS, 0.8),)) == {Limit.PHONE_CALLS: "ring me"}


def test_the_same_words_ask_for_the_likelier_of_two() -> None:
    likely = (_wish(Limit.SMS, 0.2), _wish(Limit.PHONE_CALLS, 0.7))
    assert likeliest({Limit.SMS: "ring me"}, likely) == {Limit.PHONE_CALLS: "ring me"}


def test_other_words_ask_for_something_else() -> None:
    likely = (_wish(Limit.SMS, 0.2, 40), _wish(Limit.PHONE_CALLS, 0.7))
    found = likeliest({Limit.SMS: "ping them"}, likely)
    assert set(found) == {Limit.SMS, Limit.PHONE_CALLS}


def test_words_that_ask_for_both_are_two_wishes() -> None:
    likely = (_wish(Limit.SMS, 0.5), _wish(Limit.PHONE_CALLS, 0.6))
    assert set(likeliest({}, likely)) == {Limit.SMS, Limit.PHONE_CALLS}


def test_another_program_is_asked_for_where_nothing_else_is() -> None:
    another = _wish(Limit.OTHER_PROGRAM, 0.9)
    assert likeliest({}, (another,)) == {Limit.OTHER_PROGRAM: "ring me"}
    assert not likeliest({}, (another._replace(confidence=0.7),))
    games = _wish(Limit.OTHER_PROGRAM, 0.95, text="an app for board games")
    assert not likeliest({}, (games,))
    chat = _wish(Limit.REALTIME_CHAT, 0.1, 40)
    assert likeliest({Limit.REALTIME_CHAT: "a chat"}, (another, chat)) == {
        Limit.REALTIME_CHAT: "a chat"
    }


def test_what_was_hardly_taught_stands_as_the_rules_say() -> None:
    assert likeliest({Limit.FILES: "upload the PDF"}, ()) == {Limit.FILES: "upload the PDF"}


@pytest.mark.parametrize("limit", [Limit.BANK_ACCESS, Limit.LEGAL_MEDICAL_ADVICE, Limit.SECRETS])
def test_what_everyday_words_seem_to_ask_for_must_be_surer(limit: Limit) -> None:
    assert likeliest({}, (_wish(limit, 0.65),)) == {}
    assert likeliest({}, (_wish(limit, 0.75),)) == {limit: "ring me"}
