"""Bearer tokens: one algorithm, one key, one kind; whatever else one says is refused."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import jwt
from pydantic import Field, StringConstraints, ValidationError

from models.base import StrictModel, new_id, utc_now
from models.errors import NotAuthenticated, StorageError
from storage.secret_files import load_or_create

ALGORITHM = "HS256"
ISSUER = "kiro-orchestrator"
AUDIENCE = "orchestrator-api"
TOKEN_TYPE = "orchestrator+jwt"  # noqa: S105 - a media type, not a secret
KEY_BYTES = 32
MAX_TOKEN_CHARACTERS = 2048
LONGEST_LIFE = timedelta(days=366)
CLOCK_TOLERANCE = timedelta(seconds=5)

_HEADER = {"alg": ALGORITHM, "typ": TOKEN_TYPE}
_REFUSED = "The token is not valid or has expired."


class Role(StrEnum):
    """What a caller may see."""

    USER = "user"
    """Only what is theirs."""
    OPERATOR = "operator"
    """Everything."""


Owner = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$")]
"""Name of a caller, as it stands in ``sub``."""


class Caller(StrictModel):
    """Who sent a request."""

    owner: Owner
    role: Role = Role.USER
    expires_at: datetime

    @property
    def scope(self) -> str | None:
        """The owner that reads are limited to; None for operators, who see everything."""
        return None if self.role is Role.OPERATOR else self.owner


class _Claims(StrictModel):
    iss: Literal["kiro-orchestrator"]
    aud: Literal["orchestrator-api"]
    sub: Owner
    role: Role
    iat: int = Field(strict=True, ge=0)
    nbf: int = Field(strict=True, ge=0)
    exp: int = Field(strict=True, ge=0)
    jti: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{16,64}$")]


class TokenKey:
    """The secret that tokens are signed with.

    Args:
        secret: At least 32 bytes.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) < KEY_BYTES:
            raise StorageError(
                "The key of the API's tokens is too short.", remedy="Delete it; a new one is made."
            )
        self._secret = secret

    @classmethod
    def load_or_create(cls, path: Path) -> Self:
        """Read the key file, making it on first use; several processes may do so at once.

        Raises:
            StorageError: It can't be written or read, is too short, or others may read it.
        """
        return cls(load_or_create(path, "key file", "old tokens stop working"))

    def issue_token(
        self, owner: str, role: Role = Role.USER, lifetime: timedelta = timedelta(hours=24)
    ) -> str:
        """Return a token for that owner.

        Raises:
            pydantic.ValidationError: The owner's name has other than the allowed characters.
        """
        now = utc_now()
        caller = Caller(owner=owner, role=role, expires_at=now + min(lifetime, LONGEST_LIFE))
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": caller.owner,
            "role": caller.role.value,
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int(caller.expires_at.timestamp()),
            "jti": new_id(),
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM, headers={"typ": TOKEN_TYPE})

    def verify(self, token: str) -> Caller:
        """Return who the token was issued to.

        Raises:
            NotAuthenticated: Anything about it is not as this class issues it.
        """
        if not 0 < len(token) <= MAX_TOKEN_CHARACTERS:
            raise NotAuthenticated(_REFUSED)
        try:
            claims = _Claims.model_validate(self._decode(token))
        # A hostile token may make the parsers below fail in ways of their own: all mean "no".
        except (jwt.PyJWTError, ValidationError, ValueError, TypeError, ArithmeticError) as problem:
            raise NotAuthenticated(_REFUSED, reason=type(problem).__name__) from problem
        except RecursionError as problem:
            raise NotAuthenticated(_REFUSED, reason="too deep") from problem
        if claims.exp - claims.iat > LONGEST_LIFE.total_seconds():
            raise NotAuthenticated(_REFUSED, reason="lives too long")
        expires_at = datetime.fromtimestamp(claims.exp, tz=UTC)
        return Caller(owner=claims.sub, role=claims.role, expires_at=expires_at)

    def _decode(self, token: str) -> dict[str, Any]:
        decoded = jwt.decode_complete(
            token,
            self._secret,
            algorithms=[ALGORITHM],
            issuer=ISSUER,
            audience=AUDIENCE,
            leeway=CLOCK_TOLERANCE,
            options={"require": list(_Claims.model_fields), "strict_aud": True},
        )
        if decoded["header"] != _HEADER:
            raise NotAuthenticated(_REFUSED, reason="header")
        claims: dict[str, Any] = decoded["payload"]
        return claims


def bearer(header: str | None) -> str:
    """Return the token of an ``Authorization`` header.

    Raises:
        NotAuthenticated: There is none, or it is of another kind.
    """
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated("A token is needed to do this.")
    return token.strip()
