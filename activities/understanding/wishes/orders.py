"""Orders to the program that reads a request: left out, so that only the honest wish is read."""

import re
from functools import cache
from itertools import pairwise

from activities.understanding.text.patterns import Phrases, tokens
from activities.understanding.wishes.wished import load_data, phrases_of

_HEADING = re.compile(
    r"^\W*(?:begin |start )?(?:system|developer|assistant|admin|administrator|inst|im_start)\b"
    r"[^\w\n]*(?:system|message|prompt|note|override|update|instructions?)?[^\w\n]*(?:$|:)",
    re.IGNORECASE,
)
_END = re.compile(r"^\W*(?:/|end\b|im_end|stop\b)", re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.!?;])\s+|(?<=\n)")


@cache
def _phrases() -> Phrases:
    return phrases_of({"order": load_data("orders.toml")["phrases"]})


def without_orders(text: str) -> str:
    """Return the text without what is meant for the reader's own program instead of as a wish."""
    kept = _without_blocks(text)
    if next(iter(_phrases().find(tokens(kept))), None) is None:
        return kept
    return "".join(part for part in _parts(kept) if not _is_order(part))


def _parts(text: str) -> list[str]:
    starts = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    return [text[one:other] for one, other in pairwise(starts)]


def _is_order(part: str) -> bool:
    return next(iter(_phrases().find(tokens(part))), None) is not None


def _without_blocks(text: str) -> str:
    """Drop what stands below a heading that pretends to come from the system."""
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        if not inside and _HEADING.match(line):
            inside = True
        elif inside and (_END.match(line) or not line.strip()):
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)
