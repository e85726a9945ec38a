"""Every kind of page that an application has breaks no rule that axe-core knows."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from models.features import FeatureKind
from models.specification import ApplicationSpecification
from tests import parts
from tests.integration.building.running import Application, build, listening, running
from tests.unit.activities.building.examples import choir
from tests.unit.activities.building.features import every_feature

pytestmark = [pytest.mark.integration, pytest.mark.chromium]

_LINKS = "[...document.links].filter(link => !link.download).map(link => link.href)"
_MOST_PAGES = 80
"""More kinds of pages than any application here has: links that never end are found out."""
_OPEN = [kind for kind in FeatureKind if kind is not FeatureKind.LOGIN]


def _fill(application: Application) -> None:
    """Add records of which each feature has something to show."""
    person = application.add("person", name="Ada")
    purse = application.add("purse", name="Household", monthly_limit="100.00")
    today = date.today()
    for number in range(6):
        day = (today + timedelta(days=3 * number - 6)).isoformat()
        application.add(
            "thing",
            name=f"Thing {number}",
            person=person,
            purse=purse,
            begins=day,
            due=day,
            best_before=day,
            birthday="1990-05-17",
            price=f"{number + 1}.50",
            saved="20",
            wanted="50",
            pieces=number,
            minimum_pieces=2,
            mileage=1000 + 400 * number,
            litres="30",
            days_between=7,
            last_cared_for=day,
            state=("To do", "Doing", "Done")[number % 3],
            often="Weekly",
            stars=number % 5 + 1,
            street="Mill Lane 3",
            telephone="0123 456",
            mail="ada@example.org",
        )


def _served(
    specification: ApplicationSpecification, folder: Path, *, filled: bool
) -> Iterator[str]:
    parts.require("chromium")
    tree = build(specification, folder / "tree")
    if filled:
        with running(tree, folder / "data") as application:
            _fill(application)
    with listening(tree, folder / "data") as url:
        yield url


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from _served(every_feature(*_OPEN), tmp_path_factory.mktemp("all"), filled=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from _served(choir(), tmp_path_factory.mktemp("site"), filled=False)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("closed")
    yield from _served(every_feature(FeatureKind.LOGIN), folder, filled=False)


def _kind(url: str) -> str:
    """Return what pages have in common that differ by numbers, or by what is asked of them."""
    found = urlsplit(url)
    return re.sub(r"\d+", "0", found.path) + ("?" if found.query else "")


async def _is_page(page: Page, url: str) -> bool:
    answer = await page.request.get(url)
    return answer.headers.get("content-type", "").startswith("text/html")


async def _broken_rules(page: Page, address: str) -> dict[str, list[str]]:
    """Follow all links from the first page and return what axe-core finds, by kind of page."""
    axe, broken = Axe(), {}
    waiting, seen = [f"{address}/"], {_kind(f"{address}/")}
    while waiting:
        url = waiting.pop()
        if not await _is_page(page, url):
            continue
        await page.goto(url)
        violations = (await axe.run(page)).response["violations"]
        if violations:
            broken[url] = [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations]
        for link in await page.evaluate(_LINKS):
            plain = urldefrag(link).url
            if plain.startswith(f"{address}/") and _kind(plain) not in seen:
                seen.add(_kind(plain))
                waiting.append(plain)
        assert len(seen) <= _MOST_PAGES, sorted(seen)
    return broken


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
@pytest.mark.parametrize("address", ["everything", "site", "closed"])
async def test_no_page_breaks_a_rule(
    address: str, width: int, scheme: str, request: pytest.FixtureRequest
) -> None:
    served: str = request.getfixturevalue(address)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=parts.chromium_path(), args=["--no-sandbox"]
        )
        # The policy of the application's own pages keeps foreign scripts out, axe-core too.
        context = await browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,
        )
        broken = await _broken_rules(await context.new_page(), served)
        await browser.close()
    assert broken == {}
