"""The rows by name; each takes ``quick`` and returns figures."""

from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks.figures import Figure
from benchmarks.rows import (
    agent_builds,
    agents,
    api,
    candidates,
    creation,
    gates,
    hosts,
    overhead,
    recovery,
    starting,
    streams,
    switching,
)

Row = Callable[[bool], Coroutine[Any, Any, list[Figure]]]

ROWS: dict[str, Row] = {
    "P1": overhead.jobs,
    "P2": overhead.steps,
    "P4": api.latency,
    "P6": streams.to_viewers,
    "P9": creation.history,
    "P15": agent_builds.share,
    "P16": candidates.first_request,
    "P17": switching.rollback,
    "P19": starting.cold_start,
    "R3": recovery.killed,
    "R8": switching.under_load,
    "agents": agents.protocol,
    "creation": creation.approved_to_live,
    "gates": gates.stage,
    "hosts": hosts.lost,
}
