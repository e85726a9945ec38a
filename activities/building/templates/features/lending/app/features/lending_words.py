"""What the button is called that says that something is back."""

import re

_AROUND = re.compile(r"^(?:date|day|is|was) | (?:on|at|date|day)$|\?$", re.IGNORECASE)
_STATE = re.compile(r"\bback\b|ed$", re.IGNORECASE)


def button(label: str) -> str:
    """Return words for the button out of a field's label, like ``Returned on``."""
    state = _AROUND.sub("", label.strip()).strip()
    return f"Mark as {state.lower()}" if _STATE.search(state) else "Give back"
