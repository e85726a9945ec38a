"""What a request for a web site means: pages in the person's words, lists, first texts."""

import pytest

from activities.specification.kiro.files import kiro_files
from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for
from activities.understanding.sites.reading import site_in
from models.conversation import Understanding
from models.specification import MOST_PAGES, ApplicationKind, FieldType, SitePage

CHOIR = (
    "a website for our choir with a page about us, the concerts (date, place, programme) and how "
    "to reach us"
)
BAKERY = (
    "I want a website for my bakery in Riverton. It should have a page about us, opening hours, a "
    "menu with name, description and price, and contact. We are open Tue-Sat 7-13. Call us at "
    "+44 20 7946 0000. We bake everything by hand."
)
GERMAN = (
    "Ich brauche eine Homepage für meine Bäckerei: Öffnungszeiten, Preise, Kontakt. Wir haben "
    "Dienstag bis Samstag von 7 bis 13 Uhr geöffnet."
)


def page(understanding: Understanding, name: str) -> SitePage:
    return next(page for page in understanding.pages if page.name == name)


def titles(understanding: Understanding) -> list[str]:
    return [page.title for page in understanding.pages]


def test_pages_are_called_as_the_person_calls_them() -> None:
    understanding = analyse(CHOIR)
    assert understanding.kind is ApplicationKind.SITE
    assert understanding.title == "Choir"
    assert titles(understanding) == ["Home", "About us", "Concerts", "How to reach us"]
    assert questions_for(understanding) == ()


def test_what_is_in_brackets_are_columns_of_a_list() -> None:
    understanding = analyse(CHOIR)
    assert page(understanding, "concerts").lists == ("concert",)
    [concert] = understanding.entities
    assert [(field.label, field.type) for field in concert.fields] == [
        ("Date", FieldType.DATE),
        ("Place", FieldType.TEXT),
        ("Programme", FieldType.TEXT),
    ]
    assert concert.title_field == "place"


def test_sentences_stand_on_the_page_that_they_are_about() -> None:
    understanding = analyse(BAKERY)
    assert page(understanding, "opening-hours").text == "We are open Tue-Sat 7-13."
    assert page(understanding, "contact").text == "Call us at +44 20 7946 0000."
    assert page(understanding, "start").text == "We bake everything by hand."
    assert page(understanding, "about-us").text.startswith("Write here who you are")


def test_columns_told_with_with_end_where_the_next_page_begins() -> None:
    [menu] = analyse(BAKERY).entities
    assert [field.label for field in menu.fields] == ["Name", "Description", "Price"]


def test_columns_behind_a_colon_end_where_the_next_page_begins() -> None:
    site = site_in(
        "A web site for our fête with the programme: events with time, title and place, "
        "the stalls: stall name, what they sell, price, and how to get there",
        "en",
    )
    assert [page.title for page in site.pages] == [
        "Home",
        "Programme",
        "Stalls",
        "How to get there",
    ]
    columns = [[field.label for field in entity.fields] for entity in site.entities]
    assert columns == [["Time", "Title", "Place"], ["Stall name", "What they sell", "Price"]]


def test_a_site_is_in_the_language_of_the_request() -> None:
    understanding = analyse(GERMAN)
    assert understanding.language == "de"
    assert titles(understanding) == ["Start", "Öffnungszeiten", "Preise", "Kontakt"]
    assert page(understanding, "oeffnungszeiten").text.endswith("bis 13 Uhr geöffnet.")
    assert page(understanding, "kontakt").text.startswith("Hier steht")
    [prices] = understanding.entities
    assert [field.label for field in prices.fields] == ["Was", "Preis"]
    choir = analyse("Eine Webseite für unseren Chor mit den Konzerten (Datum, Ort) und Impressum")
    assert titles(choir) == ["Start", "Konzerte", "Impressum"]


def test_greetings_and_names_are_no_texts() -> None:
    understanding = analyse(
        'Hello,\nI would like a website for my cafe "Rosa" with a page for the garden and a menu.\n'
        "The garden is open to dogs.\nThanks"
    )
    assert understanding.title == "Rosa"
    assert titles(understanding) == ["Home", "Garden", "Menu"]
    assert "Thanks" not in str(understanding.pages)


def test_a_sentence_that_names_a_page_stands_on_it() -> None:
    understanding = analyse("a homepage with two pages: the flat, contact. The flat sleeps four.")
    assert titles(understanding) == ["Home", "Flat", "Contact"]
    assert page(understanding, "flat").text == "The flat sleeps four."


def test_a_site_without_lists_consists_of_its_pages() -> None:
    understanding = analyse("Make a landing page for my holiday flat. One night costs €90.")
    assert [(page.name, page.text) for page in understanding.pages] == [
        ("start", "One night costs €90.")
    ]
    assert [entity.name for entity in understanding.entities] == ["site_page"]


@pytest.mark.parametrize(
    "request_",
    [
        "a homepage: " + ", ".join(f"topic{letter}" for letter in "abcdefghijklmnopqrstuvw"),
        "a homepage with a page called healthz, a page called static and a page called 読書",
        "a homepage with prices, prices, the prices and our price list",
        "a homepage with concerts (date, date, photo, *, 1)",
        "a homepage with ()",
    ],
)
def test_whatever_is_asked_for_is_a_site_that_can_be_built(request_: str) -> None:
    written = compose(Said(analyse(request_), request=request_))
    pages = written.specification.pages
    assert 1 <= len(pages) <= MOST_PAGES
    assert kiro_files(written.specification, "site")


def test_a_site_is_proposed_as_what_it_is() -> None:
    written = compose(Said(analyse(CHOIR), request=CHOIR))
    told = " ".join(sentence for part in written.sections for sentence in part.sentences)
    assert "Its pages are “Home”, “About us”, “Concerts” and “How to reach us”." in told
    assert "no forms" in told
    assert "search, sort" not in told
    specification = written.specification
    about = next(item for item in specification.functional if "About us" in item.statement)
    assert about.source == "about us"
    assert specification.architecture.database.startswith("none")
    assert specification.features == ()
    files = kiro_files(specification, "choir")
    design = files[".kiro/specs/choir/design.md"]
    assert "content/concert.csv" in design
    for name, content in files.items():
        for untrue in ("SQLite", "JSON API", "migrations/", "sends the form"):
            assert untrue not in content, (name, untrue)


def test_wishes_for_the_proposal_are_taken_too() -> None:
    changes = ("add a page prices: Everything costs 5.", "call it Riverton Choir")
    written = compose(Said(analyse(CHOIR), changes=changes, request=CHOIR)).specification
    assert written.pages[-1].text == "Everything costs 5."
    assert written.metadata.title == "Riverton Choir"
