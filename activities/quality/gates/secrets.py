"""Looking for keys and passwords in every text file: known formats, and what looks random."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding, Severity

_LONGEST_LINE = 4_000
_LEAST_ENTROPY = 3.6
"""Bits per character; words of a language stay below, random letters and digits above."""


@dataclass(frozen=True)
class _Format:
    rule: str
    what: str
    parts: tuple[str, ...]
    """One of them is in whatever matches: looking for them first spares most files the pattern."""
    pattern: re.Pattern[str]


def _format(rule: str, what: str, parts: str, pattern: str) -> _Format:
    return _Format(rule, what, tuple(parts.split("|")), re.compile(pattern))


_FORMATS = (
    _format(
        "private-key",
        "a private key",
        "PRIVATE KEY",
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----",
    ),
    _format(
        "aws-key", "an AWS access key", "AKIA|ASIA|ABIA", r"\b(?:AKIA|ASIA|ABIA)[0-9A-Z]{16}\b"
    ),
    _format(
        "github-token",
        "a GitHub token",
        "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_",
        r"\b(?:gh[pousr]_\w{36,}|github_pat_\w{40,})",
    ),
    _format("gitlab-token", "a GitLab token", "glpat-", r"\bglpat-[\w-]{20,}"),
    _format("slack-token", "a Slack token", "xox", r"\bxox[abeprs]-[\w-]{10,}"),
    _format(
        "slack-hook",
        "a Slack webhook",
        "hooks.slack.com",
        r"hooks\.slack\.com/services/T\w+/B\w+/\w{16,}",
    ),
    _format("stripe-key", "a Stripe key", "k_live_|k_test_", r"\b[rs]k_(?:live|test)_\w{16,}"),
    _format("google-key", "a Google API key", "AIza", r"\bAIza[\w-]{35}\b"),
    _format("openai-key", "an OpenAI key", "sk-", r"\bsk-(?:proj-|svcacct-)?[\w-]{32,}"),
    _format("anthropic-key", "an Anthropic key", "sk-ant-", r"\bsk-ant-[\w-]{20,}"),
    _format("sendgrid-key", "a SendGrid key", "SG.", r"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
    _format("twilio-key", "a Twilio key", "SK", r"\bSK[0-9a-f]{32}\b"),
    _format("pypi-token", "a package index token", "pypi-AgE", r"\bpypi-AgE[\w-]{40,}"),
    _format("npm-token", "an npm token", "npm_", r"\bnpm_\w{36}\b"),
    _format("telegram-token", "a Telegram bot token", ":AA", r"\b\d{8,10}:AA[\w-]{33}\b"),
    _format("signed-token", "a signed token", "eyJ", r"\beyJ[\w-]{6,}\.eyJ[\w-]{6,}\.[\w-]{10,}"),
    _format(
        "password-in-address",
        "an address with a password",
        "://",
        r"\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'{}$<]{1,60}:(?!\*+@|password@|secret@)[^\s:/@\"'{}$<]{3,80}@",
    ),
)
_ASSIGNED_PARTS = ("passw", "pwd", "secret", "token", "key", "credential")
_ASSIGNED = re.compile(
    r"(?i)[\w.-]*(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\w.-]*"
    r"[\"']?\s*(?::=|=>|[:=])\s*[\"']?(?P<value>[A-Za-z0-9+/=_.~-]{16,200})(?=[\"'\s,;)}\]]|$)"
)
_PLACEHOLDER = re.compile(
    r"(?i)example|changeme|placeholder|your[_-]|dummy|sample|test|fake|xxxx|0000"
)
_NAME = re.compile(r"^[A-Za-z_][A-Za-z_.-]*$|^[a-z]+(?:[_.-][a-z0-9]+)+$|^[A-Z]+(?:_[A-Z0-9]+)*$")
"""Names of things, like ``request.form.token``, are no values."""


def find_secrets(tree: SourceTree) -> list[QualityFinding]:
    """Return a finding for each line that holds a secret; the secret itself is never repeated."""
    return [
        finding
        for file in tree.files
        if b"\0" not in (content := tree.content(file))
        for finding in _in_text(file.path, content.decode("utf-8", "replace"))
    ]


def _in_text(path: str, text: str) -> Iterator[QualityFinding]:
    formats = [each for each in _FORMATS if _has_one(text, each.parts)]
    assigned = _has_one(text.casefold(), _ASSIGNED_PARTS)
    if not formats and not assigned:
        return
    for number, line in enumerate(text.splitlines(), start=1):
        cut = line[:_LONGEST_LINE]
        known = next((each for each in formats if each.pattern.search(cut)), None)
        if known is not None:
            yield _finding(known.rule, known.what, path, number)
        elif assigned and (match := _ASSIGNED.search(cut)) and looks_random(match["value"]):
            yield _finding("random-value", "what looks like a password or key", path, number)


def _has_one(text: str, parts: tuple[str, ...]) -> bool:
    return any(part in text for part in parts)


def looks_random(value: str) -> bool:
    """Return whether a value is more likely a key than a word, a name or a placeholder."""
    if _PLACEHOLDER.search(value) or _NAME.match(value):
        return False
    kinds = sum(bool(re.search(kind, value)) for kind in ("[a-z]", "[A-Z]", "[0-9]"))
    return kinds >= 2 and entropy(value) >= _LEAST_ENTROPY


def entropy(value: str) -> float:
    """Return the Shannon entropy in bits per character; 0 for an empty text."""
    length = len(value)
    return -sum(n / length * math.log2(n / length) for n in Counter(value).values())


def _finding(rule: str, what: str, path: str, line: int) -> QualityFinding:
    return QualityFinding(
        rule=f"secrets.{rule}",
        severity=Severity.ERROR,
        message=f"The line holds {what}.",
        path=path,
        line=line,
        remedy="Remove it, make a new one where it was issued, and read it from the environment.",
    )
