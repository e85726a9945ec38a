"""How many activities of each queue a worker carries out at a time."""

from datetime import timedelta

from temporalio.worker import (
    FixedSizeSlotSupplier,
    ResourceBasedSlotConfig,
    ResourceBasedSlotSupplier,
    ResourceBasedTunerConfig,
    WorkerTuner,
)

from settings import SlotChoice, WorkerSettings
from temporal import task_queues

SHORT_SLOTS = 20
"""Of the queue of short activities: they wait for disks and networks, not for processors."""
LOG_SLOTS = 100
"""Of the queue for logs: everybody who looks at one waits for its next lines."""
WORKFLOW_SLOTS = 5
"""Workflow tasks at a time. The server's clock runs from when one is handed out, and a worker that
was just started replays each workflow's history first: five are through long before it is up."""
_OTHERS = 100
"""Of everything else: the SDK's own default."""
_RAMP = {
    # What one takes shows only after a while: until then no more is begun.
    task_queues.BUILD: timedelta(seconds=2),
    task_queues.QUALITY: timedelta(milliseconds=500),
}
_RAMP_OF_HOSTS = timedelta(milliseconds=200)


def tuner_of(queue: str, host: str, settings: WorkerSettings) -> WorkerTuner:
    """Return the tuner of a queue's worker.

    Only heavy work (builds, gates, containers) may depend on the machine. Workflow tasks, notes in
    the records and short activities have fixed slots: they must go on when memory is short.
    """
    others = FixedSizeSlotSupplier(_OTHERS)
    return WorkerTuner.create_composite(
        workflow_supplier=FixedSizeSlotSupplier(WORKFLOW_SLOTS),
        activity_supplier=_activities(queue, host, settings),
        local_activity_supplier=others,
        nexus_supplier=others,
    )


def _activities(
    queue: str, host: str, settings: WorkerSettings
) -> FixedSizeSlotSupplier | ResourceBasedSlotSupplier:
    heavy = {
        task_queues.BUILD: settings.build_slots,
        task_queues.QUALITY: settings.quality_slots,
        task_queues.host_queue(host): settings.host_slots,
    }
    if queue == task_queues.line_queue(host):
        return FixedSizeSlotSupplier(1)  # the head of the line; all others wait at the server
    if queue == task_queues.logs_queue(host):
        return FixedSizeSlotSupplier(LOG_SLOTS)
    if queue not in heavy:
        return FixedSizeSlotSupplier(SHORT_SLOTS)
    if settings.slots is SlotChoice.FIXED:
        return FixedSizeSlotSupplier(heavy[queue])
    # One slot is always there, so that a machine that is busy otherwise still gets on.
    slots = ResourceBasedSlotConfig(
        minimum_slots=1,
        maximum_slots=heavy[queue],
        ramp_throttle=_RAMP.get(queue, _RAMP_OF_HOSTS),
    )
    target = ResourceBasedTunerConfig(settings.target_memory, settings.target_cpu)
    return ResourceBasedSlotSupplier(slots, target)
