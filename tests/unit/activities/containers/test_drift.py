import copy
import os
import resource
from pathlib import Path
from typing import Any

import pytest

from activities.containers.drift import differences, process_differences
from activities.containers.port import Owner
from activities.containers.profile import instance_profile
from models.specification import ResourceLimits

LIMITS = ResourceLimits(memory_mb=128, cpus=0.5, pids=64)
PROFILE = instance_profile(
    "sha256:1",
    Owner(application_id="01900000-0000-7000-8000-000000000001", version=1, job_id="0190-1"),
    LIMITS,
    installation="ours",
    sockets=Path("/run/sockets"),
)
FACTS: dict[str, Any] = {
    "Config": {"User": "65532:65532"},
    "HostConfig": {
        "Memory": 128 * 1024 * 1024,
        "MemorySwap": 128 * 1024 * 1024,
        "NanoCpus": 500_000_000,
        "PidsLimit": 64,
        "ReadonlyRootfs": True,
        "CapDrop": ["ALL"],
        "CapAdd": None,
        "SecurityOpt": ["no-new-privileges:true"],
        "Privileged": False,
        "Devices": None,
        "PidMode": "",
        "IpcMode": "private",
        "UTSMode": "",
        "UsernsMode": "",
        "CgroupParent": "",
        "PortBindings": {},
        "Ulimits": [
            {"Name": "nofile", "Soft": 1024, "Hard": 4096},
            {"Name": "core", "Soft": 0, "Hard": 0},
            {"Name": "fsize", "Soft": LIMITS.disk_mb << 20, "Hard": LIMITS.disk_mb << 20},
        ],
        "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 5},
    },
    "Mounts": [{"Destination": "/data"}, {"Destination": "/run/app"}],
    "NetworkSettings": {"Networks": {"none": {}}},
}


def test_a_container_as_it_was_made_differs_in_nothing() -> None:
    assert differences(FACTS, PROFILE) == []


def test_a_container_from_before_there_were_time_zones_differs_in_nothing() -> None:
    """It gets one with its next deployment; nothing of it needs healing."""
    older = copy.deepcopy(FACTS)
    older["Config"]["Env"] = ["DATA_DIR=/data", "APP_VERSION=1", "SOCKET=/run/app/app.sock"]
    assert differences(older, {**PROFILE, "environment": {"TZ": "Europe/Berlin"}}) == []


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("HostConfig.Memory", 1 << 30, "limit of memory is 1073741824 bytes"),
        ("HostConfig.MemorySwap", -1, "memory with swap"),
        ("HostConfig.NanoCpus", 0, "limit of CPU is not set"),
        ("HostConfig.PidsLimit", None, "limit of processes is not set"),
        ("HostConfig.ReadonlyRootfs", False, "can be written to"),
        ("HostConfig.CapDrop", None, "kept capabilities"),
        ("HostConfig.CapAdd", ["NET_ADMIN"], "given capabilities"),
        ("HostConfig.SecurityOpt", None, "gain privileges"),
        ("HostConfig.SecurityOpt", ["no-new-privileges:true", "seccomp=unconfined"], "the kernel"),
        ("HostConfig.UTSMode", "host", "the host's name"),
        ("HostConfig.UsernsMode", "host", "the host's users"),
        ("HostConfig.CgroupParent", "/", "control group"),
        ("HostConfig.PortBindings", {"80/tcp": [{"HostIp": "", "HostPort": "80"}]}, "ports"),
        ("HostConfig.Ulimits", [{"Name": "core", "Soft": -1, "Hard": -1}], "limits of files"),
        ("HostConfig.DeviceRequests", [{"Count": -1}], "devices"),
        ("HostConfig.Privileged", True, "privileged"),
        ("HostConfig.Devices", [{"PathOnHost": "/dev/sda"}], "devices"),
        ("HostConfig.PidMode", "host", "shares processes"),
        ("HostConfig.IpcMode", "host", "shares memory"),
        ("HostConfig.RestartPolicy", {"Name": "always"}, "another rule"),
        ("Config.User", "root", "another user"),
        ("NetworkSettings.Networks", {"bridge": {}}, "another network"),
        ("Mounts", [{"Destination": "/var/run/docker.sock"}], "mounted into it"),
        ("Mounts", [{"Destination": "/data", "Propagation": "rshared"}], "what is mounted"),
    ],
)
def test_each_part_that_was_changed_is_told(place: str, value: object, told: str) -> None:
    changed = copy.deepcopy(FACTS)
    *path, last = place.split(".")
    part = changed
    for name in path:
        part = part[name]
    part[last] = value
    (found,) = differences(changed, PROFILE)
    assert told in found


def test_a_port_of_loopback_is_its_own_and_one_for_all_is_not() -> None:
    """Where sockets can't be shared."""
    profile = {**PROFILE, "ports": {"8000/tcp": ("127.0.0.1", None)}}
    changed = copy.deepcopy(FACTS)
    bound = {"HostIp": "127.0.0.1", "HostPort": "4711"}
    changed["HostConfig"]["PortBindings"] = {"8000/tcp": [bound]}
    assert differences(changed, profile) == []
    bound["HostIp"] = "0.0.0.0"
    (found,) = differences(changed, profile)
    assert "ports are open" in found


def test_limits_of_cpu_are_compared_however_they_were_set() -> None:
    changed = copy.deepcopy(FACTS)
    changed["HostConfig"] |= {"NanoCpus": 0, "CpuQuota": 50_000, "CpuPeriod": 100_000}
    assert differences(changed, PROFILE) == []


def test_limits_of_a_process_are_compared_with_the_kernels() -> None:
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    wanted: dict[str, Any] = {
        "memory_bytes": 128 * 1024 * 1024,
        "pids": 64,
        "confinement": {"limits": {"RLIMIT_NOFILE": files}},
    }
    assert process_differences(wanted, os.getpid(), LIMITS) == []
    wanted["confinement"]["limits"]["RLIMIT_NOFILE"] = files - 1
    (raised,) = process_differences(wanted, os.getpid(), LIMITS)
    assert "RLIMIT_NOFILE was raised" in raised
    (memory,) = process_differences({**wanted, "memory_bytes": 1}, 0, LIMITS)
    assert "limit of memory is 1 instead of 134217728" in memory
