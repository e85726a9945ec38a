"""Tokens are counted before they are spent, whoever dies meanwhile."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.ledger import TokenLedger

TODAY = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)


def ledger(folder: Path, *, request: int = 1_000, day: int = 2_500) -> TokenLedger:
    return TokenLedger(folder, per_request=request, per_day=day, now=lambda: TODAY)


async def test_what_was_not_needed_is_given_back(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    first = await book.reserve("a", 100, 900)
    assert first.tokens == 900
    await book.settle(first, 150)
    assert (await book.reserve("a", 100, 900)).tokens == 850


async def test_attempts_at_the_same_request_share_its_budget(tmp_path: Path) -> None:
    await ledger(tmp_path).reserve("a", 100, 900)
    with pytest.raises(NotRead, match="more than its 1,000 tokens"):
        await ledger(tmp_path).reserve("a", 101, 900)
    assert (await ledger(tmp_path).reserve("a", 100, 900)).tokens == 100


async def test_a_day_has_an_end_and_the_next_one_begins_anew(tmp_path: Path) -> None:
    for key in "ab":
        await ledger(tmp_path).reserve(key, 100, 1_000)
    assert (await ledger(tmp_path).reserve("c", 100, 1_000)).tokens == 500
    with pytest.raises(NotRead, match="2,500 tokens of today"):
        await ledger(tmp_path).reserve("d", 100, 1_000)
    tomorrow = TokenLedger(
        tmp_path, per_request=1_000, per_day=2_500, now=lambda: datetime(2026, 3, 2, tzinfo=UTC)
    )
    assert (await tomorrow.reserve("d", 100, 1_000)).tokens == 1_000


async def test_many_at_once_never_get_more_than_there_is(tmp_path: Path) -> None:
    async def one(number: int) -> int:
        try:
            return (await ledger(tmp_path).reserve(f"r{number}", 300, 700)).tokens
        except NotRead:
            return 0

    given = await asyncio.gather(*(one(number) for number in range(12)))
    assert sum(given) <= 2_500
    assert sorted(given, reverse=True)[:4] == [700, 700, 700, 400]


async def test_a_line_that_a_crash_has_torn_costs_nothing_but_itself(tmp_path: Path) -> None:
    await ledger(tmp_path).reserve("a", 100, 700)
    (page,) = tmp_path.glob("*.jsonl")
    page.write_text(page.read_text() + '{"key": "a", "tok')
    assert (await ledger(tmp_path).reserve("a", 100, 700)).tokens == 300
    with pytest.raises(NotRead):
        await ledger(tmp_path).reserve("a", 100, 700)


async def test_without_a_place_to_count_nothing_is_spent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotRead, match="can't be written down"):
        await ledger(tmp_path / "file").reserve("a", 100, 700)


async def test_old_days_are_forgotten(tmp_path: Path) -> None:
    for month in (1, 2):
        for day in range(1, 29):
            (tmp_path / f"2026-{month:02}-{day:02}.jsonl").write_text("")
    await ledger(tmp_path).reserve("a", 100, 700)
    left = sorted(path.stem for path in tmp_path.glob("*.jsonl"))
    assert len(left) == 32
    assert left[-1] == "2026-03-01"
