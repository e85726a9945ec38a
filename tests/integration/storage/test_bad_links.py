"""A link to PostgreSQL that fails in every way: what is stored stays right, and work goes on."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, make_url, text

from benchmarks.faulty import Fault, FaultyLink, Place
from benchmarks.postgresql import postgresql_cluster
from benchmarks.processes import free_ports
from models.errors import StorageError
from storage.database import Database
from storage.postgresql import PostgreSQLTransactions
from tests.parts import require

pytestmark = [pytest.mark.postgresql, pytest.mark.integration]

CONNECTIONS = 4
SILENT_SECONDS = 0.5


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    require("postgresql")
    with postgresql_cluster() as address:
        yield address


@pytest.mark.parametrize("fault", list(Fault))
async def test_transactions_go_on_after_the_link_was_bad(url: str, fault: Fault) -> None:
    server = make_url(url)
    (port,) = free_ports(1)
    async with FaultyLink.open(Place(port), Place(server.port or 0)) as link:
        database = Database(
            PostgreSQLTransactions.at(server.set(port=port), silent_seconds=SILENT_SECONDS)
        )
        try:
            await asyncio.gather(*(_answer(database) for _ in range(CONNECTIONS)))
            bad = asyncio.create_task(link.suffer(fault, 2 * SILENT_SECONDS))
            await asyncio.sleep(0)
            tries = await asyncio.gather(*(_tries(database) for _ in range(CONNECTIONS)))
            await bad
        finally:
            await database.close()
    # Those that were open when it began are found to be dead at once, not one after the other.
    assert max(tries) <= 4


async def _tries(database: Database) -> int:
    """Return how often it had to be tried until there was an answer; a failure is told as one."""
    for number in range(1, 20):
        try:
            assert await _answer(database) == 1
        except StorageError:
            await asyncio.sleep(SILENT_SECONDS)
        else:
            return number
    raise AssertionError("there was no answer any more")


async def _answer(database: Database) -> object:
    def work(connection: Connection) -> object:
        return connection.execute(text("SELECT 1, pg_sleep(0.05)")).scalar()

    return await asyncio.wait_for(database.write(work), 30)
