"""Notices that a build is not heard of any more: its connection is silent, and nobody works."""

import asyncio
import time
from collections.abc import Coroutine, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from activities.containers.engine import DockerEngine
from activities.containers.profile import LABEL
from models.errors import RuntimeFailure

if TYPE_CHECKING:
    from docker import DockerClient

SILENT_SECONDS = 40.0
"""Steps without a container of their own, which only copy files, take less."""
_LOOK_SECONDS = 5.0
Answer = TypeVar("Answer")
Result = TypeVar("Result")


class Pulse:
    """When an engine last said something about a build."""

    def __init__(self) -> None:
        self._heard = time.monotonic()

    @property
    def silent_seconds(self) -> float:
        """For how long nothing was said."""
        return time.monotonic() - self._heard

    def beats(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """Pass answers on, and note that they came."""
        for answer in answers:
            self._heard = time.monotonic()
            yield answer


async def heard_of(
    engine: DockerEngine,
    build: Coroutine[Any, Any, Result],
    pulse: Pulse,
    silent_seconds: float = SILENT_SECONDS,
) -> Result:
    """Return what a build gives, unless it is lost.

    Installing may say nothing for many minutes, but has a container meanwhile.

    Raises:
        RuntimeFailure: The engine does nothing for it, or does not answer.
    """
    before = await engine.call(_unlabelled)
    building = asyncio.ensure_future(build)
    try:
        while True:
            done, _ = await asyncio.wait({building}, timeout=min(_LOOK_SECONDS, silent_seconds))
            if done:
                return building.result()
            if pulse.silent_seconds < silent_seconds:
                continue
            if not await engine.call(_unlabelled) - before:
                raise RuntimeFailure("The engine was asked to build an image, and is silent.")
    finally:
        building.cancel()


def _unlabelled(client: "DockerClient") -> frozenset[str]:
    """Return the containers that are not ours: a build has some without our labels."""
    return frozenset(
        found["Id"]
        for found in client.api.containers(all=True)
        if f"{LABEL}.role" not in (found["Labels"] or {})
    )
