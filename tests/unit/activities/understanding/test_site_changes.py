"""Changes of a web site in words."""

import re

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from models.errors import RequestRefused
from models.specification import ApplicationSpecification
from tests.unit.activities.building.examples import choir


def changed(words: str) -> ApplicationSpecification:
    return modify(choir(), words, live=True).specification


def text_of(specification: ApplicationSpecification, name: str) -> str:
    return next(page.text for page in specification.pages if page.name == name)


@pytest.mark.parametrize(
    "words",
    [
        "On the page “How to reach us” write: Main Street 1",
        "please on the contact page write: Main Street 1",
        "write on the page contact: Main Street 1",
    ],
)
def test_a_text_is_replaced(words: str) -> None:
    assert text_of(changed(words), "contact") == "Main Street 1"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("add a page prices", "Prices"),
        ("add a prices page", "Prices"),
        ("Please add a page called Our hall.", "Our hall"),
        ("add another page about rehearsals: Every Monday.", "Rehearsals"),
    ],
)
def test_a_page_is_added_last(words: str, title: str) -> None:
    page = changed(words).pages[-1]
    assert page.title == title
    assert page.text


def test_a_page_is_removed_and_another_renamed() -> None:
    outcome = modify(
        choir(), "remove the page about us. Rename the page contact to Find us", live=True
    )
    assert [page.title for page in outcome.specification.pages] == ["Start", "Concerts", "Find us"]
    assert outcome.changes == [
        "The page “About us” is gone.",
        "The page “How to reach us” is called “Find us”.",
    ]
    statements = [item.statement for item in outcome.specification.functional]
    assert "There is a page “Find us” with a text." in statements
    assert not any("About us" in statement for statement in statements)


@pytest.mark.parametrize(
    "words",
    [
        "add a concert: 5 May 2027, St Mary's, Bach, Handel, 12,50",
        "add to the concerts: 2027-05-05, St Mary's, Bach, Handel, 12,50",
        "add another concert: 5.5.2027; St Mary's; Bach; Handel, 12,50",
    ],
)
def test_an_entry_is_added_to_a_list(words: str) -> None:
    [entry] = changed(words).entries
    assert entry.entity == "concert"
    assert entry.values == ("2027-05-05", "St Mary's", "Bach", "Handel, 12,50")


@pytest.mark.parametrize(
    "words",
    [
        "Füge eine Seite Anfahrt hinzu: Mit dem Bus.\nFüge ein Konzert hinzu: 5. Mai, Rathaus",
        "Bitte ergänze eine neue Seite Anfahrt: Mit dem Bus.\nErgänze Konzerte: 5. Mai, Rathaus",
    ],
)
def test_german_sites_are_changed_in_german(words: str) -> None:
    request = "Eine Homepage für unseren Chor mit Impressum und den Konzerten (Datum, Ort)"
    site = compose(Said(analyse(request), request=request)).specification
    after = modify(site, f"{words}\nAuf die Seite Impressum schreibe: Eva Muster", live=True)
    pages = {page.title: page.text for page in after.specification.pages}
    assert pages["Anfahrt"] == "Mit dem Bus."
    assert pages["Impressum"] == "Eva Muster"
    assert after.specification.entries[0].values == ("5. Mai", "Rathaus")
    fewer = modify(site, "Entferne die Seite Impressum. Nenne es Singkreis", live=True)
    assert fewer.specification.metadata.title == "Singkreis"
    renamed = modify(site, "Benenne die Seite Impressum in Rechtliches um", live=True)
    assert renamed.specification.pages[1].title == "Rechtliches"


def test_several_changes_are_taken_in_turn() -> None:
    words = (
        "add a page prices\nadd a concert: soon, Hall\nwrite on the first page: Hello.\ncall it X"
    )
    specification = changed(words)
    assert specification.metadata.title == "X"
    assert text_of(specification, "start") == "Hello."
    assert specification.entries[0].values == ("soon", "Hall")
    assert len(specification.pages) == 5


@pytest.mark.parametrize(
    "words",
    [
        "make it blink",
        "remove the page start",
        "remove the page prices",
        "add a tenor: Tom",
        "add a page about us",
        "on the page prices write: 5",
        "on the contact page write: choir@example.org",
    ],
)
def test_what_can_not_be_done_is_refused(words: str) -> None:
    with pytest.raises(RequestRefused):
        changed(words)


def test_there_is_an_end_to_pages() -> None:
    with pytest.raises(RequestRefused, match="at most 12"):
        changed("\n".join(f"add a page topic {letter}" for letter in "abcdefghijk"))


@pytest.mark.parametrize(
    "words",
    [
        "remove the concert on 5 May 2027",
        "Please remove the concert: St Mary's",
        "delete the concert at St Mary's.",
        "drop the concert “St Mary's”",
        "Entferne das Concert vom 2027-05-05",
        "lösche das Concert: St Mary's",
    ],
)
def test_an_entry_that_was_added_in_words_is_taken_away_again(words: str) -> None:
    added = changed(
        "add a concert: 5 May 2027, St Mary's, Bach. Add a concert: 6 May 2027, Town hall, Bach"
    )
    outcome = modify(added, words, live=True)
    first, _, last = outcome.specification.entries
    assert (first.gone, last.gone) == (False, True)
    assert last.values == first.values
    assert "2027-05-05, St Mary's, Bach" in outcome.changes[0]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("remove the concert: Bach", "several could be meant (2027-05-05, St Mary's, Bach; 2027"),
        ("remove the concert on 7 May 2027", "only what was added in words"),
        ("remove the concert", "several could be meant"),
        ("remove the singer: Ann", "there is no list of “singer”"),
    ],
)
def test_which_entry_is_meant_must_be_clear(words: str, why: str) -> None:
    added = changed(
        "add a concert: 5 May 2027, St Mary's, Bach. Add a concert: 6 May 2027, Town hall, Bach"
    )
    with pytest.raises(RequestRefused, match=re.escape(why)):
        modify(added, words, live=True)


def test_an_entry_is_taken_away_only_once() -> None:
    added = changed("add a concert: 5 May 2027, St Mary's, Bach")
    gone = modify(added, "remove the concert: Bach", live=True).specification
    with pytest.raises(RequestRefused, match="there is none in Concerts"):
        modify(gone, "remove the concert: Bach", live=True)
