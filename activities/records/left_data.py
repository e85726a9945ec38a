"""Which copy of the data is as a version left it: the one that its successor has made.

The successor is not the next number: numbers have gaps, and a version that was returned to has
several successors, of which the last one counts.
"""

from collections.abc import AsyncIterator

from models.applications import Version
from models.errors import NotFound
from storage.metadata import MetadataStore

_PAGE = 50


async def left_by(store: MetadataStore, application_id: str, number: int) -> str | None:
    """Return the data that a version left when it was replaced last; None when no copy is kept.

    A plan says which version is replaced. Versions from before there were plans replaced the one
    before them; no later one is taken for them, as its copy is of other data.
    """
    unplanned: Version | None = None
    async for version in _newest_first(store, application_id):
        if version.number <= number:
            break
        try:
            plan = await store.plans.of_job(version.job_id)
        except NotFound:
            unplanned = version
            continue
        if plan.stops is not None and plan.stops.version == number:
            return version.snapshot
    return unplanned.snapshot if unplanned is not None else None


async def _newest_first(store: MetadataStore, application_id: str) -> AsyncIterator[Version]:
    cursor: str | None = None
    while True:
        page = await store.versions(application_id, limit=_PAGE, cursor=cursor)
        for version in page.items:
            yield version
        cursor = page.next_cursor
        if cursor is None:
            return
