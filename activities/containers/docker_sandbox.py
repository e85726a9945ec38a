"""One command in a container of its own, and copies of data the same way."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from activities.containers.archives import announced, check_archive, open_private, settle
from activities.containers.engine import DockerEngine, converse
from activities.containers.images import Images
from activities.containers.naming import volume_name
from activities.containers.port import SandboxResult
from activities.containers.profile import (
    DATA,
    LABEL,
    USER,
    copy_profile,
    labels,
    sandbox_profile,
)
from activities.containers.programs import data_copy, sandboxed
from activities.containers.sandbox_protocol import (
    MAX_ANSWER_BYTES,
    OUT_OF_MEMORY,
    TIMED_OUT,
    decode_answer,
    encode_request,
)
from activities.containers.subprocesses import source_of
from activities.containers.trees import TreeFiles, tree_archive
from activities.ending import to_its_end
from models.errors import RuntimeFailure, StorageError
from models.specification import ResourceLimits

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container

_PYTHON = "/opt/venv/bin/python"
_SPARE_SECONDS = 10
_COPY_SECONDS = 1800
_CLOCK_SECONDS = 2 * 3600
"""A clock that is put forward by less removes no container that is in use."""
_POLITE_SHARES = 128
"""Of the processor, where an application has 1024: its visitors come before its copies."""
_ENVIRONMENT = {
    "PATH": "/opt/venv/bin:/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/tmp",  # noqa: S108 - inside the container, its own
    "PYTHONDONTWRITEBYTECODE": "1",
}
_MEGABYTE = 1024 * 1024
_LARGEST_DATA = 64 * 1024**3


class DockerSandbox:
    """Runs short-lived containers and never leaves one behind for long."""

    def __init__(self, engine: DockerEngine, images: Images, *, installation: str) -> None:
        self._engine = engine
        self._images = images
        self._installation = installation

    async def run(
        self,
        files: TreeFiles,
        command: Sequence[str],
        *,
        limits: ResourceLimits,
        timeout_seconds: float,
        collect: Sequence[str],
        environment: Mapping[str, str],
    ) -> SandboxResult:
        """Run the command on the tree in the image with its test dependencies."""
        image = await self._images.checks(files)
        request = encode_request(
            tree_archive(files),
            command,
            environment=_ENVIRONMENT | dict(environment),
            timeout_seconds=timeout_seconds,
            collect=collect,
            alone=True,
        )
        seconds = timeout_seconds + _SPARE_SECONDS
        arguments = sandbox_profile(
            image,
            [_PYTHON, "-I", "-c", source_of(sandboxed.__file__)],
            limits,
            installation=self._installation,
            expires=_expires(seconds),
        )
        answer = _Bounded(MAX_ANSWER_BYTES)
        began = time.monotonic()
        code = await self._converse(arguments, (request,), answer.take, len, seconds)
        ended = decode_answer(
            bytes(answer.data),
            collect=collect,
            duration=time.monotonic() - began,
            killed=TIMED_OUT if code is None else OUT_OF_MEMORY,
        )
        # It comes from inside: whatever is said there, more than the limit it can't have been.
        peak = min(ended.memory_peak_bytes, limits.memory_mb * _MEGABYTE)
        return ended.model_copy(update={"memory_peak_bytes": peak})

    async def snapshot(self, application_id: str, target: Path) -> None:
        """Write a consistent copy of a volume's contents to a file, all or nothing."""
        await self._ensure_volume(application_id)
        draft = target.with_name(f"{target.name}.new")
        await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
        try:
            with open_private(draft) as sink:
                await self._copy("snapshot", application_id, (), sink.write)
                await asyncio.to_thread(settle, sink)
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)

    async def restore(self, application_id: str, source: Path) -> None:
        """Replace a volume's contents by a copy."""
        await asyncio.to_thread(check_archive, source, largest_bytes=_LARGEST_DATA)
        await self._ensure_volume(application_id)
        with source.open("rb") as archive:
            await self._copy("restore", application_id, announced(archive), len)

    async def examine(self, application_id: str) -> bytes:
        """Return what the copying program says of a volume's databases."""
        said = _Bounded(MAX_ANSWER_BYTES)
        await self._copy("examine", application_id, (), said.take)
        return bytes(said.data)

    async def sweep(self) -> None:
        """Remove containers that a killed worker left behind."""
        marks = [f"{LABEL}.installation={self._installation}", f"{LABEL}.role=sandbox"]

        def work(client: "DockerClient") -> None:
            for container in client.containers.list(
                all=True, filters={"label": marks}, ignore_removed=True
            ):
                if int(container.labels.get(f"{LABEL}.expires", "0")) < time.time():
                    _remove(container)

        await self._engine.call(work)

    async def _copy(
        self, action: str, application_id: str, request: Iterable[bytes], out: Any
    ) -> None:
        arguments = copy_profile(
            self._images.base_image,
            ["python3", "-I", "-c", source_of(data_copy.__file__), action, DATA],
            application_id,
            installation=self._installation,
            expires=_expires(_COPY_SECONDS),
        ) | ({} if action == "restore" else {"cpu_shares": _POLITE_SHARES})
        said = _Bounded(4000)
        code = await self._converse(arguments, request, out, said.take, _COPY_SECONDS)
        if code != 0:
            raise StorageError(
                "The application's data could not be copied.",
                exit_code=code,
                cause=said.data.decode(errors="replace"),
            )

    async def _ensure_volume(self, application_id: str) -> None:
        """Make the volume, owned by the applications' user, for when no instance made it yet."""
        name = volume_name(application_id)
        missing = await self._engine.call(
            lambda client: (
                not any(v.name == name for v in client.volumes.list(filters={"name": name}))
            )
        )
        if not missing:
            return
        marks = labels(self._installation, "data", application=application_id)
        await self._engine.call(lambda client: client.volumes.create(name, labels=marks))
        arguments = copy_profile(
            self._images.base_image,
            ["python3", "-I", "-c", f"import os; os.chown({DATA!r}, {USER}, {USER})"],
            application_id,
            installation=self._installation,
            expires=_expires(_SPARE_SECONDS),
        ) | {"user": "0:0", "cap_add": ["CHOWN"]}
        if await self._converse(arguments, (), len, len, _SPARE_SECONDS) != 0:
            raise RuntimeFailure("The application's volume could not be prepared.")

    async def _converse(
        self,
        arguments: dict[str, Any],
        request: Iterable[bytes],
        out: Any,
        error: Any,
        seconds: float,
    ) -> int | None:
        made: list[Container] = []
        try:
            await self._engine.call(
                lambda client: made.append(client.containers.create(**arguments))
            )
            return await self._talk(made[0], request, out, error, seconds)
        finally:
            for container in made:
                await to_its_end(self._remove(container))

    async def _talk(
        self, container: "Container", request: Iterable[bytes], out: Any, error: Any, seconds: float
    ) -> int | None:
        talking = asyncio.ensure_future(
            self._engine.call(
                lambda _: converse(container, request, out=out, error=error, seconds=seconds)
            )
        )
        try:
            return await asyncio.shield(talking)
        except asyncio.CancelledError:
            await to_its_end(self._give_up(container, talking))
            raise

    async def _remove(self, container: "Container") -> None:
        await self._engine.call(lambda _: _remove(container))

    async def _give_up(self, container: "Container", talking: "asyncio.Future[Any]") -> None:
        """Remove a container that is talked to, and with it all that the thread waits for."""
        with suppress(RuntimeFailure):
            await self._remove(container)
        await asyncio.wait({talking})
        if not talking.cancelled():
            talking.exception()  # it counts as seen


class _Bounded:
    """Keeps the beginning of what it takes."""

    def __init__(self, limit: int) -> None:
        self.data = bytearray()
        self._limit = limit

    def take(self, part: bytes) -> None:
        self.data += part[: self._limit - len(self.data)]


def _remove(container: "Container") -> None:
    from docker.errors import APIError

    with suppress(APIError):  # gone, or being removed
        container.remove(force=True, v=True)


def _expires(seconds: float) -> int:
    return int(time.time() + seconds + _CLOCK_SECONDS)
