"""Generated web sites run, are clean, pass their own tests and can be read by everybody."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from models.specification import ApplicationSpecification
from tests.integration.building.gates import SourceGates
from tests.integration.building.running import Application, build, command, running
from tests.integration.building.test_generated_quality import assert_clean, assert_tested
from tests.strategies import sites
from tests.unit.activities.building.examples import choir

pytestmark = pytest.mark.integration

REQUEST = (
    "a website for our choir with a page about us, the concerts (date, place, programme) and how "
    "to reach us. We are a choir of forty voices."
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("choir")
    tree = build(compose(Said(analyse(REQUEST), request=REQUEST)).specification, folder / "tree", 4)
    (tree / "content/concert.csv").write_text(
        "date,place,programme\n2027-05-05,<script>alert(1)</script>,{{ 7 * 7 }}\n"
    )
    with running(tree, folder / "data") as application:
        yield application


def test_visitors_read_what_the_request_says(site: Application) -> None:
    page = site.client.get("/").text
    for address in re.findall(r'<li><a href="(/[a-z-]*)"', page):
        assert site.client.get(address).status_code == 200
    assert "We are a choir of forty voices." in site.client.get("/about-us").text
    concerts = site.client.get("/concerts").text
    assert "5 May 2027" in concerts
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in concerts
    assert "{{ 7 * 7 }}" in concerts


def test_it_is_well_and_writes_nothing(site: Application, tmp_path: Path) -> None:
    assert site.client.get("/healthz").json() == {"status": "ok", "version": 4}
    assert site.client.post("/", data={"a": "b"}).status_code == 405
    assert not list(site.log.parent.glob("*.db"))


def test_the_probe_knows_whether_it_is_well(site: Application, tmp_path: Path) -> None:
    tree = Path(f"/proc/{site.process.pid}/cwd").resolve()
    well = command(tree, "-m", "app.probe", variables={"SOCKET": str(site.path)})
    assert well.returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = command(tree, "-m", "app.probe", variables={"PORT": str(free.getsockname()[1])})
    assert gone.returncode == 1


def test_a_broken_list_is_told_at_the_start(tmp_path: Path) -> None:
    tree = build(choir(), tmp_path)
    (tree / "content/concert.csv").write_text("day,place\n")
    ended = command(tree, "-m", "app", variables={"SOCKET": str(tmp_path / "s")})
    assert ended.returncode != 0
    assert "no column is called 'day'" in ended.stderr


def test_the_example_is_clean_and_tested(tmp_path: Path) -> None:
    tree = build(choir(), tmp_path / "tree")
    assert_clean(tree)
    assert_tested(tree)
    assert SourceGates(tmp_path / "gates").findings(tree) == []


def test_any_site_is_clean(tmp_path: Path) -> None:
    numbers = iter(range(10**6))

    @settings(
        max_examples=6,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        database=None,
    )
    @given(sites())
    def run(specification: Any) -> None:
        assert_clean(build(specification, tmp_path / str(next(numbers))))

    run()


def test_any_site_passes_its_own_tests(tmp_path: Path) -> None:
    numbers = iter(range(10**6))

    @settings(
        max_examples=3,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        database=None,
    )
    @given(sites())
    def run(specification: ApplicationSpecification) -> None:
        assert_tested(build(specification, tmp_path / str(next(numbers))))

    run()
