"""The household logs in with its password."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from app.features.login import Login
from app.features.login_household import RESET_FILE, Household
from app.features.login_keys import MOST_TOKENS
from app.features.login_password import Cost
from app.tokens import Opens, digest
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

SHELF = EVERYTHING.entity("shelf")
QUICK = Cost(n=2, r=1, p=1)
WORDS = "a quiet red lamp"

Come = Callable[[], Visitor]


@pytest.fixture
def come(furnish: Furnish) -> Come:
    """Give a way for another browser to come to the same application."""
    return furnish(Login(QUICK)).companion


@pytest.fixture
def member(come: Come) -> Visitor:
    """Give the one who came first."""
    visitor = come()
    visitor.enter()
    return visitor


def log_in(visitor: Visitor, password: str = WORDS, wanted: str = "/") -> tuple[int, str]:
    visitor.get("/-/login")
    answer = visitor.post("/-/login", {"password": password, "next": wanted})
    return answer.status_code, answer.headers.get("location", "")


def household(visitor: Visitor) -> Household:
    return Household(visitor.site.database, QUICK)


def test_whoever_comes_first_chooses_the_password(come: Come) -> None:
    first = come()
    for path in ("/", "/thing", "/-/login"):
        page = first.get(path)
        assert "has no password yet" in page
        assert "Everybody who uses it" in page
        assert "/shelf" not in page
    assert log_in(first) == (303, "/-/login")
    for entered, again, problem in (
        ("12345", "12345", "at least 6"),
        (WORDS, WORDS[1:], "not the same"),
    ):
        form = {"password": entered, "again": again, "next": "/thing"}
        assert problem in first.post("/-/login/first", form).text
    form = {"password": WORDS, "again": WORDS, "next": "/thing"}
    assert first.post("/-/login/first", form).headers["location"] == "/thing"
    assert "No things yet" in first.get("/thing")
    assert first.client.get("/-/login?next=/shelf").url.path == "/shelf"


def test_the_second_one_can_not_choose_it(come: Come, member: Visitor) -> None:
    late = come()
    late.get("/")
    answer = late.post("/-/login/first", {"password": "another one", "again": "another one"})
    assert "chosen the password just now" in answer.text
    assert log_in(late, "another one")[0] == 422
    assert log_in(late) == (303, "/")


def test_login_leads_back_to_the_page_that_was_asked_for(come: Come, member: Visitor) -> None:
    late = come()
    page = late.get("/thing?q=a%26b&f_state=New")
    wanted = re.search('name="next" value="(.*)"', page)
    assert wanted
    assert log_in(late, wanted=unescape(wanted[1])) == (303, "/thing?q=a%26b&f_state=New")


def test_what_is_sent_without_a_session_is_not_kept(come: Come, member: Visitor) -> None:
    late = come()
    late.get("/")
    answer = late.post("/shelf", {"place": "Hall"})
    assert answer.headers["location"] == "/-/login?lost=1"
    assert "was not kept" in late.get("/-/login?lost=1")
    assert member.client.get("/api/shelf").json()["total"] == 0


def test_health_and_looks_stay_open(come: Come) -> None:
    late = come()
    assert late.client.get("/healthz").json()["status"] == "ok"
    assert "--accent" in late.get("/static/app.css")
    assert "/shelf" not in late.get("/static/nothing", 404)


def test_devices_are_shown_and_logged_out(come: Come, member: Visitor) -> None:
    phone = come()
    phone.client.headers["user-agent"] = "Mozilla/5.0 (Android 16; Mobile) Firefox/140.0"
    log_in(phone)
    page = member.get("/-/login/settings")
    assert "Firefox on Android" in page
    assert page.count("this one") == 1
    which = re.search(r'name="which" value="(\d+)"', page)
    assert which
    member.post("/-/login/settings/out", {"which": which[1]})
    assert phone.client.get("/").url.path == "/-/login"
    assert member.post("/-/login/settings/out", {}).headers["location"] == "/-/login"
    assert "login" not in member.client.cookies
    assert member.client.get("/").url.path == "/-/login"


def test_everybody_is_logged_out_at_once(come: Come, member: Visitor) -> None:
    phone = come()
    log_in(phone)
    phone.post("/-/login/settings/out", {"which": "all"})
    assert member.client.get("/").url.path == "/-/login"


def test_a_new_password_logs_all_others_out(come: Come, member: Visitor) -> None:
    phone = come()
    log_in(phone)
    form = {"present": "wrong words", "password": "new words", "again": "new words"}
    path = "/-/login/settings/password"
    assert "This is not the password" in member.post(path, form).text
    assert "at least 6" in member.post(path, form | {"password": "x"}).text
    assert "not the same" in member.post(path, form | {"again": "x"}).text
    before = member.client.cookies["login"]
    assert member.post(path, form | {"present": WORDS}).status_code == 303
    assert "All other devices" in member.get("/-/login/settings?notice=changed")
    assert member.client.cookies["login"] != before
    assert phone.client.get("/").url.path == "/-/login"
    assert log_in(phone)[0] == 422
    assert log_in(phone, "new words")[0] == 303


def test_programs_need_a_token(come: Come, member: Visitor) -> None:
    program = come()
    assert program.client.get("/api/shelf").status_code == 401
    path = "/-/login/settings/tokens"
    assert "Say which program" in member.post(path, {"label": " "}).text
    secret = re.search(r"token-[\w-]{43}", member.post(path, {"label": "Backup"}).text)
    assert secret
    sent = {"authorization": f"Bearer {secret[0]}"}
    assert program.client.post("/api/shelf", json={"place": "x"}, headers=sent).status_code == 201
    assert program.client.get("/", headers=sent).url.path == "/-/login"
    page = member.get("/-/login/settings")
    assert secret[0] not in page
    assert "not used yet" not in page
    token = household(member).keys.all(Opens.PROGRAM)[0]
    member.post("/-/login/settings/revoke", {"which": str(token.id)})
    assert program.client.get("/api/shelf", headers=sent).status_code == 401


def test_there_is_an_end_to_tokens(member: Visitor) -> None:
    keys = household(member).keys
    assert keys.admit("x") != keys.admit("x")
    with member.site.database.writing() as connection:
        connection.executemany(
            'INSERT INTO "login-key" (opens, hash, label, made, used) VALUES (?, ?, ?, 1, 0)',
            [(Opens.PROGRAM, str(number), "x") for number in range(MOST_TOKENS - 2)],
        )
    answer = member.post("/-/login/settings/tokens", {"label": "y"})
    assert "Revoke one first" in answer.text


def test_the_reset_file_gives_a_new_password(come: Come, member: Visitor) -> None:
    file = member.site.database.path.with_name(RESET_FILE)
    late = come()
    for content in (b"short", b"\xff\xfe\xff\xff\xff\xff"):
        file.write_bytes(content)
        assert f"file {RESET_FILE}" in late.get("/-/login", 422)
    file.write_text("found words\r\n", encoding="utf-8-sig")
    late.get("/-/login")
    assert not file.exists()
    assert member.client.get("/").url.path == "/-/login"
    assert log_in(late, "found words")[0] == 303


def test_a_session_in_use_lasts_longer_in_the_browser_too(member: Visitor) -> None:
    with member.site.database.writing() as connection:
        connection.execute('UPDATE "login-key" SET used = used - 90000')
    secret = member.client.cookies["login"]
    answer = member.client.get("/shelf")
    assert f"login={secret}" in answer.headers["set-cookie"]
    assert "set-cookie" not in member.client.get("/shelf").headers
    assert digest(secret) not in answer.text
