"""Each line is held against a container that keeps all but it: none passes whatever it sees."""

import copy
from typing import Any

import pytest

from benchmarks.cis.container import Seen
from benchmarks.cis.lines import LINES, broken

Facts = dict[str, Any]
_PROCESS = {
    "Name": "python",
    "Uid": "65532 65532 65532 65532",
    "CapEff": "0000000000000000",
    "CapBnd": "0000000000000000",
    "NoNewPrivs": "1",
    "Seccomp": "2",
}
_FACTS: Facts = {
    "Config": {"User": "65532:65532", "Healthcheck": {"Test": ["CMD", "probe"]}},
    "State": {"Health": {"Status": "healthy"}},
    "AppArmorProfile": "docker-default",
    "HostConfig": {
        "CapDrop": ["ALL"],
        "CapAdd": None,
        "Privileged": False,
        "SecurityOpt": ["no-new-privileges:true"],
        "NetworkMode": "none",
        "PortBindings": {},
        "Memory": 1 << 28,
        "MemorySwap": 1 << 28,
        "NanoCpus": 500_000_000,
        "ReadonlyRootfs": True,
        "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 5},
        "PidMode": "",
        "IpcMode": "private",
        "UTSMode": "",
        "UsernsMode": "",
        "CgroupParent": "",
        "Devices": None,
        "DeviceRequests": None,
        "PidsLimit": 64,
        "Ulimits": [{"Name": name} for name in ("nofile", "core", "fsize")],
    },
    "Mounts": [
        {"Destination": "/data", "Type": "volume", "Propagation": ""},
        {"Destination": "/run/app", "Type": "bind", "Propagation": "rprivate"},
    ],
}
_INSIDE: Facts = {
    "processes": [_PROCESS],
    "writing": {"/": "Read-only file system"},
    "runs_from_tmp": False,
    "interfaces": ["lo"],
    "network": False,
    "propagation": [],
    "limits": {"NOFILE": [1024, 4096], "CORE": [0, 0], "FSIZE": [1 << 30, 1 << 30]},
    "lending": [],
    "devices": ["/dev/null", "/dev/pts/0"],
    "sockets": ["/run/app/app.sock"],
    "forks": 60,
    "hog": -9,
}
_PORT = {"HostIp": "0.0.0.0", "HostPort": "4711"}
_CHANGES: dict[str, Facts] = {
    "4.1 user, told": {"facts.Config.User": "root"},
    "4.1 user, of each process": {"inside.processes.0.Uid": "65532 0 65532 65532"},
    "4.6 health check": {"facts.Config.Healthcheck": None},
    "4.8 no files that lend rights": {"inside.lending": ["/usr/bin/su"]},
    "5.2 AppArmor, where present": {"facts.AppArmorProfile": "unconfined"},
    "5.2 AppArmor not switched off": {"facts.HostConfig.SecurityOpt.0": "apparmor=unconfined"},
    "5.3 SELinux not switched off": {"facts.HostConfig.SecurityOpt.0": "label=disable"},
    "5.4 capabilities dropped": {"facts.HostConfig.CapDrop": None},
    "5.4 capabilities not added": {"facts.HostConfig.CapAdd": ["NET_RAW"]},
    "5.4 capabilities of each process": {"inside.processes.0.CapEff": "00000000a80425fb"},
    "5.4 capabilities within reach": {"inside.processes.0.CapBnd": "00000000a80425fb"},
    "5.5 not privileged": {"facts.HostConfig.Privileged": True},
    "5.6 no folders of the host": {"facts.Mounts.0.Destination": "/etc"},
    "5.7 no sshd": {"inside.processes.0.Name": "sshd"},
    "5.8 no privileged ports": {
        "facts.HostConfig.PortBindings": {"1": [{**_PORT, "HostPort": "80"}]}
    },
    "5.9 no ports but its own": {"facts.HostConfig.PortBindings": {"1": [_PORT], "2": [_PORT]}},
    "5.10 network not the host's": {"facts.HostConfig.NetworkMode": "host"},
    "5.10 network reaches nothing": {"inside.network": True},
    "5.10 network interfaces": {"inside.interfaces": ["lo", "docker0"]},
    "5.11 memory limited": {"facts.HostConfig.MemorySwap": -1},
    "5.11 memory hog killed": {"inside.hog": 0},
    "5.12 CPU limited": {"facts.HostConfig.NanoCpus": 0},
    "5.13 root read-only": {"facts.HostConfig.ReadonlyRootfs": False},
    "5.13 writing refused": {"inside.writing": {"/": ""}},
    "5.13 nothing runs from /tmp": {"inside.runs_from_tmp": True},
    "5.14 ports on loopback": {"facts.HostConfig.PortBindings": {"1": [_PORT]}},
    "5.15 restarts at most five times": {"facts.HostConfig.RestartPolicy": {"Name": "always"}},
    "5.16 processes not the host's": {"facts.HostConfig.PidMode": "host"},
    "5.16 processes its own only": {"inside.processes": [_PROCESS] * 200},
    "5.17 memory shared with nobody": {"facts.HostConfig.IpcMode": "host"},
    "5.18 no devices": {"facts.HostConfig.Devices": [{"PathOnHost": "/dev/sda"}]},
    "5.18 no devices inside": {"inside.devices": ["/dev/sda"]},
    "5.19 ulimits set": {"facts.HostConfig.Ulimits": None},
    "5.19 ulimits inside": {"inside.limits.CORE": [0, -1]},
    "5.20 mounts private": {"facts.Mounts.1.Propagation": "rshared"},
    "5.20 mounts private inside": {"inside.propagation": ["shared:7"]},
    "5.21 host name its own": {"facts.HostConfig.UTSMode": "host"},
    "5.22 seccomp not switched off": {"facts.HostConfig.SecurityOpt.0": "seccomp=unconfined"},
    "5.22 seccomp on each process": {"inside.processes.0.Seccomp": "0"},
    "5.25 control group the engine's": {"facts.HostConfig.CgroupParent": "/"},
    "5.26 no new privileges, told": {"facts.HostConfig.SecurityOpt": None},
    "5.26 no new privileges, each process": {"inside.processes.0.NoNewPrivs": "0"},
    "5.27 health watched": {"facts.State.Health": None},
    "5.29 processes limited": {"facts.HostConfig.PidsLimit": 0},
    "5.29 processes refused": {"inside.forks": 400},
    "5.30 not the default bridge": {"facts.HostConfig.NetworkMode": "bridge"},
    "5.31 users not the host's": {"facts.HostConfig.UsernsMode": "host"},
    "5.32 no engine's socket mounted": {"facts.Mounts.0.Source": "/var/run/docker.sock"},
    "5.32 no engine's socket inside": {"inside.sockets": ["/run/docker.sock"]},
}


def _seen(changes: Facts) -> Seen:
    whole: Facts = copy.deepcopy({"facts": _FACTS, "inside": _INSIDE})
    for place, value in changes.items():
        *path, last = place.split(".")
        part: Any = whole
        for name in path:
            part = part[int(name)] if name.isdigit() else part[name]
        if last.isdigit():
            part[int(last)] = value
        else:
            part[last] = value
    return Seen(whole["facts"], whole["inside"], ("name=apparmor", "name=seccomp"))


def test_a_container_that_keeps_all_lines_breaks_none() -> None:
    assert broken(_seen({})) == []


@pytest.mark.parametrize("name", [line.name for line in LINES])
def test_a_line_that_is_not_kept_is_told(name: str) -> None:
    assert name in broken(_seen(_CHANGES[name]))


def test_protections_that_an_engine_does_not_have_are_not_asked_for() -> None:
    seen = _seen({"facts.AppArmorProfile": ""})
    assert broken(seen) == ["5.2 AppArmor, where present"]
    assert broken(Seen(seen.facts, seen.inside, ("name=seccomp",))) == []
