"""Settings of visits: waking what sleeps, and what is kept of the figures."""

from pydantic import Field

from settings.section import Section


class WakingSettings(Section):
    """Waking an application that sleeps when somebody visits it."""

    hold_seconds: float = Field(default=20.0, ge=0, le=120)
    """How long a visitor's request is held while the application starts, before a page is shown."""
    at_once: int = Field(default=2, ge=1)
    """Applications that are woken side by side; further ones wait their turn."""
    held_requests: int = Field(default=512, ge=1)
    """Requests that are held at a time; beyond that visitors see the page at once."""
    held_per_application: int = Field(default=128, ge=1)
    """The same for one application."""


class TrafficSettings(Section):
    """What is written down of visits, and for how long."""

    access_log_megabytes: int = Field(default=20, ge=1)
    """Size at which the access log is begun anew."""
    access_log_files: int = Field(default=4, ge=1)
    """Earlier access logs that are kept."""
    read_every_seconds: float = Field(default=5.0, gt=0)
    """How often the access log is summed up."""
    minutes_kept_days: float = Field(default=2, gt=0)
    """How long figures are kept per minute; then per hour."""
    hours_kept_days: float = Field(default=92, gt=0)
    """How long figures are kept per hour; then per day."""
    days_kept_days: float = Field(default=731, gt=0)
    """How long figures are kept per day; then they are deleted."""
