"""Task queues, one per class of resource."""

ORCHESTRATOR = "orchestrator"
"""Workflows and short activities."""
BUILD = "build"
"""Builders: few slots."""
QUALITY = "quality"
"""Gates."""


def host_queue(host: str) -> str:
    """Return the queue of the activities that touch one host's containers."""
    return f"host-{host}"


def line_queue(host: str) -> str:
    """Return the queue in which jobs wait until a host has room: one slot, the head of the line."""
    return f"line-{host}"


def logs_queue(host: str) -> str:
    """Return the queue for reading the logs of one host's applications.

    Apart from the host's other work: whoever looks at a log takes no slot from a deployment.
    """
    return f"logs-{host}"
