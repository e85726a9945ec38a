"""Generated applications that are closed with a password, and shared by link."""

import re
from pathlib import Path

import httpx
import pytest

from models.specification import ApplicationSpecification
from tests.integration.building.running import Application, build, running
from tests.unit.activities.building.examples import reading_list

pytestmark = pytest.mark.integration
WORDS = "a quiet red lamp"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = reading_list().model_dump(mode="json")
    document["features"] = [{"kind": "login"}, {"kind": "sharing"}]
    specification = ApplicationSpecification.model_validate(document)
    return build(specification, tmp_path_factory.mktemp("tree"))


def enter(application: Application) -> None:
    application.client.get("/-/login")
    chosen = application.form("/-/login/first", {"password": WORDS, "again": WORDS})
    assert chosen.status_code == 303, chosen.text


def outsider(application: Application) -> httpx.Client:
    transport = httpx.HTTPTransport(uds=str(application.path))
    return httpx.Client(transport=transport, base_url="http://app.localhost")


def test_a_shared_list_is_all_that_strangers_see(tree: Path, tmp_path: Path) -> None:
    with running(tree, tmp_path) as application:
        enter(application)
        kept = application.add("book", title="Dune", author="Herbert")
        application.add("book", title="Emma", author="Austen")
        made = application.form("/book/share?q=dune", {})
        found = re.search(r'value="http://app.localhost(/-/shared/share-[^"]+)"', made.text)
        assert found, made.text
        with outsider(application) as client:
            assert client.get("/book").headers["location"].startswith("/-/login")
            assert client.get("/api/book").status_code == 401
            assert "Dune" in client.get(found[1]).text
            assert "Herbert" in client.get(f"{found[1]}/{kept}").text
            assert client.get(f"{found[1]}/{kept + 1}").status_code == 404
        lines = application.log.read_text()
    assert "/-/shared/share-hidden" in lines
    assert found[1] not in lines


def test_password_session_and_waiting_survive_a_restart(tree: Path, tmp_path: Path) -> None:
    with running(tree, tmp_path) as application:
        enter(application)
        cookies = dict(application.client.cookies)
        with outsider(application) as client:
            client.get("/-/login")
            guess = {"password": "wrong", "_csrf_token": client.cookies["form_token"]}
            answers = [client.post("/-/login", data=guess).status_code for _ in range(6)]
        assert answers == [422, 422, 422, 422, 429, 429]
        lines = application.log.read_text()
    with running(tree, tmp_path) as application:
        with outsider(application) as client:
            client.get("/-/login")
            right = {"password": WORDS, "_csrf_token": client.cookies["form_token"]}
            assert client.post("/-/login", data=right).status_code == 429
        application.client.cookies.update(cookies)
        assert application.client.get("/book").status_code == 200
    assert "wrong password, 5 in a row" in lines
    assert not any(secret in lines for secret in cookies.values())


def test_the_readme_tells_how_to_replace_a_forgotten_password(tree: Path, tmp_path: Path) -> None:
    readme = (tree / "README.md").read_text()
    file = re.search(r"> data/(\S+)", readme)
    assert file
    with running(tree, tmp_path) as application:
        enter(application)
        (tmp_path / file[1]).write_text("found words again")
        with outsider(application) as client:
            client.get("/-/login")
            sent = {"password": "found words again", "_csrf_token": client.cookies["form_token"]}
            assert client.post("/-/login", data=sent).status_code == 303
        assert application.client.get("/book").status_code == 303
        assert not (tmp_path / file[1]).exists()
