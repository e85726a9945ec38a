"""Images and packaged trees: leftovers of what never came to be, and those of old versions."""

from datetime import datetime

from activities.containers.port import Packaged, Runtime
from activities.resources.messages import Removal
from activities.resources.retention.targets import all_versions, kept_versions
from models.applications import Application, ApplicationStatus
from models.base import utc_now
from models.errors import NotFound
from storage.metadata import MetadataStore


class Artefacts:
    """Finds artefacts that no promise needs; a version without one is packaged again if asked for.

    Whatever a job works on stays as it is, and so does what belongs to other installations.

    Args:
        runtime: Where they are.
        store: What is recorded.
        keep: Versions per application whose artefacts stay.
    """

    kind = "image"

    def __init__(self, runtime: Runtime, store: MetadataStore, keep: int) -> None:
        self._runtime = runtime
        self._store = store
        self._keep = keep
        self._found: dict[str, Packaged] = {}

    async def find(self, now: datetime) -> list[Removal]:  # noqa: ARG002 - age does not matter
        """Return the artefacts that nothing needs."""
        found = []
        self._found = {one.image: one for one in await self._runtime.artefacts()}
        for artefact in self._found.values():
            why = await self._why_useless(artefact)
            if why is not None:
                found.append(
                    Removal(
                        kind=self.kind,
                        name=artefact.image,
                        application_id=artefact.application_id,
                        megabytes=artefact.megabytes,
                        why=why,
                    )
                )
        return found

    async def remove(self, removal: Removal, now: datetime) -> bool:  # noqa: ARG002
        """Remove an artefact, unless a job or a version needs it by now."""
        artefact = self._found.get(removal.name)
        if artefact is None or await self._why_useless(artefact) is None:
            return False
        await self._runtime.remove_artefact(artefact.image)
        return True

    async def _why_useless(self, artefact: Packaged) -> str | None:
        try:
            application = await self._store.application(artefact.application_id)
        except NotFound:
            return None  # of another installation
        if application.running_job_id is not None:
            return None
        if application.status is ApplicationStatus.DELETED:
            return "its application was deleted"
        deployment = application.deployment
        if deployment is not None and deployment.image == artefact.image:
            return None
        if await self._store.evidence.keeps_image(application.id, artefact.image, utc_now()):
            return None  # a version that failed can be looked into for some days
        return await self._why_no_version_needs(artefact, application)

    async def _why_no_version_needs(
        self, artefact: Packaged, application: Application
    ) -> str | None:
        versions = await all_versions(self._store, application.id)
        mine = {
            version.number
            for version in versions
            if version.image == artefact.image or version.number in artefact.versions
        }
        if not mine:
            return "no version came of it"
        if mine & kept_versions(application, versions, self._keep):
            return None
        return f"version {max(mine)} is old; it is packaged again if it is asked for"
