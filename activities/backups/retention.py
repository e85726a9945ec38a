"""Which backups are kept and which may go: pure, so that its laws can be tested."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import Field

from models.backups import Backup, BackupKind, BackupState
from models.base import Model

BROKEN_DAYS = 7
"""How long what is damaged, missing or failed stays in the list, for people to see."""
_BROKEN = frozenset({BackupState.DAMAGED, BackupState.MISSING, BackupState.FAILED})


class Retention(Model):
    """How many backups are kept: grandfather, father, son."""

    last: int = Field(default=3, ge=1)
    daily: int = Field(default=7, ge=0)
    weekly: int = Field(default=4, ge=0)
    monthly: int = Field(default=6, ge=0)
    manual: int = Field(default=10, ge=1)


def expired(
    backups: Collection[Backup], policy: Retention, protected: Collection[str], now: datetime
) -> list[Backup]:
    """Return the backups of one application that may go.

    Those whose id is protected stay, and so does the newest whole one. What is being made is no
    matter of retention.
    """
    kept = set(protected) | _kept(backups, policy)
    too_old = now - timedelta(days=BROKEN_DAYS)
    return [
        backup
        for backup in backups
        if backup.id not in kept
        and (
            backup.state is BackupState.WHOLE
            or (backup.state in _BROKEN and backup.taken_at < too_old)
        )
    ]


def over_size(
    backups: Mapping[str, Sequence[Backup]], protected: Collection[str], most_bytes: int
) -> list[Backup]:
    """Return the oldest backups of all applications that must go so that the rest has room.

    Neither what is protected goes, nor an application's newest whole backup, nor what somebody
    made by hand: the result may not be enough.
    """
    kept = set(protected)
    for mine in backups.values():
        kept |= {backup.id for backup in _newest_first(mine)[:1]}
    everything = [backup for mine in backups.values() for backup in mine]
    excess = sum(backup.size for backup in everything) - most_bytes
    going: list[Backup] = []
    for backup in sorted(everything, key=_age):
        if excess <= 0:
            break
        if backup.id in kept or backup.kind is BackupKind.MANUAL or not backup.size:
            continue
        going.append(backup)
        excess -= backup.size
    return going


def _kept(backups: Iterable[Backup], policy: Retention) -> set[str]:
    whole = _newest_first(backups)
    manual = [backup for backup in whole if backup.kind is BackupKind.MANUAL]
    others = [backup for backup in whole if backup.kind is not BackupKind.MANUAL]
    kept = [*whole[:1], *manual[: policy.manual], *others[: policy.last]]
    kept += _newest_of_each(others, lambda at: at.date(), policy.daily)
    kept += _newest_of_each(others, lambda at: at.isocalendar()[:2], policy.weekly)
    kept += _newest_of_each(others, lambda at: (at.year, at.month), policy.monthly)
    return {backup.id for backup in kept}


def _newest_first(backups: Iterable[Backup]) -> list[Backup]:
    whole = (backup for backup in backups if backup.state is BackupState.WHOLE)
    return sorted(whole, key=_age, reverse=True)


def _age(backup: Backup) -> tuple[datetime, str]:
    return backup.taken_at, backup.id


def _newest_of_each(
    newest_first: Sequence[Backup], period: Callable[[datetime], Hashable], most: int
) -> list[Backup]:
    """Return the newest backup of each of the latest periods that have one."""
    found: dict[Hashable, Backup] = {}
    for backup in newest_first:
        found.setdefault(period(backup.taken_at), backup)
    return list(found.values())[:most]
