"""Agents as restricted processes of this machine, where there is no container for them."""

import asyncio
import json
import math
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

from activities.building.agents.folders import hand_over
from activities.building.agents.isolation import NOT_FOUND, Launch
from activities.building.agents.tail import Tail
from activities.containers.process_isolation import kernel, refused_to_agents
from activities.containers.process_layout import confinement, user_for
from activities.containers.programs.family import descendants, identity
from activities.containers.subprocesses import program, run
from activities.ending import to_its_end
from models.errors import AgentFailure
from models.specification import ResourceLimits

INPUT_CLOSED_SECONDS, TERMINATED_SECONDS, SPARE_SECONDS = 1.0, 1.5, 1.0
"""How long a program may take to end by itself, after SIGTERM, and its keeper after that."""
_READ_BYTES, _COMPLAINTS = 1 << 16, 8_000
_ASK_SECONDS = 20.0
_MEGABYTE = 1024 * 1024


class ProcessIsolation:
    """Runs an agent below a keeper that confines it and takes down all that it has started."""

    contained = False
    where = "on this machine"

    def __init__(self, limits: ResourceLimits, *, because: str = "") -> None:
        self._limits = limits
        self.sentence = f"{because} {sentence_on_processes()}".strip()

    @asynccontextmanager
    async def start(self, launch: Launch) -> AsyncIterator["ProcessChannel"]:
        """Run a program; leaving it ends the program and everything that it started."""
        user = user_for(str(launch.state))
        await asyncio.to_thread(hand_over, launch, user)
        try:
            process = await asyncio.create_subprocess_exec(
                *program("run_once", json.dumps(self._wanted(launch, user))),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={"PATH": "/usr/bin:/bin"},
                cwd="/",
                start_new_session=True,
            )
        except OSError as problem:
            raise AgentFailure("The agent could not be started.", cause=str(problem)) from problem
        channel = ProcessChannel(process)
        try:
            yield channel
        finally:
            await to_its_end(channel.end())

    async def ask(self, command: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str]:
        """Run a command to its end; returns its exit code and what it wrote.

        It is not confined: whether somebody is signed in stands in the operator's own folders.
        """
        found = shutil.which(command[0], path=environment.get("PATH"))
        if found is None:
            return NOT_FOUND, ""
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                code, out, _ = await run([found, *command[1:]], environment=environment)
        except (TimeoutError, OSError):
            return 1, ""
        return code, out.decode(errors="replace")

    def _wanted(self, launch: Launch, user: int | None) -> dict[str, object]:
        return {
            "command": list(launch.command),
            "environment": dict(launch.environment),
            "directory": str(launch.tree),
            "confinement": confinement(
                user,
                self._limits,
                readable=list(launch.readable),
                writable=[launch.tree, launch.state],
                network=launch.network,
            ),
            "memory_bytes": self._limits.memory_mb * _MEGABYTE,
            "pids": self._limits.pids,
            "seconds": math.inf,
            "grace": TERMINATED_SECONDS,
        }


class ProcessChannel:
    """Standard input and output of a program below its keeper."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._said = Tail(_COMPLAINTS)
        self._listening = asyncio.create_task(self._listen())

    async def read(self) -> bytes:
        """Return some of what the program has written; nothing when its output is closed."""
        pipe = self._process.stdout
        return b"" if pipe is None else await pipe.read(_READ_BYTES)

    async def write(self, data: bytes) -> None:
        """Hand it bytes; waits while it doesn't take them."""
        pipe = self._process.stdin
        if pipe is None or pipe.is_closing():
            raise ConnectionError("its input is closed")
        pipe.write(data)
        await pipe.drain()

    async def close_input(self) -> None:
        """Tell it that nothing more comes."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    async def wait(self) -> int:
        """Wait for its end; return its exit code."""
        return await self._process.wait()

    def complaints(self) -> str:
        """Return the last that it wrote on standard error."""
        return self._said.shown(20)

    async def end(self) -> None:
        """End it: first by closing its input, then by SIGTERM, then by SIGKILL of everything."""
        await self.close_input()
        if not await self._ends_within(INPUT_CLOSED_SECONDS):
            with suppress(ProcessLookupError):
                self._process.terminate()
            if not await self._ends_within(TERMINATED_SECONDS + SPARE_SECONDS):
                _kill_with_family(self._process.pid)
                await self._process.wait()
        self._listening.cancel()
        with suppress(asyncio.CancelledError):
            await self._listening
        # The pipes of a program that was killed may hold more than anybody reads any more.
        transport = self._process._transport  # type: ignore[attr-defined]
        transport.close()

    async def _ends_within(self, seconds: float) -> bool:
        """Wait for the end and throw away what is written meanwhile, so that it can end."""
        draining = asyncio.create_task(self._drain())
        try:
            await asyncio.wait_for(self._process.wait(), seconds)
        except TimeoutError:
            return False
        finally:
            draining.cancel()
            with suppress(asyncio.CancelledError):
                await draining
        return True

    async def _drain(self) -> None:
        with suppress(OSError, RuntimeError):
            while await self.read():
                pass

    async def _listen(self) -> None:
        pipe = self._process.stderr
        while pipe is not None and (data := await pipe.read(_READ_BYTES)):
            self._said.add(data.decode(errors="replace"))


def _kill_with_family(keeper: int) -> None:
    family = [(pid, identity(pid)) for pid in descendants(keeper)]
    with suppress(ProcessLookupError):
        os.kill(keeper, signal.SIGKILL)
    for pid, known in family:
        if known is not None and identity(pid) == known:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)


def sentence_on_processes() -> str:
    """Say how far a restricted process is held."""
    if sys.platform != "linux":
        return "The agent runs as a process of this user with limits of time and memory alone."
    who = "a user of its own" if os.geteuid() == 0 else "the orchestrator's user"
    return (
        f"The agent runs as a restricted process: as {who}, able to change its work tree and its "
        "own folder alone, without the orchestrator's environment; it shares this machine's "
        f"network if its profile asks for network.{refused_to_agents(kernel())}"
    )
