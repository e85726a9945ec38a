"""Noun phrases of requests: what is asked for, without the asking; pure."""

import re

from activities.understanding.text.cleaning import word_set

_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:hi|hello|hey|dear \w+|please|so|well|ok|okay|thanks|thank you|basically|also"
        r"|and|but|then|maybe"
        r"|yes|good (?:morning|afternoon|evening|day)|there)\b(?!-)[ ,!.]*(?=\S)",
        r"^as an? [^,:;.]{2,40}?,? (?=(?:i|we)\b)",
        r"^(?:we|i)(?: are|'re| am|'m) [^:;]{2,60}? and (?:we |i )?(?=(?:need|want|would like)\b)",
        r"^(?:can|could|would|will) you (?:please |kindly )?(?:help me (?:to )?)?",
        r"^(?:i|we|my (?:wife|husband|boss|team|family|partner) and i)(?:'d|'m|'re|'ve| would"
        r"| am| are| have)?"
        r" (?:really |just |also |always |mostly |basically )*"
        r"(?:(?:like|want|need|wish|love|prefer|hope|try|trying|going|looking|planning|got"
        r"|have|use|run)\b"
        r"(?: (?:to have|to get|to be able|for|to run))?(?: to(?= ))?)",
        r"^(?:it|they|the app|this app|the application|this) (?:should|must|has to|needs? to"
        r"|will|can|would|might)"
        r" (?:also )?(?:be able to )?",
        r"^(?:make|build|create|write|generate|develop|give|get|let|design|set up|help"
        r"|produce|program|code)\b"
        r"(?: (?:me|us))?(?: to)?(?: have)? (?=\S)",
        r"^do (?:me |us )?(?=(?:an?|the|some) \S)",
        r"^(?:need|want|would like) (?:to )?(?=\S)",
        r"^(?:i|we) (?:can |also |mostly |usually )*"
        r"(?=(?:add|plan|note|see|enter|record|manage|track|keep|list|store|log|collect)\b)",
        r"^(?:add|plan|enter|record|store|see|manage) (?=[a-z]+s\b)",
        r"^(?:an?|the|some|my|our|one|your) (?=\S)",
        r"^(?:very |really |super )?(?:simple|small|little|tiny|basic|easy|nice|good|great"
        r"|quick|new|private"
        r"|iphone|ipad|ios|android|native|desktop|windows|mac|personal|minimal|web|web-based|online|shared|local|internal|offline|mobile|modern"
        r"|beautiful) (?=\S)",
        r"^(?:app|application|tool|program|system|web ?site|web app|database|something"
        r"|somewhere|anywhere"
        r"|software|page|place|way"
        r"|thing|spreadsheet|solution|service|platform|crud app)\b(?: (?:for me|for us))?"
        r"(?:,? (?:for|to|that|which|where|in which|so that|so|with which|about))"
        r"(?: (?:i|we|my \w+|our \w+|the \w+|people|everyone|one|you|it|they))?"
        r"(?: (?:can|could|will|helps?|lets?|allows?|should|would|may))?(?: (?:me|us|to|be "
        r"able))* (?=\S)",
        r"^(?:keep(?:ing|s)? (?:an? )?(?:track|records?|list|notes?|log|overview|eye) (?:of"
        r"|on|about|for)|keep(?:ing)?"
        r"|track(?:s|ing)?|manag(?:e|es|ing)|record(?:s|ing)?|log(?:s|ging)?|stor(?:e|es|ing)"
        r"|organi[sz](?:e|ing)"
        r"|not(?:e|ing)(?: down)?|list(?:s|ing)?|sav(?:e|es|ing)|remember(?:s|ing)?"
        r"|collect(?:s|ing)?|plan(?:ning)?"
        r"|(?:writ(?:e|ing)|jot(?:ting)?) down|see"
        r"|catalogu?(?:e|ing)?|document(?:s|ing)?|follow|monitor(?:s"
        r"|ing)?|administer|handle"
        r"|holds?|knows?|stay on top of|look(?:ing)? after|maintain|tracking of|management of"
        r"|enter|add|view|show|put in|put down)"
        r" (?=(?:my|our|each|the|all|which|what|how|when|every|some|of|a|an|his|her|their"
        r"|your)\b)(?:of )?",
        r"^(?:keep(?:ing|s)? (?:track|records?) (?:of|on)|tracking|managing|recording"
        r"|organi[sz]ing|track|manage"
        r"|organi[sz]e|record(?! collection| label)|store(?! room)|remember|monitor|log(?= "
        r"[a-z]+s\b)(?! book)) (?=\S)",
        r"^(?:all|which|every|each of|the different|different|various|what) (?=\S)(?!was|is"
        r"|i\b|we\b|has)",
    )
)
_QUANTIFIERS = re.compile(
    r"^(?:(?:an?|the|my|our|your|his|her|their|its|all|each|every|some|any|many|several"
    r"|different|various|multiple"
    r"|\d{1,3}|of|these|those|other|new|own|old|favou?rite|one or more|lots of|a number of|names of"
    r"|a list of|list of"
    r"|collection of|lists of|also|more|exactly one|one|two|both|personal|only|usual)\s+)+(?=\S)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\s+(?:that|which|who|whom|whose|we|i|you|they|she|he|in|from|for|at|on|to|of|by|where"
    r"|when|so|because|is|are"
    r"|was|were|can|could|should|has|have|must|will|and|my|our|her|his|with|including|into"
    r"|between|around|if|per"
    r"|during|about|using"
    r"|like|as|used|bought|owned|stored|kept|read|lent|borrowed|planned|done)\b.*$",
    re.IGNORECASE,
)
APP_NOUNS = (
    "app|application|tracker|manager|management|planner|planning|organi[sz]er|database|db"
    "|system|log|logbook|list"
    "|diary|journal|register|registry|inventory|catalogu?e?|collection|tool|program|software"
    "|website|site"
    "|schedule|scheduler|calendar|directory|overview|archive|club|notebook|book|record"
    "|records|tracking|monitor"
    "|chart|helper|assistant|portal|board|dashboard|library|cellar|sheet|spreadsheet"
)
_APP_END = re.compile(rf"\s*\b(?:web )?(?:{APP_NOUNS})$", re.IGNORECASE)
_MOST_WORDS = 4


