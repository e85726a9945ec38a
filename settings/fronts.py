"""Settings of what is talked to: the API, the Temporal server, the reverse proxy."""

from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
from typing import Self

from pydantic import Field, field_validator, model_validator

from settings.section import Section

LAST_PORT = 65_535
PUBLIC_ACME = "https://acme-v02.api.letsencrypt.org/directory"
_LABEL = "[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_PRIVATE_ENDINGS = ("localhost", "local", "lan", "internal", "test", "home.arpa")


class TlsChoice(StrEnum):
    """Who vouches for the addresses of applications."""

    OFF = "off"
    """Nobody: plain HTTP."""
    INTERNAL = "internal"
    """An authority of the proxy's own, which your devices must be told to trust."""
    ACME = "acme"
    """A public authority, or a private one that speaks ACME."""


class ApiSettings(Section):
    """The REST and WebSocket front."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8700, ge=1, le=65535)
    """Port to listen on."""
    cors_origins: tuple[str, ...] = ()
    """Origins of browser front ends that may call the API."""
    max_body_bytes: int = Field(default=262_144, ge=1024)
    """Largest request body."""
    requests_per_minute: int = Field(default=600, ge=1)
    """Requests that one owner may send per minute."""
    starts_per_minute: int = Field(default=30, ge=1)
    """Jobs that one owner may start per minute."""
    token_hours: float = Field(default=24 * 30, gt=0)
    """How long a token made by ``orchestrator token`` is valid."""


class TemporalSettings(Section):
    """The Temporal server."""

    address: str = "127.0.0.1:7233"
    """Where the server answers; the embedded one is started there."""
    namespace: str = "default"
    """Namespace of all workflows."""
    ui_port: int = Field(default=8233, ge=1, le=65535)
    """Port of the Web UI of the embedded server."""
    tuned: bool = True
    """Start the embedded server with the tuning of ``temporal/server.py``."""

    @property
    def port(self) -> int:
        """Port of the address."""
        return int(self.address.rpartition(":")[2])

    @field_validator("address")
    @classmethod
    def _has_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdecimal() or not 1 <= int(port) <= LAST_PORT:
            raise ValueError("write it as host:port, like 127.0.0.1:7233")
        return value


class ProxySettings(Section):
    """The reverse proxy in front of the applications."""

    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8780, ge=1, le=65535)
    """Port of every application's address."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of proxies that pass visitors on, like those of other hosts: what they
    say of a visitor's address counts. What anybody else says of it is dropped."""
    reached_at: str | None = None
    """Where workers reach the proxy: host, or host:port; unset: at the address where it listens."""
    base_domain: str = Field(
        default="localhost",
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$",
    )
    """An application's address is ``<slug>.<base domain>``."""
    tls: TlsChoice = TlsChoice.OFF
    """``off``, ``internal`` (an authority of this installation) or ``acme`` (a public one)."""
    https_port: int = Field(default=8743, ge=1, le=65535)
    """Port of every application's address with TLS; ``port`` then only leads there."""
    acme_email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+$")
    """Where the authority writes to when something is wrong with a certificate."""
    acme_directory: str = Field(default=PUBLIC_ACME, pattern=r"^https://")
    """Directory of the authority, for one of your own or a test."""
    acme_root: Path | None = None
    """Certificate (PEM) that vouches for a private ACME server."""

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            if ip_network(network, strict=False).prefixlen == 0:
                raise ValueError("to trust everybody lets every visitor name any address")
        return value

    @property
    def encrypted(self) -> bool:
        """Whether applications are visited by HTTPS."""
        return self.tls is not TlsChoice.OFF

    @property
    def public_port(self) -> int:
        """Port of every application's address."""
        return self.https_port if self.encrypted else self.port

    def listening_at(self, port: int) -> str:
        """Return the address of a port of the proxy's, as host:port."""
        return f"[{self.host}]:{port}" if ":" in self.host else f"{self.host}:{port}"

    @model_validator(mode="after")
    def _can_have_certificates(self) -> Self:
        private = self.base_domain.endswith(_PRIVATE_ENDINGS) or "." not in self.base_domain
        if self.tls is TlsChoice.ACME and private and self.acme_directory == PUBLIC_ACME:
            raise ValueError(
                f"no public authority vouches for names below {self.base_domain}: set base_domain "
                "to a domain of yours, or use tls = 'internal'"
            )
        return self

    @model_validator(mode="after")
    def _has_two_ports(self) -> Self:
        if self.encrypted and self.https_port == self.port:
            raise ValueError("port and https_port must differ")
        return self
