"""Where a stack is reached that listens elsewhere than at the usual address."""

import json
import os
from pathlib import Path

import pytest

from settings import ApiSettings, ProxySettings, Settings, TemporalSettings, TlsChoice
from stack import ports
from stack.addresses import is_of_this_machine, url_of
from stack.embedded import EmbeddedStack
from stack.processes import ProcessMark
from stack.state import StackState, read_state


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8700"),
        ("192.0.2.7", "http://192.0.2.7:8700"),
        ("orchestrator.lan", "http://orchestrator.lan:8700"),
        ("0.0.0.0", "http://127.0.0.1:8700"),
        ("", "http://127.0.0.1:8700"),
        ("::", "http://[::1]:8700"),
        ("::1", "http://[::1]:8700"),
        ("fd00::7", "http://[fd00::7]:8700"),
    ],
)
def test_every_address_can_be_written_and_reached(host: str, url: str) -> None:
    assert url_of(host, 8700) == url


def test_what_is_elsewhere_is_not_of_this_machine() -> None:
    assert is_of_this_machine("127.0.0.1")
    assert not is_of_this_machine("192.0.2.7"), "an address of documents alone (RFC 5737)"
    assert not is_of_this_machine("not..a.name")


def test_a_stack_tells_where_it_listens(tmp_path: Path) -> None:
    def state(api: str, temporal: str) -> StackState:
        settings = Settings(
            data_dir=tmp_path,
            api=ApiSettings(host=api),
            temporal=TemporalSettings(address=f"{temporal}:7233"),
        )
        return EmbeddedStack(settings).state

    elsewhere = state("192.0.2.7", "192.0.2.8")
    assert elsewhere.api_url == f"http://192.0.2.7:{elsewhere.api_port}"
    assert elsewhere.ui_url == f"http://192.0.2.8:{elsewhere.ui_port}"
    anywhere = state("0.0.0.0", "[::1]")
    assert anywhere.api_url == f"http://127.0.0.1:{anywhere.api_port}"
    assert anywhere.ui_url == f"http://[::1]:{anywhere.ui_port}"


def test_what_an_earlier_version_left_on_disk_is_read(tmp_path: Path) -> None:
    told = {"api_port": 1, "proxy_port": 2, "temporal_port": 3, "ui_port": 4}
    mark = ProcessMark.of(os.getpid()).model_dump()
    path = tmp_path / "stack.json"
    path.write_text(json.dumps(told | {"supervisor": mark}))
    state = read_state(path)
    assert state is not None
    assert (state.api_url, state.ui_url) == ("http://127.0.0.1:1", "http://127.0.0.1:4")


def test_ports_are_looked_at_where_the_parts_listen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: set[tuple[int, str]] = set()

    def is_free(port: int, host: str) -> bool:
        looked.add((port, host))
        return True

    monkeypatch.setattr(ports, "is_free", is_free)
    EmbeddedStack(
        Settings(
            data_dir=tmp_path,
            api=ApiSettings(host="192.0.2.1"),
            proxy=ProxySettings(host="192.0.2.2", tls=TlsChoice.INTERNAL),
            temporal=TemporalSettings(address="[::1]:7233"),
        )
    )
    assert looked == {
        (8700, "192.0.2.1"),
        (8780, "192.0.2.2"),
        (8743, "192.0.2.2"),
        (7233, "::1"),
        (8233, "::1"),
    }
