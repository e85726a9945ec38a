"""Inputs of the activity that collects logs of applications."""

from models.base import Model


class CollectLogInput(Model):
    """Whose log, and for how long."""

    application_id: str
    seconds: float = 0.0
    """0 for one look."""
