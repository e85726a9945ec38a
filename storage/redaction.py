"""Takes out of a text what must not be shown: secrets, home folders, control characters."""

import re

REMOVED = "[removed]"
LONGEST_TEXT = 1_000_000
"""Characters of one text that are looked at."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NAME = (
    r"(?:pass(?:word|wd|phrase)|pwd|secrets?|token|credentials?|"
    r"(?:api|access|private|secret|auth|signing|encryption)[_-]?key)(?:[_-](?:id|value|base64))?"
)
_KNOWN_SHAPES = (
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[\s\S]*?"
    r"(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|\Z)",
    r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*",
    r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,})",
    r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}",
    r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    r"\bAIza[A-Za-z0-9_-]{30,}",
    r"\bnpm_[A-Za-z0-9]{30,}",
    r"\bpypi-[A-Za-z0-9_-]{30,}",
)
_SHAPES = re.compile("|".join(_KNOWN_SHAPES))
_TELLING = (
    rf"(?!(?i:{_NAME}|bearer|basic)|eyJ|gh[pousr]_|github_|glpat-|[spr]k[-_]|xox|A[KS]IA|AIza|"
    r"npm_|pypi-)"
)
"""Not where a word begins that tells of a secret: an escape that took its first letter hid it."""
_ESCAPES = re.compile(
    rf"\x1b(?:\[[0-?]*[ -/]{{0,2}}{_TELLING}[@-~]"
    rf"|\][^\x07\x1b]*(?:\x07|\x1b\\)?"
    rf"|[ -/]{{0,2}}{_TELLING}[0-~])"
)
_SCHEMES = re.compile(r"\b(bearer|basic)([ \t]+)[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://)[^\s/?#\"'<>]{1,4000}@")
_ASSIGNED = re.compile(
    rf"({_NAME})([\"']?[ \t]{{0,4}}(?:=>|:=|=|:)[ \t]{{0,4}})"
    r"(\"(?:[^\"\\\n]|\\.){0,4000}\"?|'(?:[^'\\\n]|\\.){0,4000}'?|[^\s,;&\"']{1,4000})",
    re.IGNORECASE,
)
_HOME = re.compile(r"(?<![\w.-])(?:/home/[^/\s\"':]+|/Users/[^/\s\"':]+|/root)(?=[/\s\"':,;)]|$)")


def plain(text: str) -> str:
    """Return the text on one line, without terminal escapes and other characters nobody can see."""
    without = _ESCAPES.sub("", text) if "\x1b" in text else text
    flat = without.replace("\n", " ").replace("\r", " ")
    return _UNPRINTABLE.sub("", flat)


def redacted(text: str) -> str:
    """Return the text, which may have several lines, without secrets and home folders."""
    shown = _ESCAPES.sub("", text[:LONGEST_TEXT])
    shown = _UNPRINTABLE.sub("", shown.replace("\r\n", "\n").replace("\r", "\n"))
    shown = _SHAPES.sub(REMOVED, shown)
    shown = _IN_ADDRESS.sub(rf"\1{REMOVED}@", shown)
    shown = _SCHEMES.sub(rf"\1\2{REMOVED}", shown)
    shown = _ASSIGNED.sub(rf"\1\2{REMOVED}", shown)
    return _HOME.sub("~", shown)
