"""The lines, by their numbers in the CIS Docker Benchmark (as docker-bench-security counts)."""

from collections.abc import Callable
from dataclasses import dataclass

from activities.containers.profile import DATA, RESTARTS, SOCKETS
from benchmarks.cis.container import Seen

_KILLED = -9
_NO_CAPABILITIES = "0000000000000000"
_FILTERED = "2"
_LOOPBACK = "127.0.0.1"
_DEVICES = frozenset(
    f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom", "tty", "ptmx")
)
"""What every container has; pseudo-terminals come and go below ``/dev/pts``."""


@dataclass(frozen=True)
class Line:
    """One requirement, and whether a container keeps it."""

    number: str
    what: str
    kept: Callable[[Seen], bool]

    @property
    def name(self) -> str:
        return f"{self.number} {self.what}"


def _each(seen: Seen, name: str, value: str) -> bool:
    return all(process[name] == value for process in seen.inside["processes"])


def _options(seen: Seen, prefix: str) -> list[str]:
    return [each for each in seen.host.get("SecurityOpt") or () if each.startswith(prefix)]


def _published(seen: Seen) -> list[dict[str, str]]:
    bindings = seen.host.get("PortBindings") or {}
    return [each for found in bindings.values() for each in found or ()]


def _mounted(seen: Seen) -> dict[str, str]:
    return {mount["Destination"]: mount["Type"] for mount in seen.facts["Mounts"]}


def _own_mounts(seen: Seen) -> bool:
    """Nothing but the application's volume, and the folder of its socket."""
    mounted = _mounted(seen)
    return set(mounted) <= {DATA, SOCKETS} and mounted.get(DATA) == "volume"


def _where_present(seen: Seen, what: str, confined: Callable[[Seen], bool]) -> bool:
    present = any(f"name={what}" in option for option in seen.engine)
    return confined(seen) if present else True


def _app_armor(seen: Seen) -> bool:
    return seen.facts.get("AppArmorProfile") not in ("", None, "unconfined")


def _limited(seen: Seen, name: str) -> bool:
    return any(limit["Name"] == name for limit in seen.host.get("Ulimits") or ())


def _bounded(seen: Seen, name: str) -> bool:
    return bool(0 <= seen.inside["limits"][name][1] < 1 << 40)


