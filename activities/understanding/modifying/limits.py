"""Changes that can't be had: rights of single people, and what is sent or made elsewhere; pure."""

import re

from activities.understanding.wishes.boundaries import beyond_limits, explanation_of
from models.conversation import Limit

_NO_PEOPLE = r"(?!(?:i|we|you|it|this|that|there|one)\b)"
_DO = (
    r"(?:see|view|read|look|change|edit|modify|delete|remove|access|open|use|enter|add|write|alter"
    r"|know|find|book|move|touch)"
)
_MAY = (
    r"(?:can|could|may|must|should|shall|is|are|will|to)(?: only| just| be)*(?: able to| allowed to"
    r"| permitted to)?"
)
_NOT = (
    r"(?:(?:should|must|may|can|could|shall|will|do|does|is|are)(?:n't|'t| not|not)|never)"
    r"(?: be)?(?: able to| allowed to| permitted to)?"
)
_ALL_OF_IT = (
    r"(?: (?:it|this|that|everything|anything|them)| (?:the|this) (?:app\w*|page|site|thing|list))"
)
_RIGHTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:only|just|nobody but|nobody except|no one but|no one except|no-one but|none but"
        rf"|everybody but|everyone except) (?!(?:if|when|want|need|like|wish|have)\b)"
        rf"[\w' -]{{1,40}}? {_MAY} {_DO}\b",
        rf"^(?:the |our |my |other |all )?{_NO_PEOPLE}[\w'-]+(?: [\w'-]+){{0,2}} {_NOT} {_DO}\b",
        rf"\b{_NO_PEOPLE}[\w'-]+ {_MAY} (?:only |just )?{_DO} (?:only |just )?(?:their|his|her"
        rf"|his or"
        r" her) own\b",
        rf"^(?:the |our |my |other |all |each |every )?{_NO_PEOPLE}[\w'-]+(?: [\w'-]+)? (?:can"
        rf"|could|may"
        r"|should|must) (?:only|just) (?:see|read|view|look)\b",
        r"\bwithout (?:seeing|being able to see) (?:the |any |each )?(?:others?|other|rest"
        r"|that of)\b",
        r"\b(?:hide|hidden|keep|kept|secret) (?:[\w'-]+ ){0,5}?(?:from|for) (?:the |all |other "
        r"|our )?"
        r"(?:players?|members?|customers?|parents?|others?|kids|children|guests?|staff|employees"
        r"|visitors?|everybody|everyone|public|clients?|people|users?)\b",
        r"\b(?:different|separate|own|individual|single|user|access|admin) (?:[\w'-]+ )?(?:rights"
        r"|permissions?|roles?|accounts?|logins?|passwords?)\b",
        r"\b(?:an? )?(?:rights|permissions?|roles?) for\b",
    )
)
_LOOKING_ON = re.compile(r"\bwithout (?:changing|editing|touching|being able to change)\b", re.I)
_WHOLE = re.compile(
    rf"^(?:so that )?(?:only|just|nobody but|nobody except|no one but|no one except|none but) "
    rf"[\w' -]{{1,40}}? {_MAY} {_DO}(?: at| into)?{_ALL_OF_IT}[.!]?$",
    re.IGNORECASE,
)
_NO_RIGHTS = (
    "there are no rights for single people: everybody who gets in sees everything and can change "
    "it. “Add a password” keeps all others out, and “add sharing” gives a link with which others "
    "look, and change nothing"
)
_TO_PEOPLE = r"(?:the|my|our|all|every|each|me|us|them|him|her|everyone|everybody|people|an?|out)\b"
_SENDING = tuple(
    (re.compile(pattern, re.IGNORECASE), limit)
    for pattern, limit in (
        (
            rf"^(?:send|post|write|give) .{{0,40}}?\b(?:whatsapp|sms|text|texts|push|telegram"
            rf"|signal)\b"
            rf"|^(?:text|sms|whatsapp|message) {_TO_PEOPLE}"
            rf"|^(?:send|notify|inform|alert) {_TO_PEOPLE}.{{0,40}}?\b(?:message|notification"
            rf"|by text)s?\b"
            rf"|^(?:notify|inform|alert|tell) (?:the|my|our|all|every|each|everyone|everybody"
            rf"|them) ",
            Limit.SMS,
        ),
        (
            rf"^(?:send|forward|write) .{{0,40}}?\b(?:e-?mails?|mails?|newsletters?|invitations?"
            rf"|invoices?)\b|^(?:e-?mail|mail) {_TO_PEOPLE}",
            Limit.EMAIL_SENDING,
        ),
        (
            r"^(?:call|ring|phone|dial) (?:up )?(?:the|our|my|all|every|each) [\w'-]+ (?:when|if"
            r"|as soon"
            r"|automatically|before|to remind)\b",
            Limit.PHONE_CALLS,
        ),
        (
            r"^(?:make|turn|build|put|convert|have|want|get|create|i(?:'d| would)? (?:want|need"
            r"|like))\b"
            r".{0,30}?\b(?:phone|mobile|iphone|android|ipad|native|smartphone|real) app\b"
            r"|^(?:make|turn|build|convert) .{0,20}?\bapp (?:for|on) (?:my|the|our|his|her) "
            r"(?:phone|mobile|iphone|android|ipad|tablet|smartphone)s?\b"
            r"|^(?:make|turn|convert) (?:it |this )?(?:an? |into an? )app(?: out of (?:it|this))?$",
            Limit.NATIVE_APP,
        ),
    )
)


