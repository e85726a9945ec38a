"""What an agent's program is started with: where it is, what it sees, what it may read."""

import asyncio
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from activities.building.agents.folders import place_in
from activities.building.agents.isolation import Isolation, Launch
from activities.building.agents.port import SessionRequest
from activities.building.agents.profiles import Profile
from models.errors import BuildError

_SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
_SYSTEM = (Path("/usr"), Path("/bin"), Path("/lib"))


async def launch_of(
    profile: Profile,
    request: SessionRequest,
    environment: Mapping[str, str],
    isolation: Isolation,
    tools: Sequence[Path] = (),
) -> Launch:
    """Return how to start the agent for a session.

    Raises:
        BuildError: Its program is not on this machine.
    """
    contained = isolation.contained
    return await asyncio.to_thread(_launch, profile, request, environment, contained, tools)


def _launch(
    profile: Profile,
    request: SessionRequest,
    environment: Mapping[str, str],
    contained: bool,
    tools: Sequence[Path],
) -> Launch:
    program, folders = profile.command[0], list[Path]()
    if not contained:
        found = shutil.which(program, path=environment.get("PATH"))
        if found is None:
            raise BuildError(f"{profile.title} is not installed: there is no program '{program}'.")
        program, folders = found, [*needed_by(Path(found), environment.get("PATH")), *tools]
    home = request.state / "home"
    _copy_sign_in(profile, environment, request.state)
    path = [*(str(folder) for folder in folders), _SYSTEM_PATH]
    return Launch(
        command=(program, *profile.command[1:]),
        environment={
            **({} if contained else {"PATH": ":".join(dict.fromkeys(path))}),
            "HOME": str(home),
            "TMPDIR": str(request.state / "tmp"),
            "USER": "agent",
            "LOGNAME": "agent",
            "SHELL": "/bin/sh",
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            **profile.fixed,
            **{name: environment[name] for name in profile.environment if name in environment},
        },
        tree=request.tree,
        state=request.state,
        network=profile.network,
        readable=tuple(folders),
    )


def needed_by(program: Path, path: str | None) -> list[Path]:
    """Return the folders that a program reads: its own, its package's, its interpreter's."""
    real = program.resolve()
    found = [program.parent, real.parent]
    for place in (program, real):
        packages = [up for up in place.parents if up.name == "node_modules"]
        found += packages[-1:]
        if (place.parent.parent / "pyvenv.cfg").exists():
            found.append(place.parent.parent)
    interpreter = _interpreter(real, path)
    if interpreter is not None:
        found += [interpreter.parent, interpreter.resolve().parent.parent]
    return [each for each in dict.fromkeys(found) if not any(map(each.is_relative_to, _SYSTEM))]


def _interpreter(script: Path, path: str | None) -> Path | None:
    """Return the program that a script names in its first line."""
    try:
        with script.open("rb") as file:
            first = file.readline(200)
    except OSError:
        return None
    words = first[2:].decode(errors="replace").split() if first.startswith(b"#!") else []
    if words and Path(words[0]).name == "env":
        words = [found] if (found := shutil.which(words[-1], path=path)) else []
    return Path(words[0]) if words else None


def _copy_sign_in(profile: Profile, environment: Mapping[str, str], state: Path) -> None:
    """Give the agent what signs it in, where the operator has signed in instead of naming a key."""
    operator, key = environment.get("HOME"), profile.signs_in_with
    if operator is None or (key is not None and key in environment):
        return
    for name in profile.home_files:
        source = Path(operator) / name
        if not source.is_file():
            continue
        target = place_in(state, f"home/{name}")
        if not target.exists():
            shutil.copyfile(source, target)
            target.chmod(0o600)
