"""Removals that are taken back in the same breath: "drop the fee, no wait, keep it"; pure."""

import re
import tomllib
from pathlib import Path

_WORDS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("takenback.toml").read_text(encoding="utf-8")
)


def _any(name: str) -> str:
    return rf"(?:{'|'.join(_WORDS[name])})"


_REMOVES = re.compile(rf"\b{_any('remove')}\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"(?:^|(?<=[.;!?\n] )|(?<=\n))(?P<undone>[^.,;:!?\n]{3,100})(?:,|\.\.\.|…) ?"
    rf"(?:oh,? )?(?:{_any('no')}(?:,? {_any('wait')})?|{_any('wait')}(?:,? {_any('no')})?)"
    rf"[,!.] ?(?=[^.,;:!?\n]{{0,60}}\b{_any('keep')}\b)[^.,;:!?\n]{{2,80}}?"
    rf"(?:,? {_any('but')} (?:{_any('that')} )?|(?P<end>[.;!?\n]+ ?|$))",
    re.IGNORECASE,
)


def without_taken_back(text: str) -> str:
    """Return a request without a removal that is taken back, and without its taking back.

    Args:
        text: The whole request; one without such a turn stays as it is.
    """
    return _TAKEN_BACK.sub(_rest, text)


def _rest(match: re.Match[str]) -> str:
    """Keep what takes back anything but a removal: what is kept then is another thing."""
    return "" if _REMOVES.search(match["undone"]) else match[0]
