"""What should run, as the metadata store knows it."""

from collections.abc import AsyncIterator, Mapping
from types import MappingProxyType

from activities.serving.caddy_config import Reachable
from activities.serving.elsewhere import addresses_elsewhere
from models.applications import (
    Application,
    ApplicationStatus,
    Deployment,
    DesiredState,
    Endpoint,
    RuntimeName,
)
from settings import Settings
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


async def note_endpoint(
    store: MetadataStore, application_id: str, deployment: Deployment, endpoint: Endpoint
) -> None:
    """Write down where an instance listens since it was started again, when that is elsewhere."""
    if endpoint != deployment.endpoint:
        moved = deployment.model_copy(update={"endpoint": endpoint})
        await store.update_application(application_id, deployment=moved)


def should_run(application: Application) -> bool:
    """Return whether an instance of it should be running now."""
    return (
        application.deployment is not None
        and application.status is not ApplicationStatus.DELETED
        and not is_resting(application)
    )


def is_resting(application: Application) -> bool:
    """Return whether nothing of it should run: its owner stopped it, it sleeps, or it is full.

    What a job works on is awake, whatever it was before.
    """
    rests = (
        application.desired_state is DesiredState.STOPPED
        or application.asleep_since is not None
        or application.full_since is not None
    )
    return rests and application.running_job_id is None


def reachable(
    application: Application, elsewhere: Mapping[str, str] = MappingProxyType({})
) -> Reachable | None:
    """Return what visitors reach at its address; None when it has none yet, or no more.

    Args:
        application: Which.
        elsewhere: Addresses of the proxies of other hosts, by the hosts' names: what runs there is
            their matter, whether it rests or not.
    """
    deployment, slug = application.deployment, application.slug
    if deployment is None or slug is None or application.status is ApplicationStatus.DELETED:
        return None
    if deployment.host in elsewhere:
        return Reachable(slug, application.id, Endpoint(address=elsewhere[deployment.host]))
    return Reachable(slug, application.id, deployment.endpoint, is_resting(application))


async def desired_routes(store: MetadataStore, settings: Settings) -> list[Reachable]:
    """Return each application that should have a route: running, resting, or being changed."""
    elsewhere = await addresses_elsewhere(store, settings)
    found = [reachable(application, elsewhere) async for application in all_applications(store)]
    return [one for one in found if one is not None]
