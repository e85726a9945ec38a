"""From what an instance wrote to lines that can be shown: level, time, no secrets; pure."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from activities.containers.port import InstanceLine
from models.application_logs import CollectedLine
from models.jobs import LogLevel
from storage.redaction import plain, redacted

LONGEST_LINE = 4_000
_MARK = "\u2063"
"""An invisible separator: it tells which line a text was, after several were looked at together."""
_RETURN = "\r"
_TOGETHER = 200
"""Lines: as long as they may be, they are less than is looked at for secrets at once."""
_MARKED = re.compile(rf"{_MARK}(\d+){_MARK}(.*)")
_LEVELS = {
    "debug": LogLevel.DEBUG,
    "trace": LogLevel.DEBUG,
    "info": LogLevel.INFO,
    "notice": LogLevel.INFO,
    "warn": LogLevel.WARNING,
    "warning": LogLevel.WARNING,
    "error": LogLevel.ERROR,
    "critical": LogLevel.ERROR,
    "fatal": LogLevel.ERROR,
    "panic": LogLevel.ERROR,
}
_LEVEL = re.compile(rf"(?:^|[\s\[<\"'=:])({'|'.join(_LEVELS)})(?=[\s\]>\"':,]|$)", re.IGNORECASE)
_LOOKED_AT = 120
"""Characters in which a level is looked for: later words are part of what is said."""
_TRACEBACK = "Traceback (most recent call last)"


def collected(
    lines: Sequence[InstanceLine], instance: str, version: int, now: datetime
) -> list[CollectedLine]:
    """Return the lines as they are kept; their numbers are given by the store."""
    found = []
    level = LogLevel.INFO
    texts = [line.text for line in lines]
    groups = (texts[at : at + _TOGETHER] for at in range(0, len(texts), _TOGETHER))
    shown = [text for group in groups for text in _shown(group)]
    for line, text in zip(lines, shown, strict=True):
        if text is None:
            continue
        level = level_of(text, level)
        found.append(
            CollectedLine(
                number=0,
                at=_moment(line.stamp, now),
                level=level,
                version=version,
                text=text,
                instance=instance,
                stamp=line.stamp,
            )
        )
    return found


def level_of(text: str, before: LogLevel) -> LogLevel:
    """Return the level of a line; what is indented goes on with the line before."""
    if _TRACEBACK in text:
        return LogLevel.ERROR
    if text[:1] in {" ", "\t"}:
        return before
    told = _LEVEL.search(text[:_LOOKED_AT])
    return _LEVELS[told[1].lower()] if told else LogLevel.INFO


def _shown(texts: Sequence[str]) -> list[str | None]:
    """Return the texts without secrets; None for one that was only a part of a secret."""
    # Together, for a secret may go over several lines.
    marked = "\n".join(
        f"{_MARK}{at}{_MARK}{text.replace(_MARK, '').replace(_RETURN, ' ')[: LONGEST_LINE + 1]}"
        for at, text in enumerate(texts)
    )
    shown: list[str | None] = [None] * len(texts)
    for line in redacted(marked).split("\n"):
        found = _MARKED.match(line)
        if found is not None:
            text = plain(found[2]).rstrip()
            shown[int(found[1])] = text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…"
    return shown


def _moment(stamp: str, now: datetime) -> datetime:
    try:
        # A nanosecond is less than a moment can hold.
        moment = datetime.fromisoformat(f"{stamp[:26]}+00:00")
    except ValueError:
        return now
    return moment if moment.year > 1 else now.astimezone(UTC)
