"""What a limit that is reached means for its owner, in words; pure."""

from models.queue import LimitState, OwnerLimits, OwnerUse, Scarce, Shortage
from storage.line_words import memory

_OPERATOR = "or ask the operator for more"


def limit_told(state: LimitState) -> tuple[str, str]:
    """Return what limit is reached, and what its owner can do about it."""
    allowed, used, needed = state.allowed, state.used, state.needed
    told = {
        "applications": (
            f"You have {used} applications, and may have {allowed}.",
            f"Delete one that you don't need any more, {_OPERATOR}.",
        ),
        "running_jobs": (
            f"{used} of your jobs are under way, and there may be {allowed} at a time.",
            f"Wait until one has ended, or cancel one; {_OPERATOR.removeprefix('or ')}.",
        ),
        "builds_per_day": (
            f"You have begun {used} creations and changes within 24 hours, and may begin "
            f"{allowed}.",
            f"Come back later, {_OPERATOR}.",
        ),
        "memory_mb": (
            f"Your running applications may use {memory(allowed)} of memory together. They are "
            f"allowed {memory(used)} so far, and this one needs {memory(needed)}.",
            f"Stop or delete one, {_OPERATOR}.",
        ),
        "disk_mb": (
            f"Your applications may use {memory(allowed)} of disk space together. They are allowed "
            f"{memory(used)} so far, and this one needs {memory(needed)}.",
            f"Delete one that you don't need any more, {_OPERATOR}.",
        ),
    }
    return told[state.name]


def too_large_told(lacking: Shortage) -> str:
    """Return that a host could never give what is needed."""
    if lacking.resource is Scarce.MEMORY:
        needed, given = memory(lacking.needed), memory(lacking.free)
        return f"Building it needs {needed} of memory, and this machine has {given} for that."
    return (
        f"Building it needs {lacking.needed:g} of what this machine has {lacking.free:g} of "
        f"({lacking.resource.value})."
    )


def limit_lines(limits: OwnerLimits, use: OwnerUse) -> list[tuple[str, str, str]]:
    """Return name, use and limit of each, as people read them."""
    labels = {
        "applications": "Applications",
        "running_jobs": "Jobs under way",
        "memory_mb": "Memory of running applications",
        "disk_mb": "Disk space of applications",
        "builds_per_day": "Creations and changes within 24 hours",
    }
    return [
        (label, _amount(name, getattr(use, name)), _amount(name, getattr(limits, name)))
        for name, label in labels.items()
    ]


def _amount(name: str, value: int | None) -> str:
    if value is None:
        return "no limit"
    return memory(value) if name.endswith("_mb") else str(value)
