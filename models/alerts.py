"""What is not as it should be on a host, from its first sight until it is over."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from models.base import Model, Text


class Severity(StrEnum):
    """How much it matters."""

    INFO = "info"
    """It was put right, and nobody was affected."""
    WARNING = "warning"
    """It works still, but will not for ever."""
    CRITICAL = "critical"
    """Somebody can't use what they should."""


class Aspect(StrEnum):
    """Which side of its subject a finding is about: there is one open finding of each."""

    SERVICE = "service"
    CONFIGURATION = "configuration"
    ROUTE = "route"
    SOCKET = "socket"
    LEFTOVER = "leftover"
    PROXY = "proxy"
    RUNTIME = "runtime"
    DISK = "disk"
    CERTIFICATE = "certificate"
    WORK = "work"
    CPU = "cpu"
    MEMORY = "memory"
    SPACE = "space"
    HOST = "host"
    EMPTYING = "emptying"
    BACKUP = "backup"
    BACKUP_FILE = "backup_file"
    BACKUP_TRIAL = "backup_trial"
    BACKUP_COPY = "backup_copy"
    BACKUP_SPACE = "backup_space"


class FindingKind(StrEnum):
    """What is wrong."""

    INSTANCE_GONE = "instance_gone"
    """Its container or process is not there."""
    INSTANCE_ENDED = "instance_ended"
    """Its program ended."""
    UNRESPONSIVE = "unresponsive"
    """It runs, but does not answer its health check."""
    CRASH_LOOP = "crash_loop"
    """It ends again and again, however often it is started."""
    WRONG_IMAGE = "wrong_image"
    """Something else runs than the recorded version."""
    CHANGED_BY_HAND = "changed_by_hand"
    """Its limits or its hardening are other than recorded."""
    ROUTE_LOST = "route_lost"
    """The proxy does not know its address."""
    ROUTE_WRONG = "route_wrong"
    """Its address leads elsewhere."""
    SOCKET_REPLACED = "socket_replaced"
    """A link is in the place of its socket, which could lead visitors to other programs."""
    ORPHAN = "orphan"
    """A container or process of ours that belongs to nothing any more."""
    PROXY_DOWN = "proxy_down"
    """The proxy does not answer."""
    RUNTIME_DOWN = "runtime_down"
    """The container engine does not answer."""
    DISK_LOW = "disk_low"
    """A disk is nearly full."""
    DISK_FULL = "disk_full"
    """A disk is full."""
    CERTIFICATE_EXPIRING = "certificate_expiring"
    """A certificate ends soon, or has ended."""
    WORK_DELAYED = "work_delayed"
    """Work waits long until a worker takes it."""
    CPU_BUSY = "cpu_busy"
    """The machine's processors have been busy for long."""
    MEMORY_SHORT = "memory_short"
    """The machine's memory is nearly used up."""
    MEMORY_NEAR_LIMIT = "memory_near_limit"
    """It uses nearly all the memory that it may."""
    DISK_NEAR_LIMIT = "disk_near_limit"
    """Its data fills nearly all the space that it may."""
    CPU_THROTTLED = "cpu_throttled"
    """It waits for the processor, because it may use no more of it."""
    HOST_LOST = "host_lost"
    """A host does not answer, and was given up."""
    HOST_NOT_EMPTIED = "host_not_emptied"
    """Applications could not be moved off a host."""
    BACKUP_NOT_MADE = "backup_not_made"
    """Its data could not be copied."""
    BACKUP_BROKEN = "backup_broken"
    """The file of a backup is damaged or gone."""
    BACKUP_UNPROVEN = "backup_unproven"
    """Its newest backup did not restore in a trial."""
    BACKUP_NOT_COPIED = "backup_not_copied"
    """Its backups did not get into the second folder."""
    BACKUPS_OVER_SIZE = "backups_over_size"
    """Backups take more space than they may, and all are needed."""


class Told(Model):
    """What one channel was told of a finding."""

    at: datetime | None = None
    """When it last was told; None when that failed so far."""
    given_up: bool = False
    """Whether it was told that healing was given up."""
    recovery: bool = False
    """Whether it was told that it is over."""
    retry_at: datetime | None = None
    """When to try again, after sending failed."""


class Finding(Model):
    """Something that is not as it should be; once it persists it is an alert."""

    id: str
    kind: FindingKind
    aspect: Aspect
    severity: Severity
    host: str
    subject: str
    """Id of the application, name of an instance, path of a disk …; the host itself."""
    application_id: str | None = None
    owner: str = ""
    """Owner of the application; empty for what concerns operators alone."""
    title: str = ""
    """What people call the subject."""
    summary: Text
    """What is wrong, in a sentence for its owner."""
    evidence: tuple[Text, ...] = ()
    first_seen: datetime
    last_seen: datetime
    looks: int = 1
    """How often it was seen."""
    absent_since: datetime | None = None
    """Since when it was not seen any more, while it may come back."""
    tries: int = 0
    """How often healing was tried in vain or did not last."""
    next_try_at: datetime | None = None
    given_up: bool = False
    """Whether it is only rarely tried to heal it."""
    done: tuple[Text, ...] = ()
    """What was done about it, the newest last."""
    raised_at: datetime | None = None
    """Since when it is an alert."""
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    resolved_at: datetime | None = None
    diagnostics: tuple[Text, ...] = ()
    """What somebody needs who looks into it: log, probes, restarts, figures of the host."""
    told: dict[str, Told] = Field(default_factory=dict)
    """What channels were told, by their names."""
    tell_at: datetime | None = None
    """When a channel has to be told something next."""

    @property
    def present(self) -> bool:
        """Whether it was there at the last look."""
        return self.absent_since is None and self.resolved_at is None


class AlertChange(StrEnum):
    """What happened to an alert."""

    RAISED = "raised"
    ESCALATED = "escalated"
    """Healing was tried in vain, and given up for the time being."""
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class AlertFacts(Model):
    """Which alert an event is about, and what happened to it."""

    change: AlertChange
    alert_id: str
    kind: FindingKind
    severity: Severity
    host: str
    title: str
    evidence: tuple[Text, ...] = ()
    done: tuple[Text, ...] = ()


class AlertEvent(Model):
    """One entry of the sequence of changes of all alerts; shaped like an event of a job."""

    sequence: int
    """Grows over all alerts; who may not see all of them sees gaps."""
    job_id: None = None
    application_id: str | None
    at: datetime
    phase: None = None
    percentage: None = None
    kind: Literal["alert"] = "alert"
    message: Text
    data: AlertFacts
