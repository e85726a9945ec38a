"""Who is asked for an orchestrator, and what they get to see."""

import asyncio
import io
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from api.auth import Role, TokenKey
from models.base import utc_now
from models.errors import Unavailable
from settings import ApiSettings, Settings
from stack import listeners
from stack.processes import ProcessMark
from stack.state import StackState, write_state
from terminal.connection import KEY_FILE, TOKEN_VARIABLE, connected, local_token, running_url

STRANGER = 4_000_000
HOSTS = ["127.0.0.1", "0.0.0.0"]


class Listener:
    """Answers everybody as an orchestrator would, and keeps what they have shown."""

    def __init__(self) -> None:
        self.port = 0
        self.tokens: list[str] = []
        self.body = b'{"items": []}'

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        shown = [line for line in request.splitlines() if line.lower().startswith("authorization:")]
        self.tokens += [line.rpartition(" ")[2] for line in shown]
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self.body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + self.body)
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[Listener]:
    listener = Listener()
    async with await asyncio.start_server(listener.answer, "127.0.0.1", 0) as server:
        listener.port = server.sockets[0].getsockname()[1]
        yield listener


@pytest.fixture(autouse=True)
def _no_token_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)


def settings_of(data_dir: Path, port: int, host: str = "127.0.0.1") -> Settings:
    """Return settings of a data directory that has a key."""
    settings = Settings(data_dir=data_dir, api=ApiSettings(host=host, port=port))
    local_token(settings)
    return settings


def owned_by(monkeypatch: pytest.MonkeyPatch, *users: int) -> None:
    monkeypatch.setattr(listeners, "listener_owners", lambda port: set(users))


def assert_of_little_use(token: str, settings: Settings) -> None:
    caller = TokenKey.load_or_create(settings.paths.secrets / KEY_FILE).verify(token)
    assert caller.role is Role.USER
    assert caller.expires_at <= utc_now() + timedelta(minutes=1)


async def test_a_stranger_on_the_port_is_shown_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(monkeypatch, STRANGER)
    console = Console(file=io.StringIO())
    async with listening() as stranger:
        settings = settings_of(tmp_path, stranger.port)
        assert await running_url(settings) is None
        with pytest.raises(Unavailable):
            async with connected(settings, console, may_start=False, role=Role.OPERATOR):
                pass
    assert stranger.tokens == []


@pytest.mark.parametrize("host", HOSTS)
async def test_a_program_of_our_own_is_asked_with_a_token_of_little_use(
    host: str, tmp_path: Path
) -> None:
    async with listening() as ours:
        settings = settings_of(tmp_path, ours.port, host)
        assert await running_url(settings) == f"http://127.0.0.1:{ours.port}"
    (token,) = ours.tokens
    assert_of_little_use(token, settings)


async def test_whoever_owns_the_key_may_be_asked_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening() as theirs:
        settings = settings_of(tmp_path, theirs.port)
        owned_by(monkeypatch, (settings.paths.secrets / KEY_FILE).stat().st_uid)
        monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
        assert await running_url(settings) is not None


async def test_where_nobody_tells_whose_it_is_the_token_is_of_little_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listeners, "listener_owners", lambda port: None)
    async with listening() as somebody:
        settings = settings_of(tmp_path, somebody.port)
        assert await running_url(settings) is not None
    (token,) = somebody.tokens
    assert_of_little_use(token, settings)


async def test_a_token_that_was_given_goes_where_it_is_meant_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(monkeypatch, STRANGER)
    monkeypatch.setenv(TOKEN_VARIABLE, "given")
    async with listening() as chosen:
        settings = Settings(data_dir=tmp_path, api=ApiSettings(port=chosen.port))
        assert await running_url(settings) == f"http://127.0.0.1:{chosen.port}"
    assert chosen.tokens == ["given"]


async def test_an_empty_variable_gives_no_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(monkeypatch, STRANGER)
    monkeypatch.setenv(TOKEN_VARIABLE, "")
    async with listening() as stranger:
        assert await running_url(settings_of(tmp_path, stranger.port)) is None
    assert stranger.tokens == []


async def test_no_proxy_of_the_environment_reads_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening() as proxy, listening() as ours:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        settings = settings_of(tmp_path, ours.port)
        async with connected(settings, Console(file=io.StringIO()), may_start=False) as connection:
            await connection.client.applications()
    assert proxy.tokens == []
    assert len(ours.tokens) == 2


@pytest.mark.parametrize("body", [b"7", b'"items"', b"no json"])
async def test_what_answers_otherwise_is_no_orchestrator(body: bytes, tmp_path: Path) -> None:
    async with listening() as other:
        other.body = body
        assert await running_url(settings_of(tmp_path, other.port)) is None


@pytest.mark.parametrize("host", ["::1", "::", "[::1"])
async def test_no_address_makes_asking_fail(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "given")
    async with listening() as elsewhere:
        free = elsewhere.port
    assert await running_url(settings_of(tmp_path, free, host)) is None


async def test_a_stack_of_the_data_directory_is_taken_at_its_word(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, 1)
    mark = ProcessMark.of(os.getpid())
    told = {"api_port": 1, "proxy_port": 2, "temporal_port": 3, "ui_port": 4, "api_host": "::1"}
    write_state(settings.paths.stack_state, StackState(supervisor=mark, **told))
    assert await running_url(settings) == "http://[::1]:1"
