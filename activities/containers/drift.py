"""In what an instance differs from what it was made with; pure but for a look at a process."""

from collections.abc import Iterator, Mapping
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
            parts = f"Its limit of {told} is {found or 'not set'}", unit, f"instead of {argument}"
            yield " ".join(part for part in parts if part) + "."


def _nano_cpus(host: Facts) -> int:
    if host.get("NanoCpus"):
        return int(host["NanoCpus"])
    quota, period = host.get("CpuQuota") or 0, host.get("CpuPeriod") or 100_000
    return int(quota * 1_000_000_000 / period) if quota > 0 else 0


def _hardening(facts: Facts, wanted: Mapping[str, Any]) -> Iterator[str]:
    host = facts["HostConfig"]
    no_new = "no-new-privileges" in " ".join(host.get("SecurityOpt") or [])
    targets = {mount["Destination"] for mount in facts.get("Mounts") or []}
    allowed = {mount["bind"] for mount in wanted["volumes"].values()} | set(wanted["tmpfs"])
    rules = {
        "It runs as another user.": facts["Config"].get("User") == wanted["user"],
        "Its file system can be written to.": bool(host.get("ReadonlyRootfs")),
        "It kept capabilities.": "ALL" in (host.get("CapDrop") or []),
        "It was given capabilities.": not host.get("CapAdd"),
        "It may gain privileges.": no_new,
        "It is privileged.": not host.get("Privileged"),
        "It was given devices.": not host.get("Devices"),
        "It shares processes with the host.": host.get("PidMode") in ("", None, "private"),
        "It shares memory with others.": host.get("IpcMode") == wanted["ipc_mode"],
        "It is in another network.": _network(facts) <= {_network_of(wanted)},
        "Folders were mounted into it.": targets <= allowed,
        "It is started again by another rule.": _restarts(host) == _restarts_of(wanted),
    }
    return (told for told, kept in rules.items() if not kept)


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
