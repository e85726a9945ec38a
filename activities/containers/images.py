"""Images of applications and of their checks: built once for the same sources."""

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.build_pulse import Pulse, heard_of
from activities.containers.engine import DockerEngine
from activities.containers.kept_images import REPOSITORIES, note_use
from activities.containers.locks import file_lock
from activities.containers.naming import image_repository
from activities.containers.port import Artefact, Owner
from activities.containers.profile import LABEL, labels, owner_labels
from activities.containers.sandbox_protocol import printable
from activities.containers.trees import TreeFiles, part_digest, tree_archive, tree_digest
from models.errors import ImageBuildFailed, RuntimeFailure, Unavailable

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.images import Image

CHECKS_REPOSITORY = f"{REPOSITORIES}checks"
CHECKS_FILES = ("Dockerfile", "requirements.txt", "requirements-test.txt")
_BUILD_SECONDS = 900
_BUILD_MEMORY = 1024 * 1024 * 1024
_LOG_LINES = 400
_STAGE = re.compile(rb"^[ \t]*FROM[ \t][^\n]*?(?:[ \t]AS[ \t]+(\S+))?[ \t\r]*$", re.I | re.M)
_VANISHED = re.compile(r"unknown parent image|no such image|layer does not exist", re.I)
"""What an engine says when somebody removes the last image that had a layer, at that moment."""
LogSink = Callable[[str], object]


class Images:
    """Builds images on one base image and finds them again by the contents they came from."""

    def __init__(
        self,
        engine: DockerEngine,
        base_image: str,
        locks: Path,
        log: LogSink | None = None,
        network: str | None = None,
    ) -> None:
        self._engine = engine
        self.base_image = base_image
        self._locks = locks
        self._log = log
        self._network = network

    async def ensure_base(self) -> str:
        """Return the id of the base image, pulled now if it is not there.

        Raises:
            Unavailable: It is not on this machine and can't be pulled.
        """
        return await self._engine.call(self._pull_if_missing)

    def _pull_if_missing(self, client: "DockerClient") -> str:
        from docker.errors import DockerException, ImageNotFound

        try:
            return str(client.images.get(self.base_image).id)
        except ImageNotFound:
            try:
                return str(client.images.pull(self.base_image).id)
            except DockerException as problem:
                raise Unavailable(
                    f"The base image '{self.base_image}' is not here and can't be pulled.",
                    remedy="Check the network, or set runtime.base_image to an image you have.",
                    cause=str(problem)[:500],
                ) from problem

    async def package(self, files: TreeFiles, owner: Owner) -> Artefact:
        """Return the image of that tree for the application, built if it is not there."""
        base = await self.ensure_base()
        digest = tree_digest(files, salt=base)
        found = await self._engine.call(lambda client: self._adopt(client, digest, owner))
        if found is not None:
            return _artefact(found, adopted=True)
        if b" AS test" in files.get("Dockerfile", (b"", False))[0]:
            await self.checks(files)
        async with file_lock(self._locks / f"{digest[:24]}.lock"):
            found = await self._engine.call(lambda client: self._adopt(client, digest, owner))
            if found is not None:
                return _artefact(found, adopted=True)
            marks = labels("", "application", tree=digest, **owner_labels(owner))
            name = f"{image_repository(owner.application_id)}:v{owner.version}"
            image = await self._build(files, name, marks, "runtime")
        return _artefact(image, adopted=False)

    async def checks(self, files: TreeFiles) -> str:
        """Return the id of the image with the test dependencies, shared by all applications."""
        digest = part_digest(files, CHECKS_FILES, salt=await self.ensure_base())[:24]
        name = f"{CHECKS_REPOSITORY}:{digest}"
        note_use(self._locks, digest)
        found = await self._engine.call(lambda client: _find(client, name))
        if found is None:
            async with file_lock(self._locks / f"{digest}.lock"):
                found = await self._engine.call(lambda client: _find(client, name))
                if found is None:
                    part = {key: files[key] for key in CHECKS_FILES if key in files}
                    found = await self._build(part, name, labels("", "checks"), "test")
        return str(found.id)

    def _adopt(self, client: "DockerClient", digest: str, owner: Owner) -> "Image | None":
        wanted = [
            f"{LABEL}.tree={digest}",
            f"{LABEL}.application={owner.application_id}",
        ]
        for image in client.images.list(filters={"label": wanted}):
            image.tag(image_repository(owner.application_id), tag=f"v{owner.version}")
            return image
        return None

    async def _build(
        self, files: TreeFiles, name: str, marks: dict[str, str], target: str
    ) -> "Image":
        cancelled, pulse = threading.Event(), Pulse()
        described = with_labels(files, marks, target)
        archive = tree_archive(described or files)

        def work(client: "DockerClient") -> "Image":
            answers = client.api.build(
                fileobj=io.BytesIO(archive),
                custom_context=True,
                decode=True,
                tag=name,
                labels={} if described else marks,
                target=target,
                buildargs={"BASE_IMAGE": self.base_image},
                container_limits={"memory": _BUILD_MEMORY, "memswap": _BUILD_MEMORY},
                network_mode=self._network,
                rm=True,
                forcerm=True,
                timeout=_BUILD_SECONDS,
            )
            self._follow(pulse.beats(answers), cancelled)
            return client.images.get(name)

        try:
            return await heard_of(self._engine, self._engine.call(work), pulse)
        except RuntimeFailure as problem:
            if isinstance(problem, ImageBuildFailed) or "400 Client Error" not in str(
                problem.context.get("cause")
            ):
                raise
            log = str(problem.context.get("cause"))
            raise ImageBuildFailed("The image's description is not valid.", log=log) from problem
        finally:
            cancelled.set()

    def _follow(self, answers: Iterator[dict[str, Any]], cancelled: threading.Event) -> None:
        lines: list[str] = []
        failed = False
        for answer in answers:
            if cancelled.is_set():
                raise RuntimeFailure("The build was cancelled.")
            text = printable(str(answer.get("stream") or answer.get("error") or "")).strip()
            for line in text.splitlines():
                lines.append(line)
                if self._log is not None:
                    self._log(line)
            failed = failed or "error" in answer
        if failed:  # only now, so that the connection is read to its end and can be used again
            log = "\n".join(lines[-_LOG_LINES:])[-20_000:]
            if lines and _VANISHED.search(lines[-1]):
                raise RuntimeFailure("A layer was removed while it was built upon.", cause=log)
            raise ImageBuildFailed("The application could not be turned into an image.", log=log)


def with_labels(files: TreeFiles, marks: dict[str, str], target: str) -> TreeFiles | None:
    """Return the files with all labels in one step; None when the last stage is not the target.

    Given to the engine beside the files, each label is a step of its own, with a container that
    is made and removed for it: together they take longer than all that is new in a version.
    """
    content, executable = files.get("Dockerfile", (b"", False))
    stages = _STAGE.findall(content)
    if not stages or stages[-1].lower() != target.encode() or content.rstrip().endswith(b"\\"):
        return None
    pairs = " ".join(f"{json.dumps(name)}={json.dumps(value)}" for name, value in marks.items())
    return {**files, "Dockerfile": (content + f"\nLABEL {pairs}\n".encode(), executable)}


def _find(client: "DockerClient", name: str) -> "Image | None":
    from docker.errors import ImageNotFound

    try:
        return client.images.get(name)
    except ImageNotFound:
        return None


def _artefact(image: "Image", *, adopted: bool) -> Artefact:
    size = float(image.attrs.get("Size") or 0) / 1024**2
    return Artefact(image=str(image.id), size_mb=round(size, 1), adopted=adopted)
