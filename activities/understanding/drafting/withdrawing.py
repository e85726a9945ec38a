"""Wishes that are taken back in the sentence that tells them: "…, but forget it"; pure."""

import re

_MOST_READ = 8_000
_SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\w)[^.!?\n]*)*[.!?\n]*\s*")
_BACK = (
    r"(?:(?:forget|scrap|skip|ignore|drop|leave) (?:about )?(?:it|that|this)(?: out)?"
    r"|never ?mind(?: (?:it|that|this))?|nevermind|no need(?: (?:for|of) (?:it|that|this))?"
    r"|(?:we|i) (?:don'?t|do not) (?:really )?need (?:it|that|this)(?: (?:after all|really))?)"
)
_GAP = r"[, ]{1,3}"
_TAKEN_BACK = re.compile(
    rf"(?:,|;| -| \u2013|\.{{2,}}|\bbut|\bwell|\bno|\bso|\bactually|\bah|\boh|\bnah){_GAP}"
    rf"(?:(?:but|so|well|no|just|actually|please|let'?s|you can|oh|ah|nah|ok|okay){_GAP}){{0,3}}"
    rf"{_BACK}(?:,? (?:please|then|again|for now|really|after all|lol|haha))?\s*[.!?\n]*\s*$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:(?:but|so|well|no|just|actually|please|oh|ah|nah|ok|okay){_GAP}){{0,3}}{_BACK}"
    r"(?:,? (?:please|then|again|for now|really|after all|lol|haha))?\s*[.!?\n]+\s*",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"(?:(?:and|also|oh|plus|maybe|perhaps|or|then|but|well|ideally|even|an?|it|if|could|can|would"
    r"|my|our|some(?:one|body)?|i (?:thought|wondered|wanted|would|'d)|we (?:thought|wanted))\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",? (?:and|plus) (?:maybe|perhaps|also|possibly|even) (?P<wish>[^,;.]{2,80})$", re.IGNORECASE
)
_LONGEST = 400
_MOST_COMMAS = 2


def without_withdrawn(text: str) -> str:
    """Return a request without the wishes that are taken back as soon as they are told.

    Only what is told besides can be left out as a whole: the first sentence says what to keep, and
    where many things are listed, nothing says which of them is meant.

    Args:
        text: The request, in English.
    """
    kept: list[str] = []
    for match in _SENTENCE.finditer(text[:_MOST_READ]):
        sentence = match.group()
        if not _ALONE.fullmatch(sentence):
            kept.append(_without(sentence, first=not kept))
        elif len(kept) > 1 and _is_besides(kept[-1]):
            kept.pop()
    return "".join(kept) + text[_MOST_READ:]


def _without(sentence: str, *, first: bool) -> str:
    taken = _TAKEN_BACK.search(sentence) if len(sentence) < _LONGEST else None
    if taken is None:
        return sentence
    wish = sentence[: taken.start()]
    if _is_besides(wish) and not first:
        return ""
    tail = _TAIL.search(re.split(r",? but\b", wish)[0])
    return f"{wish[: tail.start()]}. " if tail else sentence


def _is_besides(wish: str) -> bool:
    return bool(_BESIDES.match(wish)) and wish.count(",") <= _MOST_COMMAS and ":" not in wish
