"""Ctrl-C while nothing has begun: the program ends at once, without a word.

While modules are loaded an exception would not do: it is printed with its traceback, or what is
being loaded takes it for a problem of its own, or swallows it.
"""

import os
import signal
from types import FrameType

INTERRUPTED = 130
"""The exit code of what Ctrl-C has ended."""


def leave_at_interrupts() -> None:
    """End the program at Ctrl-C from now on; where that was ignored, it still is."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def raise_at_interrupts() -> None:
    """Raise KeyboardInterrupt at Ctrl-C again: from now on there is something to put in order."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's signature
    os._exit(INTERRUPTED)
