"""Verbs that only ask to keep what stands behind them, told as the plain one; pure.

"I want to log kiln firings" keeps firings, and "log" is no part of their name.
"""

import re

_KEEPS = re.compile(
    r"(?P<lead>\b(?:want|wants|wanted|need|needs|like|love|wish|hope|plan|going|able|app|application"
    r"|tool|something|somewhere|program|system|way|place|site|and) to )"
    r"(?:log|document|catalogue|catalog) "
    r"(?!(?:my|our|the|all|each|every|any|some|an?|what|when|which|how|who|where|whether|if|their"
    r"|his|her|its|this|that|these|those|everything|in|on|out|off|into|onto|for|as|myself"
    r"|ourselves)\b)"
    r"(?=(?:[a-z-]{2,20} ){0,2}[a-z-]{2,20}s\b)",
    re.IGNORECASE,
)


def tell_keeping(text: str) -> str:
    """Return an English request that asks to keep track where it asks to log.

    Args:
        text: The request.
    """
    return _KEEPS.sub(r"\g<lead>keep track of ", text)
