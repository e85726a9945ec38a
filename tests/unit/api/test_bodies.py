"""Bodies: positive validation of every field."""

import pytest
from pydantic import ValidationError

from api.bodies import AnswersBody, CreateApplicationBody, RollBackBody, UpdateApplicationBody


@pytest.mark.parametrize(
    "request_text",
    [
        "",
        "   ",
        "\n\t",
        "hi",
        "12345 !?",
        "🎉🎉🎉🎉",
        "abc\x00def",
        "abc\x1b[31m",
        "abc\x85def",
        "abc\x7f",
    ],
)
def test_a_request_says_something_in_plain_text(request_text: str) -> None:
    with pytest.raises(ValidationError):
        CreateApplicationBody(request=request_text)


@pytest.mark.parametrize(
    "request_text", ["a list", "本の一覧", "Книги", "one\r\ntwo", "x" * 20_000]
)
def test_any_language_and_line_break_is_fine(request_text: str) -> None:
    assert "\r" not in CreateApplicationBody(request=request_text).request


def test_a_request_has_a_length() -> None:
    with pytest.raises(ValidationError) as refusal:
        CreateApplicationBody(request="x" * 20_001)
    assert refusal.value.errors()[0]["type"] == "string_too_long"


@pytest.mark.parametrize(
    "field",
    [
        {"owner": "bob"},
        {"status": "running"},
        {"priority": 0},
        {"priority": "1"},
        {"priority": True},
        {"auto_approve": "yes"},
        {"auto_approve": 1},
        {"name": ""},
        {"name": "x" * 81},
        {"builder": "../../bin/sh"},
        {"request": ["a list"]},
        {"request": 7},
    ],
)
def test_nothing_else_is_accepted(field: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CreateApplicationBody.model_validate({"request": "a list"} | field)


def test_other_bodies_are_as_strict() -> None:
    for kind, body in (
        (RollBackBody, {"version": 0}),
        (RollBackBody, {"version": "1"}),
        (RollBackBody, {"version": 1.5}),
        (UpdateApplicationBody, {"desired_state": "asleep"}),
        (UpdateApplicationBody, {"labels": {"Bad Key": "x"}}),
        (UpdateApplicationBody, {"labels": {f"k{n}": "x" for n in range(17)}}),
        (AnswersBody, {"answers": {}}),
        (AnswersBody, {"answers": {"q": 1}}),
        (AnswersBody, {"answers": {"q": None}}),
        (AnswersBody, {"answers": {"q": [["nested"]]}}),
        (AnswersBody, {"answers": {f"q{n}": "x" for n in range(21)}}),
    ):
        with pytest.raises(ValidationError):
            kind.model_validate(body)
