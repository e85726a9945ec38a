"""Stopping and starting applications: what is wanted is stored first, then carried out at once."""

import structlog

from api.jobs import JobEngine
from api.links import job_links
from models.applications import Application, DesiredState
from models.errors import Conflict, Unavailable
from storage.metadata import MetadataStore

_log = structlog.get_logger(__name__)


async def set_state(
    store: MetadataStore, engine: JobEngine, application: Application, desired: DesiredState
) -> Application:
    """Store what the owner wants of an application, and have it carried out.

    When the workflow server is away, upkeep carries it out once that is back.

    Raises:
        Conflict: A job works on the application, which is linked; or it has no version yet.
    """
    try:
        changed = await store.states.desire(application.id, desired)
    except Conflict as busy:
        running = busy.context.get("running_job_id")
        if running is not None:
            busy.context["links"] = job_links(str(running), application.id)
        raise
    try:
        await engine.apply_state(changed)
    except Unavailable as away:
        _log.warning("state_not_applied", application_id=application.id, why=away.message)
    return changed
