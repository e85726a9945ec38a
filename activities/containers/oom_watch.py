"""Counts containers' processes that the kernel ended for want of memory, as the engine tells it.

The engine remembers its last few hundred events only, and health checks fill them within
seconds; a container that was started again remembers nothing. So somebody has to listen.
"""

import threading
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from typing import Any

from activities.containers.engine import DockerEngine

PAUSE_SECONDS = 5.0


class OomWatch:
    """Listens in a thread of its own; an engine that goes away is listened to when it is back.

    Args:
        engine: Which one.
        marks: Labels that a container must have.
    """

    def __init__(self, engine: DockerEngine, marks: list[str]) -> None:
        self._engine = engine
        self._marks = marks
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._stream: Any = None

    def begin(self) -> None:
        """Listen from now on; no-op when somebody does."""
        if self._thread is None and not self._over.is_set():
            self._thread = threading.Thread(target=self._listen, name="docker-oom", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Listen no more."""
        self._over.set()
        if self._stream is not None:
            with suppress(Exception):
                self._stream.close()

    def count(self, container: str) -> int:
        """Return how many kills of a container were heard of."""
        with self._lock:
            return self._counts[container]

    def forget_all_but(self, containers: Collection[str]) -> None:
        """Forget the containers that there are no more."""
        with self._lock:
            self._counts = Counter({c: n for c, n in self._counts.items() if c in containers})

    def _listen(self) -> None:
        since = time.time()
        while not self._over.is_set():
            with suppress(Exception):  # whatever ends the stream, the next one begins where it was
                self._stream = self._engine.events(since, {"event": "oom", "label": self._marks})
                for event in self._stream:
                    since = event["timeNano"] / 1e9 + 1e-6
                    with self._lock:
                        self._counts[event["Actor"]["ID"]] += 1
            self._over.wait(PAUSE_SECONDS)
