"""Passwords, waiting and sessions keep to their rules."""

import pytest

from app.features.login import Login, spoken
from app.features.login_household import Household
from app.features.login_keys import SESSION_SECONDS
from app.features.login_password import Cost, Kept, weakness
from app.features.login_tries import TooSoonError, Tries
from app.site import Site
from app.tokens import Opens
from tests.test_login import QUICK, WORDS


def test_a_session_ends_90_days_after_its_last_use(site: Site) -> None:
    now = [1_800_000_000.0]
    site.database.ensure(Login.tables)
    keys = Household(site.database, QUICK, lambda: now[0]).keys
    secret = keys.begin("A device", "")
    for days in (0.5, 60, 89):
        now[0] += days * 86_400
        session = keys.find(Opens.SESSION, secret)
        assert session
        assert keys.note(session) == (days > 1)
    now[0] += SESSION_SECONDS + 86_400
    assert keys.find(Opens.SESSION, secret) is None
    assert keys.all(Opens.SESSION) == []


def test_waits_are_told_in_words() -> None:
    told = {1: "1 second", 59: "59 seconds", 60: "1 minute", 61: "2 minutes", 900: "15 minutes"}
    assert {seconds: spoken(seconds) for seconds in told} == told


def test_weak_passwords_are_refused() -> None:
    for weak in ("", "12345", "111111", "121212", "123456", "abcdef", "Password1", "x" * 201):
        assert weakness(weak)
    for good in ("582916", "a quiet red lamp", "пароль-7"):
        assert not weakness(good)


def test_the_same_letters_are_the_same_password() -> None:
    assert Kept.of("gr\u00fcne", QUICK).matches("gru\u0308ne")
    assert not Kept.of("gr\u00fcne", QUICK).matches("grune")
    assert Cost().memory < 2**26


def test_waiting_grows_and_never_becomes_for_ever(site: Site) -> None:
    now = [1_800_000_000.0]
    site.database.ensure(Login.tables)
    owner = Household(site.database, QUICK, lambda: now[0])
    owner.choose(WORDS)
    waits = []
    for _ in range(12):
        assert not owner.opens("wrong words")
        waits.append(owner.wait())
        now[0] += owner.wait()
    assert waits[:8] == [0, 0, 0, 0, 30, 60, 120, 240]
    assert max(waits) == waits[-1] == 900
    assert not owner.opens("wrong words")
    with pytest.raises(TooSoonError):
        Household(site.database, QUICK, lambda: now[0]).opens(WORDS)  # as after a restart
    now[0] += 900
    assert owner.opens(WORDS)
    assert owner.wait() == 0


def test_a_quiet_day_is_a_new_start_and_a_wrong_clock_locks_nobody() -> None:
    tries = Tries(40, failed_at=1_000_000)
    assert tries.another(1_000_000 + 86_401).failures == 1
    assert tries.left(999_000) == 0
    assert tries.left(1_000_000.5) == 900
