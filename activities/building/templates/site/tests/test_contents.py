"""What an owner may write, and what is told when it can't be read."""

from pathlib import Path

import pytest

from app.cells import shown
from app.contents import ContentError, entries_of, text_of
from app.model import Column, Kind, Page, Site
from app.render import rendered
from app.schema import SITE
from tests.conftest import CONCERTS, EVERYTHING

START = Page(name="start", title="Start")
GERMAN = Site(title="Chor", summary="Ein Chor.", language="de", pages=[START])


def told(site: Site, kind: Kind, value: str) -> str:
    return "".join(span.text for span in shown(site, Column(name="x", label="X", kind=kind), value))


def test_everything_that_is_written_here_can_be_shown() -> None:
    answers, _ = rendered(SITE)
    assert {SITE.path(page) for page in SITE.pages} <= answers.keys()


def test_what_is_not_written_yet_is_empty(content: Path) -> None:
    assert text_of(START, content) == ""
    assert entries_of(CONCERTS, content) == []
    answers, _ = rendered(EVERYTHING, content)
    assert "Nothing here yet." in answers["/concerts"].body.decode()


def test_columns_may_be_called_by_label_and_left_out(content: Path) -> None:
    (content / "concert.csv").write_text("\ufeffTickets, DATE\na@b.example,\n,\n", encoding="utf-8")
    assert entries_of(CONCERTS, content) == [{"mail": "a@b.example", "date": ""}]


def test_columns_may_be_parted_by_semicolons(content: Path) -> None:
    (content / "concert.csv").write_text(
        "date;tickets\n2027-05-05;a@b.example, c\n", encoding="utf-8"
    )
    assert entries_of(CONCERTS, content) == [{"date": "2027-05-05", "mail": "a@b.example, c"}]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (b"date,hall\n", "no column is called 'hall'"),
        (b"date\n\xff\n", "not UTF-8"),
        (b"date\n" + b"soon\n" * 2_000, "more than 2,000 entries"),
        (b"x" * 1_000_001, "larger than"),
        (b"x" * 900_000, "no list that can be read"),
    ],
)
def test_a_file_that_can_not_be_shown_is_told(content: Path, written: bytes, problem: str) -> None:
    (content / "concert.csv").write_bytes(written)
    with pytest.raises(ContentError, match=problem):
        rendered(EVERYTHING, content)


def test_values_are_shown_in_the_language_of_the_site() -> None:
    assert told(EVERYTHING, Kind.DATE, "2027-05-05") == "5 May 2027"
    assert told(GERMAN, Kind.DATE, "2027-05-05") == "5. Mai 2027"
    assert told(EVERYTHING, Kind.DATE, "every Monday") == "every Monday"
    assert told(EVERYTHING, Kind.MONEY, "1,200.50") == "€1,200.50"
    assert told(GERMAN, Kind.MONEY, "3.50") == "3,50\u00a0€"
    assert told(EVERYTHING, Kind.MONEY, "free") == "free"
    francs = Site(title="B", summary="B.", currency="CHF", pages=[START])
    assert told(francs, Kind.MONEY, "3") == "CHF\u00a03"
    assert told(EVERYTHING, Kind.URL, "https://www.b.example/") == "b.example"
    assert told(EVERYTHING, Kind.EMAIL, "at the door") == "at the door"
