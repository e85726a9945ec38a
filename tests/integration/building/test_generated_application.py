"""A generated application does for people and programs what its specification says."""

import csv
import io
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.integration.building.running import Application, build, running
from tests.unit.activities.building.examples import budget

pytestmark = pytest.mark.integration

HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE expense; --",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "=HYPERLINK(1)",
    "\u202eabc",
]


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("budget")
    with running(build(budget(), folder / "tree", version=4), folder / "data") as application:
        yield application


def test_records_live_from_form_to_export(application: Application) -> None:
    category = application.form("/category", {"name": "Food", "monthly_limit": "400"})
    assert category.status_code == 303
    key = category.headers["location"].partition("?")[0].rpartition("/")[2]
    entered = {"name": "Market day", "amount": "12.50", "day": "2026-11-20", "category": key}
    path = application.form("/expense", entered).headers["location"].partition("?")[0]
    assert "€12.50" in application.client.get(path).text
    assert "Market day" in application.client.get(f"/category/{key}").text
    assert "Market day" in application.client.get("/expense?q=market").text
    assert application.form(path, entered | {"amount": "13"}).status_code == 303
    assert application.client.get(f"/api{path}").json()["amount"] == "13.00"
    rows = list(csv.DictReader(io.StringIO(application.client.get("/expense/export.csv").text)))
    assert rows[0]["Category"] == "Food"
    assert application.form(f"{path}/delete", {}).status_code == 303
    assert application.client.get(path).status_code == 404


def test_health_tells_the_version(application: Application) -> None:
    assert application.client.get("/healthz").json() == {"status": "ok", "version": 4}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(application: Application, text: str) -> None:
    category = application.add("category", name=f"Category {text}")
    key = application.add("expense", name=text, amount=1, category=category, notes=text)
    for path in ("/", "/expense", f"/expense/{key}", f"/expense/{key}/edit"):
        page = application.client.get(path, params={"q": text} if path == "/expense" else None)
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in page.text.partition("<h1>")[2].partition("</h1>")[0]
    assert application.client.get(f"/api/expense/{key}").json()["name"] == text
    exported = application.client.get("/expense/export.csv").text
    assert not any(
        cell.startswith("=") for row in csv.reader(io.StringIO(exported)) for cell in row
    )


def test_sums_are_exact(application: Application) -> None:
    category = application.add("category", name="Sums")
    before = application.client.get("/api/expense").json()["total"]
    for amount in ("999999999999.99", "0.01", "0.10", "0.20"):
        application.add("expense", name="sum", amount=amount, category=category)
    assert application.client.get("/api/expense").json()["total"] == before + 4
    assert ".30" in application.client.get("/").text


def test_other_sites_can_not_write(application: Application) -> None:
    token = application.client.cookies["form_token"]
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "http://evil.localhost"}):
        form = {"name": "x", "_csrf_token": token}
        assert application.client.post("/tag", data=form, headers=headers).status_code == 403
    assert application.client.post("/tag", data={"name": "x"}).status_code == 403
    plain = {"content-type": "text/plain"}
    answer = application.client.post("/api/tag", content='{"name": "x"}', headers=plain)
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/expense/" + "9" * 40, 404),
        ("/%00", 404),
        ("/..%2f..%2fetc%2fpasswd", 404),
        ("/static/..%2f..%2fapp%2fschema.py", 404),
        ("/expense?sort=%22;--&page=-1&f_category=9999999999999999999", 200),
        ("/expense?q=%ff%00", 200),
    ],
)
def test_odd_addresses_are_answered_plainly(
    application: Application, path: str, status: int
) -> None:
    assert application.client.get(path).status_code == status


def test_nothing_failed_inside(application: Application) -> None:
    assert "ERROR" not in application.log.read_text()


def test_socket_is_open_to_the_proxy(tmp_path: Path) -> None:
    tree = build(budget(), tmp_path / "tree")
    with running(tree, tmp_path / "data") as application:
        assert stat.S_IMODE(application.path.stat().st_mode) == 0o666


def test_requests_that_run_are_finished_before_the_end(tmp_path: Path) -> None:
    tree = build(budget(), tmp_path / "tree")
    with running(tree, tmp_path / "data") as application:
        answers: list[int] = []

        def slowly() -> Iterator[bytes]:
            yield b'{"name": '
            time.sleep(0.7)
            yield b'"Kept"}'

        def send() -> None:
            headers = {"content-type": "application/json"}
            transport = httpx.HTTPTransport(uds=str(application.path))
            with httpx.Client(transport=transport, base_url="http://app.localhost") as client:
                answer = client.post("/api/tag", content=slowly(), headers=headers)
                answers.append(answer.status_code)

        thread = threading.Thread(target=send)
        thread.start()
        time.sleep(0.3)
        application.process.terminate()
        thread.join()
        application.process.wait(20)  # a second signal would cut its end short
        assert answers == [201]
