"""The clean-up: what has expired is found, looked at again, removed, and noted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities.containers.port import Runtime
from activities.resources.messages import CleanUpInput, CleanUpReport, Removal
from activities.resources.retention.artefacts import Artefacts
from activities.resources.retention.files import OldFiles, Place
from activities.resources.retention.kept_data import KeptData
from activities.resources.retention.port import Expiring
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
            for removal in await kind.find(now):
                try:
                    done = request.dry_run or await self._remove(kind, removal, request.by, now)
                except OrchestrationError as problem:
                    kept.append(f"{removal.kind} {removal.name}: {problem.message}")
                    continue
                removed += [removal] if done else []
        return _report(removed, kept, dry_run=request.dry_run)

    async def _remove(self, kind: Expiring, removal: Removal, by: str, now: datetime) -> bool:
        done = await kind.remove(removal, now)
        if done:
            facts = removal.model_dump(include={"kind", "name", "megabytes", "why"})
            subject = removal.application_id or removal.name
            await self._store.add_audit(by, f"clean_up.{removal.kind}", subject, facts)
        return done


def everything_that_expires(
    runtime: Runtime, store: MetadataStore, settings: Settings
) -> list[Expiring]:
    """Return all kinds of things, with what the settings say about each."""
    paths, kept = settings.paths, settings.retention
    cache = Place(paths.root / "cache", "*/*", timedelta(days=kept.cache_days))
    clean = Place(paths.root / "cache", "*/*/*", timedelta(days=kept.cache_days))
    work = Place(paths.workspaces, "*", timedelta(days=kept.workspace_days))
    tokens = Place(paths.tokens, "*.jsonl", timedelta(days=TOKEN_DAYS))
    forever = kept.kept_data_days is None
    data_age = None if forever else timedelta(days=kept.kept_data_days or 0)
    snapshot_age = timedelta(days=kept.snapshot_days)
    return [
        Artefacts(runtime, store, kept.keep_versions),
        Snapshots(paths.snapshots, store, kept.keep_versions, snapshot_age),
        KeptData(runtime, paths.snapshots, store, data_age),
        OldFiles("work tree", [work], store),
        OldFiles("cache", [clean, cache], store),
        OldFiles("token count", [tokens], store),
        Stories(store, JobLog(paths.logs), timedelta(days=kept.log_days)),
    ]


def _report(removed: Sequence[Removal], kept: Sequence[str], *, dry_run: bool) -> CleanUpReport:
    largest = sorted(removed, key=lambda one: -(one.megabytes or 0))
    return CleanUpReport(
        dry_run=dry_run,
        removed=tuple(largest[:MOST_TOLD]),
        count=len(removed),
        megabytes=round(sum(one.megabytes or 0 for one in removed), 3),
        kept=tuple(kept[:MOST_TOLD]),
    )
