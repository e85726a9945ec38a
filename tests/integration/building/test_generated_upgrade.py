"""Versions follow each other on the same data, forwards and backwards."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree

import pytest

from tests.integration.building.running import build, running
from tests.unit.activities.building.examples import budget, reading_list

pytestmark = pytest.mark.integration


def test_new_version_keeps_data_and_the_old_one_still_runs(tmp_path: Path) -> None:
    data = tmp_path / "data"
    old = build(reading_list(), tmp_path / "old")
    with running(old, data) as application:
        application.add("book", title="Dune", rating=5)
    more = reading_list(publisher={"label": "Publisher", "required": True, "unique": True})
    new = build(more, copytree(old, tmp_path / "new"), version=2)
    with running(new, data) as application, running(old, data) as before:
        assert application.client.get("/api/book/1").json()["publisher"] is None
        assert application.client.patch("/api/book/1", json={"rating": 4}).status_code == 422
        assert before.client.patch("/api/book/1", json={"rating": 4}).status_code == 200
        application.add("book", title="Piranesi", publisher="Bloomsbury")
        before.add("book", title="Circe")
        assert before.client.get("/api/book").json()["total"] == 3
        assert application.client.get("/api/book?q=bloomsbury").json()["total"] == 1
        assert before.client.patch("/api/book/2", json={"rating": 3}).status_code == 200
        assert application.client.get("/api/book/2").json()["publisher"] == "Bloomsbury"


def test_another_way_after_a_rollback_works_on_the_same_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = build(reading_list(), tmp_path / "1")
    field = {"label": "ISBN"}
    second = build(reading_list(isbn=field), copytree(first, tmp_path / "2"), version=2)
    third = reading_list(isbn=field, pages={"label": "Pages", "type": "integer"})
    third_tree = build(third, copytree(first, tmp_path / "3"), version=3)
    for tree in (first, second, first, third_tree, second):
        with running(tree, data) as application:
            application.add("book", title=f"From {tree.name}")
    with running(third_tree, data) as application:
        assert application.add("book", title="Last", isbn="1", pages=300) == 6


def test_two_processes_start_on_the_same_empty_data(tmp_path: Path) -> None:
    tree = build(budget(), tmp_path / "tree")

    def start(number: int) -> int:
        with running(tree, tmp_path / "data") as application:
            return application.add("tag", name=f"Tag {number}")

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(start, range(4))) == [1, 2, 3, 4]
