"""In what an instance differs from what it was made with; pure but for a look at a process."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import psutil

from models.specification import ResourceLimits

Facts = Mapping[str, Any]
_MEGABYTE = 1024 * 1024


def differences(facts: Facts, wanted: Mapping[str, Any]) -> list[str]:
    """Return what of a container is other than the profile it is made from, a sentence each.

    Args:
        facts: As the engine's inspection tells them.
        wanted: Arguments for the Docker SDK, as :mod:`activities.containers.profile` makes them.
    """
    return [*_limits(facts["HostConfig"], wanted), *_hardening(facts, wanted)]


def _limits(host: Facts, wanted: Mapping[str, Any]) -> Iterator[str]:
    for told, unit, found, argument in (
        ("memory", "bytes", host.get("Memory"), wanted["mem_limit"]),
        ("memory with swap", "bytes", host.get("MemorySwap"), wanted["memswap_limit"]),
        ("CPU", "billionths", _nano_cpus(host), wanted["nano_cpus"]),
        ("processes", "", host.get("PidsLimit"), wanted["pids_limit"]),
    ):
        if found != argument:
            now = f"{found} {unit}".strip() if found else "not set"
            yield f"Its limit of {told} is {now} instead of {argument}."


def _nano_cpus(host: Facts) -> int:
    if host.get("NanoCpus"):
        return int(host["NanoCpus"])
    quota, period = host.get("CpuQuota") or 0, host.get("CpuPeriod") or 100_000
    return int(quota * 1_000_000_000 / period) if quota > 0 else 0


def _hardening(facts: Facts, wanted: Mapping[str, Any]) -> Iterator[str]:
    host = facts["HostConfig"]
    options = host.get("SecurityOpt") or []
    rules = {
        "It runs as another user.": facts["Config"].get("User") == wanted["user"],
        "Its file system can be written to.": bool(host.get("ReadonlyRootfs")),
        "It kept capabilities.": "ALL" in (host.get("CapDrop") or []),
        "It was given capabilities.": not host.get("CapAdd"),
        "It may gain privileges.": "no-new-privileges" in " ".join(options),
        "Its protection by the kernel was changed.": set(options) <= {*wanted["security_opt"]},
        "It is privileged.": not host.get("Privileged"),
        "It was given devices.": not (host.get("Devices") or host.get("DeviceRequests")),
        "Its limits of files are others.": _ulimits(host.get("Ulimits")) == _ulimits_of(wanted),
        "It is started again by another rule.": _restarts(host) == _restarts_of(wanted),
        **_separation(facts, wanted),
    }
    return (told for told, kept in rules.items() if not kept)


def _separation(facts: Facts, wanted: Mapping[str, Any]) -> dict[str, bool]:
    """Return what keeps a container apart from the host and from others."""
    host, own = facts["HostConfig"], ("", None, "private")
    mounts = facts.get("Mounts") or []
    allowed = {mount["bind"] for mount in wanted["volumes"].values()} | set(wanted["tmpfs"])
    return {
        "It shares processes with the host.": host.get("PidMode") in own,
        "It shares memory with others.": host.get("IpcMode") == wanted["ipc_mode"],
        "It shares the host's name.": host.get("UTSMode") in own,
        "It shares the host's users.": host.get("UsernsMode") in own,
        "It is in another control group.": not host.get("CgroupParent"),
        "It is in another network.": _network(facts) <= {_network_of(wanted)},
        "Its ports are open to others.": _published(host) <= _published_of(wanted),
        "Folders were mounted into it.": {mount["Destination"] for mount in mounts} <= allowed,
        "It shares what is mounted.": not any(
            "shared" in (mount.get("Propagation") or "") for mount in mounts
        ),
    }


def _ulimits(found: Iterable[Mapping[str, Any]] | None) -> set[tuple[str, int, int]]:
    return {(limit["Name"], limit["Soft"], limit["Hard"]) for limit in found or ()}


def _ulimits_of(wanted: Mapping[str, Any]) -> set[tuple[str, int, int]]:
    return _ulimits(wanted["ulimits"])


def _published(host: Facts) -> set[tuple[str, str]]:
    """Return ports of the container with the address of the host that each is bound to."""
    bindings = host.get("PortBindings") or {}
    return {(port, each["HostIp"]) for port, found in bindings.items() for each in found or ()}


def _published_of(wanted: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(port, address) for port, (address, _) in wanted.get("ports", {}).items()}


def _network(facts: Facts) -> set[str]:
    return set((facts.get("NetworkSettings") or {}).get("Networks") or {})


def _network_of(wanted: Mapping[str, Any]) -> str:
    return str(wanted.get("network_mode") or wanted.get("network"))


def _restarts(host: Facts) -> tuple[str, int]:
    policy = host.get("RestartPolicy") or {}
    return str(policy.get("Name") or ""), int(policy.get("MaximumRetryCount") or 0)


def _restarts_of(wanted: Mapping[str, Any]) -> tuple[str, int]:
    policy = wanted["restart_policy"]
    return policy["Name"], policy["MaximumRetryCount"]


def process_differences(wanted: Facts, child: int, limits: ResourceLimits) -> list[str]:
    """Return what of a process is other than its limits ask for, a sentence each.

    Args:
        wanted: What its supervisor was told.
        child: Id of the process; 0 when there is none.
        limits: Those that are recorded.
    """
    found = [
        f"Its limit of {told} is {wanted[name]} instead of {value}."
        for told, name, value in (
            ("memory", "memory_bytes", limits.memory_mb * _MEGABYTE),
            ("processes", "pids", limits.pids),
        )
        if wanted[name] != value
    ]
    return found + _changed_caps(wanted["confinement"]["limits"], child)


def _changed_caps(caps: Mapping[str, int], child: int) -> list[str]:
    """Compare the kernel's limits of a process with those that it was started with."""
    if not child or not hasattr(psutil.Process, "rlimit"):
        return []
    found: list[str] = []
    with suppress(psutil.Error, OSError):
        process = psutil.Process(child)
        for name, value in caps.items():
            number = getattr(psutil, name, None)
            if number is not None and process.rlimit(number)[1] > value:
                found.append(f"Its limit {name} was raised to {process.rlimit(number)[1]}.")
    return found
