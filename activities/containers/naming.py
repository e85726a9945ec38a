"""Names of everything that a runtime makes: the second attempt must find what the first made."""

import re

from activities.containers.port import Owner
from models.errors import InvalidInput

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
_INSTANCE = re.compile(r"orchestrator-[a-z0-9]{1,12}-v\d{1,9}-[a-z0-9]{1,8}")


def checked_id(value: str) -> str:
    """Return an id that is safe as a part of a path and of a name.

    Raises:
        InvalidInput: It is not.
    """
    if not _ID.fullmatch(value):
        raise InvalidInput("That is not a valid id.", id=value[:80])
    return value


def short_application(application_id: str) -> str:
    """Return the last twelve characters of an application's id: the random part of a UUIDv7."""
    return checked_id(application_id).replace("-", "")[-12:].lower()


def short_job(job_id: str) -> str:
    """Return the last eight characters of a job's id."""
    return checked_id(job_id).replace("-", "")[-8:].lower()


def instance_name(owner: Owner) -> str:
    """Return the name of the one instance that a job starts of a version."""
    return f"{application_prefix(owner.application_id)}{socket_folder(owner)}"


def socket_folder(owner: Owner) -> str:
    """Return the name of an instance's folder of sockets; short, because socket paths must be."""
    return f"v{owner.version}-{short_job(owner.job_id)}"


def application_prefix(application_id: str) -> str:
    """Return what the names of an application's instances start with."""
    return f"orchestrator-{short_application(application_id)}-"


def checked_instance(name: str) -> str:
    """Return a name of an instance that is safe as a part of a path.

    Raises:
        InvalidInput: It is not one of ours.
    """
    if not _INSTANCE.fullmatch(name):
        raise InvalidInput("That is not the name of an instance.", name=name[:80])
    return name


def owner_of(name: str, application_id: str) -> Owner:
    """Return an owner that leads to exactly this instance name, to start a lost instance again."""
    _, _, version, job = checked_instance(name).split("-")
    return Owner(application_id=application_id, version=int(version[1:]), job_id=job)


def volume_name(application_id: str) -> str:
    """Return the name of the volume that holds an application's data."""
    return f"{application_prefix(application_id)}data"


def network_name(application_id: str) -> str:
    """Return the name of an application's own network."""
    return f"{application_prefix(application_id)}net"


def image_repository(application_id: str) -> str:
    """Return the repository that an application's images are tagged in."""
    return f"orchestrator/{short_application(application_id)}"
