"""Recorded histories replay: a change of workflow code breaks no run that is open somewhere."""

import json
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from temporal.client import DATA_CONVERTER
from tests.replay.record import AGENT_SCENARIOS, HISTORIES, SCENARIOS, UPKEEP_SCENARIOS
from workflows.registry import WORKFLOWS
from workflows.sandbox import sandbox

RECORDED = sorted(HISTORIES.glob("*/*.json"))


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def test_every_kind_of_run_is_recorded() -> None:
    assert {path.stem for path in RECORDED} >= {*SCENARIOS, *AGENT_SCENARIOS, *UPKEEP_SCENARIOS}


@pytest.mark.parametrize("path", RECORDED, ids=_name)
async def test_a_recorded_history_replays(path: Path) -> None:
    history = WorkflowHistory.from_json("replayed", path.read_text())
    replayer = Replayer(
        workflows=WORKFLOWS, workflow_runner=sandbox(), data_converter=DATA_CONVERTER
    )

    await replayer.replay_workflow(history)


async def test_a_deletion_that_was_asked_something_while_it_opened_replays() -> None:
    """A question then closes a workflow task, and what follows comes in the next one."""
    text = json.loads((HISTORIES / "0.7" / "deleted_keeping_data.json").read_text())
    replayer = Replayer(
        workflows=WORKFLOWS, workflow_runner=sandbox(), data_converter=DATA_CONVERTER
    )

    await replayer.replay_workflow(
        WorkflowHistory.from_json("replayed", json.dumps(_closed_after_opening(text)))
    )


def _closed_after_opening(history: dict[str, Any]) -> dict[str, Any]:
    """Return a history whose first workflow task ends with the first local activity."""
    events = history["events"]
    opened = next(
        number
        for number, event in enumerate(events, 1)
        if event.get("markerRecordedEventAttributes", {}).get("markerName") == "core_local_activity"
    )
    moved = [_renumbered(event, after=opened, by=3) for event in events]
    task = [_renumbered(event, after=0, by=opened - 1) for event in events[1:4]]
    first, second = events[3]["eventId"], task[2]["eventId"]
    of_task = '"workflowTaskCompletedEventId": "{}"'.format
    rest = json.loads(json.dumps(moved[opened:]).replace(of_task(first), of_task(second)))
    return {"events": [*moved[:opened], *task, *rest]}


def _renumbered(event: dict[str, Any], *, after: int, by: int) -> dict[str, Any]:
    """Return an event with those event numbers moved on that come after another."""

    def changed(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(key, item) for key, item in value.items()}
        is_number = name.endswith("EventId") or name == "eventId"
        return str(int(value) + by) if is_number and int(value) > after else value

    return {key: changed(key, value) for key, value in event.items()}


async def test_a_changed_order_of_steps_is_noticed() -> None:
    (created,) = [path for path in RECORDED if path.stem == "created"][-1:]
    text = json.loads(created.read_text())
    for event in text["events"]:
        scheduled = event.get("activityTaskScheduledEventAttributes")
        if scheduled and scheduled["activityType"]["name"] == "building.build":
            scheduled["activityType"]["name"] = "containers.package"
    replayer = Replayer(
        workflows=WORKFLOWS, workflow_runner=sandbox(), data_converter=DATA_CONVERTER
    )

    with pytest.raises(Exception, match="ondeterminism"):
        await replayer.replay_workflow(WorkflowHistory.from_json("replayed", json.dumps(text)))
