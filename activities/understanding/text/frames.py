"""Words by what they do in a request; read once in a process."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from activities.understanding.text.cleaning import word_set


@dataclass(frozen=True)
class Frames:
    """What :file:`frames.toml` holds."""

    app_nouns: frozenset[str]
    settings: frozenset[str]
    times: frozenset[str]
    views: frozenset[str]
    people: frozenset[str]
    knowns: frozenset[str]
    states: frozenset[str]
    happenings: frozenset[str]
    shared: frozenset[str]
    gatherings: frozenset[str]
    events: dict[str, str]

    def names_nothing(self, word: str) -> bool:
        """Say whether a noun is one of the frame: an app, a place of the story, a time."""
        return word in self.app_nouns or word in self.settings or word in self.times


@cache
def frames() -> Frames:
    """Return the words."""
    raw = tomllib.loads(files(__package__).joinpath("frames.toml").read_text(encoding="utf-8"))
    sets = {
        name: word_set(raw[name])
        for name in (
            "app_nouns",
            "settings",
            "times",
            "views",
            "people",
            "knowns",
            "states",
            "happenings",
            "shared",
            "gatherings",
        )
    }
    return Frames(**sets, events=dict(raw["events"]))
