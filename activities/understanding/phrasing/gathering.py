"""Where people meet and somebody notes who came, told as a list with those who did; pure.

"We meet on Thursdays and I note who attended" tells of meetings, each with its day and with those
of the members who were there.
"""

import re

from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.words import is_plural

_MEETING = {
    "meet": "Meetings",
    "train": "Trainings",
    "rehearse": "Rehearsals",
    "practise": "Practices",
    "practice": "Practices",
    "play": "Games",
    "sing": "Rehearsals",
}
_GATHERED = re.compile(
    rf"(?P<before>^|(?<=[.!?\n])\s*|\band )(?P<subject>we|they|everyone"
    r"|the (?:group|team|club|choir|band)) "
    rf"(?:(?:all|always|usually|normally) )?(?P<verb>{'|'.join(_MEETING)})s?(?P<when> "
    r"(?:(?:together|up) )?(?:on|every|each|once|twice|weekly|monthly|most|three|two) "
    r"[^.;:!?\n]{2,60}?| weekly| monthly)?"
    r"(?:,? and|,|;|\.) ?(?:(?:i|we|somebody|someone|he|she|our|the|my|[a-z]{3,12}) ){1,3}?"
    r"(?:(?:want|wants|need|needs|like|have|has|always|then|also) )?(?:to )?"
    r"(?:note|notes|tick|ticks|mark|marks|record|records|write|writes|keep|see|know|log|check)"
    r"(?: off| down| track of| a list of)? (?:who|which of (?:us|them)) "
    r"(?:(?:has|have|actually|was|were|is) )?"
    r"(?P<came>attended|attends?|came|comes?|there|present|turned up|turns? up|showed up"
    r"|missing)\b",
    re.IGNORECASE,
)
_MUSIC = re.compile(
    r"\b(?:band|orchestra|choir|ensemble|quartet|quintet|trio|brass|strings|musicians?|music)\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\b[a-z]{3,15}s\b|\bchildren\b", re.IGNORECASE)


def tell_gatherings(text: str) -> str:
    """Return an English request where such meetings are a list.

    Args:
        text: The request.
    """
    return _GATHERED.sub(_listed, text)


def _listed(match: re.Match[str]) -> str:
    noun = _MEETING[match["verb"].lower()]
    told = match.string[: match.start()] + match.string[match.end() :]
    if noun == "Games" and _MUSIC.search(f"{match['subject']} {told}"):
        noun = "Gigs"
    if re.search(rf"\b{noun[:-1]}s?\b", told, re.IGNORECASE):
        return match.group()
    people = next(
        (
            word.group().lower()
            for word in _PEOPLE.finditer(told[:2_000])
            if is_plural(word.group().lower()) and is_person_word(word.group().lower())
        ),
        "",
    )
    came = "were missing" if match["came"].lower() == "missing" else "attended"
    who = f"which {people} {came}" if people else f"who {came.replace('were', 'was')}"
    begin = match["before"] if not match["before"].startswith("and") else ". "
    return f"{begin}{noun}: date, {who}"
