"""Settings of backups."""

from pathlib import Path

from pydantic import Field

from settings.section import Section


class BackupSettings(Section):
    """When applications' data is copied, how long copies are kept, how they are proved."""

    enabled: bool = True
    """Make backups on schedule, try them and tidy up; by hand they can be made in any case."""
    interval_hours: float = Field(default=24.0, ge=0.01)
    """How often each application is looked at; without a change no new copy is made."""
    concurrency: int = Field(default=1, ge=1, le=16)
    """Applications that are copied at a time."""
    keep_last: int = Field(default=3, ge=1)
    """The newest so many scheduled backups are kept."""
    keep_daily: int = Field(default=7, ge=0)
    """So many days keep their newest backup."""
    keep_weekly: int = Field(default=4, ge=0)
    """So many weeks keep their newest backup."""
    keep_monthly: int = Field(default=6, ge=0)
    """So many months keep their newest backup."""
    keep_manual: int = Field(default=10, ge=1)
    """The newest so many backups made by hand are kept."""
    max_total_mb: int = Field(default=20_480, ge=0)
    """All backups together; beyond it the oldest go that may. 0: no limit."""
    copy_to: Path | None = None
    """Existing folder, perhaps of another disk, that gets a copy of every backup."""
    drill_days: float = Field(default=7.0, ge=0)
    """How often each application's newest backup is restored for a trial. 0: never."""
