"""Pages fit their screens, load nothing from elsewhere and break no rule of their own."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.async_api import ConsoleMessage, Page, Request, async_playwright

from tests import parts
from tests.integration.building.running import Application, build, listening, running
from tests.unit.activities.building.examples import budget

pytestmark = [pytest.mark.integration, pytest.mark.chromium]

_SCHEMES: dict[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark"}
_TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
_BROKEN_COUNTS = """[...document.querySelectorAll(".bars dd span")]
    .filter((count) => count.offsetHeight > 1.9 * parseFloat(getComputedStyle(count).fontSize))
    .length"""
_UNLABELLED = """[...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
    .filter((control) => control.labels.length === 0).length"""


def _watch(page: Page) -> tuple[list[str], list[str]]:
    asked: list[str] = []
    said: list[str] = []

    def note_request(request: Request) -> None:
        asked.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("request", note_request)
    page.on("console", note_message)
    return asked, said


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    parts.require("chromium")
    folder = tmp_path_factory.mktemp("looks")
    tree = build(budget(), folder / "tree")
    with running(tree, folder / "data") as application:
        _fill(application)
    with listening(tree, folder / "data") as url:
        yield url


def _fill(application: Application) -> None:
    category = application.add("category", name="A rather long name of a category", monthly_limit=1)
    tag = application.add("tag", name="Tag")
    # Enough of them that the counts of the start page have three digits.
    for number in range(120):
        application.add(
            "expense",
            name=f"Expense number {number} with words" if number else "Unbroken" * 25,
            amount=f"{number * 1000}.50",
            day="2026-11-05",
            paid_by="Card",
            category=category,
            tags=[tag],
        )


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_fit_and_stay_at_home(address: str, width: int, scheme: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=parts.chromium_path(), args=["--no-sandbox"]
        )
        page = await browser.new_page(
            viewport={"width": width, "height": 800}, color_scheme=_SCHEMES[scheme]
        )
        asked, said = _watch(page)
        for path in ("/", "/expense", "/expense/1", "/expense/1/edit", "/tag?q=nothing"):
            await page.goto(address + path)
            assert await page.evaluate(_TOO_WIDE) <= 0, path
            assert await page.evaluate(_UNLABELLED) == 0, path
        await browser.close()
    assert said == []
    assert all(url.startswith(address) for url in asked)


async def test_counts_stay_on_one_line(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=parts.chromium_path(), args=["--no-sandbox"]
        )
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        await page.goto(address)
        assert "120" in await page.locator(".bars dd span").all_inner_texts()
        assert await page.evaluate(_BROKEN_COUNTS) == 0
        await browser.close()


async def test_the_first_stop_of_the_keyboard_leads_to_the_content(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=parts.chromium_path(), args=["--no-sandbox"]
        )
        page = await browser.new_page()
        await page.goto(f"{address}/expense/new")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert page.url.endswith("#content")
        await page.click("form[method=post] button")
        assert await page.evaluate("document.activeElement.id") == "problems"
        await browser.close()
