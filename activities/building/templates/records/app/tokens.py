"""Secrets that open something for whoever has them: how they are made, kept and kept quiet."""

import hashlib
import re
import secrets
from enum import StrEnum


class Opens(StrEnum):
    """What a secret is for; it begins with that word, so that it is known wherever it turns up."""

    SESSION = "session"
    PROGRAM = "token"
    SHARE = "share"


_BYTES = {Opens.SESSION: 32, Opens.PROGRAM: 32, Opens.SHARE: 20}
_SECRET = re.compile(rf"({'|'.join(Opens)})-[\w-]{{8,}}")


def new(what: Opens) -> str:
    """Return a fresh secret."""
    return f"{what}-{secrets.token_urlsafe(_BYTES[what])}"


def digest(secret: str) -> str:
    """Return what is kept of a secret: it is found by this, and can't be told from it."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def hidden(text: str) -> str:
    """Return a text without the secrets in it, for the log."""
    return _SECRET.sub(r"\1-hidden", text)
