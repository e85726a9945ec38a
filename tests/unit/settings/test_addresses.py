"""Domains, ports and certificates by settings."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from activities.serving.caddy_config import SERVER, caddy_config
from activities.serving.caddy_tls import INSIDE_NAME
from settings import ProxySettings, Settings

PUBLIC = {"tls": "acme", "base_domain": "apps.example.org"}


def settings(**proxy: Any) -> Settings:
    return Settings(data_dir=Path("/d"), proxy=ProxySettings.model_validate(proxy))


@pytest.mark.parametrize(
    ("proxy", "address", "reached"),
    [
        ({}, "http://books.localhost:8780", "http://127.0.0.1:8780"),
        ({"port": 80}, "http://books.localhost", "http://127.0.0.1:80"),
        (
            {"tls": "internal", "base_domain": "home.arpa"},
            "https://books.home.arpa:8743",
            "https://127.0.0.1:8743",
        ),
        (
            {**PUBLIC, "https_port": 443, "reached_at": "proxy:443"},
            "https://books.apps.example.org",
            "https://proxy:443",
        ),
    ],
)
def test_addresses_follow_the_settings(proxy: dict[str, Any], address: str, reached: str) -> None:
    found = settings(**proxy)
    assert found.application_url("books") == address
    assert found.proxy_url == reached


@pytest.mark.parametrize(
    "proxy",
    [
        {"tls": "acme"},
        {"tls": "acme", "base_domain": "apps.home.arpa"},
        {"tls": "internal", "port": 8743},
        {**PUBLIC, "acme_directory": "http://plain.example.org"},
        {"base_domain": "not a domain"},
        {"base_domain": "Capital.example"},
    ],
)
def test_what_can_not_work_is_refused(proxy: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        settings(**proxy)


def test_a_private_authority_may_vouch_for_private_names() -> None:
    found = settings(
        tls="acme", base_domain="apps.home.arpa", acme_directory="https://ca.home.arpa/directory"
    )
    assert found.application_url("books") == "https://books.apps.home.arpa:8743"


def test_without_tls_nothing_of_it_is_configured() -> None:
    config = caddy_config(settings(), [], "s")
    assert set(config["apps"]) == {"http"}
    assert list(config["apps"]["http"]["servers"]) == [SERVER]


def test_the_workers_name_never_waits_for_a_public_authority() -> None:
    found = settings(**PUBLIC, acme_root="ca.pem", acme_email="a@example.org")
    config = caddy_config(found, [], "s")
    own, others = config["apps"]["tls"]["automation"]["policies"]
    assert (own["subjects"], own["issuers"]) == ([INSIDE_NAME], [{"module": "internal"}])
    (issuer,) = others["issuers"]
    assert (issuer["module"], issuer["email"]) == ("acme", "a@example.org")
    assert issuer["challenges"]["http"] == {"alternate_port": 8780}
    assert issuer["trusted_roots_pem_files"] == [str(Path("ca.pem").absolute())]
    assert config["apps"]["pki"]["certificate_authorities"]["local"]["install_trust"] is False
    assert "Strict-Transport-Security" in str(config["apps"]["http"]["servers"][SERVER]["routes"])
