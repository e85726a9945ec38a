"""Entries of the audit list."""

from datetime import datetime
from typing import Any

from pydantic import Field

from models.base import Model


class AuditEntry(Model):
    """One thing that somebody did."""

    sequence: int
    at: datetime
    actor: str
    """Owner, ``operator`` or a part of the system."""
    action: str
    """Like ``application.delete``."""
    subject: str
    """Id of what it was done to."""
    data: dict[str, Any] = Field(default_factory=dict)
    digest: str = ""
    """SHA-256 of the digest before and this entry."""
