"""The metadata store: one facade over everything that is kept in the database."""

from collections.abc import Mapping
from typing import Any

from models.audit import AuditEntry
from storage.adjustments import AdjustmentRecords
from storage.alert_events import AlertEventRecords
from storage.alerts import AlertRecords
from storage.application_store import ApplicationStore
from storage.applications import ApplicationRecords
from storage.audit import AuditRecords
from storage.backups import BackupRecords
from storage.bells import Bell
from storage.build_peaks import PeakRecords
from storage.database import Database
from storage.deployments import EvidenceRecords, PlanRecords
from storage.events import EventRecords
from storage.expiry import ExpiryRecords
from storage.forgetting import ForgettingRecords
from storage.hosts import HostRecords
from storage.job_store import JobStore
from storage.jobs import JobRecords
from storage.leases import LeaseRecords
from storage.obsolete import ObsoleteRecords
from storage.owner_limits import LimitRecords
from storage.paging import Page
from storage.request_keys import RequestKeys
from storage.retries import RetryRecords
from storage.samples import SampleRecords
from storage.states import StateRecords
from storage.traffic import TrafficRecords
from storage.usage import UsageRecords
from storage.version_store import VersionStore
from storage.versions import VersionRecords


class MetadataStore(ApplicationStore, JobStore, VersionStore):
    """Applications, jobs, events, versions, request keys and the audit list.

    Every method raises :class:`models.errors.StorageError` when the database fails. With
    ``owner`` given, what is another owner's is :class:`models.errors.NotFound`, just as what
    does not exist; ``None`` means any owner, for operators and workers.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._applications = ApplicationRecords(database)
        self._jobs = JobRecords(database)
        self._events = EventRecords(database)
        self._versions = VersionRecords(database)
        self._keys = RequestKeys(database)
        self._audit = AuditRecords(database)
        self.usage = UsageRecords(database)
        """What coding agents have used."""
        self.plans = PlanRecords(database)
        """What deployments are going to do."""
        self.evidence = EvidenceRecords(database)
        """What was seen of versions that failed."""
        self.traffic = TrafficRecords(database)
        """Who visited applications, and how they were served."""
        self.alerts = AlertRecords(database)
        """What is not as it should be."""
        self.alert_events = AlertEventRecords(database)
        """What happened to alerts."""
        self.backups = BackupRecords(database)
        """Copies of applications' data."""
        self.samples = SampleRecords(database)
        """What the machine and applications use, over time."""
        self.adjustments = AdjustmentRecords(database)
        """What is changed about running applications without a job."""
        self.expiry = ExpiryRecords(database)
        """What is of no use any more in the records themselves."""
        self.obsolete = ObsoleteRecords(database)
        """Rows that go by their age."""
        self.forgetting = ForgettingRecords(database)
        """Records of applications that were deleted long ago."""
        self.leases = LeaseRecords(database)
        """What jobs have reserved, and who waits."""
        self.limits = LimitRecords(database)
        """What owners may have, and who was let in."""
        self.build_peaks = PeakRecords(database)
        """How much memory building and checking took."""
        self.hosts = HostRecords(database)
        """The hosts that applications run on."""
        self.states = StateRecords(database)
        """What applications shall be, and what they are."""
        self.retries = RetryRecords(database)
        """What a job takes over from one that failed."""

    @classmethod
    async def open(cls, url: str) -> "MetadataStore":
        """Open the store at a SQLAlchemy address and bring its tables up to date.

        Raises:
            StorageError: The database can't be opened, or a newer orchestrator has used it.
        """
        return cls(await Database.open(url))

    async def close(self) -> None:
        """Close every connection."""
        await self._database.close()

    async def ping(self) -> None:
        """Ask the database for an answer.

        Raises:
            StorageError: None came.
        """
        await self._database.ping()

    def bell(self) -> Bell:
        """Hang up a bell that is rung when a job begins or has told something; to be closed."""
        return self._database.bell()

    # Idempotency keys

    async def claim_key(
        self, owner: str, key: str, fingerprint: str, subject: dict[str, str]
    ) -> dict[str, str]:
        """Store the subject for the first caller with this key; give it to the later ones.

        Raises:
            RequestRefused: The key came with another request before.
        """
        return await self._keys.claim(owner, key, fingerprint, subject)

    # Audit

    async def add_audit(
        self, actor: str, action: str, subject: str, data: Mapping[str, Any]
    ) -> AuditEntry:
        """Append an entry to the audit list and return it."""
        return await self._audit.add(actor, action, subject, dict(data))

    async def audit(self, *, limit: int = 50, cursor: str | None = None) -> Page[AuditEntry]:
        """Return the audit list, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        return await self._audit.page(limit=limit, cursor=cursor)

    async def first_broken_audit(self) -> int | None:
        """Return the first place where the audit list was tampered with, or None."""
        return await self._audit.first_broken()
