"""The metadata store: one facade over everything that is kept in the database."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.applications import Application, ApplicationStatus, Version
from models.conversation import ConversationState
from models.jobs import DevelopmentJob, EventDraft, JobEvent, JobProgress, LogLine
from storage.adjustments import AdjustmentRecords
from storage.alert_events import AlertEventRecords
from storage.alerts import AlertRecords
from storage.applications import ApplicationRecords
from storage.audit import AuditEntry, AuditRecords
from storage.backups import BackupRecords
from storage.bells import Bell
from storage.build_peaks import PeakRecords
from storage.database import Database
from storage.deployments import EvidenceRecords, PlanRecords
from storage.events import EventRecords
from storage.expiry import ExpiryRecords
from storage.forgetting import ForgettingRecords
from storage.hosts import HostRecords
from storage.jobs import JobRecords, Outcome
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
from storage.versions import VersionRecords

__all__ = ["AuditEntry", "MetadataStore", "Outcome", "Page"]


class MetadataStore:
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

    # Applications

    async def add_application(self, application: Application) -> Application:
        """Insert it if absent; return what is stored."""
        return await self._applications.add(application)

    async def application(self, application_id: str, owner: str | None = None) -> Application:
        """Return one application.

        Raises:
            NotFound: It is unknown or another owner's.
        """
        return await self._applications.get(application_id, owner)

    async def application_at(self, slug: str) -> Application | None:
        """Return the application that has the slug; None when none has."""
        return await self._applications.at_slug(slug)

    async def update_application(self, application_id: str, **changes: object) -> Application:
        """Change the named fields at once, note the time, and return the result.

        Raises:
            NotFound: It is unknown.
            InvalidInput: A field is unknown or can't change, or the result is not valid.
        """
        return await self._applications.update(application_id, changes)

    async def applications(
        self,
        *,
        owner: str | None = None,
        status: ApplicationStatus | None = None,
        query: str = "",
        sort: str = "-created_at",
        limit: int = 50,
        cursor: str | None = None,
        include_deleted: bool = False,
    ) -> Page[Application]:
        """Return the applications that fit, a page at a time.

        Args:
            owner: Whose; None for anybody's.
            status: Only those with this one.
            query: Words that all occur in title, slug or request.
            sort: ``created_at``, ``updated_at`` or ``title``, with ``-`` before it to reverse.
            limit: Most items of the page, 1 to 500.
            cursor: From the page before, of the same sort.
            include_deleted: Also those that are gone.

        Raises:
            InvalidInput: The sort or the cursor is not valid.
        """
        return await self._applications.page(
            owner=owner,
            status=status,
            query=query,
            sort=sort,
            limit=limit,
            cursor=cursor,
            include_deleted=include_deleted,
        )

    async def reserve_slug(self, application_id: str, wanted: str) -> str:
        """Give the application its slug, and return it.

        Whoever asks again gets the same; when ``wanted`` is taken, ``-2``, ``-3`` … is added.
        It is free for others again when the application's ``slug`` is set to None.

        Raises:
            NotFound: The application is unknown.
            Conflict: The application has failed or was deleted, and has none.
            InvalidInput: ``wanted`` is not a DNS label of at most 40 characters.
        """
        return await self._applications.reserve_slug(application_id, wanted)

    # Jobs

    async def add_job(self, job: DevelopmentJob) -> DevelopmentJob:
        """Insert it if absent, as its application's running job; return what is stored.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._jobs.add(job)

    async def open_job(self, job: DevelopmentJob, application: Application | None) -> Application:
        """Add the application, when given, and the job in one transaction; return the former.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._jobs.open(job, application)

    async def job(self, job_id: str, owner: str | None = None) -> DevelopmentJob:
        """Return one job.

        Raises:
            NotFound: It is unknown or another owner's.
        """
        return await self._jobs.get(job_id, owner)

    async def set_run_id(self, job_id: str, run_id: str) -> None:
        """Note the Temporal run behind the job.

        Raises:
            NotFound: The job is unknown.
        """
        await self._jobs.set_run_id(job_id, run_id)

    async def jobs(
        self,
        *,
        owner: str | None = None,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[DevelopmentJob]:
        """Return the jobs that fit, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        return await self._jobs.page(
            owner=owner, application_id=application_id, running=running, limit=limit, cursor=cursor
        )

    async def publish(
        self,
        job_id: str,
        progress: JobProgress | None,
        events: Sequence[EventDraft],
        conversation: ConversationState | None = None,
    ) -> int:
        """Store the job's state and append its new events, all or nothing.

        Args:
            job_id: Whose.
            progress: Stored unless a newer one is.
            events: Those whose key the job has used already are left out.
            conversation: Stored when given.

        Returns:
            The job's last sequence number.

        Raises:
            NotFound: The job is unknown.
        """
        return await self._jobs.publish(job_id, progress, events, conversation)

    async def close_job(
        self,
        job_id: str,
        progress: JobProgress,
        events: Sequence[EventDraft],
        outcome: Outcome | None = None,
    ) -> None:
        """Publish the end of a job and free its application, all or nothing.

        Args:
            job_id: Whose.
            progress: Its last state.
            events: Its last events.
            outcome: Says, from the application as it is, which of its fields change; asked only
                the first time.

        Raises:
            NotFound: The job is unknown.
        """
        await self._jobs.close(job_id, progress, events, outcome)

    async def publish_log(self, job_id: str, lines: Sequence[LogLine]) -> None:
        """Append lines of the build log as events, in the phase that the job is in.

        Raises:
            NotFound: The job is unknown.
        """
        await self._events.append_log(job_id, lines)

    async def events(self, job_id: str, *, after: int = 0, limit: int = 500) -> list[JobEvent]:
        """Return the events behind sequence number ``after``, at most ``limit``, oldest first."""
        return await self._events.after(job_id, after, limit)

    def bell(self) -> Bell:
        """Hang up a bell that is rung when a job begins or has told something; to be closed."""
        return self._events.database.bell()

    async def latest_sequences(self, job_ids: Sequence[str]) -> dict[str, int]:
        """Return the last sequence number of each of these jobs that exists."""
        return await self._events.latest_sequences(job_ids)

    # Versions

    async def add_version(self, version: Version) -> Version:
        """Insert it if absent; return what is stored.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._versions.add(version)

    async def version(self, application_id: str, number: int) -> Version:
        """Return one version.

        Raises:
            NotFound: There is none.
        """
        return await self._versions.get(application_id, number)

    async def versions(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Page[Version]:
        """Return the versions of an application, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        return await self._versions.page(application_id, limit=limit, cursor=cursor)

    async def next_version(self, application_id: str) -> int:
        """Return the number above every one that was given; 1 when there is none."""
        return await self._versions.next_number(application_id)

    async def reserve_version(self, application_id: str, job_id: str) -> int:
        """Return the number of the version that this job makes, the same each time it asks.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._versions.reserve_number(application_id, job_id)

    async def record_version(
        self,
        job_id: str,
        application_id: str,
        version: Version | None,
        changes: Mapping[str, object],
    ) -> Application:
        """Add the version and change the application's fields, all or nothing.

        After the job has ended nothing changes any more.

        Raises:
            NotFound: The job is unknown, or belongs to another application.
            Conflict: The number belongs to another job's version.
        """
        return await self._versions.record(job_id, application_id, version, changes)

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
