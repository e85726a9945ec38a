"""The hardening that every container gets, row by row."""

from pathlib import Path
from typing import Any

import pytest

from activities.containers.naming import volume_name
from activities.containers.port import Owner
from activities.containers.profile import (
    copy_profile,
    hardened,
    instance_profile,
    owner_from_labels,
    sandbox_profile,
)
from models.specification import ResourceLimits

OWNER = Owner(application_id="0199-aaaa-bbbbccccdddd", version=3, job_id="job-12345678")
LIMITS = ResourceLimits(memory_mb=128, cpus=0.5, pids=40, disk_mb=100)


def instance(**more: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = {"installation": "here", "sockets": Path("/run/one"), **more}
    return instance_profile("sha256:1", OWNER, LIMITS, **wanted)


PROFILES = [
    instance(),
    instance(sockets=None, port=4711),
    sandbox_profile("sha256:1", ["true"], LIMITS, installation="here", expires=1),
]


@pytest.mark.parametrize("profile", PROFILES, ids=["sockets", "port", "sandbox"])
def test_every_container_is_hardened(profile: dict[str, Any]) -> None:
    assert profile["user"] == "65532:65532"
    assert profile["read_only"] is True
    assert profile["cap_drop"] == ["ALL"]
    assert "cap_add" not in profile
    assert profile["security_opt"] == ["no-new-privileges:true"]
    assert profile["privileged"] is False
    assert profile["ipc_mode"] == "private"
    assert profile["mem_limit"] == profile["memswap_limit"] == 128 * 1024 * 1024
    assert profile["nano_cpus"] == 500_000_000
    assert profile["pids_limit"] == 40
    assert {limit["Name"] for limit in profile["ulimits"]} == {"nofile", "core", "fsize"}
    assert all(
        {"noexec", "nosuid", "nodev"} <= set(o.split(",")) for o in profile["tmpfs"].values()
    )
    assert not {"devices", "pid_mode", "uts_mode", "userns_mode"} & set(profile)
    assert "docker.sock" not in str(profile)


def test_an_instance_sees_its_volume_and_its_socket_and_no_network() -> None:
    profile = instance()
    assert profile["network_mode"] == "none"
    assert "ports" not in profile
    assert profile["volumes"] == {
        volume_name(OWNER.application_id): {"bind": "/data", "mode": "rw"},
        "/run/one": {"bind": "/run/app", "mode": "rw"},
    }
    assert profile["restart_policy"] == {"Name": "on-failure", "MaximumRetryCount": 5}
    assert profile["log_config"]["Config"] == {"max-size": "5m", "max-file": "2"}
    assert owner_from_labels(profile["labels"]) == OWNER


def test_an_instance_has_a_time_zone_and_a_sandbox_none() -> None:
    assert "TZ" not in instance()["environment"]
    assert instance(time_zone="Europe/Berlin")["environment"]["TZ"] == "Europe/Berlin"
    assert "environment" not in PROFILES[2]


def test_without_sockets_only_loopback_reaches_it() -> None:
    profile = instance(sockets=None, port=4711)
    assert profile["ports"] == {"8000/tcp": ("127.0.0.1", 4711)}
    assert "network_mode" not in profile
    assert "SOCKET" not in profile["environment"]
    assert list(profile["volumes"]) == [volume_name(OWNER.application_id)]


def test_sandboxes_keep_nothing_and_reach_nothing() -> None:
    profile = PROFILES[2]
    assert profile["network_mode"] == "none"
    assert "volumes" not in profile
    assert "environment" not in profile
    copy = copy_profile("i", ["true"], "0199-a", installation="here", expires=1)
    assert list(copy["volumes"]) == [volume_name("0199-a")]
    assert copy["network_mode"] == "none"


def test_limits_follow_the_specification() -> None:
    assert hardened(ResourceLimits(cpus=0.1))["nano_cpus"] == 100_000_000
    assert hardened(ResourceLimits(memory_mb=64))["mem_limit"] == 64 * 1024 * 1024
