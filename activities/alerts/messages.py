"""Inputs and results of the activities that tell people of alerts."""

from models.base import Model, Text


class TellInput(Model):
    """Which channels have to be told something."""

    channels: tuple[str, ...]


class DeliverInput(Model):
    """Which channel to tell what is due."""

    channel: str


class DeliverResult(Model):
    """What it was told."""

    notices: int = 0


class GiveUpInput(Model):
    """Which channel can't be told for the time being, and why."""

    channel: str
    reason: Text
