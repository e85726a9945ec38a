"""What must not happen does not happen."""

import logging
import sqlite3
from pathlib import Path

import pytest

from app import migrations, tokens
from app.database import Database
from app.security import LARGEST_BODY
from app.site import Site
from app.sql import quoted
from tests.conftest import Visitor

FORM = {"place": "Hall"}


def test_forms_without_the_token_change_nothing(guest: Visitor) -> None:
    guest.get("/")
    assert guest.client.post("/shelf", data=FORM).status_code == 403
    assert guest.client.post("/shelf", data=FORM | {"_csrf_token": "x"}).status_code == 403
    assert guest.client.get("/api/shelf").json()["total"] == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_other_sites_change_nothing(guest: Visitor, headers: dict[str, str]) -> None:
    guest.get("/")
    form = FORM | {"_csrf_token": guest.client.cookies["form_token"]}
    key = guest.add(guest.schema.entity("shelf"), place="Attic")
    assert guest.client.post("/shelf", data=form, headers=headers).status_code == 403
    assert guest.client.post("/api/shelf", json=FORM, headers=headers).status_code == 403
    assert guest.client.delete(f"/api/shelf/{key}", headers=headers).status_code == 403


def test_a_link_from_another_site_leaves_open_forms_alone(guest: Visitor) -> None:
    guest.get("/")
    form = FORM | {"_csrf_token": guest.client.cookies["form_token"]}
    followed = guest.client.get("/shelf", headers={"sec-fetch-site": "cross-site"})
    assert "set-cookie" not in followed.headers  # browsers send a lax cookie with a link
    assert guest.client.post("/shelf", data=form, follow_redirects=False).status_code == 303


def test_a_form_of_another_site_leaves_open_forms_alone(guest: Visitor) -> None:
    guest.client.cookies.clear()  # browsers send no lax cookie with it
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}):
        answer = guest.client.post("/shelf", data=FORM, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_every_answer_has_the_headers(guest: Visitor) -> None:
    guest.client.cookies.clear()
    assert "samesite=lax" in guest.client.get("/").headers["set-cookie"].lower()
    for path in ("/", "/nothing", "/api/shelf", "/static/app.css"):
        headers = guest.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_large_bodies_are_refused(guest: Visitor) -> None:
    body = b"x" * (LARGEST_BODY + 1)
    assert guest.client.post("/shelf", content=body).status_code == 413
    assert guest.client.post("/shelf", content=iter([body])).status_code == 413


@pytest.mark.parametrize("body", [b"place=%ff", b"\xff", b"&".join([b"a=1"] * 2000)])
def test_forms_that_can_not_be_read_are_refused(guest: Visitor, body: bytes) -> None:
    assert guest.client.post("/shelf", content=body).status_code == 400


def test_a_lost_database_is_told_without_details(guest: Visitor, site: Site) -> None:
    site.database.path.rename(site.database.path.with_suffix(".lost"))
    assert guest.client.get("/healthz").json()["status"] == "failing"
    assert "sqlite" not in guest.get("/shelf", 503)
    assert guest.client.get("/api/shelf").status_code == 503


def test_mistakes_are_told_without_details(guest: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pages.dashboard", None)
    assert "NoneType" not in guest.get("/", 500)


def test_requests_are_logged_in_a_line(guest: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("app").propagate = True
    with caplog.at_level(logging.INFO, "app.requests"):
        guest.get("/nothing%0Ahere?q=private", 404)
    assert caplog.messages[-1].startswith("GET /nothing%0Ahere 404 ")


def test_secrets_are_not_logged(guest: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("app").propagate = True
    share, program = tokens.new(tokens.Opens.SHARE), tokens.new(tokens.Opens.PROGRAM)
    with caplog.at_level(logging.INFO, "app.requests"):
        guest.get(f"/-/%73hared/{share}/4", 404)
        guest.get(f"/-/shared/%73{share[1:]}", 404)
        guest.get(f"/api/{program}", 404)
    assert caplog.messages[-3].startswith("GET /-/shared/share-hidden/4 404 ")
    assert not any(secret[8:16] in caplog.text for secret in (share, program))


def test_only_plain_names_become_sql() -> None:
    with pytest.raises(ValueError, match="drop"):
        quoted('x"; drop table y')


def test_migrations_run_once_and_whole(tmp_path: Path) -> None:
    database = Database(tmp_path / "data" / "app.db")
    first = tmp_path / "0001_first.sql"
    first.write_text("-- the start;\nCREATE TABLE a (b TEXT);\nINSERT INTO a VALUES (';');")
    assert migrations.migrate(database, tmp_path) == ["0001_first.sql"]
    assert migrations.migrate(database, tmp_path) == []
    (tmp_path / "0002_twice.sql").write_text('ALTER TABLE "a" ADD COLUMN "b" TEXT;')
    assert migrations.migrate(database, tmp_path) == ["0002_twice.sql"]
    (tmp_path / "0003_broken.sql").write_text("CREATE TABLE c (d);\nNONSENSE;")
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrate(database, tmp_path)
    with database.reading() as connection:
        assert [row[0] for row in connection.execute("SELECT b FROM a")] == [";"]
        names = connection.execute("SELECT name FROM sqlite_schema WHERE name = 'c'").fetchall()
    assert names == []
