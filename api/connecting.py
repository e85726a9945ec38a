"""Connects the job engine; apart, because Temporal's client is slow to load."""

from api.temporal_engine import TemporalJobEngine
from settings import Settings
from storage.metadata import MetadataStore
from temporal.client import connect_patiently
from workflows.messages import JobPolicy


async def connect_engine(settings: Settings, store: MetadataStore) -> TemporalJobEngine:
    """Return the engine as soon as the Temporal server answers."""
    policy = JobPolicy(
        host=settings.runtime.host_name,
        deadline_hours=settings.conversation.deadline_hours,
        reminder_hours=settings.conversation.reminder_hours,
        watch_seconds=settings.deploy.watch_seconds,
    )
    client = await connect_patiently(settings.temporal)
    return TemporalJobEngine(client, store, policy)
