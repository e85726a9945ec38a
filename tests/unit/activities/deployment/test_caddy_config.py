"""The proxy's configuration as a function of what should be reachable."""

import json
from pathlib import Path
from typing import Any

from activities.deployment.caddy_config import (
    SERVER,
    Reachable,
    caddy_config,
    current_socket,
    dialled,
    route_id,
)
from models.applications import Endpoint
from settings import ProxySettings, Settings

SETTINGS = Settings(data_dir=Path("/d"), proxy=ProxySettings(port=8123, base_domain="apps.test"))
ONE, TWO = "0199-aaaa-bbbbccccdddd", "0199-aaaa-bbbbccccddde"


def server(*applications: Reachable) -> dict[str, Any]:
    config = caddy_config(SETTINGS, applications)
    found: dict[str, Any] = config["apps"]["http"]["servers"][SERVER]
    return found


def test_each_application_has_a_route_of_its_own_before_the_page_for_strangers() -> None:
    routes = server(
        Reachable("books", ONE, Endpoint(socket="/d/run/x/v1-1/app.sock")),
        Reachable("pets", TWO, Endpoint(port=99)),
    )["routes"]
    assert [route.get("@id") for route in routes] == [route_id(ONE), route_id(TWO), None, None]
    assert routes[0]["match"] == [{"host": ["books.apps.test"]}]
    assert dialled(routes[0]) == f"unix/{current_socket(SETTINGS.paths, ONE)}"
    assert dialled(routes[1]) == "127.0.0.1:99"
    assert routes[2]["handle"][0]["status_code"] == routes[3]["handle"][0]["status_code"] == 404


def test_nothing_is_lost_or_kept_between_versions() -> None:
    handler = server(Reachable("books", ONE, Endpoint(port=99)))["routes"][0]["handle"][-1]
    assert handler["transport"]["keep_alive"] == {"enabled": False}
    assert handler["load_balancing"] == {"try_duration": "5s", "try_interval": "20ms"}
    assert handler["stream_close_delay"]


def test_only_loopback_and_a_private_socket_are_opened() -> None:
    config = caddy_config(SETTINGS, [])
    assert server()["listen"] == ["127.0.0.1:8123"]
    assert server()["automatic_https"] == {"disable": True}
    assert config["admin"]["listen"] == "unix//d/run/proxy-admin.sock|0600"
    json.dumps(config)
