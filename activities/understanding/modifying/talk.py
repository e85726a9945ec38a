"""What in a wish is no wish: greetings, thanks and questions; pure."""

import re

from activities.understanding.text.words import label_of

_PRONOUN = r"(?:i|we|you|it|he|she|they|this|that|these|those|there|one|people|everyone|anyone)"
_DETERMINER = r"(?:the|my|our|his|her|their|an?)"
_AUXILIARY = (
    r"(?:do|does|did|have|has|had|is|are|was|were|can|could|will|should|would|can't|don't"
    r"|doesn't|isn't|aren't|won't|must|shall)"
)
_ASKS = re.compile(
    rf"^(?:and |but |so |then |also )*(?:"
    rf"why\b|how come\b"
    rf"|(?:how|what|where|when|which|who)(?: [\w'-]+){{0,3}}? {_AUXILIARY}"
    rf" (?:{_PRONOUN}|{_DETERMINER})\b"
    rf"|(?:what|when|where|who|how)(?:'s| is| are| was| were) (?:{_PRONOUN}|{_DETERMINER})\b"
    rf"|(?:do|have|had|am|don't|haven't) {_PRONOUN}\b"
    rf"|(?:does|did|is|are|was|were|has|will|doesn't|isn't|aren't|won't|didn't|hasn't)"
    rf" (?:{_PRONOUN}|{_DETERMINER})\b)",
    re.IGNORECASE,
)
_ASKS_WITH_MARK = re.compile(
    r"^(?:and |but |so |then |also )*(?:what|where|when|who|whose|which|how(?! about)|do|does|did"
    r"|is|are|was|were|has|have)\b(?! about\b)[^?]*\?+$",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"^(?:(?:many )?thanks?(?: you)?(?: (?:so|very) much| a lot| for (?:that|this|everything"
    r"|your help))?|cheers|(?:that(?:'s| is| was| looks?)|looks?|(?:it|this)(?:'s| is| looks?))?"
    r" ?(?:really |very |so |all |already )*(?:great|perfect|super|wonderful|lovely|nice|awesome"
    r"|cool|fine|brilliant|excellent|good)(?: so far| work| job| already)?"
    r"|(?:good|well|great|nice) (?:work|job|done|idea|point)|ok(?:ay)?|yes|no|hello|hi|hey"
    r"|good (?:morning|evening|day)"
    r"|(?:just )?(?:one|a) (?:more|last|little|small|quick) (?:thing|wish|question)|sorry"
    r"|never ?mind|(?:i|we) (?:really )?(?:like|love) (?:it|this)(?: so far)?|oh|by the way)$",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    rf"^(?:and |but |so )*(?:do|does|did|is|are|don't) {_PRONOUN} (?:really |still |even "
    rf"|actually )*"
    rf"(?:need|use|want|have) (?:{_DETERMINER} )?(?P<thing>[^?,;]{{2,60}}?)(?: at all)?\?*$"
    rf"|^(?:when|where)(?:'s| is| was| are| were) (?P<what>(?:{_DETERMINER}) [\w'-]+) "
    r"(?P<rest>[\w' -]{2,40}?)\?*$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?P<first>[^,!.?;:]{2,40})[,!.;:]+ (?P<rest>\S.*)$")
_QUESTION_END = re.compile(r"(?<=\?)\s+")


def parts_of(text: str) -> list[str]:
    """Return the text with its questions and thanks apart from what is said with them."""
    parts: list[str] = []
    while (said := _FIRST.match(text)) and is_chat(said["first"]):
        parts.append(said["first"])
        text = said["rest"]
    for piece in _QUESTION_END.split(text):
        alone = not parts or is_question(parts[-1]) or is_chat(parts[-1]) or is_chat(piece)
        if not alone:
            parts[-1] = f"{parts[-1]} {piece}"
        else:
            parts.append(piece)
    return [part for part in parts if part.strip(" ?!.,")]


def is_question(words: str) -> bool:
    """Say whether words ask for an answer, and not for a change: "why do I have to …"."""
    return bool(_ASKS.match(words) or _ASKS_WITH_MARK.match(words))


def is_chat(words: str) -> bool:
    """Say whether words are only polite: "thanks", "that's great"."""
    return bool(_CHAT.match(words.strip(" .,!?;:-")))


def topic_of(words: str) -> str:
    """Return what a question is about, as it would be called: "it" after it means that."""
    found = _TOPIC.match(words)
    if not found:
        return ""
    if found["thing"]:
        return found["thing"]
    asked = words.split("'", 1)[0].split(" ", 1)[0].lower()
    return label_of(f"{asked} {found['what']} is {found['rest']}").lower()