LINES = (
    Line("4.1", "user, told", lambda s: s.facts["Config"]["User"] not in ("", "0", "root", "0:0")),
    Line(
        "4.1",
        "user, of each process",
        lambda s: all("0" not in p["Uid"].split() for p in s.inside["processes"]),
    ),
    Line(
        "4.6",
        "health check",
        lambda s: bool((s.facts["Config"].get("Healthcheck") or {}).get("Test")),
    ),
    Line("4.8", "no files that lend rights", lambda s: s.inside["lending"] == []),
    Line("5.2", "AppArmor, where present", lambda s: _where_present(s, "apparmor", _app_armor)),
    Line("5.2", "AppArmor not switched off", lambda s: not _options(s, "apparmor")),
    Line("5.3", "SELinux not switched off", lambda s: not _options(s, "label")),
    Line("5.4", "capabilities dropped", lambda s: s.host.get("CapDrop") == ["ALL"]),
    Line("5.4", "capabilities not added", lambda s: not s.host.get("CapAdd")),
    Line("5.4", "capabilities of each process", lambda s: _each(s, "CapEff", _NO_CAPABILITIES)),
    Line("5.4", "capabilities within reach", lambda s: _each(s, "CapBnd", _NO_CAPABILITIES)),
    Line("5.5", "not privileged", lambda s: s.host["Privileged"] is False),
    Line("5.6", "no folders of the host", _own_mounts),
    Line("5.7", "no sshd", lambda s: all(p["Name"] != "sshd" for p in s.inside["processes"])),
    Line(
        "5.8",
        "no privileged ports",
        lambda s: all(int(p["HostPort"] or 1) >= 1024 for p in _published(s)),
    ),
    Line("5.9", "no ports but its own", lambda s: len(_published(s)) <= 1),
    Line("5.10", "network not the host's", lambda s: s.host["NetworkMode"] != "host"),
    Line("5.10", "network reaches nothing", lambda s: s.inside["network"] is False),
    Line("5.10", "network interfaces", lambda s: set(s.inside["interfaces"]) <= {"lo", "eth0"}),
    Line("5.11", "memory limited", lambda s: 0 < s.host["Memory"] == s.host["MemorySwap"]),
    Line("5.11", "memory hog killed", lambda s: s.inside["hog"] == _KILLED),
    Line("5.12", "CPU limited", lambda s: s.host["NanoCpus"] > 0),
    Line("5.13", "root read-only", lambda s: s.host["ReadonlyRootfs"] is True),
    Line("5.13", "writing refused", lambda s: all(s.inside["writing"].values())),
    Line("5.13", "nothing runs from /tmp", lambda s: s.inside["runs_from_tmp"] is False),
    Line(
        "5.14", "ports on loopback", lambda s: all(p["HostIp"] == _LOOPBACK for p in _published(s))
    ),
    Line(
        "5.15",
        "restarts at most five times",
        lambda s: s.host["RestartPolicy"] == {"Name": "on-failure", "MaximumRetryCount": RESTARTS},
    ),
    Line("5.16", "processes not the host's", lambda s: s.host["PidMode"] in ("", "private")),
    Line("5.16", "processes its own only", lambda s: len(s.inside["processes"]) < 16),
    Line("5.17", "memory shared with nobody", lambda s: s.host["IpcMode"] == "private"),
    Line(
        "5.18",
        "no devices",
        lambda s: not s.host.get("Devices") and not s.host.get("DeviceRequests"),
    ),
    Line(
        "5.18",
        "no devices inside",
        lambda s: {d for d in s.inside["devices"] if not d.startswith("/dev/pts/")} <= _DEVICES,
    ),
    Line("5.19", "ulimits set", lambda s: all(_limited(s, n) for n in ("nofile", "core", "fsize"))),
    Line(
        "5.19", "ulimits inside", lambda s: all(_bounded(s, n) for n in ("NOFILE", "CORE", "FSIZE"))
    ),
    Line(
        "5.20",
        "mounts private",
        lambda s: all(
            m.get("Propagation") != "shared" and m.get("Propagation") != "rshared"
            for m in s.facts["Mounts"]
        ),
    ),
    Line("5.20", "mounts private inside", lambda s: s.inside["propagation"] == []),
    Line("5.21", "host name its own", lambda s: s.host["UTSMode"] != "host"),
    Line("5.22", "seccomp not switched off", lambda s: not _options(s, "seccomp")),
    Line("5.22", "seccomp on each process", lambda s: _each(s, "Seccomp", _FILTERED)),
    Line("5.25", "control group the engine's", lambda s: not s.host.get("CgroupParent")),
    Line(
        "5.26",
        "no new privileges, told",
        lambda s: any("no-new-privileges" in o for o in _options(s, "no-new")),
    ),
    Line("5.26", "no new privileges, each process", lambda s: _each(s, "NoNewPrivs", "1")),
    Line(
        "5.27",
        "health watched",
        lambda s: (s.facts["State"].get("Health") or {}).get("Status") in ("starting", "healthy"),
    ),
    Line("5.29", "processes limited", lambda s: 0 < (s.host["PidsLimit"] or 0) <= 1024),
    Line("5.29", "processes refused", lambda s: 0 < s.inside["forks"] < (s.host["PidsLimit"] or 0)),
    Line(
        "5.30",
        "not the default bridge",
        lambda s: s.host["NetworkMode"] not in ("default", "bridge"),
    ),
    Line("5.31", "users not the host's", lambda s: s.host["UsernsMode"] != "host"),
    Line(
        "5.32",
        "no engine's socket mounted",
        lambda s: not any("docker.sock" in str(m.get("Source")) for m in s.facts["Mounts"]),
    ),
    Line(
        "5.32",
        "no engine's socket inside",
        lambda s: not any("docker" in name or "containerd" in name for name in s.inside["sockets"]),
    ),
)


def broken(seen: Seen) -> list[str]:
    """Return the lines that a container does not keep."""
    return [line.name for line in LINES if not line.kept(seen)]
