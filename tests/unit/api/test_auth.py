"""Tokens: what is issued is accepted, whatever else is not."""

import base64
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from pydantic import ValidationError

from api.auth import AUDIENCE, ISSUER, TOKEN_TYPE, Role, TokenKey, bearer
from models.base import new_id, utc_now
from models.errors import NotAuthenticated, StorageError

SECRET = b"s" * 32
KEY = TokenKey(SECRET)
NOW = int(utc_now().timestamp())
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "ada",
    "role": "user",
    "iat": NOW,
    "nbf": NOW,
    "exp": NOW + 86_400,
    "jti": new_id(),
}
HEADER: dict[str, Any] = {"alg": "HS256", "typ": TOKEN_TYPE}


def part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed(header: object, claims: object, secret: bytes = SECRET) -> str:
    signing = f"{part(header)}.{part(claims)}"
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(
        signing.encode(), secret
    )
    return f"{signing}.{part(signature)}"


def with_claims(**changes: object) -> str:
    return signed(HEADER, CLAIMS | changes)


def without(claim: str) -> str:
    return signed(HEADER, {name: value for name, value in CLAIMS.items() if name != claim})


def with_header(**changes: object) -> str:
    return signed(HEADER | changes, CLAIMS)


GOOD = signed(HEADER, CLAIMS)
FORGED = {
    "empty": "",
    "one part": part(HEADER),
    "two parts": GOOD.rpartition(".")[0],
    "no signature": GOOD.rpartition(".")[0] + ".",
    "four parts": GOOD + ".x",
    "truncated": GOOD[:-4],
    "not base64": "!!!.???.***",
    "binary": "\x00\xff.\x00.\x00",
    "huge": GOOD + "A" * 100_000,
    "huge claims": with_claims(sub="a" * 5_000),
    "deep": signed(HEADER, b"[" * 1_000),
    "claims are a list": signed(HEADER, [CLAIMS]),
    "claims are not JSON": signed(HEADER, b"{"),
    "header is a list": signed([HEADER], CLAIMS),
    "wrong key": signed(HEADER, CLAIMS, b"x" * 32),
    "empty key": signed(HEADER, CLAIMS, b""),
    "payload swapped": ".".join(
        (GOOD.split(".")[0], part(CLAIMS | {"role": "operator"}), GOOD.split(".")[2])
    ),
    "algorithm none": f"{part(HEADER | {'alg': 'none'})}.{part(CLAIMS)}.",
    "algorithm None": f"{part(HEADER | {'alg': 'None'})}.{part(CLAIMS)}.",
    "algorithm nOnE, signed": with_header(alg="nOnE"),
    "algorithm HS512": with_header(alg="HS512"),
    "algorithm RS256": with_header(alg="RS256"),
    "algorithm ES256": with_header(alg="ES256"),
    "algorithm missing": signed({"typ": TOKEN_TYPE}, CLAIMS),
    "algorithm not a string": with_header(alg=["HS256"]),
    "type JWT": with_header(typ="JWT"),
    "type missing": signed({"alg": "HS256"}, CLAIMS),
    "type in capitals": with_header(typ=TOKEN_TYPE.upper()),
    "kid is a path": with_header(kid="../../../../dev/null"),
    "kid is a query": with_header(kid="x' UNION SELECT 'key"),
    "jku": with_header(jku="https://evil.example/keys"),
    "jwk": with_header(jwk={"kty": "oct", "k": part(b"s" * 32)}),
    "x5u": with_header(x5u="https://evil.example/certificate"),
    "x5c": with_header(x5c=["MIIB"]),
    "critical extension": with_header(crit=["exp"]),
    "unencoded payload": with_header(b64=False, crit=["b64"]),
    "compressed": with_header(zip="DEF"),
    "other issuer": with_claims(iss="somebody"),
    "issuers": with_claims(iss=[ISSUER]),
    "no issuer": without("iss"),
    "other audience": with_claims(aud="another-api"),
    "several audiences": with_claims(aud=[AUDIENCE, "another-api"]),
    "no audience": without("aud"),
    "expired": with_claims(iat=NOW - 900, nbf=NOW - 900, exp=NOW - 60),
    "no expiry": without("exp"),
    "expiry null": with_claims(exp=None),
    "expiry a text": with_claims(exp=str(NOW + 600)),
    "expiry infinite": signed(HEADER, json.dumps(CLAIMS | {"exp": float("inf")}).encode()),
    "expiry not a number": signed(HEADER, json.dumps(CLAIMS | {"exp": float("nan")}).encode()),
    "expiry in a fraction": with_claims(exp=NOW + 600.5),
    "lives for ever": with_claims(exp=2**62),
    "lives ten years": with_claims(exp=NOW + 10 * 365 * 86_400),
    "not yet valid": with_claims(nbf=NOW + 43_200),
    "no nbf": without("nbf"),
    "issued in the future": with_claims(iat=NOW + 43_200),
    "no iat": without("iat"),
    "no subject": without("sub"),
    "empty subject": with_claims(sub=""),
    "subject a number": with_claims(sub=7),
    "subject an object": with_claims(sub={"$ne": None}),
    "subject with a line break": with_claims(sub="ada\n"),
    "subject with a NUL": with_claims(sub="ada\x00"),
    "unknown role": with_claims(role="root"),
    "roles": with_claims(role=["user", "operator"]),
    "no role": without("role"),
    "no id": without("jti"),
    "empty id": with_claims(jti=""),
    "unknown claim": with_claims(admin=True),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused(name: str) -> None:
    with pytest.raises(NotAuthenticated) as refusal:
        KEY.verify(FORGED[name])
    assert refusal.value.message == "The token is not valid or has expired."


def test_there_are_enough_forgeries_and_their_base_is_good() -> None:
    assert len(FORGED) >= 30
    assert KEY.verify(GOOD).owner == "ada"


def test_an_issued_token_says_who_and_until_when() -> None:
    caller = KEY.verify(KEY.issue_token("ada", Role.OPERATOR, timedelta(minutes=5)))
    assert (caller.owner, caller.role, caller.scope) == ("ada", Role.OPERATOR, None)
    assert timedelta(minutes=4) < caller.expires_at - utc_now() <= timedelta(minutes=5)
    assert KEY.verify(KEY.issue_token("ada")).scope == "ada"


def test_a_strange_owner_gets_no_token() -> None:
    for owner in ("", "a b", "../x", "ada\n", "a" * 129):
        with pytest.raises(ValidationError):
            KEY.issue_token(owner)


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "api.key"
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: TokenKey.load_or_create(path), range(16)))
    token = keys[0].issue_token("ada")
    assert {key.verify(token).owner for key in keys} == {"ada"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_bytes()) == 32
    assert [file.name for file in path.parent.iterdir()] == ["api.key"]


def test_a_key_that_others_can_read_or_is_too_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "api.key"
    path.write_bytes(b"x" * 32)
    path.chmod(0o644)
    with pytest.raises(StorageError, match="other users"):
        TokenKey.load_or_create(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(StorageError, match="too short"):
        TokenKey.load_or_create(path)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "abc"])
def test_other_authorization_headers_are_refused(header: str | None) -> None:
    with pytest.raises(NotAuthenticated):
        bearer(header)


def test_the_scheme_is_read_in_any_case() -> None:
    assert bearer("bearer abc") == "abc"
