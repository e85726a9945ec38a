"""Which host gets an application: pure, and the same for the same figures."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from models.base import Model
from models.hosts import Candidate, HostState, Resources
from settings import PlacementPolicy

LABEL_PREFIX = "host:"
"""A label ``host:zone=attic`` of an application asks for a host with the label ``zone=attic``."""


class Need(Model):
    """What an application needs of its host."""

    resources: Resources
    labels: dict[str, str] = Field(default_factory=dict)


class Rules(Model):
    """How hosts are chosen."""

    policy: PlacementPolicy = PlacementPolicy.SPREAD
    memory_overcommit: float = 2.0
    cpu_overcommit: float = 16.0


class Placed(Model):
    """The host that was chosen, or why there is none."""

    host: str | None = None
    refusals: dict[str, str] = Field(default_factory=dict)
    """What keeps each of the others from it."""


def required_labels(always: Mapping[str, str], of_application: Mapping[str, str]) -> dict[str, str]:
    """Return the labels that a host must have for an application."""
    asked = {
        name.removeprefix(LABEL_PREFIX): value
        for name, value in of_application.items()
        if name.startswith(LABEL_PREFIX)
    }
    return {**always, **asked}


def place(candidates: Sequence[Candidate], need: Need, rules: Rules) -> Placed:
    """Choose the host for an application."""
    refusals = {one.host.name: refusal(one, need, rules) for one in candidates}
    fitting = [one for one in candidates if not refusals[one.host.name]]
    told = {name: reason for name, reason in refusals.items() if reason}
    if not fitting:
        return Placed(refusals=told)
    best = min(fitting, key=lambda one: _rank(one, rules.policy))
    return Placed(host=best.host.name, refusals=told)


def refusal(candidate: Candidate, need: Need, rules: Rules) -> str:
    """Return why a host can't get the application; empty when it can."""
    if candidate.state is not HostState.ALIVE:
        return f"it is {candidate.state.value}"
    labels = candidate.host.labels
    for name, value in sorted(need.labels.items()):
        if labels.get(name) != value:
            return f"it has not the label {name}={value}"
    return _lack(candidate, need.resources, rules)


def _lack(candidate: Candidate, wanted: Resources, rules: Rules) -> str:
    host, taken = candidate.host, candidate.load.reserved
    memory = min(
        host.free.memory_mb,
        round(host.capacity.memory_mb * rules.memory_overcommit) - taken.memory_mb,
    )
    if wanted.memory_mb > memory:
        return f"{wanted.memory_mb} MB of memory are needed, {max(memory, 0)} MB are free"
    cpus = host.capacity.cpus * rules.cpu_overcommit - taken.cpus
    if wanted.cpus > cpus:
        return f"{wanted.cpus:g} processors are needed, {max(cpus, 0):g} are free"
    if wanted.disk_mb > host.free.disk_mb:
        return f"{wanted.disk_mb} MB of disk are needed, {host.free.disk_mb} MB are free"
    return ""


def _rank(candidate: Candidate, policy: PlacementPolicy) -> tuple[float, float, str]:
    """Return what sorts the best host first; its name decides between equals."""
    number, name = candidate.load.applications, candidate.host.name
    left = candidate.host.capacity.memory_mb - candidate.load.reserved.memory_mb
    if policy is PlacementPolicy.PACK:
        return -number, left, name
    return number, -left, name
