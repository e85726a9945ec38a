"""Fields in brackets behind vouchers for several are of the vouchers; pure.

"Bonos de 10 clases (fecha, precio, pagado)" tells of no class when it was paid. How many a
voucher is good for is one of its fields.
"""

import re
from functools import cache, partial

from activities.understanding.languages.vocabulary import LANGUAGES, read_table

_BEHIND = 2
"""Fields before the number: those that tell when and for how much it was sold are told first."""


def tell_vouchers(text: str, language: str) -> str:
    """Return a request where what is told of vouchers stands behind them.

    Args:
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return text
    number = read_table("vouchers")[language]["number"]
    return _pattern(language).sub(partial(_told, number=number), text)


def _told(match: re.Match[str], number: str) -> str:
    fields = match["fields"].split(",")
    fields.insert(_BEHIND, f" {number} {match['what']}")
    return f"{match['voucher']} ({','.join(fields)})"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    row = read_table("vouchers")[language]
    return re.compile(
        rf"\b(?P<voucher>{row['voucher']}) (?:{row['for']}) \d{{1,3}} (?P<what>[^\W\d_]{{3,24}}) ?"
        r"\((?P<fields>[^():\n]{2,80},[^():\n]{2,80})\)",
        re.IGNORECASE,
    )
