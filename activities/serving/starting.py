"""Bringing instances up, whatever is left of them."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

from activities.containers.naming import owner_of
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner, Runtime
from models.applications import Deployment, Version
from models.errors import NotFound
from models.specification import ResourceLimits

Tell = Callable[[str], Awaitable[None]]


class Versions(Protocol):
    """What starting needs of the metadata store."""

    async def version(self, application_id: str, number: int) -> Version:
        """Return a recorded version, or raise :class:`models.errors.NotFound`."""
        ...


class Found(StrEnum):
    """How an instance was found."""

    RUNNING = "running"
    ENDED = "ended"
    GONE = "gone"


class Starter:
    """Starts instances; a version whose artefact is gone is packaged again from its sources."""

    def __init__(self, runtime: Runtime, packager: Packager, versions: Versions) -> None:
        self._runtime = runtime
        self._packager = packager
        self._versions = versions

    async def start(
        self, image: str, owner: Owner, limits: ResourceLimits, tell: Tell | None = None
    ) -> InstanceState:
        """Start an instance, or adopt the running one; ``tell`` is told when that takes longer.

        Raises:
            NotFound: There is neither such an artefact nor a recorded version to make it from.
            ImageBuildFailed: It can't be packaged again.
        """
        try:
            return await self._runtime.start(image, owner, limits)
        except NotFound as gone:
            try:
                version = await self._versions.version(owner.application_id, owner.version)
            except NotFound:
                raise gone from None
        if tell is not None:
            told = f"What was packaged of version {owner.version} had been cleaned up"
            await tell(f"{told}; it is packaged again from its sources, which takes longer.")
        artefact = await self._packager.package(version.commit, owner)
        return await self._runtime.start(artefact.image, owner, limits)

    async def ensure_running(
        self, deployment: Deployment, application_id: str
    ) -> tuple[Found, InstanceState]:
        """Make the very instance of a deployment run again if it does not."""
        state = await self._runtime.inspect(deployment.instance)
        if state is not None and state.running:
            return Found.RUNNING, state
        if state is not None:
            with suppress(NotFound):  # what it ran from is gone
                return Found.ENDED, await self._runtime.restart(deployment.instance)
        owner = owner_of(deployment.instance, application_id)
        return Found.GONE, await self.start(deployment.image, owner, deployment.limits)
