"""How the program of a container ended: the engine's events know it also after a restart."""

import time
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from models.deployments import ProgramEnd

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container


def read_ends(client: "DockerClient", container: "Container") -> list[ProgramEnd]:
    """Return each end; the state of a container forgets them when it is started again."""
    created = datetime.fromisoformat(container.attrs["Created"][:19] + "+00:00")
    wanted = {"container": container.id, "event": ["oom", "die"]}
    now: Any = time.time()  # a whole second would leave out what was just now, or wait for it
    since = int(created.timestamp())
    events = client.events(since=since, until=now, filters=wanted, decode=True)
    return ends_of(events) or _last_end(container.attrs["State"])


def ends_of(events: Iterable[dict[str, Any]]) -> list[ProgramEnd]:
    """Return the ends that events tell of; that memory ran out is told just before."""
    found, out_of_memory = [], False
    for event in events:
        if event.get("Action") == "oom":
            out_of_memory = True
        elif event.get("Action") == "die":
            code = event["Actor"]["Attributes"].get("exitCode")
            ended = None if code is None else int(code)
            found.append(ProgramEnd(exit_code=ended, out_of_memory=out_of_memory))
            out_of_memory = False
    return found


def _last_end(state: dict[str, Any]) -> list[ProgramEnd]:
    if state["Running"]:
        return []
    return [ProgramEnd(exit_code=state["ExitCode"], out_of_memory=bool(state["OOMKilled"]))]
