"""What somebody corrects in the same breath: "kitchen, bath, no wait, not bath, bedroom"; pure."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

_LONGEST = 2_000
_ALIKE = 86
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\s|$)|\n+|$)\s*")
_ITEM = re.compile(
    r"(?:[:,;(]|\b(?:and|or|und|oder|et|ou|y|o|e|en|of|i|lub) )\s*"
    r"| (?=(?:an?|the|ein\w*|une?|una?|uno|een|uma?) \w)"
)
"""Stands before what may be the last thing that was named."""
_IT = frozenset({"it", "that", "them", "es", "sie", "das", "ça", "eso", "ello", "questo", "dat"})


class _Ways(NamedTuple):
    again: re.Pattern[str]
    """An order that the same words give anew: "call it Den, no wait, call it Nest"."""
    not_that: re.Pattern[str]
    rather: re.Pattern[str]
    kept: re.Pattern[str]


def without_corrected(text: str) -> str:
    """Return a wish as it is meant in the end.

    Args:
        text: "Rooms are kitchen, bath, no wait, not bath, bedroom" becomes "Rooms are kitchen,
            bedroom", and "Make the weight grams. No, leave the weight." goes.
    """
    if len(text) > _LONGEST:
        return text
    sentences = [found[0] for found in _SENTENCE.finditer(text)]
    kept: list[str] = []
    for sentence in sentences:
        stays = _ways().kept.match(sentence.strip())
        what = (stays["what"] or stays["stays"] or "").strip() if stays else ""
        if what and kept and _is_said(what, kept[-1]):
            kept.pop()
            continue
        kept.append(_said_right(sentence))
    return "".join(kept).strip() if kept != sentences else text


def _said_right(sentence: str) -> str:
    sentence = _ways().again.sub("", sentence)
    found = _ways().not_that.match(sentence)
    if found:
        items = re.split(r"(?<=[,:;(])\s*", found["before"])
        gone = found["gone"].strip().casefold()
        left = [one for one in items if one.strip(" ,:;()").casefold() != gone]
        if len(left) < len(items):
            before, rest = " ".join(left).rstrip(" ,"), found["rest"].lstrip(" ,")
            return f"{before}, {rest}" if rest.strip(" .!?\n") else f"{before}{rest}"
    found = _ways().rather.match(sentence)
    if found:
        last = [*_ITEM.finditer(found["before"])]
        if last and found["before"][last[-1].end() :].strip():
            return f"{found['before'][: last[-1].end()].rstrip()} {found['rest']}"
    return sentence


def _is_said(what: str, sentence: str) -> bool:
    """Say whether something is named in a sentence, as near as people write."""
    if what.casefold() in _IT:
        return True
    words = re.findall(r"[\w'-]+", sentence.casefold())
    said = what.casefold().split()
    spans = (words[at : at + len(said)] for at in range(len(words) - len(said) + 1))
    return any(fuzz.ratio(" ".join(span), " ".join(said)) >= _ALIKE for span in spans)


@cache
def _ways() -> _Ways:
    path = Path(__file__).with_suffix(".toml")
    raw: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    no, wait, nope, but, rather, opening, keep, stays, article = (
        f"(?:{'|'.join(raw[name])})"
        for name in ("no", "wait", "not", "but", "rather", "opening", "keep", "stays", "article")
    )
    back = rf"(?:{no},? {wait}|{wait},? {no}|{no}|{wait})"
    return _Ways(
        re.compile(
            r"\b(?P<order>[^\W\d_]{2,20} [^\W\d_]{2,20}) [^,.;:!?\n]{1,60}?"
            rf"\s*(?:,|\.\.\.|…|-)\s*{back}[,!.…]* (?=(?P=order) )",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?P<before>[^\n]{{3,300}}?)\s*(?:,|\.\.\.|…|-)\s*{back}[,!.…]* "
            rf"{nope} (?:{article} )?(?P<gone>[^,.;:!?\n]{{2,40}}?)"
            rf"(?:, ?(?:{but} )?| {but} |(?=[.!?\n]|$))(?P<rest>[^\n]*\n?)$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?P<before>[^\n]{{3,300}}?)\s*(?:,|\.\.\.|…|-)\s*(?:{back}[,!.…]* )?{rather},? "
            r"(?P<rest>[^\n]{2,200}\n?)$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:{opening}[,.!…]* )+(?:{wait},? )?"
            rf"(?:{keep} (?:{article} )?(?P<what>[\w'-]+(?: [\w'-]+)?)"
            rf"|(?:{article} )?(?P<stays>[\w'-]+(?: [\w'-]+)?) {stays})"
            r"(?: (?:as (?:it|they) (?:is|are|was|were)|please|bitte|after all"
            r"|wie \w+ (?:ist|war|sind)))?"
            r"(?:, [^.!?\n]{0,80})?[.!?\n ]*$",
            re.IGNORECASE,
        ),
    )
