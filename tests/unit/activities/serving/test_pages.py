"""What visitors read when no application answers."""

import json

import pytest

from activities.serving import pages
from activities.serving.pages import Page, wants_json
from activities.visitors.requests import answer, read_head, slug_in

ALL = [
    pages.UNKNOWN,
    pages.STARTING,
    pages.STOPPED,
    pages.CHANGING,
    pages.BROKEN,
]
GET = b"GET / HTTP/1.1\r\nHost: Books.apps.test:8780\r\nAccept: text/html\r\n\r\n"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.code)
def test_pages_can_be_read_by_everybody(page: Page) -> None:
    assert '<html lang="en">' in page.html
    assert "width=device-width" in page.html
    assert page.html.count("<h1>") == 1
    assert "<script" not in page.html
    assert page.text.isprintable()
    assert json.loads(page.json) == {
        "title": page.title,
        "status": page.status,
        "detail": page.text,
        "code": page.code,
    }
    if page.status == 503:
        assert page.retry_after
    assert ("http-equiv" in page.html) == page.refresh


def test_programs_get_problem_details_and_browsers_pages() -> None:
    assert wants_json("application/json")
    assert not wants_json("text/html,application/xhtml+xml,*/*;q=0.8")
    head = read_head(GET)
    assert head is not None
    told, _, body = answer(pages.STOPPED, head).partition(b"\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html")
    assert f"Content-Length: {len(body)}".encode() in told
    program = read_head(GET.replace(b"text/html", b"application/json"))
    assert b"Content-Type: application/problem+json" in answer(pages.STOPPED, program)
    asked = read_head(GET.replace(b"GET", b"HEAD"))
    assert answer(pages.STOPPED, asked).endswith(b"\r\n\r\n")


@pytest.mark.parametrize("text", [b"", b"\r\n\r\n", b"GET /\r\n\r\n", b"\x16\x03\x01\r\n\r\n"])
def test_what_is_no_request_is_none(text: bytes) -> None:
    assert read_head(text) is None
    assert b"500" in answer(pages.FAILED, None)


def test_the_slug_is_what_stands_before_the_base_domain() -> None:
    head = read_head(GET)
    assert head is not None
    assert slug_in(head.host, "apps.test") == "books"
    assert slug_in("apps.test", "apps.test") is None
    assert slug_in("a.b.apps.test", "apps.test") is None
    assert slug_in("books.elsewhere.test", "apps.test") is None
