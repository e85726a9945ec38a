"""The work tree of a build by an agent: kept between turns, else rebuilt from git."""

import asyncio
import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from activities.building.turns.ports import Turns
from models.base import Model
from models.errors import BuildError
from models.jobs import JobContext
from storage.files import write_atomically
from storage.turns import PARTIAL, TurnKey


class Marker(Model):
    """What the work tree holds; kept beside it, where the agent has no business."""

    base: str
    """Commit that the tree was at when the turn began."""
    session: str | None = None
    cost: Decimal | None = None
    """What the session had cost when the turn began."""
    begun: bool = False
    """Whether an agent may have changed the tree since."""


@dataclass(frozen=True)
class Found:
    """A work tree, ready for a turn."""

    session: str | None
    interrupted: bool
    changed: tuple[str, ...]
    cost: Decimal | None = None
    """What the session has cost, as far as that is known here."""


class Workspace:
    """The folder of one build: ``tree``, the agent's ``state``, and the marker.

    Args:
        root: Folder of all workspaces.
        job: Whose build.
        version: What is built.
        turns: Where the tree is rebuilt from.
    """

    def __init__(self, root: Path, job: JobContext, version: int, turns: Turns) -> None:
        self._folder = root / f"{job.job_id}-v{version}.agent"
        self._job = job
        self._turns = turns
        self._partial = TurnKey(job.application_id, job.job_id, version, PARTIAL)
        self.tree = self._folder / "tree"
        self.state = self._folder / "state"

    async def ready(self, base: str, session: str | None) -> Found:
        """Bring the tree to where a turn on top of ``base`` begins.

        What an interrupted try of the turn has left is kept: as the tree that is here, or as the
        commit of what was saved elsewhere. A tree that can't be kept at all is made anew, so that
        it doesn't stand in the way of every further try.
        """
        await asyncio.to_thread(self.state.mkdir, parents=True, exist_ok=True)
        marker = await asyncio.to_thread(self._marker)
        if marker is None or marker.base != base or not _is_folder(self.tree):
            return await self._rebuilt(base, session)
        known = marker.session or session
        if not marker.begun:
            return Found(known, interrupted=False, changed=(), cost=marker.cost)
        try:
            partial = await self.keep(base)
        except BuildError:
            return await self._rebuilt(base, session)
        changed = await self._turns.changed(self._job.application_id, base, partial)
        return Found(known, interrupted=True, changed=changed, cost=marker.cost)

    async def _rebuilt(self, base: str, session: str | None) -> Found:
        saved = await self._turns.find(self._partial)
        left = saved.commit if saved is not None and saved.parent == base else None
        await self._turns.checkout(self._job.application_id, left or base, self.tree)
        await self.mark(Marker(base=base, session=session, begun=left is not None))
        changed: tuple[str, ...] = ()
        if left is not None:
            changed = await self._turns.changed(self._job.application_id, base, left)
        return Found(session, interrupted=left is not None, changed=changed)

    async def keep(self, base: str) -> str:
        """Commit what the tree holds in the middle of a turn."""
        kept = await self._turns.store(
            self._partial, self.tree, message="An interrupted turn\n", parent=base
        )
        return kept.commit

    async def mark(self, marker: Marker) -> None:
        """Note what the tree holds."""
        await asyncio.to_thread(write_atomically, self._place, marker.model_dump_json().encode())

    async def remove(self) -> None:
        """Delete everything."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    @property
    def _place(self) -> Path:
        return self._folder / "marker.json"

    def _marker(self) -> Marker | None:
        try:
            return Marker.model_validate_json(self._place.read_bytes())
        except (OSError, ValidationError):
            return None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
