"""Images that are on the engine: which there are, and removing those that are of no use."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.engine import DockerEngine
from activities.containers.port import Packaged
from activities.containers.profile import LABEL

if TYPE_CHECKING:
    from docker import DockerClient

REPOSITORIES = "orchestrator/"
"""What the names of all our images start with."""
_UNMARKED_SECONDS = 30 * 24 * 3600.0


class KeptImages:
    """Knows images by their labels alone; those of others are never touched.

    Args:
        engine: Where the images are.
        marks: Folder of the files whose times say when an image for checks was last asked for.
    """

    def __init__(self, engine: DockerEngine, marks: Path) -> None:
        self._engine = engine
        self._marks = marks

    async def all(self) -> list[Packaged]:
        """Return all images of applications, tagged or not."""
        return await self._engine.call(_packaged)

    async def remove(self, image: str) -> None:
        """Remove one image of an application unless a container needs it."""

        def work(client: "DockerClient") -> None:
            for found in _listed(client, f"{LABEL}.role=application"):
                if found["Id"] == image:
                    _remove(client, found)

        await self._engine.call(work)

    async def prune_checks(self, unused_seconds: float) -> int:
        """Remove images for checks that nobody asked for lately; return how many."""
        limit = time.time() - unused_seconds

        def work(client: "DockerClient") -> int:
            found = _listed(client, f"{LABEL}.role=checks")
            return sum(_remove(client, one) for one in found if self._last_use(one) < limit)

        return await self._engine.call(work)

    def _last_use(self, found: dict[str, Any]) -> float:
        """Return when an image for checks was asked for; without a mark, another may use it."""
        marks = (_mark(self._marks, tag.rpartition(":")[2]) for tag in _tags(found))
        times = [mark.stat().st_mtime for mark in marks if mark.exists()]
        return max(times, default=float(found["Created"]) + _UNMARKED_SECONDS)

    async def remove_all_of(self, application_id: str) -> None:
        """Remove the application's images, tagged or not; layers that others use stay."""
        mark = f"{LABEL}.application={application_id}"

        def work(client: "DockerClient") -> None:
            for found in _listed(client, f"{LABEL}.role=application", mark):
                _remove(client, found)

        await self._engine.call(work)


def _packaged(client: "DockerClient") -> list[Packaged]:
    found = _listed(client, f"{LABEL}.role=application")
    # Most of an image is its base, which all others share: only the engine can tell what is not.
    alone = _unshared(client) if found else {}
    return [
        Packaged(
            image=one["Id"],
            application_id=one["Labels"][f"{LABEL}.application"],
            versions=_versions(one),
            megabytes=alone.get(one["Id"]),
        )
        for one in found
    ]


def _unshared(client: "DockerClient") -> dict[str, float]:
    images: list[dict[str, Any]] = client.df()["Images"] or []
    return {
        one["Id"]: round((one["Size"] - one["SharedSize"]) / 1_000_000, 3)
        for one in images
        if one.get("SharedSize", -1) >= 0
    }


def note_use(marks: Path, digest: str) -> None:
    """Remember that the image for checks was asked for now; the engine does not."""
    mark = _mark(marks, digest)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


def _mark(marks: Path, digest: str) -> Path:
    return marks / f"{digest}.used"


def _listed(client: "DockerClient", *marks: str) -> list[dict[str, Any]]:
    """Return images by labels, unlike the SDK's list without a question for each."""
    found: list[dict[str, Any]] = client.api.images(filters={"label": list(marks)})
    return found


def _tags(found: dict[str, Any]) -> list[str]:
    """Return an image's tags in repositories of ours."""
    tags = found["RepoTags"] or ()
    return [tag for tag in tags if tag.startswith(REPOSITORIES)]


def _versions(found: dict[str, Any]) -> tuple[int, ...]:
    numbers = (tag.rpartition(":v")[2] for tag in _tags(found))
    return tuple(int(number) for number in numbers if number.isdecimal())


def _remove(client: "DockerClient", found: dict[str, Any]) -> bool:
    """Remove an image's tags of ours, and with the last tag the image; False: it is needed."""
    from docker.errors import APIError

    names = _tags(found) or ([] if _is_tagged(found) else [found["Id"]])
    try:
        for name in names:
            client.images.remove(name, force=False)
    except APIError as problem:
        if problem.status_code not in (404, 409):
            raise
        return False
    return bool(names)


def _is_tagged(found: dict[str, Any]) -> bool:
    return any(tag != "<none>:<none>" for tag in found["RepoTags"] or ())
