"""The metadata store on SQLite files."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from models.errors import DiskFull, StorageError
from storage.database import Database
from storage.metadata import MetadataStore
from storage.migrations.upgrade import configuration
from storage.tables import HEAD
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
from tests.unit.storage.samples import a_job, a_version, an_application, drafts


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'orchestrator.db'}"


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
    @pytest.mark.parametrize(
        ("statement", "broken"),
        [
            ("UPDATE audit SET document = replace(document, 'ann', 'bob') WHERE sequence = 2", 2),
            ("DELETE FROM audit WHERE sequence = 1", 1),
            ("UPDATE audit SET digest = previous WHERE sequence = 3", 3),
        ],
    )
    async def test_tampering_shows(
        self, store: MetadataStore, tmp_path: Path, statement: str, broken: int
    ) -> None:
        for number in range(4):
            await store.add_audit("ann", "application.delete", f"{number}", {})
        with sqlite3.connect(tmp_path / "orchestrator.db") as connection:
            connection.execute(statement)
        connection.close()
        assert await store.first_broken_audit() == broken


class TestOpening:
    async def test_many_processes_may_open_a_new_database_at_once(
        self, tmp_path: Path, url: str
    ) -> None:
        program = (
            "import asyncio, sys\n"
            "from storage.metadata import MetadataStore\n"
            "async def main():\n"
            "    store = await MetadataStore.open(sys.argv[1])\n"
            "    await store.ping()\n"
            "    await store.close()\n"
            "asyncio.run(main())\n"
        )
        openers = [
            await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, cwd=ROOT)
            for _ in range(4)
        ]
        assert [await opener.wait() for opener in openers] == [0] * 4

    async def test_opening_again_does_not_load_alembic(
        self, url: str, store: MetadataStore
    ) -> None:
        program = (
            "import asyncio, sys\n"
            "from storage.metadata import MetadataStore\n"
            "async def main():\n"
            "    await (await MetadataStore.open(sys.argv[1])).close()\n"
            "asyncio.run(main())\n"
            "loaded = {'alembic', 'dulwich', 'asyncpg'} & set(sys.modules)\n"
            "sys.exit(f'loaded {loaded}' if loaded else 0)\n"
        )
        opener = await asyncio.create_subprocess_exec(sys.executable, "-c", program, url, cwd=ROOT)
        assert await opener.wait() == 0

    async def test_it_uses_a_write_ahead_log_and_foreign_keys(
        self, url: str, store: MetadataStore
    ) -> None:
        database = await Database.open(url)
        found = await database.read(
            lambda connection: [
                connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
        )
        await database.close()
        assert found == ["wal", 1, 1, 10_000]

    async def test_a_database_of_a_newer_program_is_refused(
        self, url: str, tmp_path: Path, store: MetadataStore
    ) -> None:
        with sqlite3.connect(tmp_path / "orchestrator.db") as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
        with pytest.raises(StorageError, match="newer version"):
            await MetadataStore.open(url)

    @pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "sqlite:////no/such/d"])
    async def test_an_address_that_does_not_work_is_told(self, url: str) -> None:
        with pytest.raises(StorageError) as raised:
            await MetadataStore.open(url)
        assert raised.value.remedy

    async def test_a_file_that_is_no_database_is_told(self, url: str, tmp_path: Path) -> None:
        (tmp_path / "orchestrator.db").write_bytes(b"nothing of the kind" * 100)
        with pytest.raises(StorageError, match="damaged"):
            await MetadataStore.open(url)

    async def test_a_database_in_memory_serves_tasks_at_once(self) -> None:
        opened = await MetadataStore.open("sqlite:///:memory:")
        application = await opened.add_application(an_application())
        job = await opened.add_job(a_job(application))
        await asyncio.gather(*(opened.publish(job.id, None, drafts(f"{n}")) for n in range(20)))
        assert len(await opened.events(job.id)) == 20
        await opened.close()

    async def test_the_migrations_lead_to_the_tables(self, url: str, store: MetadataStore) -> None:
        from alembic.autogenerate import compare_metadata
        from alembic.runtime.migration import MigrationContext

        from storage.tables import metadata

        database = await Database.open(url)
        differences, heads = await database.write(
            lambda connection: (
                compare_metadata(MigrationContext.configure(connection), metadata),
                MigrationContext.configure(connection).get_current_heads(),
            )
        )
        await database.close()
        assert differences == []
        assert heads == (HEAD,)

    async def test_applications_of_before_get_the_kind_of_their_version(
        self, url: str, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        waiting = await store.add_application(an_application(owner=application.owner))
        job = await store.add_job(a_job(application))
        number = await store.reserve_version(application.id, job.id)
        version = a_version(application.id, number, job_id=job.id)
        await store.record_version(job.id, application.id, version, {"current_version": number})
        database = await Database.open(url)
        await database.write(lambda c: command.downgrade(configuration(c), "0013"))
        await database.write(lambda c: command.upgrade(configuration(c), "head"))
        await database.close()
        kind = version.specification.architecture.kind
        found = await store.applications(owner=application.owner, kind=kind)
        assert [(one.id, one.kind) for one in found.items] == [(application.id, kind)]
        assert (await store.application(waiting.id)).kind is None


class TestTrouble:
    async def test_a_locked_database_is_told_with_a_remedy(
        self, tmp_path: Path, url: str, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        holder = sqlite3.connect(tmp_path / "orchestrator.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        impatient = MetadataStore(await Database.open(url, busy_seconds=0.2))
        with pytest.raises(StorageError, match="busy") as raised:
            await impatient.update_application(application.id, priority=1)
        assert "stop other programs" in raised.value.remedy
        assert (await impatient.application(application.id)).priority == 3
        holder.execute("ROLLBACK")
        holder.close()
        assert (await impatient.update_application(application.id, priority=1)).priority == 1
        await impatient.close()

    async def test_a_database_that_may_not_be_written_is_told(
        self, tmp_path: Path, store: MetadataStore
    ) -> None:
        address = f"sqlite:///file:{tmp_path / 'orchestrator.db'}?mode=ro&uri=true"
        reader = await MetadataStore.open(address)
        with pytest.raises(StorageError, match="not written"):
            await reader.add_application(an_application())
        await reader.close()

    async def test_a_full_database_is_told_and_keeps_what_it_had(
        self, url: str, tmp_path: Path, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        job = await store.add_job(a_job(application))
        await store.publish(job.id, None, drafts("before"))
        database = await Database.open(url)
        full = MetadataStore(database)
        await database.write(
            lambda connection: connection.execute(text("PRAGMA max_page_count = 1")).scalar()
        )
        many = [drafts(*(f"{number}-{n}" for n in range(2_000))) for number in range(5)]
        with pytest.raises(DiskFull):
            await asyncio.gather(*(full.publish(job.id, None, some) for some in many))
        await full.close()
        events = await store.events(job.id, limit=5_000)
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))

    async def test_a_writer_killed_at_any_moment_leaves_nothing_half_written(
        self, url: str, tmp_path: Path, store: MetadataStore
    ) -> None:
        application = await store.add_application(an_application())
        job = await store.add_job(a_job(application))
        chance = random.Random(7)
        done = -1
        for attempt in range(6):
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
            rest = await writer.stdout.read()
            await writer.wait()
            done = max([done, *map(int, rest.split())])
        events = await store.events(job.id, limit=5_000)
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        assert await store.latest_sequences([job.id]) == {job.id: len(events)}
        assert (await store.job(job.id)).progress.sequence >= done
        with sqlite3.connect(tmp_path / "orchestrator.db") as connection:
            keys = [key for (key,) in connection.execute("SELECT key FROM events")]
            check = connection.execute("PRAGMA integrity_check").fetchone()
        connection.close()
        assert check == ("ok",)
        halves = [key[:-2] for key in keys if key.endswith(("-a", "-b"))]
        assert all(halves.count(half) == 2 for half in set(halves))
