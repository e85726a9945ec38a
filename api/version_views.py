"""What callers get of versions, and of what differs between two."""

from datetime import datetime
from typing import Any

from api.links import application_links
from models.applications import RuntimeName, Version
from models.base import Model
from models.quality import QualityReport
from models.specification import ApplicationSpecification


class VersionView(Model):
    """A version: what it is, when and why it was made, and who approved it."""

    number: int
    application_id: str
    title: str
    commit: str
    image: str
    runtime: str
    quality_passed: bool
    created_at: datetime
    job_id: str
    reason: str
    approved_by: str
    links: dict[str, str]

    @classmethod
    def of(cls, version: Version) -> "VersionView":
        """Return a version as it stands in a list."""
        return cls(**_version_fields(version))


class VersionDetail(VersionView):
    """A version with its specification and quality report."""

    specification: ApplicationSpecification
    quality: QualityReport

    @classmethod
    def of(cls, version: Version) -> "VersionDetail":
        """Return all of a version."""
        return cls(
            **_version_fields(version),
            specification=version.specification,
            quality=version.quality,
        )


def _version_fields(version: Version) -> dict[str, Any]:
    here = f"{application_links(version.application_id)['versions']}/{version.number}"
    return {
        "number": version.number,
        "application_id": version.application_id,
        "title": version.specification.metadata.title,
        "commit": version.commit,
        "image": _image_name(version),
        "runtime": version.runtime.value,
        "quality_passed": version.quality.passed,
        "created_at": version.created_at,
        "job_id": version.job_id,
        "reason": version.reason,
        "approved_by": version.approved_by,
        "links": {"version": here, "diff": f"{here}/diff", "source": f"{here}/source"},
    }


def _image_name(version: Version) -> str:
    """Return the image's id; of an environment only its name, not where it lies on the host."""
    in_folder = version.runtime is RuntimeName.PROCESS
    return version.image.rpartition("/")[2] if in_folder else version.image


class FieldDifference(Model):
    """One place in which two specifications differ."""

    pointer: str
    """JSON pointer into the specification; lists of named things are addressed by name."""
    old: object = None
    new: object = None


class DiffView(Model):
    """What changed from one version to another."""

    application_id: str
    against: int | None
    """The older version; null for everything, from nothing."""
    version: int
    sources: str
    """Unified diff."""
    specification: tuple[FieldDifference, ...]
