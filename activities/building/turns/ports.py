"""What the activities of building by an agent need of the rest."""

from datetime import timedelta
from pathlib import Path
from typing import Protocol

from models.jobs import JobContext, LogLevel
from models.usage import BudgetPolicy, JobUsage, OverBudget, Spent
from storage.turns import StoredTurn, TurnKey


class Turns(Protocol):
    """The part of :class:`storage.turns.TurnStore` that is needed."""

    async def find(self, key: TurnKey) -> StoredTurn | None:
        """Return the turn, if it was stored."""
        ...

    async def store(
        self, key: TurnKey, tree: Path, *, message: str, parent: str | None
    ) -> StoredTurn:
        """Store the files of a work tree as the turn's commit."""
        ...

    async def checkout(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit."""
        ...

    async def text(self, application_id: str, commit: str, path: str) -> str:
        """Return the beginning of a text file of a commit."""
        ...

    async def changed(self, application_id: str, old: str, new: str) -> tuple[str, ...]:
        """Return the paths in which two commits differ."""
        ...


class Usages(Protocol):
    """The part of :class:`storage.usage.UsageRecords` that is needed."""

    async def reserve(
        self,
        job: JobContext,
        turn: int,
        policy: BudgetPolicy,
        *,
        raised: int,
        lease: timedelta,
    ) -> OverBudget | None:
        """Set aside what a turn may take, or say why it can't be."""
        ...

    async def renew(self, job_id: str, turn: int, lease: timedelta) -> None:
        """Prolong what is set aside."""
        ...

    async def release(self, job_id: str, turn: int) -> None:
        """Give back what was set aside."""
        ...

    async def write_off(self, job: JobContext, turn: int, attempt: str, spent: Spent) -> None:
        """Note what a try of a turn has used that came to nothing."""
        ...

    async def settle(self, job: JobContext, turn: int, spent: Spent) -> None:
        """Note what a turn has used."""
        ...

    async def of_job(self, job: JobContext, policy: BudgetPolicy, raised: int) -> JobUsage:
        """Return what a job and its owner have used."""
        ...


class Journal(Protocol):
    """The part of :class:`storage.journal.JobJournal` that is needed."""

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        """Add lines to the job's log."""
        ...
