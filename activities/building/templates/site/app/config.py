"""What the environment says about this instance."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_VERSION_FILE = Path(__file__).parent / "VERSION"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the site listens; it keeps nothing."""

    socket: str | None = None
    """Path of a unix socket; takes the place of host and port."""
    host: str = "127.0.0.1"
    port: int = 8000
    version: int = 1

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read ``SOCKET``, ``HOST``, ``PORT`` and ``APP_VERSION``."""
        return cls(
            socket=environment.get("SOCKET") or None,
            host=environment.get("HOST") or "127.0.0.1",
            port=int(environment.get("PORT") or 8000),
            version=int(environment.get("APP_VERSION") or _VERSION_FILE.read_text()),
        )
