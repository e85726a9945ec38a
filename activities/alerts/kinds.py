"""What follows from each kind of finding: how bad it is, when it is healed, when it is told."""

from dataclasses import dataclass

from models.alerts import Aspect, FindingKind, Severity

NEVER = 1 << 30


@dataclass(frozen=True)
class Manner:
    """How a kind of finding is dealt with."""

    aspect: Aspect
    severity: Severity
    raised_after: float
    """Seconds that it must persist to become an alert."""
    healed_after: int = 1
    """Looks at which it must be seen before it is healed."""
    noticed_after: int = 2
    """Looks at which it must be seen before its application counts as unhealthy."""


MANNERS: dict[FindingKind, Manner] = {
    # Most of these are healed at once: an alert means that it did not help.
    FindingKind.INSTANCE_GONE: Manner(Aspect.SERVICE, Severity.CRITICAL, 60),
    FindingKind.INSTANCE_ENDED: Manner(Aspect.SERVICE, Severity.CRITICAL, 60),
    FindingKind.UNRESPONSIVE: Manner(
        # Each look has asked twice. It is started anew later than it is noticed: it may be busy.
        Aspect.SERVICE,
        Severity.CRITICAL,
        60,
        healed_after=3,
        noticed_after=1,
    ),
    FindingKind.CRASH_LOOP: Manner(Aspect.SERVICE, Severity.CRITICAL, 0, noticed_after=1),
    # Twice: what is just being changed on purpose is recorded a moment later.
    FindingKind.WRONG_IMAGE: Manner(Aspect.CONFIGURATION, Severity.WARNING, 300, healed_after=2),
    FindingKind.CHANGED_BY_HAND: Manner(
        Aspect.CONFIGURATION, Severity.WARNING, 300, healed_after=2
    ),
    FindingKind.ROUTE_LOST: Manner(Aspect.ROUTE, Severity.CRITICAL, 60),
    FindingKind.ROUTE_WRONG: Manner(Aspect.ROUTE, Severity.CRITICAL, 60),
    # It is stopped at once, and its owner has to know why.
    FindingKind.SOCKET_REPLACED: Manner(Aspect.SOCKET, Severity.CRITICAL, 0),
    FindingKind.ORPHAN: Manner(Aspect.LEFTOVER, Severity.INFO, 900),
    # These heal by others: the supervisor of the stack, the operator.
    FindingKind.PROXY_DOWN: Manner(Aspect.PROXY, Severity.CRITICAL, 30, healed_after=NEVER),
    FindingKind.RUNTIME_DOWN: Manner(Aspect.RUNTIME, Severity.CRITICAL, 30, healed_after=NEVER),
    FindingKind.DISK_LOW: Manner(Aspect.DISK, Severity.WARNING, 300, healed_after=NEVER),
    FindingKind.DISK_FULL: Manner(Aspect.DISK, Severity.CRITICAL, 0, healed_after=NEVER),
    FindingKind.CERTIFICATE_EXPIRING: Manner(
        Aspect.CERTIFICATE, Severity.WARNING, 3600, healed_after=NEVER
    ),
    FindingKind.WORK_DELAYED: Manner(Aspect.WORK, Severity.WARNING, 120, healed_after=NEVER),
    # These have lasted for minutes when they are noticed.
    FindingKind.CPU_BUSY: Manner(Aspect.CPU, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.MEMORY_SHORT: Manner(Aspect.MEMORY, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.MEMORY_NEAR_LIMIT: Manner(Aspect.MEMORY, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.DISK_NEAR_LIMIT: Manner(Aspect.SPACE, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.CPU_THROTTLED: Manner(Aspect.CPU, Severity.WARNING, 0, healed_after=NEVER),
    # Whoever meets these has tried all that there is to try.
    FindingKind.HOST_LOST: Manner(Aspect.HOST, Severity.CRITICAL, 0, healed_after=NEVER),
    FindingKind.HOST_NOT_EMPTIED: Manner(Aspect.EMPTYING, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.BACKUP_NOT_MADE: Manner(Aspect.BACKUP, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.BACKUP_BROKEN: Manner(Aspect.BACKUP_FILE, Severity.WARNING, 0, healed_after=NEVER),
    FindingKind.BACKUP_UNPROVEN: Manner(
        Aspect.BACKUP_TRIAL, Severity.CRITICAL, 0, healed_after=NEVER
    ),
    FindingKind.BACKUP_NOT_COPIED: Manner(
        Aspect.BACKUP_COPY, Severity.WARNING, 0, healed_after=NEVER
    ),
    FindingKind.BACKUPS_OVER_SIZE: Manner(
        Aspect.BACKUP_SPACE, Severity.WARNING, 0, healed_after=NEVER
    ),
}

OF_APPLICATIONS = frozenset({Aspect.SERVICE, Aspect.CONFIGURATION, Aspect.ROUTE, Aspect.SOCKET})
"""Aspects whose subject is an application."""
AFFECTING = frozenset({Aspect.SERVICE, Aspect.ROUTE})
"""Aspects that keep visitors from their application."""
REPORTED = frozenset(
    {
        Aspect.HOST,
        Aspect.EMPTYING,
        Aspect.BACKUP,
        Aspect.BACKUP_FILE,
        Aspect.BACKUP_TRIAL,
        Aspect.BACKUP_COPY,
        Aspect.BACKUP_SPACE,
    }
)
"""Aspects that no look sees: whoever meets them tells, and tells when they are over."""