def strip_request(text: str) -> str:
    """Return what is asked for, without the asking."""
    for _ in range(12):
        before = text
        for lead in _LEADS:
            text = lead.sub("", text, count=1).lstrip()
        if text == before:
            break
    return text.strip(" ,:;.!-")


def noun_phrase(text: str) -> str:
    """Return the noun phrase at the start of a text in lower case, or nothing."""
    phrase = _QUANTIFIERS.sub("", " ".join(text.lower().split()).strip(" ,:;.!?\"'()-"))
    phrase = re.sub(r"'s$|\(.*$", "", _RELATIVE.sub("", phrase)).strip(" ,.-'\"")
    words = phrase.split()
    if not 0 < len(words) <= _MOST_WORDS or not re.search(r"[^\W\d_]", phrase):
        return ""
    return phrase


def without_app_noun(phrase: str) -> tuple[str, bool]:
    """Return a phrase without a last word like "tracker", and whether there was one."""
    core = _APP_END.sub("", phrase)
    return (core.strip(), True) if core != phrase else (phrase, False)


_NO_NOUNS = word_set(
    "i we me us you they he she it them who what always never often sometimes forget forgets "
    "wants keeps want need needs likes arguing really basically am is are be been can could "
    "would should not"
)


def names_no_thing(phrase: str) -> bool:
    """Say whether a phrase is a piece of a sentence, and no name of something to keep."""
    return not _NO_NOUNS.isdisjoint(phrase.lower().split())
