"""The metadata store on a real PostgreSQL server: the same contract as on SQLite."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.postgresql import postgresql_cluster
from models.base import new_id
from models.errors import StorageError
from storage.database import Database
from storage.metadata import MetadataStore
from storage.tables import HEAD
from tests.parts import require
from tests.unit.storage.contract_alert_events import AlertEventsContract
from tests.unit.storage.contract_alerts import AlertsContract
from tests.unit.storage.contract_applications import ApplicationsContract, SlugsContract
from tests.unit.storage.contract_backups import BackupsContract
from tests.unit.storage.contract_control import ControlContract
from tests.unit.storage.contract_deployments import DeploymentsContract
from tests.unit.storage.contract_hosts import HostsContract
from tests.unit.storage.contract_jobs import ROOT, JobsContract
from tests.unit.storage.contract_leases import LeasesContract
from tests.unit.storage.contract_limits import LimitsContract
from tests.unit.storage.contract_resources import ResourcesContract
from tests.unit.storage.contract_retention import RetentionContract
from tests.unit.storage.contract_traffic import TrafficContract
from tests.unit.storage.contract_usage import UsageContract
from tests.unit.storage.contract_versions import (
    AuditContract,
    RequestKeysContract,
    VersionsContract,
)
from tests.unit.storage.samples import a_job, an_application, drafts

pytestmark = [pytest.mark.postgresql, pytest.mark.integration]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    require("postgresql")
    with postgresql_cluster() as address:
        yield address


@pytest.fixture
async def store(url: str) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(url)
    yield opened
    await opened.close()


@pytest.fixture
async def second_store(url: str, store: MetadataStore) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(url)
    yield opened
    await opened.close()


@pytest.fixture
async def empty_url(url: str) -> str:
    """Address of a database that nobody has used."""
    name = f"d{new_id().replace('-', '')}"
    database = await Database.open(url)
    await database.read(
        lambda connection: connection.execution_options(isolation_level="AUTOCOMMIT").execute(
            text(f"CREATE DATABASE {name}")
        )
    )
    await database.close()
    return f"{url.rpartition('/')[0]}/{name}"


class TestAlerts(AlertsContract):
    pass


class TestAlertEvents(AlertEventsContract):
    pass


class TestApplications(ApplicationsContract):
    pass


class TestSlugs(SlugsContract):
    pass


class TestHosts(HostsContract):
    pass


class TestJobs(JobsContract):
    pass


class TestTraffic(TrafficContract):
    pass


class TestBackups(BackupsContract):
    pass


class TestUsage(UsageContract):
    pass


class TestDeployments(DeploymentsContract):
    pass


class TestResources(ResourcesContract):
    pass


class TestRetention(RetentionContract):
    pass


class TestLeases(LeasesContract):
    pass


class TestLimits(LimitsContract):
    pass


class TestControl(ControlContract):
    pass


class TestVersions(VersionsContract):
    pass


class TestRequestKeys(RequestKeysContract):
    pass


class TestAudit(AuditContract):
    pass


class TestOpening:
    async def test_many_may_open_a_new_database_at_once(self, empty_url: str) -> None:
        stores = await asyncio.gather(*(MetadataStore.open(empty_url) for _ in range(6)))
        await asyncio.gather(*(opened.ping() for opened in stores))
        await asyncio.gather(*(opened.close() for opened in stores))

    async def test_the_migrations_lead_to_the_tables(self, empty_url: str) -> None:
        from alembic.autogenerate import compare_metadata
        from alembic.runtime.migration import MigrationContext

        from storage.tables import metadata

        await (await MetadataStore.open(empty_url)).close()
        # An engine of its own: alembic reads the catalogue's JSON, which ours passes through.
        engine = create_async_engine(empty_url)
        async with engine.connect() as connection:
            differences = await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
            )
            heads = await connection.run_sync(
                lambda sync: MigrationContext.configure(sync).get_current_heads()
            )
            kind = text("SELECT data_type FROM information_schema.columns WHERE column_name = :n")
            found = (await connection.execute(kind, {"n": "progress"})).scalar()
        await engine.dispose()
        assert differences == []
        assert (heads, found) == ((HEAD,), "jsonb")

    @pytest.mark.parametrize("wrong", ["127.0.0.1:1/postgres", "nowhere.invalid/postgres"])
    async def test_a_server_that_does_not_answer_is_told(self, wrong: str) -> None:
        with pytest.raises(StorageError) as raised:
            await MetadataStore.open(f"postgresql://nobody:secret@{wrong}")
        assert raised.value.remedy
        assert "secret" not in f"{raised.value.message}{raised.value.context}"

    async def test_a_database_that_is_not_there_is_told(self, url: str) -> None:
        with pytest.raises(StorageError, match="server"):
            await MetadataStore.open(f"{url}_missing")


class TestTrouble:
    async def test_connections_that_were_cut_are_made_again(
        self, url: str, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        await second_store.ping()
        database = await Database.open(url)
        cut = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        await database.write(lambda connection: connection.execute(cut))
        await database.close()
        await second_store.ping()
        assert await store.add_application(an_application())

    async def test_a_writer_killed_at_any_moment_leaves_nothing_half_written(
        self, url: str, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        job = await store.add_job(a_job(application))
        chance = random.Random(11)
        for attempt in range(4):
            writer = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.unit.storage.writer", url, job.id, f"w{attempt}", "0"),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
            )
            assert writer.stdout is not None
            await writer.stdout.readline()
            await asyncio.sleep(chance.uniform(0, 0.15))
            os.kill(writer.pid, signal.SIGKILL)
            await writer.stdout.read()
            await writer.wait()
        last = await store.publish(job.id, None, drafts("after"))
        events = await store.events(job.id, limit=5_000)
        assert [event.sequence for event in events] == list(range(1, last + 1))
