"""Which kind of program is asked for: to keep records, an interface, or a web site; pure."""

import re

from models.specification import ApplicationKind

_INTERFACE = r"(?:json|rest|http|web)?[ -]?(?:api|backend|back-end|web service)"
_PAGES = r"(?:web ?pages?|pages|ui|user interface|web interface|front ?end)"
_ALONE = re.compile(
    rf"\b(?:only|just|nothing but|purely) (?:an? |the )?{_INTERFACE}\b"
    rf"|\b{_INTERFACE}[ -](?:only|alone)\b"
    rf"|\b(?:no|without(?: any| a)?|don't need(?: any| a)?) {_PAGES}\b",
    re.IGNORECASE,
)
_WISH = (
    r"(?:(?:i|we)(?:'d| would)? (?:want|need|like)|(?:can|could) you|build|make|create|give|write)"
)
_ASKED = re.compile(
    rf"^\W*(?:(?:please|hi|hello)\W+)*{_WISH}?(?: me| us| to have)?(?: (?:build|make|create))?"
    rf"(?: me| us)? ?(?:an?|the)? ?(?:small |simple |little )?{_INTERFACE}\b"
    r"(?! (?:key|too|as well))",
    re.IGNORECASE,
)


_SITE = (
    r"(?:web ?site|web ?page|home ?page|landing page|web presence|internet page|internetseite"
    r"|internetauftritt|web ?seite|einseiter)"
)
_ASKED_SITE = re.compile(
    r"^(?:[^.!?\n]{0,40}[.!?\n]\s*)?"
    r"(?:(?!\b(?:with|has|each|every|whose|on|link|app)\b)[^.:;\n]){0,80}?"
    r"(?:^|\b(?:an?|one|new|eine|(?:make|build|create|need|want)(?: me| us)?(?: my| our)?)\s+)"
    rf"(?:[\w-]+ ){{0,3}}?{_SITE}\b(?!\s*[)\]])",
    re.IGNORECASE,
)
_PRESENTS = re.compile(
    r"\b(?:home ?page|landing page|web presence|internetseite|internetauftritt)\b"
    r"|\b(?:a|one|some|few|several|two|three|four|five|\d) (?:\w+ )?(?:sub)?pages?\b(?<!web page)"
    r"(?! app)|\bpages? (?:about|for|with|on)\b"
    r"|\babout us\b|\bopening (?:hours|times)\b|\böffnungszeiten\b|\bimpressum\b|\bimprint\b"
    r"|\bhow (?:to|people can|visitors can) (?:reach|find|contact)\b|\bcontact (?:page|form)\b"
    rf"|\b{_SITE} (?:for|of) (?:my|our|a|an|the) (?:\w+ ){{0,3}}(?:choir|band|orchestra|club|bakery"
    r"|cafe|café|restaurant|shop|hotel|flat|apartment|house|cottage|salon|practice|school|nursery"
    r"|church|parish|association|society|charity|business|company|firm|farm|team|studio|gallery"
    r"|museum|theatre|theater|group|village|wedding|festival|chor|bäckerei|verein|ferienwohnung"
    r"|gemeinde|praxis|café|gasthaus|laden|friseur\w*)\b",
    re.IGNORECASE,
)
_WORKED_WITH = re.compile(
    rf"\b{_SITE} (?:to|for) (?:keep|keeping|track|tracking|manage|managing|log|logging|record"
    r"|recording|organi[sz]\w+|plan|planning|collect\w*|note|store|storing|enter\w*)\b"
    r"|\b(?:where|on which|in which|so that|that lets|which lets|lets?|allows?)\b[^.]{0,40}?"
    r"\b(?:enter|add|edit|log|record|track|manage|book|sign up|register|upload|vote|rate|buy"
    r"|order|post|submit|comment|tick|play|type in|fill in|save|store|update)\b"
    r"|\b(?:web ?)?app(?:lication)?\b|\bdatabase\b|\blog ?in\b|\bpasswords?\b|\bdashboard\b"
    r"|\bkeep track\b",
    re.IGNORECASE,
)


def kind_in(text: str) -> ApplicationKind:
    """Return the kind of program that English words ask for; one with pages unless they say so."""
    if _ALONE.search(text) or _ASKED.match(text):
        return ApplicationKind.API
    site = _ASKED_SITE.search(text) and _PRESENTS.search(text) and not _WORKED_WITH.search(text)
    return ApplicationKind.SITE if site else ApplicationKind.RECORDS
