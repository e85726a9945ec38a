"""The proxy's configuration as a function of what should be reachable."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from activities.serving.caddy_config import (
    SERVER,
    Reachable,
    caddy_config,
    current_socket,
    dialled,
    route_id,
)
from activities.serving.caddy_logs import telling_probes
from models.applications import Endpoint
from settings import ProxySettings, Settings

SETTINGS = Settings(data_dir=Path("/d"), proxy=ProxySettings(port=8123, base_domain="apps.test"))
SECRET = "5ec7e7"
BEFORE = len(telling_probes(SECRET))
"""Routes that hold for all applications."""
ONE, TWO = "0199-aaaa-bbbbccccdddd", "0199-aaaa-bbbbccccddde"


def server(*applications: Reachable) -> dict[str, Any]:
    config = caddy_config(SETTINGS, applications, SECRET)
    found: dict[str, Any] = config["apps"]["http"]["servers"][SERVER]
    return found


def test_each_application_has_a_route_of_its_own_before_the_page_for_strangers() -> None:
    routes = server(
        Reachable("books", ONE, Endpoint(socket="/d/run/x/v1-1/app.sock")),
        Reachable("pets", TWO, Endpoint(port=99)),
    )["routes"][BEFORE:]
    assert [route.get("@id") for route in routes] == [route_id(ONE), route_id(TWO), None, None]
    assert routes[0]["match"] == [{"host": ["books.apps.test"]}]
    assert dialled(routes[0]) == f"unix/{current_socket(SETTINGS.paths, ONE)}"
    assert dialled(routes[1]) == "127.0.0.1:99"
    assert routes[2]["handle"][0]["status_code"] == routes[3]["handle"][0]["status_code"] == 404


def test_nothing_is_lost_or_kept_between_versions() -> None:
    handler = server(Reachable("books", ONE, Endpoint(port=99)))["routes"][BEFORE]["handle"][-1]
    assert handler["transport"]["keep_alive"] == {"enabled": False}
    balancing = handler["load_balancing"]
    assert (balancing["try_duration"], balancing["try_interval"]) == ("5s", "20ms")
    assert balancing["retry_match"] == [{"not": [{}]}], "what an application had comes once"
    assert handler["stream_close_delay"]


def test_only_loopback_and_a_private_socket_are_opened() -> None:
    config = caddy_config(SETTINGS, [], SECRET)
    assert server()["listen"] == ["127.0.0.1:8123"]
    assert server()["automatic_https"] == {"disable": True}
    assert config["admin"]["listen"] == "unix//d/run/proxy-admin.sock|0600"
    json.dumps(config)


def test_only_the_secret_makes_a_probe_and_no_application_sees_it() -> None:
    marking, forgetting = server()["routes"][:BEFORE]
    assert marking["match"] == [{"header": {"Orchestrator-Probe": [SECRET]}}]
    assert "match" not in forgetting
    assert forgetting["handle"][0]["request"] == {"delete": ["Orchestrator-Probe"]}


def test_nobodys_word_counts_for_an_address_unless_it_is_set() -> None:
    assert "trusted_proxies" not in server()
    proxy = ProxySettings(trusted_proxies=("192.168.1.11", "fd00::/8"))
    trusting = caddy_config(Settings(data_dir=Path("/d"), proxy=proxy), [], SECRET)
    found = trusting["apps"]["http"]["servers"][SERVER]
    assert found["trusted_proxies"]["ranges"] == ["192.168.1.11", "fd00::/8"]
    assert found["trusted_proxies_strict"] == 1


@pytest.mark.parametrize("network", ["0.0.0.0/0", "::/0", "attic.lan", ""])
def test_who_is_trusted_must_be_named_by_address(network: str) -> None:
    with pytest.raises(ValidationError):
        ProxySettings(trusted_proxies=(network,))


def test_an_address_of_six_groups_has_brackets() -> None:
    settings = Settings(proxy=ProxySettings(host="::1", tls="internal"))
    servers = caddy_config(settings, (), "secret")["apps"]["http"]["servers"]
    listening = {address for server in servers.values() for address in server["listen"]}
    assert listening == {"[::1]:8743", "[::1]:8780"}
    assert settings.proxy_url == "https://[::1]:8743"
