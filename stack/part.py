"""Runs one part of the stack: ``python -m stack.part worker``.

What a part loads stays until it ends. Looking through it for garbage takes an eighth of the time
that loading takes, and 55 ms each time later on, in which nothing else is done.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Final

from models.errors import OrchestrationError
from stack.interrupts import INTERRUPTED, leave_at_interrupts, raise_at_interrupts

PARTS: Final = {"api": "api.main", "proxy": "stack.proxy", "worker": "worker"}


def main() -> None:
    """Load the part that is named, then run it with the arguments that are left."""
    leave_at_interrupts()
    gc.disable()
    part = import_module(PARTS[sys.argv.pop(1)])
    gc.freeze()
    gc.enable()
    raise_at_interrupts()
    try:
        part.main()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OrchestrationError:
        # It was foreseen: whoever started the part needs the sentence, not where it was raised.
        # Not by the usual way out: threads of Temporal's client may still be connecting, and
        # would crash in an interpreter that is being taken down.
        os._exit(1)


if __name__ == "__main__":
    main()
