"""How people write in a hurry, turned into the words that are read; pure."""

import re

MISSPELT_WHOSE = (
    r"\bwho['\u2019]?s (?=(?!got\b|had\b|been\b|done\b|[a-z]{1,20}(?:ing|ed)\b)[a-z]{3,20} "
    r"(?:it|this|that|they|these|those) (?:is|was|are|were)\b)"
)
"""As many write the word before a noun: "who's recipe it was"."""
_WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (r"\bw/o\b", "without"),
        (r"\bw/ ?(?=\w)", "with "),
        (r"\b(?:pls|plz)\b", "please"),
        (r"[,.!]?\s*\b(?:thx|thank(?:s| you)(?! (?:letter|card|note|gift|mail|message)s?\b))"
         r"(?: (?:a lot|so much|very much|in advance|again))?[.! ]*$", ""),
        (r"(?<=[a-z,]) ['n]{1,2} (?=[a-z])", " and "),
        (r"\b(what|who|that|there|where)s (?=\w)", r"\1's "),
        (MISSPELT_WHOSE, "whose "),
        (r"\bits (?=(?:an?|the|not|been|for|just|like|all|only|about|to|my|our|called|going|ok"
         r"|fine|so|too|very|in|on|due|gone|hard|easy|got|broken|done|paid|returned|empty|full|time)\b)",
         "it's "),
        (r"\b(i|he|she|they|we)d (?=(?:like|love|want|need|go|buy|do)\b)", r"\1'd "),
        (r"\bi been\b", "I have been"),
        (r"(?:^|(?<=[.;\n]))[ \t]*(?:user )?(?:story|feature|requirement) ?#?\d{0,2} ?[:.)] *",
         "\n"),
        (r"\s*\((?:[^()]{0,200}\betc\b[^()]{0,20}|(?:e\.g\.|like|such as|for example)"
         r"[^()]{1,200})\)(?=\s*(?:-|:)\s)", ""),
        (r",? (?:(?:that|which) )?(?:i|we)(?:'ve| have| had)?(?: (?:ever|already|recently))?"
         r" (?:seen|read|owned?|watched|been to|visited|played|tried|bought|got|done|have)"
         r"(?=,? with\b)", ""),
    )
)  # fmt: skip


def plain(text: str) -> str:
    """Return a cleaned text without the shorthand of chats, thanks and numbered stories."""
    for pattern, meant in _WRITTEN:
        text = pattern.sub(meant, text)
    return text.strip()
