"""What should run, as the metadata store knows it."""

from collections.abc import AsyncIterator

from models.applications import (
    Application,
    ApplicationStatus,
    DesiredState,
    Endpoint,
    RuntimeName,
)
from settings import Paths
from storage.metadata import MetadataStore

_PAGE = 500


async def all_applications(store: MetadataStore) -> AsyncIterator[Application]:
    """Yield every application that was not deleted."""
    cursor: str | None = None
    while True:
        page = await store.applications(sort="created_at", limit=_PAGE, cursor=cursor)
        for application in page.items:
            yield application
        cursor = page.next_cursor
        if cursor is None:
            return


async def used_runtimes(store: MetadataStore, host: str) -> frozenset[RuntimeName]:
    """Return the runtimes that the deployments on a host are in."""
    deployments = [application.deployment async for application in all_applications(store)]
    return frozenset(found.runtime for found in deployments if found and found.host == host)


def should_run(application: Application) -> bool:
    """Return whether an instance of it should be running now."""
    return (
        application.deployment is not None
        and application.status is not ApplicationStatus.DELETED
        and application.desired_state is DesiredState.RUNNING
        and application.asleep_since is None
    )


def is_reachable(application: Application) -> bool:
    """Return whether visitors should reach it."""
    return (
        application.deployment is not None
        and application.slug is not None
        and application.status is not ApplicationStatus.DELETED
        and application.desired_state is DesiredState.RUNNING
    )


async def desired_routes(
    store: MetadataStore,
    paths: Paths,  # noqa: ARG001 - kept with the store's like at every caller
) -> list[tuple[str, str, Endpoint]]:
    """Return slug, application id and endpoint of each application that should be reachable."""
    return [
        (application.slug, application.id, application.deployment.endpoint)
        async for application in all_applications(store)
        if is_reachable(application) and application.slug and application.deployment
    ]
