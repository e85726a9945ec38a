"""What pages are usually about; pure after loading."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

START = "start"
_ENGLISH = "en"


@dataclass(frozen=True)
class Topic:
    """What a page is about."""

    name: str
    names: re.Pattern[str]
    says: re.Pattern[str] | None
    title: Mapping[str, str]
    write: Mapping[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)

    def title_in(self, language: str) -> str:
        """Return how the page is called."""
        return in_language(self.title, language)

    def placeholder(self, language: str) -> str:
        """Return what its owner is asked to write."""
        return in_language(self.write, language)

    def columns_in(self, language: str) -> str:
        """Return the columns of the list on it, or nothing."""
        return in_language(self.columns, language) if self.columns else ""


def in_language(words: Mapping[str, str], language: str) -> str:
    """Return the words in a language, or in English."""
    return words.get(language, words[_ENGLISH])


@cache
def topics() -> tuple[Topic, ...]:
    """Return all topics."""
    raw = tomllib.loads(files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))
    return tuple(
        Topic(
            name,
            re.compile(row["names"], re.IGNORECASE),
            re.compile(row["says"], re.IGNORECASE) if "says" in row else None,
            row["title"],
            row["write"],
            row.get("list", {}),
        )
        for name, row in raw.items()
    )


def topic_called(words: str) -> Topic | None:
    """Return the topic of a page that is called like that."""
    return next((topic for topic in topics() if topic.names.fullmatch(words.strip())), None)


def topic_told(sentence: str) -> Topic | None:
    """Return the topic that a sentence belongs to."""
    told = (topic for topic in topics() if topic.says and topic.says.search(sentence))
    return next(told, None)
