"""Programs without pages are made only for those who ask for them."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.shapes import kind_in
from models.specification import ApplicationKind


@pytest.mark.parametrize(
    "words",
    [
        "A JSON API for our books with title and author",
        "I want a REST API that keeps measurements: date, value",
        "Books with title and author; no web pages, please",
        "Build us a small backend for a phone app: users with name and email",
        "Just an API: readings with date and value",
    ],
)
def test_an_interface_is_recognised(words: str) -> None:
    assert kind_in(words) is ApplicationKind.API


@pytest.mark.parametrize(
    "words",
    [
        "An app for my books, with an API too",
        "A reading list with title and author",
        "Our back-end developer keeps a list of bugs",
        "I need an app without ads for our chores",
        "API keys: service, key, expiry date",
    ],
)
def test_pages_are_what_people_get_else(words: str) -> None:
    assert kind_in(words) is ApplicationKind.RECORDS


def test_an_interface_is_promised_without_pages() -> None:
    request = "A JSON API for our books with title, author and the date finished"
    specification = compose(Said(analyse(request), request=request)).specification
    assert specification.architecture.kind is ApplicationKind.API
    assert not specification.features
    statements = [requirement.statement for requirement in specification.functional]
    assert any("OpenAPI" in statement for statement in statements)
    assert not any("start page" in statement for statement in statements)
