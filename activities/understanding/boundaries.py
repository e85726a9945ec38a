"""What is refused, and what can't be had but has a simpler alternative; pure."""

import re

from models.conversation import BeyondLimit, Limit
from models.errors import RequestRefused

_HARM = re.compile(
    r"\b(?:build|make|create|write|code|develop|give me|want|need|program)\b.{0,40}\b(?:key "
    r"?logger|ransom ?ware|malware|spy ?ware"
    r"|trojan|computer virus|botnet|root ?kit|exploit kit|stalker ?ware|phishing (?:site|page"
    r"|kit|mail)|credential stealer)\b"
    r"|\b(?:spy on|spying on|hack into|break into|stalk(?:ing)?|eavesdrop on|wiretap|ddos"
    r"|phish)\b.{0,60}"
    r"|\b(?:secretly|covertly|without (?:her|his|their) (?:knowledge|consent"
    r"|knowing))\b.{0,60}\b(?:track|record|monitor|watch|log|follow|read|listen)"
    r"|\b(?:track|record|monitor|watch|log|follow|read|listen)\w*\b.{0,80}\b(?:secretly"
    r"|covertly|without (?:her|his|their) (?:knowledge|consent|knowing))\b"
    r"|\b(?:steal|harvest|skim|crack)(?:ing)?\b.{0,30}\b(?:passwords?|credentials|credit "
    r"cards?|accounts?|identit(?:y|ies)|data)\b"
    r"|\bkey ?logger\b|\bransom ?ware\b",
    re.IGNORECASE,
)
_NOT_HARM = re.compile(
    r"\b(?:books?|novels?|films?|movies?|games?|training|awareness|courses?|incidents?"
    r"|articles?)\b",
    re.I,
)

_BEYOND: tuple[tuple[Limit, str, str], ...] = (
    (
        Limit.NATIVE_APP,
        r"\b(?:app store|play store|iphone app|android app|ios app|native app|phone app|apk)\b",
        "It will not be in an app store: it is a web page that works on phones; put it on "
        "the home screen instead.",
    ),
    (
        Limit.SMS,
        r"\b(?:sms|text messages?|whatsapp|telegram|push notifications?)\b",
        "It can't send text or push messages: due dates are shown in the list and on the "
        "start page instead.",
    ),
    (
        Limit.EMAIL_SENDING,
        r"\b(?:send|sends|sending|receive|automatic)\b.{0,30}\be-?mails?\b|\be-?mail "
        r"(?:reminders?|notifications?|alerts?)\b|\bnewsletter\b",
        "It can't send e-mails: what is due is shown on the start page instead.",
    ),
    (
        Limit.EMAIL_SENDING,
        r"\bremind(?:s|ed)? (?:me|us|them|him|her|people)\b|\breminders?\b(?= (?:by|via|on my"
        r"|every))|\balarms?\b",
        "It can't ring or remind by itself: due dates can be sorted, and are shown when it "
        "is opened.",
    ),
    (
        Limit.BANK_ACCESS,
        r"\b(?:bank (?:access|account sync|sync|connection|api|import)|connect(?:s|ed)? to "
        r"(?:my|our|the) bank|online banking|open banking|plaid)\b",
        "It has no access to bank accounts: amounts are entered by hand.",
    ),
    (
        Limit.PAYMENTS,
        r"\b(?:take|accept|process|online|card|collect) (?:card |online |credit card "
        r")?payments?\b|\b(?:stripe|paypal|checkout|credit card)\b",
        "It can't take payments: it records what was paid, when and by whom.",
    ),
    (
        Limit.VIDEO_CALLS,
        r"\b(?:video ?(?:calls?|chat|conferenc\w+)|voice calls?|live stream\w*|zoom calls?)\b",
        "It has no video or voice calls: a link to the call can be kept with each record.",
    ),
    (
        Limit.MACHINE_LEARNING,
        r"\b(?:machine learning|neural net\w*|train(?:s|ing)? (?:a|an|the) (?:model|ai"
        r"|network)|deep learning|artificial intelligence|ai[- ](?:powered|based|driven)"
        r"|chatbot|chatgpt|gpt|recommendation engine|predict\w*)\b",
        "It does not learn or predict: it shows totals, filters and sorted lists of what was "
        "entered.",
    ),
    (
        Limit.HUGE_SCALE,
        r"\b(?:millions?|billions?|\d{1,3}(?:[,.]\d{3}){2,}|\d{6,}) (?:of )?(?:concurrent "
        r"|daily )?(?:users?|customers?|people|visitors)\b|\bfacebook clone\b|\b(?:next"
        r"|like) (?:facebook|amazon|uber|airbnb|twitter|instagram|netflix)\b|\bsocial "
        r"network\b",
        "It is made for a household or a small team, not for a very large number of users: "
        "start with your own group.",
    ),
    (
        Limit.SECRETS,
        r"\b(?:passwords?|pin codes?|cvv|credentials)\b(?! (?:protect|for the app|login))",
        "Passwords are not stored, because its records are readable for everybody who can "
        "open it: keep them in a password manager, and a reminder hint here.",
    ),
    (
        Limit.FILES,
        r"\b(?:upload\w*|attach\w*|photos? of|pictures? of|images?|scans?|pdfs?|file storage)\b",
        "Files and pictures can't be uploaded: a link to where each one is kept can be "
        "stored instead.",
    ),
    (
        Limit.GPS_TRACKING,
        r"\b(?:gps|live location|location tracking|geofenc\w+|(?:interactive|live|google) maps?)\b",
        "It has no maps and no live location: places are kept as text.",
    ),
    (
        Limit.HARDWARE,
        r"\b(?:bar ?codes?|qr ?codes?|scanner|nfc|bluetooth|sensors?|smart home|alexa|siri)\b",
        "It can't talk to devices or scan codes: numbers are typed in.",
    ),
    (
        Limit.EXTERNAL_SERVICE,
        r"\b(?:sync\w*|integrat\w+|connect\w*) (?:with|to|into) (?:google|outlook|apple"
        r"|microsoft|slack|facebook|strava|spotify|salesforce|excel)\b|\bgoogle calendar\b",
        "It is not connected to other services: its lists can be exported as CSV files instead.",
    ),
    (
        Limit.OTHER_PROGRAM,
        r"\b(?:3d|multiplayer|first[- ]person|arcade)\b.{0,20}\bgames?\b|\bgame engine\b"
        r"|\boperating system\b|\bcompiler\b|\bblockchain\b|\bcryptocurrency exchange\b"
        r"|\bsmart contracts?\b",
        "It is a record-keeping program with lists and forms: games, engines and chains are "
        "beyond it.",
    ),
)
_COMPILED = tuple(
    (limit, re.compile(pattern, re.IGNORECASE), sentence) for limit, pattern, sentence in _BEYOND
)


def refuse_harm(text: str) -> None:
    """Refuse requests for programs that harm or watch people.

    Raises:
        RequestRefused: The words ask for such a program.
    """
    match = _HARM.search(text)
    if match and not _NOT_HARM.search(text[max(0, match.start() - 60) : match.end() + 30]):
        raise RequestRefused(
            "This asks for a program that harms people or watches them without their "
            "consent; it is not built.",
            remedy=(
                "Describe an application that keeps your own records, such as lists, logs or plans."
            ),
        )


def beyond_limits(text: str) -> tuple[BeyondLimit, ...]:
    """Return each wish that can't be met, with the simpler alternative."""
    return tuple(
        BeyondLimit(limit=limit, words=match.group(0)[:300], explanation=sentence)
        for limit, pattern, sentence in _COMPILED
        if (match := pattern.search(text))
    )
