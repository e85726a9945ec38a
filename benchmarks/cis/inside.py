"""Looks at a container from inside, and tries what must not work; prints JSON.

Runs there by the application's own interpreter: it may use the standard library and nothing else.
"""

import json
import os
import resource
import socket
import stat
import subprocess
import sys
import time

FORKS = 400
"""More than a container may have, few enough for a machine that does not hold them back."""
HOG_MEGABYTES = 1024


def status(pid: str) -> dict[str, str]:
    """Return what the kernel tells of a process."""
    with open(f"/proc/{pid}/status") as lines:
        pairs = (line.split(":", 1) for line in lines if ":" in line)
        return {name: value.strip() for name, value in pairs}


def processes() -> list[dict[str, str]]:
    """Return all processes, with what they may do."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            told = status(pid)
        except OSError:
            continue
        wanted = ("Name", "Uid", "CapEff", "CapBnd", "NoNewPrivs", "Seccomp")
        found.append({name: told[name] for name in wanted})
    return found


def refusal(*path: str) -> str:
    """Return why a file can't be written; empty when it can."""
    name = os.path.join(*path, "orchestrator-probe")
    try:
        with open(name, "w") as file:
            file.write("#!/bin/sh\n")
    except OSError as problem:
        return problem.strerror or "refused"
    os.unlink(name)
    return ""


def runs_from(folder: str) -> bool:
    """Return whether a program that was written there can be run."""
    name = os.path.join(folder, "orchestrator-program")
    with open(name, "w") as file:
        file.write("#!/bin/sh\nexit 0\n")
    os.chmod(name, 0o755)
    try:
        return subprocess.run([name], check=False).returncode == 0
    except OSError:
        return False
    finally:
        os.unlink(name)


def special_files() -> dict[str, list[str]]:
    """Return files that lend rights, and devices beyond those of every container."""
    lending, devices, sockets = [], [], []
    for folder, folders, names in os.walk("/"):
        if folder == "/":
            folders[:] = [name for name in folders if name not in ("proc", "sys")]
        for name in names:
            path = os.path.join(folder, name)
            try:
                found = os.lstat(path)
            except OSError:
                continue
            if stat.S_ISREG(found.st_mode) and found.st_mode & (stat.S_ISUID | stat.S_ISGID):
                lending.append(path)
            if stat.S_ISBLK(found.st_mode) or stat.S_ISCHR(found.st_mode):
                devices.append(path)
            if stat.S_ISSOCK(found.st_mode):
                sockets.append(path)
    return {"lending": lending, "devices": devices, "sockets": sockets}


def forks() -> int:
    """Return how many processes could be made before the kernel refused."""
    made = []
    try:
        for _ in range(FORKS):
            child = os.fork()
            if child == 0:
                time.sleep(60)
                os._exit(0)
            made.append(child)
    except OSError:
        pass
    for child in made:
        os.kill(child, 9)
        os.waitpid(child, 0)
    return len(made)


def hog() -> int:
    """Return how a process ended that took much more memory than it may."""
    code = f"kept = [bytearray(b'1') * (8 << 20) for _ in range({HOG_MEGABYTES // 8})]"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode


def reachable() -> bool:
    """Return whether anything can be reached through a network."""
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=0.5).close()
    except TimeoutError:
        return True  # the packet found a way out
    except OSError:
        return False
    return True


def main() -> None:
    """Look first, then try."""
    with open("/proc/self/mountinfo") as lines:
        mounts = [line.split() for line in lines]
    seen = {
        "processes": processes(),
        "writing": {place: refusal(place) for place in ("/", "/usr/bin", "/srv/application")},
        "runs_from_tmp": runs_from("/tmp"),
        "interfaces": [name for _, name in socket.if_nameindex()],
        "network": reachable(),
        "propagation": [word for mount in mounts for word in mount if word.startswith("shared:")],
        "limits": {
            name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
            for name in ("NOFILE", "CORE", "FSIZE")
        },
        **special_files(),
    }
    seen["forks"] = forks()
    seen["hog"] = hog()
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
