"""Pages fit their screens, load nothing from elsewhere and break no rule of their own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, Literal

import pytest
from playwright.async_api import ConsoleMessage, Page, Request, async_playwright

from models.features import FeatureKind
from tests import parts
from tests.integration.building.running import Application, build, listening, running
from tests.unit.activities.building.examples import budget
from tests.unit.activities.building.features import every_feature

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


_OPEN = [kind for kind in FeatureKind if kind is not FeatureKind.LOGIN]
_OUTSIDE = """[...document.querySelectorAll("nav ul [aria-current]")].filter((entry) => {
    const [row, own] = [entry.closest("ul"), entry].map((each) => each.getBoundingClientRect());
    return own.left < row.left || own.right > row.right;
}).length"""
_NARROW_LABELS = """[...document.querySelectorAll("tbody td")].filter((cell) => {
    const label = document.createElement("span");
    label.textContent = cell.dataset.label;
    label.style = "position: absolute; white-space: nowrap; font-size: 0.875rem";
    document.body.append(label);
    const broken = parseFloat(getComputedStyle(cell, "::before").width) + 1 < label.offsetWidth;
    label.remove();
    return cell.offsetHeight > 0 && broken;
}).length"""


@pytest.fixture(scope="module")
def featured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    parts.require("chromium")
    folder = tmp_path_factory.mktemp("featured")
    tree = build(every_feature(*_OPEN), folder / "tree")
    with running(tree, folder / "data") as application:
        application.add("thing", name="Fair", begins=date.today().replace(day=15).isoformat())
    with listening(tree, folder / "data") as url:
        yield url


@asynccontextmanager
async def _opened(address: str, **options: Any) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=parts.chromium_path(), args=["--no-sandbox"]
        )
        page = await browser.new_page(**options)
        await page.goto(address)
        yield page
        await browser.close()


_PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 800}}


async def test_the_calendar_of_a_phone_has_no_empty_days(featured: str) -> None:
    async with _opened(f"{featured}/thing/calendar", **_PHONE) as page:
        assert await page.locator(".calendar .day:visible").count() == 1
        assert await page.locator(".calendar .day").count() >= 28
        other = page.locator(".calendar .other .long").first
        if await other.count():  # a month of whole weeks has no days of others
            assert len((await other.inner_text()).split()) == 2


async def test_paper_shows_no_menu_and_no_buttons(address: str) -> None:
    wide = {"width": 1280, "height": 800}
    async with _opened(f"{address}/expense", viewport=wide) as page:
        await page.emulate_media(media="print")
        assert (
            await page.locator("main").evaluate("main => main.getBoundingClientRect().left") < 300
        )
        assert await page.locator("main").evaluate("main => main.offsetWidth") > 900
        for name in (".side", ".button", "form"):
            assert await page.locator(f"{name}:visible").count() == 0, name


async def test_what_is_chosen_is_in_sight_on_a_phone(featured: str) -> None:
    for path in ("/thing/cards", "/-/deleted"):
        async with _opened(featured + path, **_PHONE) as page:
            assert await page.locator("nav ul [aria-current]").count() >= 1
            assert await page.evaluate(_OUTSIDE) == 0


async def test_labels_stay_whole_beside_long_values(address: str) -> None:
    async with _opened(f"{address}/expense?q=unbroken", **_PHONE) as page:
        assert await page.locator("tbody td:visible").count() > 2
        assert await page.evaluate(_NARROW_LABELS) == 0


async def test_lists_are_sorted_on_a_phone(address: str) -> None:
    async with _opened(f"{address}/expense", **_PHONE) as page:
        await page.get_by_label("Sort by").select_option("amount")
        await page.wait_for_url("**sort=amount**")
        assert "UnbrokenUnbroken" in await page.locator("tbody th").first.inner_text()
        await page.set_viewport_size({"width": 1280, "height": 800})
        assert not await page.get_by_label("Sort by").is_visible()
