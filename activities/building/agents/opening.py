"""Getting from a started program to a session: introductions, going on or beginning anew."""

import asyncio
from typing import Any

from acp.exceptions import RequestError

from activities.building.agents.client import Client
from activities.building.agents.limits import Patience
from activities.building.agents.port import SessionRequest
from activities.building.agents.profiles import Profile
from activities.building.agents.reading import at, each_at, text_at
from models.errors import AgentFailure, BuildError
from settings import ModelSetter

_PROTOCOL = 1
_NOT_SIGNED_IN = -32000
_OPTIONS_SECONDS = 5.0
_INTRODUCTION: dict[str, Any] = {
    "protocolVersion": _PROTOCOL,
    # An agent that may use our files or terminals sends all of its work through us.
    "clientCapabilities": {
        "fs": {"readTextFile": False, "writeTextFile": False},
        "terminal": False,
    },
    "clientInfo": {"name": "kiro-orchestrator", "version": "1"},
}


class CannotResume(Exception):
    """The earlier session can't be gone on with, and this process may be stuck on it."""


async def introduce(client: Client, profile: Profile, patience: Patience) -> Any:
    """Exchange introductions; return what the agent says that it can do."""
    answer = await _asked(client, "initialize", _INTRODUCTION, profile, patience.start)
    version = at(answer, "protocolVersion")
    if version != _PROTOCOL:
        raise BuildError(f"{profile.title} speaks version {version} of the protocol, not 1.")
    return at(answer, "agentCapabilities")


async def begin(
    client: Client, profile: Profile, request: SessionRequest, patience: Patience
) -> None:
    """Open a session that knows nothing yet."""
    answer = await _asked(
        client, "session/new", _parameters(profile, request), profile, patience.start
    )
    session_id = text_at(answer, "sessionId")
    if not session_id:
        raise AgentFailure(f"{profile.title} has opened no session.")
    client.session_id = session_id
    await _settle(client, profile, answer)


async def resume(
    client: Client, profile: Profile, request: SessionRequest, patience: Patience
) -> None:
    """Go on with the session that is asked for.

    Raises:
        CannotResume: The agent doesn't know it, keeps it locked, or gives no answer in time.
    """
    client.session_id = request.resume
    parameters = _parameters(profile, request) | {"sessionId": request.resume}
    try:
        async with asyncio.timeout(patience.load):
            answer = await _loaded(client, parameters, patience)
    except (TimeoutError, ConnectionError, RequestError) as problem:
        client.session_id = None
        raise CannotResume(str(problem)) from problem
    await _settle(client, profile, answer)


async def _loaded(client: Client, parameters: dict[str, Any], patience: Patience) -> Any:
    for pause in (*patience.lock_pauses, None):
        try:
            return await client.request("session/load", parameters)
        except RequestError as problem:
            if pause is None or "active in another process" not in _said(problem):
                raise
            await asyncio.sleep(pause)
    return None


def _parameters(profile: Profile, request: SessionRequest) -> dict[str, Any]:
    meta = {"_meta": dict(profile.session)} if profile.session else {}
    return {"cwd": str(request.tree), "mcpServers": [], **meta}


async def _settle(client: Client, profile: Profile, answer: Any) -> None:
    """Choose mode and model, and see to it that the agent has really taken them."""
    client.options = at(answer, "configOptions") or client.options
    mode = text_at(answer, "modes", "currentModeId")
    if profile.mode and mode and mode != profile.mode:
        await _changed(
            client, profile, "session/set_mode", {"modeId": profile.mode}, f"mode {profile.mode}"
        )
    if profile.model is None:
        return
    if profile.model_setter is ModelSetter.SET_MODEL:
        offered = [
            text_at(each, "modelId") for each in each_at(answer, "models", "availableModels")
        ]
        _check_offered(profile, offered)
        change = ("session/set_model", {"modelId": profile.model})
    else:
        _check_offered(profile, await _offered_models(client))
        change = ("session/set_config_option", {"configId": "model", "value": profile.model})
    await _changed(client, profile, *change, f"model {profile.model}")


async def _offered_models(client: Client) -> list[str]:
    """Return the models on offer; they may come a while after the session, from the account."""
    for _ in range(int(_OPTIONS_SECONDS / 0.1)):
        for option in each_at({"options": client.options}, "options"):
            if text_at(option, "id") == "model":
                return [name for each in each_at(option, "options") for name in _values(each)]
        await asyncio.sleep(0.1)
    return []


def _values(option: dict[str, Any]) -> list[str]:
    """Return the value of an option, or the values of a group of options."""
    grouped = [text_at(each, "value") for each in each_at(option, "options")]
    return grouped or [text_at(option, "value")]


def _check_offered(profile: Profile, offered: list[str]) -> None:
    if profile.model not in offered:
        some = ", ".join(offered[:20]) or "none"
        raise BuildError(
            f"{profile.title} offers no model '{profile.model}'; it offers {some}.",
            remedy="Change the model in the settings.",
        )


async def _changed(
    client: Client, profile: Profile, method: str, change: dict[str, Any], what: str
) -> None:
    parameters = {"sessionId": client.session_id, **change}
    try:
        async with asyncio.timeout(_OPTIONS_SECONDS * 2):
            await client.request(method, parameters)
    except (RequestError, TimeoutError) as problem:
        raise BuildError(f"{profile.title} doesn't take the {what}: {problem}") from problem


async def _asked(
    client: Client, method: str, parameters: dict[str, Any], profile: Profile, seconds: float
) -> Any:
    try:
        async with asyncio.timeout(seconds):
            return await client.request(method, parameters)
    except TimeoutError as problem:
        raise AgentFailure(f"{profile.title} gave no answer to {method} in time.") from problem
    except RequestError as problem:
        raise failure(profile, problem) from problem


def failure(profile: Profile, problem: RequestError) -> BuildError:
    """Return what an error that the agent answers with means."""
    said = _said(problem)[:300]
    if problem.code == _NOT_SIGNED_IN:
        return BuildError(
            f"Nobody is signed in to {profile.title}.",
            remedy=f"Sign in to {profile.title}, or give it a key.",
            said=said,
        )
    return AgentFailure(f"{profile.title} failed: {said}", code_of_agent=problem.code)


def _said(problem: RequestError) -> str:
    from storage.redaction import plain, redacted

    more = f" {problem.data}" if problem.data else ""
    return plain(redacted(f"{problem}{more}"))
