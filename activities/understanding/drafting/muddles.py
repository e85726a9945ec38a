"""Whether a request only tells of a muddle: what to keep of all that is named is to be asked; pure.

"School. emails, letters, bake sales, it's a nightmare, can you help" names no list.
"""

import re

from activities.understanding.languages.vocabulary import read_table
from activities.understanding.marking.marks import Marked

_LONGEST = 400
"""Characters of a sigh; who writes more says what is to be kept."""
_LISTED = re.compile(r"[^.!?;:\n]*,[^.!?;:\n]*")


def is_muddle(text: str, marked: Marked, language: str) -> bool:
    """Say whether things are only named in a sigh, and nothing is marked of any of them.

    Args:
        text: The request.
        marked: What was marked in it.
        language: ISO 639-1 code.
    """
    sighs = read_table("muddles").get(language)
    if sighs is None or marked.fields or marked.things or len(text) > _LONGEST:
        return False
    sighed = re.search(rf"(?<!\w)(?:{sighs['sigh']})(?!\w)", text, re.IGNORECASE)
    asked = re.search(rf"(?<!\w)(?:{sighs['help']})(?!\w)", text, re.IGNORECASE)
    return _LISTED.search(text) is not None and bool(sighed or asked)
