"""What agents need of the container engine; every call blocks, and belongs into a thread."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from activities.building.agents.isolation import NOT_FOUND

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container

ASK_SECONDS = 30
TERMINATED_SECONDS = 1
"""Between SIGTERM and SIGKILL."""


def started(client: "DockerClient", arguments: dict[str, Any]) -> "tuple[Container, Any]":
    """Make the container, attach to it, and start it."""
    from docker.errors import NotFound

    with suppress(NotFound):
        client.containers.get(arguments["name"]).remove(force=True)
    container = client.containers.create(**arguments)
    try:
        wanted = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        api: Any = client.api
        stream = api.attach_socket(container.id, params=wanted)
        container.start()
    except BaseException:
        container.remove(force=True)
        raise
    return container, stream


def asked(client: "DockerClient", arguments: dict[str, Any]) -> tuple[int, str]:
    """Run a container to its end; returns its exit code and what it wrote."""
    from docker.errors import APIError

    container = client.containers.create(**arguments)
    try:
        container.start()
        code = int(container.wait(timeout=ASK_SECONDS)["StatusCode"])
        return code, container.logs(stdout=True, stderr=False).decode(errors="replace")
    except APIError as problem:
        if "not found" in str(problem) or "no such file" in str(problem):
            return NOT_FOUND, ""
        raise
    finally:
        container.remove(force=True)


def state(container: "Container") -> dict[str, Any]:
    """Return what the engine says of a container; one that is gone doesn't run."""
    from docker.errors import NotFound

    try:
        container.reload()
    except NotFound:
        return {"Running": False}
    state: dict[str, Any] = container.attrs["State"]
    return state


def removed(container: "Container") -> None:
    """Stop a container, with a moment for it to end by itself, and remove it."""
    from docker.errors import APIError

    with suppress(APIError):
        container.stop(timeout=TERMINATED_SECONDS)
    with suppress(APIError):
        container.remove(force=True, v=True)
