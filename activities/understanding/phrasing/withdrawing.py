"""What somebody wished for and took back at once: "but forget it"; pure."""

import re
from collections.abc import Iterator
from functools import cache

from activities.understanding.wishes.wished import load_data

_LONGEST = 240
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?\n]*\s*")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what takes back its own sentence, what takes back the one before, and a wish."""
    words = load_data("withdrawing.toml")
    off, lead = "|".join(words["withdrawn"].values()), "|".join(words["leads"].values())
    end = r"(?:,? (?:please|then|anyway|again|bitte|svp|por favor|per favore))?\s*[.!?\n]*\s*"
    return (
        re.compile(rf"(?:[,;\u2013-]|\.\.\.?)\s*(?:(?:{lead})\b,? ?)*(?:{off}){end}$", re.I),
        re.compile(rf"\s*(?:(?:{lead})\b[,.]* ?)*(?:{off}){end}$", re.I),
        re.compile(
            rf"^\s*(?:{'|'.join(words['additions'].values())})\b"
            rf"|\b(?:{'|'.join(words['wishing'].values())})\b",
            re.IGNORECASE,
        ),
    )


def without_withdrawn(text: str) -> str:
    """Return a request without the sentences whose wish is taken back in them or right behind.

    "And a live picture from the boxes, but that's only his idea, forget it." is left out. A list
    of what is to be kept stays: who ends it so may mean its last item alone.

    Args:
        text: The request, in any of the languages.
    """
    kept = "".join(_kept(text))
    return text if len(kept) == len(text) else kept.strip()


def _kept(text: str) -> Iterator[str]:
    own, before, wish = _patterns()
    waiting = ""
    for at, match in enumerate(_SENTENCE.finditer(text)):
        sentence = match.group()
        short = at > 0 and len(sentence) < _LONGEST
        single = short and ":" not in sentence
        if waiting and short and before.match(sentence):
            waiting = waiting if not _is_wish(waiting, wish) else ""
            continue
        if single and own.search(sentence) and wish.search(sentence):
            continue
        if waiting:
            yield waiting
        waiting = sentence
    if waiting:
        yield waiting


def _is_wish(sentence: str, wish: re.Pattern[str]) -> bool:
    return ":" not in sentence and len(sentence) < _LONGEST and bool(wish.search(sentence))
