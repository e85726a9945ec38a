"""Settings of health checks and healing, and of who is told of what can't be healed."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from settings.section import Section

SHORTEST_SECRET = 16


class HealthSettings(Section):
    """Looking after what runs."""

    look_seconds: float = Field(default=10.0, ge=1, le=300)
    """Time between two looks at a host."""
    probe_seconds: float = Field(default=2.0, gt=0, le=30)
    """How long an application may take to answer its health check."""
    patience_looks: int = Field(default=3, ge=1)
    """Looks in a row at which an application does not answer before it is started anew."""
    start_seconds: float = Field(default=20.0, gt=0)
    """How long a healed application may take to answer."""
    tries: int = Field(default=5, ge=1)
    """How often an application that can't be kept healthy is started anew, with growing pauses."""
    first_pause_seconds: float = Field(default=10.0, gt=0)
    """Pause after the first try; each further one is twice as long."""
    rare_minutes: float = Field(default=60.0, gt=0)
    """Pause between tries after those were in vain."""
    stable_seconds: float = Field(default=120.0, ge=0)
    """How long a healed application must stay well before its tries are forgotten."""
    disk_low_megabytes: int = Field(default=2048, ge=0)
    """Free space under which a disk counts as nearly full."""
    disk_full_megabytes: int = Field(default=200, ge=0)
    """Free space under which a disk counts as full."""
    certificate_days: float = Field(default=7.0, gt=0)
    """Time before its end at which a certificate that was not renewed is reported."""


class AlertSettings(Section):
    """Who is told of what can't be healed; nothing is sent unless an address is given."""

    webhook_url: SecretStr | None = None
    """Address that gets each notice as JSON."""
    webhook_secret: SecretStr | None = None
    """Key that notices to the webhook are signed with (HMAC-SHA256), 16 characters or more."""
    urls: tuple[SecretStr, ...] = ()
    """Addresses of e-mail and other services, as Apprise writes them: ``mailto://…``, ``ntfy://…``."""
    reminder_hours: float = Field(default=24.0, gt=0)
    """Time after which an open alert that nobody acknowledged is told of again."""
    timeout_seconds: float = Field(default=10.0, gt=0, le=120)
    """How long sending one notice may take."""
    diagnostics: bool = True
    """Send the end of the application's log, and figures of the host, with a notice."""

    @field_validator("webhook_url")
    @classmethod
    def _is_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        parts = urlsplit(value.get_secret_value())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write it like https://example.org/hooks/1")
        return value

    @field_validator("urls")
    @classmethod
    def _have_schemes(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if any("://" not in url.get_secret_value() for url in value):
            raise ValueError("write each like mailto://user:password@example.org")
        return value

    @model_validator(mode="after")
    def _is_signed_well(self) -> Self:
        secret = self.webhook_secret
        if secret is not None and len(secret.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(f"webhook_secret needs {SHORTEST_SECRET} characters or more")
        return self
