"""Settings of what is talked to: the API, the Temporal server, the reverse proxy."""

from pydantic import Field, field_validator

from settings.section import Section

LAST_PORT = 65_535


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
    reached_at: str | None = None
    """Where workers reach the proxy, as host:port; unset: at the address where it listens."""
    base_domain: str = "localhost"
    """An application's address is ``http://<slug>.<base domain>:<port>``."""
