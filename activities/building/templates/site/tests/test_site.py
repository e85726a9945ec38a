"""What visitors and search engines get from this site."""

import re

import pytest

from app.model import Page
from app.schema import SITE
from app.words import words_of
from tests.conftest import Visitor

PAGES = [pytest.param(page, id=page.name) for page in SITE.pages]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_and_leads_to_the_others(visitor: Visitor, page: Page) -> None:
    answer = visitor.ask(SITE.path(page))
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1
    assert answer.text.count('aria-current="page"') == (len(SITE.pages) > 1)
    assert len(answer.content) < 1_000_000
    for other in SITE.pages:
        assert f'href="{SITE.path(other)}"' in answer.text


def test_pages_run_no_script_and_load_nothing_from_elsewhere(visitor: Visitor) -> None:
    answer = visitor.ask("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    for unwanted in ("<script", "<form", " style=", 'src="http'):
        assert unwanted not in answer.text


def test_what_a_page_needs_may_be_kept_for_ever(visitor: Visitor) -> None:
    html = visitor.ask("/").text
    for name in ("app.css", "favicon.svg"):
        address = html.partition(f"/{name}")[0].rpartition('"')[2] + f"/{name}"
        answer = visitor.ask(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_a_page_that_did_not_change_is_not_sent_again(visitor: Visitor) -> None:
    first = visitor.ask("/")
    again = visitor.ask("/", {"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert visitor.ask("/", {"if-none-match": '"other"'}).status_code == 200


def test_what_is_not_there_is_said(visitor: Visitor) -> None:
    answer = visitor.ask("/nothing-like-this")
    assert answer.status_code == 404
    assert answer.headers["cache-control"] == "no-store"
    assert words_of(SITE.language).missing in answer.text
    assert visitor.ask("/", method="POST").status_code == 405
    assert visitor.ask("/", method="HEAD").status_code == 200


def test_an_address_with_a_slash_at_its_end_leads_on(guest: Visitor) -> None:
    answer = guest.ask("/concerts/")
    assert (answer.status_code, answer.headers["location"]) == (308, "/concerts")


def test_search_engines_find_every_page(visitor: Visitor) -> None:
    host = {"host": "choir.example", "x-forwarded-proto": "https"}
    places = re.findall("<loc>(.+)</loc>", visitor.ask("/sitemap.xml", host).text)
    assert places == [f"https://choir.example{SITE.path(page)}" for page in SITE.pages]
    assert "Sitemap: https://choir.example/sitemap.xml" in visitor.ask("/robots.txt", host).text
    assert "http://localhost/" in visitor.ask("/robots.txt", {"host": "<b>"}).text


def test_health_tells_the_version(visitor: Visitor) -> None:
    assert visitor.ask("/healthz").json() == {"status": "ok", "version": 3}


def test_what_the_owner_wrote_is_shown_and_only_shown(guest: Visitor) -> None:
    page = guest.ask("/").text
    assert "<p>Come &amp; sing &lt;loud&gt;.</p>" in page
    assert "<h2>When</h2>" in page
    assert "<em>Mondays</em>" in page
    concerts = guest.ask("/concerts").text
    for shown in ("5 May 2027", "St Mary&#39;s &lt;hall&gt;", "€12.50", "mailto:a@b.example"):
        assert shown in concerts


def test_requests_are_logged_in_a_line(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.main.log.propagate", True)
    with caplog.at_level("INFO", "app.requests"):
        visitor.ask("/nothing%0Ahere?q=private")
    assert caplog.messages[-1].startswith("GET /nothing%0Ahere 404 ")
