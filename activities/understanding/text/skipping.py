"""Sentences and items that tell no field: refusals, ways of looking, small talk; pure."""

import re

from activities.understanding.text.frames import frames

_NEGATIVE = re.compile(
    r"^(?:but |and |also |please |so |just )*(?:no\b(?!\w*:)|nothing\b|none\b|not "
    r"(?:required|needed|necessary)|"
    r"(?:i|we) (?:really |definitely |absolutely )?(?:do not|don t|would not|will not|"
    r"have no|want no|need no|can not|never)"
    r"(?: really| actually)? (?:need|want|care|like|wish|have|use|mind|interest|prices?)|"
    r"without\b|never\b"
    r"|(?:please )?do not|leave out|please spare|spare me|skip\b|forget about|there is "
    r"no need|(?:it|this|the \w+) (?:does|do|must|should|need) not"
    r"|(?:\w+ ){1,4}(?:do|does|are|is) not (?:matter|have to|needed|required|necessary|"
    r"interest|important))",
    re.IGNORECASE,
)
_VIEW = re.compile(
    r"^(?:(?:and|also|then|plus|so|in the morning|in \w+|every \w+|at the end(?: of"
    r"(?: [\w']+){1,4}?)?|ideally|maybe|please|once a \w+"
    r"|on the \w+|would be (?:nice|great|lovely)|it would be (?:nice|great|lovely|good|"
    r"perfect)(?: if| to)?|for \w+(?: \w+){0,3}?) ?,? ){0,3}"
    r"(?:(?:i|we|you|my \w+|everyone|everybody|the \w+|people|it|that|this|they|(?:the )?\w+ and i)"
    r"(?: (?:would|should|must|will|also|just|then|really|might|can|could|only|have|has|"
    r"need|needs|want|wants|am|still|always|do))*"
    r" (?:like |love |want |need |able |got )?(?:to )?(?:be able to )?)?"
    r"(?:show|shows|remind|reminds|warn|tell|tells|see (?:how|who|which|what|at|per|the|"
    r"if|whether|when|it|them|this|all|my|our|"
    r"everybody|everyone|gaps|a|today|who's|for|on|totals?|by)|look(?:ing)? (?:up|for|"
    r"at)|find (?:a|an|it|things|out|them|something)|search|filter|sort|export|print|"
    r"compare|"
    r"sum|calculate|totals?|count up|add up|download|share|hand|overdue|highlight|mark "
    r"(?:in|it)|sorted|newest|oldest|a (?:graph|"
    r"chart|curve|total|reminder|calendar|board|map|table of|sum|list of who|list for|"
    r"warning|button|big|countdown|search)|"
    r"graph|chart|map|calendar|bonus|low stock|which \w+ (?:is|are) (?:overdue|late|due)|"
    r"stand out|jump out|give me|access)\b",
    re.IGNORECASE,
)
_VIEW_ITEM = re.compile(
    r"^(?:(?:and|also|plus|then|maybe|with|a|an|the|some|my|our|per|monthly|weekly|"
    r"yearly|daily|running|simple|little|nice|"
    r"grand|overall|final) )*(?:graphs?|charts?|curves?|reminders?|export|csv|printouts?|"
    r"statistics|stats|overview|diagram"
    r"|total (?:at|in|per|of|so|for|and)|totals|sum (?:at|of|per|so|for)|average|"
    r"calendar|search|filter|percent(?:age)? per|"
    r"remind|show|print|warn|sort|ranking|balance of|low stock|warning|alarm)\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"^(?:hi|hello|hey|hiya|dear|good (?:morning|evening|day|afternoon)|thanks?|thank "
    r"you|cheers|regards|with kind|kind regards"
    r"|yours|sincerely|best|bye|greetings|i hope|hope (?:this|you)|my (?:son|grandson|"
    r"daughter|neighbour|friend|colleague|niece|nephew) "
    r"(?:says|said|told|means)|is that possible|can you do that|how (?:soon|much)|that "
    r"is (?:it|all)|not sure)\b",
    re.IGNORECASE,
)


_FEATURE = re.compile(
    r"^(?:(?:an?|the|with|and) )*(?:undo|dark mode|(?:csv )?(?:imports?|exports?)|recycle bin|trash"
    r"|log ?ins?(?: with (?:a )?password)?|password (?:protection|login)|share links?)$",
    re.IGNORECASE,
)

_WHICH_HAVE = re.compile(
    r"^(?:and |also |so |then )*(?:which|what) [\w-]+(?: [\w-]+)? "
    r"(?:(?:still|already) (?:has|have|need|needs|lack|lacks)|(?:has|have) (?:still|yet)) ",
    re.IGNORECASE,
)
"""What asks which of them are in a state now, and tells no field: "which still have room"."""


def is_refused(text: str) -> bool:
    """Say whether a sentence or item says what is not wanted."""
    return bool(_NEGATIVE.match(text.strip()))


def is_looking(text: str) -> bool:
    """Say whether a sentence is about looking at records: totals, reminders, charts."""
    return bool(_VIEW.match(text.strip()) or _WHICH_HAVE.match(text.strip()))


def is_view_item(text: str) -> bool:
    """Say whether an item of an enumeration is about looking at records."""
    text = text.strip().lower()
    return bool(_VIEW_ITEM.match(text)) or text in frames().views or is_feature(text)


def is_feature(text: str) -> bool:
    """Say whether words are but the name of something that applications can do: "undo"."""
    return bool(_FEATURE.match(text.strip()))


def is_small_talk(text: str) -> bool:
    """Say whether a sentence greets, thanks or hopes."""
    return bool(_SMALL_TALK.match(text.strip())) and ":" not in text
