"""The rows by name; each takes ``quick`` and returns figures."""

from collections.abc import Callable, Coroutine
from typing import Any

from benchmarks.figures import Figure
from benchmarks.rows import (
    agent_builds,
    agents,
    api,
    candidates,
    constant_load,
    creation,
    edges,
    fairness,
    faults,
    gates,
    hardening,
    hosts,
    mishaps,
    neighbour,
    overhead,
    packaging,
    pages,
    recovery,
    resources,
    starting,
    streams,
    switching,
    upkeep,
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
    "P18": neighbour.undisturbed,
    "P19": starting.cold_start,
    "P20": packaging.rebuilt,
    "R3": recovery.killed,
    "R8": switching.under_load,
    "R10": faults.taken_back,
    "R13": edges.endured,
    "R14": mishaps.survived,
    "S5": hardening.kept,
    "agents": agents.protocol,
    "creation": creation.approved_to_live,
    "fairness": fairness.shares,
    "gates": gates.stage,
    "pages": pages.first_page,
    "load": constant_load.under_load,
    "upkeep": upkeep.idle,
    "measuring": resources.measuring,
    "hosts": hosts.lost,
}
