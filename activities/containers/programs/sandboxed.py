"""Runs inside the sandbox: unpacks the tree from standard input, runs the command, answers.

It stands alone (its source is given to an interpreter that has none of our modules). Input: the
length of a JSON head in eight bytes, the head, the length of a tar archive, the archive. Output:
one JSON object with exit_code, output, and files in base64.
"""

import base64
import io
import json
import os
import select
import signal
import subprocess
import sys
import tarfile
import time
from contextlib import suppress
from typing import Any, BinaryIO

TIMED_OUT = 124
_GROUP = "/sys/fs/cgroup"
_PEAKS = (
    (f"{_GROUP}/memory.peak", f"{_GROUP}/memory.stat"),
    (f"{_GROUP}/memory/memory.max_usage_in_bytes", f"{_GROUP}/memory/memory.stat"),
)
"""Of kernels with one hierarchy of control groups, and with several."""


def main() -> None:
    """Serve one request."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    head = json.loads(_read(source))
    root = os.getcwd()
    _unpack(_read(source), root)
    code, output = _run(head)
    answer = {
        "exit_code": code,
        "output": output.decode("utf-8", "replace")[-head["output"] :],
        "files": _collect(root, head["collect"], head["file_bytes"]),
        "memory_peak_bytes": _memory_peak() if head.get("alone") else 0,
    }
    sink.write(json.dumps(answer).encode())
    sink.flush()


def _memory_peak() -> int:
    """Return the most memory that this container took, without what the kernel merely remembers.

    0 where the kernel does not say.
    """
    for peak, facts in _PEAKS:
        try:
            with open(peak) as file:
                most = int(file.read())
            with open(facts) as file:
                numbers = dict(line.split() for line in file)
        except (OSError, ValueError):
            continue
        cached = int(numbers.get("inactive_file", 0)) + int(numbers.get("active_file", 0))
        return max(0, most - cached)
    return 0


def _read(source: BinaryIO) -> bytes:
    return source.read(int.from_bytes(source.read(8), "big"))


def _unpack(data: bytes, root: str) -> None:
    """Write the files of an archive of ours; early 3.11 releases have no extraction filters."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            content = archive.extractfile(member)
            path = os.path.join(root, member.name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if content is not None:
                with open(path, "wb") as file:
                    file.write(content.read())
                os.chmod(path, member.mode & 0o777)


def _run(head: dict[str, Any]) -> tuple[int, bytes]:
    try:
        process = subprocess.Popen(
            head["command"],
            env=head["environment"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as problem:
        return 127, f"{head['command'][0]}: {problem.strerror}\n".encode()
    end = time.monotonic() + head["timeout"]
    output = _follow(process, end, head["output"] * 4)
    timed_out = process.poll() is None and time.monotonic() >= end
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    code = process.wait()
    if timed_out:
        return TIMED_OUT, output + b"\nended: it took too long\n"
    return (128 - code if code < 0 else code), output


def _follow(process: "subprocess.Popen[bytes]", end: float, keep: int) -> bytes:
    """Return the end of the output; stops at the deadline and when the command has ended."""
    pipe = process.stdout
    if pipe is None:
        return b""
    os.set_blocking(pipe.fileno(), False)
    output = bytearray()
    while time.monotonic() < end:
        ready, _, _ = select.select([pipe], [], [], 0.02)
        data = os.read(pipe.fileno(), 1 << 16) if ready else None
        if data:
            output += data
            del output[: max(0, len(output) - keep)]
        elif data == b"" or process.poll() is not None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))
            break
    return bytes(output)


def _collect(root: str, names: "list[str]", limit: int) -> "dict[str, str]":
    found = {}
    for name in names:
        path = os.path.realpath(os.path.join(root, name))
        inside = path.startswith(root + os.sep)
        if not inside or path != os.path.join(root, os.path.normpath(name)):
            continue  # a path that leaves the tree, or a link somewhere on the way
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                if os.fstat(file.fileno()).st_size <= limit:
                    found[name] = base64.b64encode(file.read(limit)).decode()
    return found


if __name__ == "__main__":
    main()
