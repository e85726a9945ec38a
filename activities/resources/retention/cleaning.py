"""The clean-up: what has expired is found, looked at again, removed, and noted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities.backups.shelf import Shelf
from activities.containers.port import Runtime
from activities.resources.messages import CleanUpInput, CleanUpReport, Removal
from activities.resources.retention.artefacts import Artefacts
from activities.resources.retention.deleted import DeletedApplications, Traces
from activities.resources.retention.files import OldFiles, Place
from activities.resources.retention.kept_data import KeptData
from activities.resources.retention.port import Expiring
from activities.resources.retention.rows import OldRows
from activities.resources.retention.snapshots import Snapshots
from activities.resources.retention.stories import Stories
from models.errors import OrchestrationError
from settings import Settings
from storage.logs import JobLog
from storage.metadata import MetadataStore

MOST_TOLD = 200
"""Removals that a report names one by one: a history is no place for thousands."""
TOKEN_DAYS = 31


class Cleaner:
    """Cleans up one kind of thing after the other; a dry run does everything but remove.

    Args:
        kinds: What expires.
        store: Where each removal is noted.
    """

    def __init__(self, kinds: Sequence[Expiring], store: MetadataStore) -> None:
        self._kinds = kinds
        self._store = store

    async def run(self, request: CleanUpInput, now: datetime) -> CleanUpReport:
        """Clean up once; what fails is told and left for the next time."""
        removed: list[Removal] = []
        kept: list[str] = []
        for kind in self._kinds:
            gone = await self._clean(kind, request, now, kept)
            if not request.dry_run:
                await self._note(gone, request.by)
            removed += gone
        return _report(removed, kept, dry_run=request.dry_run)

    async def _clean(
        self, kind: Expiring, request: CleanUpInput, now: datetime, kept: list[str]
    ) -> list[Removal]:
        gone: list[Removal] = []
        for removal in await kind.find(now):
            try:
                if request.dry_run or await kind.remove(removal, now):
                    gone.append(removal)
            except OrchestrationError as problem:
                kept.append(f"{removal.kind} {removal.name}: {problem.message}")
        return gone

    async def _note(self, gone: Sequence[Removal], by: str) -> None:
        """Note each removal that somebody may ask for; those of files by the hundred together."""
        together = [one for one in gone if not one.application_id]
        for one in gone:
            if one.application_id:
                facts = one.model_dump(include={"name", "megabytes", "why"})
                await self._store.add_audit(by, f"clean_up.{one.kind}", one.application_id, facts)
        if together:
            names = [one.name for one in together[:MOST_TOLD]]
            facts = {"count": len(together), "megabytes": _sum(together), "names": names}
            await self._store.add_audit(by, f"clean_up.{together[0].kind}", "host", facts)


def everything_that_expires(
    runtime: Runtime, store: MetadataStore, settings: Settings
) -> list[Expiring]:
    """Return all kinds of things, with what the settings say about each."""
    paths, kept = settings.paths, settings.retention
    cache = Place(paths.root / "cache", "**/*", timedelta(days=kept.cache_days))
    work = Place(paths.workspaces, "*", timedelta(days=kept.workspace_days), folders=True)
    tokens = Place(paths.tokens, "*.jsonl", timedelta(days=TOKEN_DAYS))
    forever = kept.kept_data_days is None
    data_age = None if forever else timedelta(days=kept.kept_data_days or 0)
    snapshot_age = timedelta(days=kept.snapshot_days)
    return [
        Artefacts(runtime, store, kept.keep_versions),
        Snapshots(paths.snapshots, store, kept.keep_versions, snapshot_age),
        KeptData(runtime, Shelf(store, settings), store, data_age),
        OldFiles("work tree", work, store),
        OldFiles("cache", cache, store),
        OldFiles("token count", tokens, store),
        Stories(store, JobLog(paths.logs), timedelta(days=kept.log_days)),
        OldRows(store, kept, settings.budget.period_days),
        DeletedApplications(runtime, store, Traces.of(paths), kept.deleted_days),
    ]


def _report(removed: Sequence[Removal], kept: Sequence[str], *, dry_run: bool) -> CleanUpReport:
    largest = sorted(removed, key=lambda one: -(one.megabytes or 0))
    return CleanUpReport(
        dry_run=dry_run,
        removed=tuple(largest[:MOST_TOLD]),
        count=len(removed),
        megabytes=_sum(removed),
        kept=tuple(kept[:MOST_TOLD]),
    )


def _sum(removed: Sequence[Removal]) -> float:
    return round(sum(one.megabytes or 0 for one in removed), 3)
