"""Whoever does not know the password stays outside."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

import pytest
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from httpx2 import Response

from app.feature import Feature
from app.features.login import Login
from app.features.login_gate import local
from app.features.login_household import Household
from app.features.login_password import Cost
from app.features.login_tries import FREE, TooSoonError
from app.site import Site
from app.tokens import Opens, digest, new
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING
from tests.test_login import QUICK, WORDS, log_in

HTTPS = {"x-forwarded-proto": "https"}
SHELF = EVERYTHING.entity("shelf")


@pytest.fixture
def member(furnish: Furnish) -> Visitor:
    visitor = furnish(Login(QUICK))
    visitor.enter()
    return visitor


@pytest.fixture
def stranger(member: Visitor) -> Visitor:
    visitor = member.companion()
    visitor.get("/-/login")
    return visitor


def test_forged_cookies_open_nothing(stranger: Visitor) -> None:
    for secret in ("", "x", "session-", "session-" + "A" * 43, "' OR 1=1 --", "\N{SNOWMAN}" * 9):
        stranger.client.cookies.clear()
        answer = stranger.client.get("/", headers={"cookie": f"login={secret}".encode()})
        assert answer.url.path == "/-/login"


def test_what_the_database_holds_opens_nothing(stranger: Visitor, member: Visitor) -> None:
    kept = digest(member.client.cookies["login"])
    stranger.client.cookies["login"] = kept
    assert stranger.client.get("/").url.path == "/-/login"
    program = Household(member.site.database, QUICK).keys.admit("x")
    stranger.client.cookies["login"] = program
    assert stranger.client.get("/").url.path == "/-/login"
    for sent in (kept, digest(program), member.client.cookies["login"], "", "a b"):
        headers = {"authorization": f"Bearer {sent}"}
        assert stranger.client.get("/api/shelf", headers=headers).status_code == 401


def test_nothing_readable_is_kept(member: Visitor) -> None:
    program = Household(member.site.database, QUICK).keys.admit("x")
    with member.site.database.reading() as connection:
        dump = "\n".join(connection.iterdump())
    for secret in (WORDS, member.client.cookies["login"], program):
        assert secret not in dump


def test_a_login_never_takes_over_a_session_that_was_planted(stranger: Visitor) -> None:
    planted = new(Opens.SESSION)
    stranger.client.cookies["login"] = planted
    log_in(stranger)
    given = [c.value for c in stranger.client.cookies.jar if c.name == "login" and c.domain]
    assert planted not in given
    keys = Household(stranger.site.database, QUICK).keys
    assert keys.find(Opens.SESSION, planted) is None


def test_a_new_login_ends_the_session_before(member: Visitor) -> None:
    before = member.client.cookies["login"]
    member.post("/-/login", {"password": WORDS})
    assert member.client.cookies["login"] != before
    assert Household(member.site.database, QUICK).keys.find(Opens.SESSION, before) is None


def _cookie(answer: Response) -> str:
    found = [c for c in answer.headers.get_list("set-cookie") if "session-" in c]
    assert len(found) == 1
    return found[0].lower()


def test_the_cookie_is_out_of_reach(stranger: Visitor) -> None:
    token = stranger.client.cookies["form_token"]
    form = {"password": WORDS, "_csrf_token": token}
    plain = stranger.client.post("/-/login", data=form, follow_redirects=False)
    assert _cookie(plain).startswith("login=")
    assert "secure" not in _cookie(plain)
    secure = stranger.client.post("/-/login", data=form, headers=HTTPS, follow_redirects=False)
    assert _cookie(secure).startswith("__host-login=")
    for part in ("httponly", "samesite=lax", "path=/", "max-age=7776000", "secure"):
        assert part in _cookie(secure)
    assert "domain" not in _cookie(secure)


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "evil",
        "",
        "/\n/x",
        "/x\\y",
        "/-/login?next=/",
        "/\N{NO-BREAK SPACE}/x",
    ],
)
def test_login_leads_nowhere_else(address: str) -> None:
    assert local(address) == "/"


def test_login_leads_to_its_own_pages() -> None:
    for address in ("/thing?q=a&f_x=%C3%A4", "/-/login/settings", "/thing/3/edit"):
        assert local(address) == address


def test_guessing_stops_for_everybody(stranger: Visitor, member: Visitor) -> None:
    for _ in range(FREE - 1):
        assert log_in(stranger, "wrong words")[0] == 422
    assert log_in(stranger, "wrong words")[0] == 429
    answer = stranger.post("/-/login", {"password": WORDS})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert "possible in 30 seconds" in answer.text
    form = {"present": WORDS, "password": "new words", "again": "new words"}
    assert "Wait 30 seconds" in member.post("/-/login/settings/password", form).text
    member.get("/shelf")


def test_many_guesses_at_once_are_no_way_around(site: Site) -> None:
    site.database.ensure(Login.tables)
    owner = Household(site.database, QUICK)
    owner.choose(WORDS)

    def guess(number: int) -> bool:
        try:
            return not owner.opens(f"guess {number}")
        except TooSoonError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(guess, range(24))) == FREE


class Counted(Cost):
    """Notes each time that a password is worked on."""

    worked: ClassVar[list[int]] = []

    @property
    def memory(self) -> int:
        self.worked.append(self.n)
        return super().memory


def test_strangers_who_choose_at_once_make_work_for_one_of_them(site: Site) -> None:
    site.database.ensure(Login.tables)
    owner = Household(site.database, Counted(QUICK.n, QUICK.r, QUICK.p))
    Counted.worked.clear()
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(owner.choose, [WORDS] * 24)) == 1
    assert not owner.choose("other words")
    assert len(Counted.worked) == 1


def test_wrong_guesses_do_not_tell_how_wrong_they_are(member: Visitor) -> None:
    calls = []
    owner = Household(member.site.database, QUICK)

    class Counting:
        def __enter__(self) -> None:
            calls.append("scrypt")

        def __exit__(self, *_: object) -> None:
            pass

    owner._one_at_a_time = Counting()  # type: ignore[assignment]
    for guess in ("", WORDS[:-1], "x" * 100_000):
        assert not owner.opens(guess)
    assert calls == ["scrypt"] * 3


def test_forms_from_elsewhere_are_refused(member: Visitor) -> None:
    form = {"which": "all", "_csrf_token": member.client.cookies["form_token"]}
    path = "/-/login/settings/out"
    evil = {"origin": "https://evil.example"}
    assert member.client.post(path, data=form, headers=evil).status_code == 403
    assert member.client.post(path, data={"which": "all"}).status_code == 403
    assert member.client.post("/-/login", data={"password": WORDS}).status_code == 403
    assert member.client.get("/shelf").url.path == "/shelf"


def test_every_address_is_closed(stranger: Visitor) -> None:
    for path in ("/nothing", "/-/photos/x.jpg", "/-/login/settings", "/healthz/", "/static", "//"):
        assert stranger.client.get(path).url.path == "/-/login"
    for path in ("/api", "/api/", "/api/thing/1", "/api/nothing"):
        assert stranger.client.get(path).status_code == 401
    assert stranger.client.put("/api/thing/1", json={}).status_code == 401
    assert stranger.client.request("TRACE", "/shelf", follow_redirects=False).status_code == 303


class Open(Feature):
    """Has a page for everybody."""

    public = ("/-/open/",)

    def router(self, site: Site) -> APIRouter:
        router = APIRouter(default_response_class=HTMLResponse)

        def shown(request: Request) -> HTMLResponse:
            return site.page(request, "error.html", code=200, message="For all")

        router.add_api_route("/-/open/{rest:path}", shown, methods=["GET"])
        return router


def test_what_a_feature_opens_is_open_and_shows_no_menu(furnish: Furnish) -> None:
    visitor = furnish(Login(QUICK), Open())
    page = visitor.get("/-/open/x")
    assert "For all" in page
    assert "/shelf" not in page
    for path in ("/-/open", "/-/opened/x", "/-/open%2e", "/x/-/open/x"):
        assert visitor.client.get(path).url.path == "/-/login"


def test_pages_are_kept_by_no_cache(member: Visitor, stranger: Visitor) -> None:
    for visitor, path in ((member, "/shelf"), (member, "/-/login/settings"), (stranger, "/shelf")):
        for answer in (visitor.client.get(path), visitor.client.get(path, follow_redirects=False)):
            assert answer.headers["cache-control"] == "no-store"
            assert "content-security-policy" in answer.headers


def test_a_lost_database_opens_nothing(member: Visitor) -> None:
    member.site.database.path.rename(member.site.database.path.with_suffix(".lost"))
    assert member.client.get("/shelf").status_code == 503


def test_secrets_are_not_logged(member: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("app").propagate = True
    secret = Household(member.site.database, QUICK).keys.admit("x")
    with caplog.at_level(logging.DEBUG):
        member.client.get("/api/shelf", headers={"authorization": f"Bearer {secret}"})
        log_in(member, "wrong words")
    assert "wrong password, 1 in a row" in caplog.text
    for kept_quiet in (secret, "wrong words", member.client.cookies["login"]):
        assert kept_quiet not in caplog.text
