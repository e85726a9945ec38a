"""Recorded histories replay: a change of workflow code breaks no run that is open somewhere."""

import json
from pathlib import Path

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
