"""From a request to the sentences that are read one by one; pure."""

import re
from typing import NamedTuple

from activities.understanding.text.cleaning import mask

_BULLET = re.compile(r"^\s*(?:[-*+•◦▪·–]|\(?\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_END = re.compile(
    r"(?<=[\w)\"'%!?.])[.!]+[)\"']?\s+(?=\S)|(?<=\w)\?+!*\s+(?=[A-Z\"(]|(?:i|we|it|can|could|please"
    r"|thanks|that|this|and (?:i|we|it|can|could|also)|also|but)\b)"
    r"|\s*;\s*|\s+(?:[xX]{2,}|:-?\)|:-?\(|lol|haha)\s+"
    r"|(?:,?\s+and|,)\s+(?=(?:each|every|an?) [a-z]+ (?:has|have|can have|with|needs"
    r"|contains|belongs|gets|includes)\b)"
    r"|,\s+(?=[a-z]+s have (?:an?|the|name|title|number|date|many|several)\b)"
)
_CHAIN = re.compile(r"\b([a-z]{3,}s), (\1 [a-z]{3,} )")
_SPOKEN = re.compile(
    r"\s+(?:and then (?:when|if|also|we|i|there)|(?:and )?(?:every|each) time|and also|oh and"
    r"|and when (?:a|an|the|some|we|i)\b|ok so|and then for)\b",
    re.IGNORECASE,
)
_ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|etc|approx|no|nr|incl|max|min|avg|tel|est|dept|spec|resp|mr|mrs|ms|dr|st|w"
    r"|prof|vs|ca|cat|reg|inv|ser)\.(?=[,;:)]|\s+[^A-Z\s]|\d)",
    re.IGNORECASE,
)
_CONTRACTED = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (
            r"\bwhat (?:i|we)(?:'m| am|'re| are|'d|'ll| would| really| basically)* (?:after|need|"
            r"want|like|look(?:ing)? for|like to have|have in mind)"
         r" is:? ", "I want "),
        (r"\b(what|who|where|when|how|that|there|here|it|he|she)'s (got|been|had)\b", r"\1 has \2"),
        (r"\b(what|who|where|when|how|that|there|here|it|he|she|which)'s\b", r"\1 is"),
        (r"\b(what|who|where|how) ?s (?=(?:in|on|it|the|left|wrong|got|due)\b)", r"\1 is "),
        (r"\b(i)'?m\b(?! )", r"\1 am"),
        (r"\b(i)'m\b", r"\1 am"),
        (r"\b(you|we|they)'re\b", r"\1 are"),
        (r"\b(i|you|we|they|who|there)'ve\b", r"\1 have"),
        (r"\b(i|ive)\b(?<=ive) (?=been|got|made|read|seen)", r"I have "),
        (r"\b(i|you|he|she|we|they|it|who|there)'d\b", r"\1 would"),
        (r"\b(i|you|he|she|we|they|it|who|there|that)'ll\b", r"\1 will"),
        (r"\b(do|does|did|is|are|was|were|has|have|must|need|should|would|could)n'?t\b", r"\1 not"),
        (r"\bcan'?t\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"\by/n\b", "yes/no"),
        (r"(?<=[a-z])\s*&\s*(?=[a-z])", " and "),
        (r"\b(serial|inventory|invoice|file|load|batch|catalogue|article|frame|phone|box|room|plate"
         r"|chassis|order|membership|member|card|calf|ear ?tag|flat|house|route|account|kit|reg"
         r"|registration|program|model|part|lot|ref|reference|id|cat|stock|bin|desk|seat|unit)"
         r"(?: ?#| (?:no|nr|num)\b\.?)(?=[\s,;.:)]|$)", r"\1 number"),
        (r"\b(?:nr|num)\b\.?(?=[\s,;.:)]|$)", "number"),
        (r"\bqty\b", "quantity"),
        (r"\bppl\b", "people"),
        (r"\bw\. ", "with "),
        (r"\bpics?\b", "picture"),
        (r"\bprio\b", "priority"),
        (r"\bphon\b", "phone"),
        (r"\bsth\b", "something"),
    )
)  # fmt: skip


class Sentence(NamedTuple):
    """A piece of a request that says one thing."""

    text: str
    bullet: bool = False
    heading: str = ""
    """What the list that a bullet stands in is introduced by."""
    joined: bool = False
    """Whether it goes on with what the one before it said, after a semicolon."""


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a cleaned text; short bullets are joined to their heading."""
    found: list[Sentence] = []
    heading, bullets = "", list[str]()
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if bullet and not (
            " - " in line
            and line.lstrip()[0] not in "-–*•"
            and not bullets
            and not line.lstrip()[0].isdigit()
        ):
            bullets.append(line[bullet.end() :].strip(" .;,"))
            continue
        found += _listed(heading, bullets)
        heading, bullets = "", []
        stripped = line.strip()
        if stripped.endswith(":"):
            heading = stripped
        elif stripped:
            found += _joined(_split(line) or [stripped], line)
    found += _listed(heading, bullets)
    return [one._replace(text=one.text[:_LONGEST]) for one in found[:_MOST]]


def _joined(parts: list[str], line: str) -> list[Sentence]:
    behind = [rest.lstrip() for rest in line.split(";")[1:]]
    return [
        Sentence(part, joined=n > 0 and any(rest.startswith(part[:40]) for rest in behind))
        for n, part in enumerate(parts)
        if part
    ]


_LONGEST = 2_000
"""Characters of one sentence: more than anybody writes, and enough for every field."""
_MOST = 140


def _listed(heading: str, bullets: list[str]) -> list[Sentence]:
    *before, last = _split(heading.rstrip(":")) or [""]
    found = [Sentence(one) for one in before]
    if not bullets:
        return [*found, *([Sentence(last)] if last else [])]
    if any(map(_is_rich, bullets)):
        own = [Sentence(last)] if last else []
        told = [Sentence(part, bullet=True, heading=last) for b in bullets for part in _split(b)]
        return found + own + told
    body = ", ".join(filter(None, bullets))
    return [*found, Sentence(f"{last}: {body}" if last else body, heading=last)]


def _is_rich(bullet: str) -> bool:
    """Say whether a bullet tells more than one field."""
    outside = mask(bullet)
    return (
        bool(re.search(r":\s|\s[-–=]\s|\s(?:with|has|have)\s|^(?:each|every|add)\b", outside, re.I))
        or outside.count(",") > 1
    )


def _split(text: str) -> list[str]:
    text = _CHAIN.sub(r"\1; \2", text)
    text = _ABBREVIATIONS.sub(lambda m: m.group(1).replace(".", "") + " ", text)
    for pattern, meant in _CONTRACTED:
        text = pattern.sub(meant, text)
    outside, parts, start = mask(text), list[str](), 0
    for match in _END.finditer(outside):
        asked = "?" if "?" in match.group(0) else ""
        parts.append(text[start : match.start()] + asked)
        start = match.end()
    parts.append(text[start:])
    found: list[str] = []
    for part in parts:
        # Who speaks without full stops goes on with "and then": those are ends of sentences too.
        found += _spoken(part) if len(part) > 200 and part.count(",") * 60 < len(part) else [part]
    return [one for part in found if (one := part.strip(" .!\t,"))]


def _spoken(text: str) -> list[str]:
    parts, start = list[str](), 0
    for match in _SPOKEN.finditer(text):
        parts.append(text[start : match.start()])
        start = match.start()
    return [*parts, text[start:]]
