"""How containers are hardened: pure, from what is wanted to the Docker SDK's arguments.

The rules are those of the CIS Docker Benchmark that concern running containers.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from activities.containers.naming import instance_name, network_name, volume_name
from activities.containers.port import Owner
from models.specification import ResourceLimits

USER = 65532
DATA, SOCKETS, WORK = "/data", "/run/app", "/work"
PORT = 8000
"""Port inside a container that can't share a socket."""
RESTARTS = 5
_MEGABYTE = 1024 * 1024
LABEL = "orchestrator"
Arguments = dict[str, Any]


def labels(installation: str, role: str, **more: str) -> dict[str, str]:
    """Return the labels that say that an object is ours, and what it is."""
    return {
        f"{LABEL}.installation": installation,
        f"{LABEL}.role": role,
        **{f"{LABEL}.{name}": value for name, value in more.items()},
    }


def owner_labels(owner: Owner) -> dict[str, str]:
    """Return the part of the labels that names the owner."""
    return {
        "application": owner.application_id,
        "version": str(owner.version),
        "job": owner.job_id,
    }


def owner_from_labels(found: Mapping[str, str]) -> Owner:
    """Return the owner that labels name."""
    return Owner(
        application_id=found[f"{LABEL}.application"],
        version=int(found[f"{LABEL}.version"]),
        job_id=found[f"{LABEL}.job"],
    )


def hardened(limits: ResourceLimits) -> Arguments:
    """Return what holds for every container of ours."""
    memory = limits.memory_mb * _MEGABYTE
    disk = limits.disk_mb * _MEGABYTE
    return {
        "user": f"{USER}:{USER}",
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "privileged": False,
        "ipc_mode": "private",
        "init": True,
        "mem_limit": memory,
        "memswap_limit": memory,
        "nano_cpus": _nano_cpus(limits),
        "pids_limit": limits.pids,
        "shm_size": 16 * _MEGABYTE,
        "ulimits": [
            {"Name": "nofile", "Soft": 1024, "Hard": 4096},
            {"Name": "core", "Soft": 0, "Hard": 0},
            {"Name": "fsize", "Soft": disk, "Hard": disk},
        ],
    }


def live_limits(limits: ResourceLimits) -> Arguments:
    """Return, in the engine's own words, the limits that can change while a container runs."""
    memory = limits.memory_mb * _MEGABYTE
    return {
        "Memory": memory,
        "MemorySwap": memory,
        "NanoCpus": _nano_cpus(limits),
        "PidsLimit": limits.pids,
    }


def limits_of(host: Mapping[str, Any]) -> ResourceLimits | None:
    """Return the limits that hold for a container; None when they can't be any of ours."""
    sizes = [one["Hard"] for one in host.get("Ulimits") or () if one["Name"] == "fsize"]
    if not sizes:
        return None
    try:
        return ResourceLimits(
            memory_mb=host["Memory"] // _MEGABYTE,
            cpus=host["NanoCpus"] / 1_000_000_000,
            pids=host["PidsLimit"],
            disk_mb=sizes[0] // _MEGABYTE,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _nano_cpus(limits: ResourceLimits) -> int:
    return math.ceil(limits.cpus * 1_000_000_000)


def instance_profile(
    image: str,
    owner: Owner,
    limits: ResourceLimits,
    *,
    installation: str,
    sockets: Path | None,
    port: int | None = None,
    time_zone: str | None = None,
) -> Arguments:
    """Return the arguments that make an application's container.

    Args:
        image: Id of the image.
        owner: Whose it is.
        limits: What it may use.
        installation: Which orchestrator it belongs to.
        sockets: Folder of the host for its socket; None when sockets can't be shared.
        port: Port of loopback on the host, for when they can't.
        time_zone: Whose days it goes by; those of UTC when it is None or not in the image.
    """
    mounts = {volume_name(owner.application_id): {"bind": DATA, "mode": "rw"}}
    arguments: Arguments = {
        **hardened(limits),
        "image": image,
        "name": instance_name(owner),
        "labels": labels(installation, "instance", **owner_labels(owner)),
        "volumes": mounts,
        "tmpfs": {"/tmp": _tmpfs(64)},  # noqa: S108 - inside the container, its own
        "environment": {"DATA_DIR": DATA, "APP_VERSION": str(owner.version)},
        "restart_policy": {"Name": "on-failure", "MaximumRetryCount": RESTARTS},
        "log_config": {"Type": "json-file", "Config": {"max-size": "5m", "max-file": "2"}},
    }
    if time_zone is not None:
        arguments["environment"]["TZ"] = time_zone
    if sockets is not None:
        mounts[str(sockets)] = {"bind": SOCKETS, "mode": "rw"}
        arguments["environment"]["SOCKET"] = f"{SOCKETS}/app.sock"
        arguments["network_mode"] = "none"
    else:
        arguments["environment"] |= {"PORT": str(PORT), "HOST": "0.0.0.0"}  # noqa: S104 - its own network
        arguments["network"] = network_name(owner.application_id)
        arguments["ports"] = {f"{PORT}/tcp": ("127.0.0.1", port)}
    return arguments


def sandbox_profile(
    image: str, command: list[str], limits: ResourceLimits, *, installation: str, expires: int
) -> Arguments:
    """Return the arguments that make a container for one command: no network, nothing kept."""
    return {
        **hardened(limits),
        "image": image,
        "command": command,
        "labels": labels(installation, "sandbox", expires=str(expires)),
        "network_mode": "none",
        "working_dir": WORK,
        "stdin_open": True,
        "tmpfs": {
            "/tmp": _tmpfs(64),  # noqa: S108 - inside the container, its own
            WORK: f"{_tmpfs(max(64, limits.memory_mb // 2))},uid={USER},gid={USER}",
        },
        "log_config": {"Type": "none", "Config": {}},
        "healthcheck": {"test": ["NONE"]},
    }


def copy_profile(
    image: str, command: list[str], application_id: str, *, installation: str, expires: int
) -> Arguments:
    """Return the arguments that make a container which copies an application's data."""
    limits = ResourceLimits(memory_mb=256, cpus=1, pids=16, disk_mb=65536)
    return {
        **sandbox_profile(image, command, limits, installation=installation, expires=expires),
        "working_dir": "/",
        "volumes": {volume_name(application_id): {"bind": DATA, "mode": "rw"}},
        "tmpfs": {"/tmp": _tmpfs(16)},  # noqa: S108 - inside the container, its own
    }


def _tmpfs(megabytes: int) -> str:
    return f"rw,noexec,nosuid,nodev,size={megabytes}m,mode=1777"
