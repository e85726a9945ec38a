"""Lets the clock of a Python process be wrong by as many seconds as a file says.

Python loads it at its start where this folder is on PYTHONPATH. Timers are not touched: they go by
the monotonic clock, as they do when a real clock is set.
"""

import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

_LOOK_SECONDS = 0.1


def _follow(file: Path) -> None:
    travel, ahead = None, 0
    while True:
        time.sleep(_LOOK_SECONDS)
        with suppress(OSError, ValueError):
            wanted = int(file.read_text())
            if wanted == ahead:
                continue
            if travel is not None:
                travel.stop()
                travel = None
            if wanted:
                travel = time_machine.travel(datetime.now(UTC) + timedelta(seconds=wanted))
                travel.start()
            ahead = wanted


threading.Thread(target=_follow, args=(Path(os.environ["CLOCK_FILE"]),), daemon=True).start()
