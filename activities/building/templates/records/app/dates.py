"""Days as people speak of them: how far away, and what is overdue."""

from datetime import date, datetime

from app.values import Stored, show_date

_DAY = len("2026-03-05")
_FAR = 99
"""Days: what is further away is better said by its date."""
SOON = 7
"""Days: what is due within them wants to be looked at."""


def day_of(stored: Stored) -> date | None:
    """Return a stored date; None when it is empty or none at all."""
    try:
        return date.fromisoformat(str(stored))
    except ValueError:
        return None


def day_here(moment: str) -> str:
    """Return the day of a moment where the application runs; what is none stays as it is."""
    if len(moment) <= _DAY:
        return moment
    try:
        return datetime.fromisoformat(moment).astimezone().date().isoformat()
    except ValueError:
        return moment


def counted(number: int, unit: str) -> str:
    """Return a number of something, like ``1 day`` or ``3 days``."""
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def away(day: date, today: date) -> str:
    """Return how far away a day is, like ``tomorrow``, ``in 3 days`` or ``2 days ago``."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    if days > _FAR:
        return f"on {show_date(day.isoformat())}"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"


def due(day: date, today: date) -> str:
    """Return when something is due, like ``due in 3 days`` or ``2 days overdue``."""
    late = (today - day).days
    return f"{counted(late, 'day')} overdue" if late > 0 else f"due {away(day, today)}"


def tone(day: date, today: date, soon: int = SOON) -> str:
    """Return the tone of a badge for something that is to be done by a day."""
    days = (day - today).days
    return "bad" if days < 0 else "warn" if days <= soon else "plain"
