"""Programs without pages are made only for those who ask for them."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.languages.glossing import gloss
from activities.understanding.text.shapes import kind_in
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


@pytest.mark.parametrize(
    "words",
    [
        "a website for our choir with a page about us, the concerts (date, place, programme) and "
        "how to reach us",
        "I need a homepage",
        "Please make a landing page for my holiday flat by the sea",
        "Could you build us a small web site for the football club: news, matches, team?",
        "I want a website with three pages: menu, opening hours and contact",
        "Ich brauche eine Webseite für meine Bäckerei: Öffnungszeiten, Preise, Kontakt",
        "Bitte eine Homepage für unseren Verein mit Terminen und Impressum",
    ],
)
def test_a_web_site_is_recognised(words: str) -> None:
    assert kind_in(gloss(words).english) is ApplicationKind.SITE


@pytest.mark.parametrize(
    "words",
    [
        "A web app for our choir: members, concerts and who comes",
        "A website where we can enter our expenses, with a page for each month",
        "a website to keep track of our plants, with opening hours of the nursery",
        "Companies with name, website and opening hours",
        "For each restaurant the name, the website and a page about the food",
        "pls make me a website with a database thx",
        "chess website where strangers play each other, chat and get ranked",
        "A website with a login for our club members",
        "Books: title, author, pages",
        "The list hangs on our website; I want door codes with a page for each building",
    ],
)
def test_what_people_enter_things_into_is_no_web_site(words: str) -> None:
    assert kind_in(gloss(words).english) is ApplicationKind.RECORDS


def test_an_interface_is_promised_without_pages() -> None:
    request = "A JSON API for our books with title, author and the date finished"
    specification = compose(Said(analyse(request), request=request)).specification
    assert specification.architecture.kind is ApplicationKind.API
    assert not specification.features
    statements = [requirement.statement for requirement in specification.functional]
    assert any("OpenAPI" in statement for statement in statements)
    assert not any("start page" in statement for statement in statements)
