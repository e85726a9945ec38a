"""How many activities a worker carries out at a time, queue by queue."""

import pytest
from temporalio.worker import FixedSizeSlotSupplier, ResourceBasedSlotSupplier

from settings import SlotChoice, WorkerSettings
from temporal.task_queues import BUILD, ORCHESTRATOR, QUALITY, host_queue, line_queue
from temporal.tuning import SHORT_SLOTS, tuner_of

HOST = "attic"
SLOTS = {BUILD: 3, QUALITY: 5, host_queue(HOST): 7}


def settings(slots: SlotChoice) -> WorkerSettings:
    return WorkerSettings(
        slots=slots, build_slots=3, quality_slots=5, host_slots=7, target_memory=0.6
    )


@pytest.mark.parametrize("slots", SlotChoice)
@pytest.mark.parametrize(("queue", "number"), [(ORCHESTRATOR, SHORT_SLOTS), (line_queue(HOST), 1)])
def test_short_work_never_depends_on_the_machine(
    slots: SlotChoice, queue: str, number: int
) -> None:
    tuner = tuner_of(queue, HOST, settings(slots))
    assert tuner._get_activity_task_slot_supplier() == FixedSizeSlotSupplier(number)


@pytest.mark.parametrize("queue", SLOTS)
def test_heavy_work_has_its_number_of_slots(queue: str) -> None:
    fixed = tuner_of(queue, HOST, settings(SlotChoice.FIXED))
    assert fixed._get_activity_task_slot_supplier() == FixedSizeSlotSupplier(SLOTS[queue])


@pytest.mark.parametrize("queue", SLOTS)
def test_heavy_work_can_depend_on_the_machine(queue: str) -> None:
    tuner = tuner_of(queue, HOST, settings(SlotChoice.RESOURCE))
    supplier = tuner._get_activity_task_slot_supplier()
    assert isinstance(supplier, ResourceBasedSlotSupplier)
    assert supplier.slot_config.minimum_slots == 1
    assert supplier.slot_config.maximum_slots == SLOTS[queue]
    assert supplier.tuner_config.target_memory_usage == 0.6
    assert isinstance(tuner._get_workflow_task_slot_supplier(), FixedSizeSlotSupplier)
