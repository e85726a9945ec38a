"""Passwords: which ones will do, and what is kept of them."""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass

SHORTEST = 6
LONGEST = 200
_SALT_BYTES = 16
_TRIED_FIRST = frozenset({"password", "passwort", "letmein", "qwerty", "qwertz", "welcome"})
_ROWS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work scrypt is for each try; it needs 128 * n * r bytes of memory."""

    n: int = 2**15
    r: int = 8
    p: int = 3

    @property
    def memory(self) -> int:
        """Bytes that it may take; a little more than it needs."""
        return 128 * self.r * (self.n + self.p) + 2**20


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a password, with the cost of then: a newer one does not invalidate it."""

    salt: bytes
    hash: bytes
    cost: Cost

    @classmethod
    def of(cls, password: str, cost: Cost) -> "Kept":
        """Return what to keep of a password."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _derived(password, salt, cost), cost)

    def matches(self, password: str) -> bool:
        """Return whether it is this password; takes the same time if it is nearly so."""
        return hmac.compare_digest(_derived(password, self.salt, self.cost), self.hash)


def weakness(password: str) -> str:
    """Return why a password will not do; empty if it will."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    plain = password.casefold()
    in_a_row = any(plain in row for row in _ROWS)
    if len(set(plain)) < 3 or in_a_row or plain.rstrip("0123456789") in _TRIED_FIRST:
        return "This is one of the first that anybody tries. Choose another one."
    return ""


def _derived(password: str, salt: bytes, cost: Cost) -> bytes:
    # The same letters may come as different characters from a phone and from a desktop.
    text = unicodedata.normalize("NFKC", password).encode(errors="replace")
    return hashlib.scrypt(text, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=cost.memory)
