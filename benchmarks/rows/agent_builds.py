"""P15: what everything around a coding agent adds to the time that the agent itself takes."""

import json
import sys
from itertools import pairwise
from pathlib import Path

from benchmarks.figures import Figure, Sample, at_most
from benchmarks.processes import Stack, work_folder
from benchmarks.world import REQUEST, built, new_job
from models.jobs import JobPhase

_SCRIPT = Path(__file__).parents[2] / "tests" / "chaos" / "building_agent.py"
_MOST_SECONDS, _MOST_SHARE = 5.0, 3.0
_MILESTONES = ("approved", "built", "checked", "started", "live")
_SMALL_BUILD = 60.0
"""Seconds that a turn of a real agent takes at least, for a small step of a plan."""


async def share(quick: bool) -> list[Figure]:
    """Let an agent build whose turns take a known time; the rest of prompt to live is ours.

    The agent's time is from the arrival of a prompt until its answer leaves. Starting its program
    and opening its session count as ours, which take a scripted one less time than a real one.
    """
    turn = 3.0 if quick else 20.0
    with work_folder() as folder:
        finished = await built(new_job(), folder / "finished")
        stack = Stack(folder / "data", _settings(finished, turn))
        async with stack.running():
            await stack.create(REQUEST)
            seconds, turns = await _by_agent(stack)
    total, agent = sum(seconds.values()), turns * turn
    ours = total - agent
    seconds["built"] -= agent
    where = ", ".join(f"{name} {each:.2f}" for name, each in seconds.items())
    longer = 100 * ours / (ours + turns * _SMALL_BUILD)
    told = (
        f"{turns} turns of {turn:g} s in {total:.1f} s; beside turns of {_SMALL_BUILD:g} s the "
        f"same seconds were {longer:.2f} %"
    )
    share_of = Sample.of(100 * ours / total)
    return [
        at_most("P15", "prompt to live but for turns", "s", Sample.of(ours), _MOST_SECONDS, where),
        at_most("P15", "its share of the whole", "%", share_of, _MOST_SHARE, told),
    ]


def _settings(finished: Path, turn: float) -> dict[str, str]:
    return {
        "ORCHESTRATOR_RUNTIME__KIND": "process",
        "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "0.5",
        "ORCHESTRATOR_AGENTS__ISOLATION": "process",
        "ORCHESTRATOR_AGENTS__READABLE": json.dumps([str(_SCRIPT.parent), str(finished)]),
        "ORCHESTRATOR_CUSTOM_AGENT__COMMAND": sys.executable,
        "ORCHESTRATOR_CUSTOM_AGENT__ARGUMENTS": json.dumps(
            ["-I", str(_SCRIPT), str(finished), str(turn)]
        ),
    }


async def _by_agent(stack: Stack) -> tuple[dict[str, float], int]:
    """Let the agent build; returns the seconds from milestone to milestone, and the turns.

    Raises:
        RuntimeError: The job did not end well.
    """
    async with stack.client() as client:
        accepted = await client.create(REQUEST, builder="custom", auto_approve=True)
        events = [event async for event in client.events(accepted.job_id)]
        job = await client.job(accepted.job_id)
    if job.phase is not JobPhase.DONE or job.usage is None:
        raise RuntimeError(f"the build ended as {job.phase}: {job.error}")
    at = {event.data.get("milestone"): event.at for event in events}
    times = [job.created_at, *(at[name] for name in _MILESTONES)]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    return dict(zip(_MILESTONES, gaps, strict=True)), job.usage.turns