_BY_MESSENGER = re.compile(
    r"\b(?:per|via|by|por|par|tramite|su|through|over|mit|met|przez|z|an?|una?|um|een|eine?n?|un) "
    r"(?:whats ?app|sms|telegram|signal)\b|\b(?:whats ?app|sms)[ -]?(?:nachricht|bericht|message"
    r"|mensaje|messaggi|mensage|wiadomo)\w*|\bwhats ?app (?:me|us|them)\b",
    re.IGNORECASE,
)
_SEVERAL_CHOICES = re.compile(
    r"^(?:and |but |und |aber )?(?:more than one|several|two or more|many|multiple)(?: of (?:them"
    r"|these|those))? (?:(?:can|could|may|might|must|should) be (?:true|chosen|picked|selected"
    r"|ticked|possible|right)|(?:are|is) (?:possible|allowed))"
    r"|^(?:(?:auch )?mehrere?s?|plusieurs|vari[oa]s|più(?: di uno)?|meerdere|vários|kilka)\b.{0,30}"
    r"\b(?:möglich|gleichzeitig|auswählen|ankreuzen|possibles?|à la fois|choisir|posibles?|a la vez"
    r"|elegir|possibili|insieme|scegliere|tegelijk|kiezen|mogelijk|possíveis|ao mesmo tempo"
    r"|naraz|wybrać)",
    re.IGNORECASE,
)
_ONE_CHOICE = (
    "one of the choices is picked, not several at once. A list of its own, to which each can refer "
    "several times, takes more: “each … can have several …”"
)


def limit_on(words: str) -> str:
    """Return why a change can't be had, with what is possible instead; empty for others.

    Args:
        words: What is wished, without what only makes it polite.
    """
    text = words.strip(" .!?")
    rights = any(pattern.search(text) for pattern in _RIGHTS)
    if rights and not _LOOKING_ON.search(text) and not _WHOLE.match(text):
        return _NO_RIGHTS
    for pattern, limit in _SENDING:
        if pattern.search(text):
            return _within(explanation_of(limit))
    return ""


def keeps_others_out(words: str) -> bool:
    """Say whether the whole application is to be for some people alone, which a password does."""
    return bool(_WHOLE.match(words.strip(" .!?")))


def known_limit(words: str) -> str:
    """Return why words ask for more than can be had, where no change was found in them."""
    told = next((_within(wish.explanation) for wish in beyond_limits(words)), "")
    if not told and _BY_MESSENGER.search(words):
        told = _within(explanation_of(Limit.SMS))
    if not told and _SEVERAL_CHOICES.search(words):
        told = _ONE_CHOICE
    return told


def _within(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")
