"""The volumes that hold applications' data."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.data_sizes import folder_bytes
from activities.containers.engine import DockerEngine
from activities.containers.naming import volume_name
from activities.containers.profile import LABEL

if TYPE_CHECKING:
    from docker import DockerClient


class DockerVolumes:
    """Knows volumes by their labels; those of others are never touched."""

    def __init__(self, engine: DockerEngine, installation: str) -> None:
        self._engine = engine
        self._marks = [f"{LABEL}.installation={installation}", f"{LABEL}.role=data"]

    async def kept(self) -> dict[str, int | None]:
        """Return whose volumes there are, and how large they are as far as we can see."""

        def work(client: "DockerClient") -> dict[str, int | None]:
            found: list[dict[str, Any]] = client.api.volumes({"label": self._marks})["Volumes"]
            return {
                volume["Labels"][f"{LABEL}.application"]: folder_bytes(Path(volume["Mountpoint"]))
                for volume in found or ()
            }

        return await self._engine.call(work)

    async def remove(self, application_id: str) -> None:
        """Delete the application's volume for good."""
        name = volume_name(application_id)

        def work(client: "DockerClient") -> None:
            for volume in client.volumes.list(filters={"name": name}):
                if volume.name == name and _is_of(volume.attrs.get("Labels"), application_id):
                    volume.remove(force=True)

        await self._engine.call(work)


def _is_of(labels: Mapping[str, str] | None, application_id: str) -> bool:
    return (labels or {}).get(f"{LABEL}.application") == application_id
