"""What a rollback may need: the promise that no clean-up breaks."""

from collections.abc import Collection, Sequence

from models.applications import Application, Version
from storage.metadata import MetadataStore


def kept_versions(
    application: Application, versions: Collection[Version], keep: int
) -> frozenset[int]:
    """Return the numbers of the versions that start at once: what is live, and the newest ones.

    The one before the live one is among them even after a rollback to an old version.
    """
    numbers = sorted((version.number for version in versions), reverse=True)
    live = {application.current_version}
    live |= {application.deployment.version} if application.deployment else set()
    current = max((number for number in live if number is not None), default=0)
    previous = [number for number in numbers if number < current][:1]
    return frozenset(numbers[:keep]) | frozenset(previous) | frozenset(n for n in live if n)


def needed_snapshots(versions: Collection[Version], kept: Collection[int]) -> frozenset[str]:
    """Return the copies of data that these versions and those after them began with.

    A rollback with data to one of them puts back what its successor has saved; where that is not
    the next one, :mod:`activities.records.left_data` knows it.
    """
    wanted = {number + 1 for number in kept} | set(kept)
    return frozenset(v.snapshot for v in versions if v.snapshot and v.number in wanted)


async def all_versions(store: MetadataStore, application_id: str) -> Sequence[Version]:
    """Return every recorded version of an application, newest first."""
    found: list[Version] = []
    cursor: str | None = None
    while True:
        page = await store.versions(application_id, limit=500, cursor=cursor)
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found
