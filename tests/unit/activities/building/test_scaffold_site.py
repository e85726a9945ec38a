"""The sources of a web site: what is generated, and what belongs to its owner."""

import asyncio
import csv
from pathlib import Path

import pytest

from activities.building.port import Brief
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.building.scaffold.render import MANIFEST, render
from activities.understanding.modification import modify
from models.specification import ApplicationSpecification
from tests.unit.activities.building.examples import choir

CONCERTS = "content/concert.csv"


def build(
    tree: Path, specification: ApplicationSpecification, previous: ApplicationSpecification | None
) -> str:
    brief = Brief(
        application_id="a",
        job_id="j",
        title=specification.metadata.title,
        version=1 if previous is None else 2,
        specification=specification,
        previous=previous,
    )
    return asyncio.run(ScaffoldBuilder().build(brief, tree)).summary


def change(tree: Path, words: str) -> None:
    """Change the site in the tree in words."""
    build(tree, modify(choir(), words, live=True).specification, choir())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    build(tmp_path, choir(), None)
    return tmp_path


def rows(tree: Path) -> list[list[str]]:
    return list(csv.reader((tree / CONCERTS).read_text().splitlines()))


def test_a_site_has_no_database_and_keeps_its_contents_in_files(tree: Path) -> None:
    files = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    assert {CONCERTS, "content/pages/start.md", "content/pages/contact.md"} <= files
    assert not any(name.startswith(("migrations/", "app/static/app.js")) for name in files)
    assert rows(tree) == [["Date", "Place", "Programme", "Entry"]]
    assert "!content" in (tree / ".dockerignore").read_text()
    manifest = (tree / MANIFEST).read_text().splitlines()
    assert not any(name.startswith("content/") for name in manifest)


def test_a_site_has_the_colours_of_applications_and_a_frame_of_its_own(tree: Path) -> None:
    css = (tree / "app/static/app.css").read_text()
    assert css.count("--accent: #") > 10
    assert css.count("/* Frame */") == 1
    assert ".side" not in css


def test_the_same_specification_gives_the_same_bytes() -> None:
    assert render(choir(), 1, {}) == render(choir(), 1, {})


def test_the_summary_names_the_pages(tmp_path: Path) -> None:
    told = build(tmp_path, choir(), None)
    assert told.endswith("has the pages Start, About us, Concerts and How to reach us.")


def test_what_the_owner_wrote_stays(tree: Path) -> None:
    (tree / "content/pages/start.md").write_text("My own words.")
    (tree / CONCERTS).write_text("place,date\nHall,2027-01-01\n")
    change(tree, "add a page prices: All is free.")
    assert (tree / "content/pages/start.md").read_text() == "My own words."
    assert rows(tree) == [["place", "date"], ["Hall", "2027-01-01"]]
    assert (tree / "content/pages/prices.md").read_text() == "All is free.\n"
    assert 'name="prices"' in (tree / "app/schema.py").read_text()


def test_the_text_that_a_change_is_about_is_replaced(tree: Path) -> None:
    (tree / "content/pages/contact.md").write_text("Old.")
    change(tree, "on the contact page write: Main Street 1")
    assert (tree / "content/pages/contact.md").read_text() == "Main Street 1\n"


def test_an_entry_is_added_in_the_columns_that_the_owner_chose(tree: Path) -> None:
    (tree / CONCERTS).write_text("\ufeffplace,Date\nHall,2027-01-01")
    change(tree, "add a concert: 5 May 2027, St Mary's; the old one, Bach")
    assert rows(tree)[1:] == [
        ["Hall", "2027-01-01"],
        ["the old one, Bach", "5 May 2027, St Mary's"],
    ]


def test_the_text_of_a_page_that_is_gone_stays_among_the_sources(tree: Path) -> None:
    change(tree, "remove the page about us")
    assert (tree / "content/pages/about-us.md").exists()
    assert "about-us" not in (tree / "app/schema.py").read_text()


def test_links_in_place_of_contents_are_not_followed(tree: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    for name in (CONCERTS, "content/pages/start.md"):
        (tree / name).unlink()
        (tree / name).symlink_to(secret)
    change(tree, "add a concert: 2027-05-05, Hall")
    assert secret.read_text() == "secret"
    assert not (tree / CONCERTS).is_symlink()
    assert not (tree / "content/pages/start.md").is_symlink()


def test_pages_belong_to_sites_alone() -> None:
    with pytest.raises(ValueError, match="a web site has pages"):
        choir(pages=[])
    with pytest.raises(ValueError, match="a web site has pages"):
        choir(architecture={"kind": "records"})
    with pytest.raises(ValueError, match="no page can be called"):
        choir(pages=[{"name": "healthz", "title": "X"}])
    with pytest.raises(ValueError, match="same name"):
        choir(pages=[{"name": "a", "title": "X"}, {"name": "a", "title": "Y"}])
    with pytest.raises(ValueError, match="there is no entity"):
        choir(pages=[{"name": "a", "title": "X", "lists": ["tenor"]}])
    with pytest.raises(ValueError, match="more values"):
        choir(entries=[{"entity": "concert", "values": list("abcde")}])


def test_an_entry_is_taken_out_of_the_file_and_the_owner_s_lines_stay(tree: Path) -> None:
    added = modify(
        choir(), "add a concert: 5 May 2027, Hall, Bach. Add a concert: soon, Hall, Bach", live=True
    ).specification
    build(tree, added, choir())
    file = tree / CONCERTS
    file.write_text(file.read_text() + "2028-01-01,Church,,\n")
    build(tree, modify(added, "remove the concert on 5 May 2027", live=True).specification, added)
    assert rows(tree)[1:] == [["soon", "Hall", "Bach", ""], ["2028-01-01", "Church", "", ""]]


def test_a_line_that_its_owner_rewrote_is_not_taken_away(tree: Path) -> None:
    added = modify(choir(), "add a concert: soon, Hall, Bach", live=True).specification
    build(tree, added, choir())
    (tree / CONCERTS).write_text("Date,Place\nsoon,Church\n")
    build(tree, modify(added, "remove the concert: Hall", live=True).specification, added)
    assert rows(tree)[1:] == [["soon", "Church"]]
