"""Connects the job engine; apart, because Temporal's client is slow to load."""

from api.temporal_engine import TemporalJobEngine
from models.queue import Need
from settings import Settings
from storage.metadata import MetadataStore
from temporal.client import connect_patiently
from workflows.messages import JobPolicy, QueuePolicy


def queue_policy(settings: Settings) -> QueuePolicy:
    """Return what jobs reserve before they build: writing and checking come one after the other."""
    queue = settings.queue
    memory_mb = max(queue.build_memory_mb, queue.check_memory_mb)
    need = Need(memory_mb=memory_mb, cpus=queue.build_cpus, builds=1)
    return QueuePolicy(need=need, longest_wait_hours=queue.longest_wait_hours)


async def connect_engine(settings: Settings, store: MetadataStore) -> TemporalJobEngine:
    """Return the engine as soon as the Temporal server answers."""
    policy = JobPolicy(
        host=settings.runtime.host_name,
        deadline_hours=settings.conversation.deadline_hours,
        reminder_hours=settings.conversation.reminder_hours,
        watch_seconds=settings.deploy.watch_seconds,
        queue=queue_policy(settings),
    )
    client = await connect_patiently(settings.temporal)
    return TemporalJobEngine(client, store, policy)
