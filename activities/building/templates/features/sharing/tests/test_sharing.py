"""A link shows one list, and nothing else."""

import logging
import re
from datetime import timedelta

import pytest

from app.feature import Feature
from app.features.sharing import Sharing
from app.features.sharing_links import MOST_LINKS, SharedLink, SharedLinks
from app.site import Site, today
from app.tokens import Opens, digest, new
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")


@pytest.fixture
def member(furnish: Furnish) -> Visitor:
    return furnish(Sharing())


def share(member: Visitor, query: str = "", entity: str = "thing", **form: str) -> str:
    """Make a link and return its path."""
    answer = member.post(f"/{entity}/share?{query}", form)
    found = re.search(r'value="http://testserver(/-/shared/share-[\w-]{27})"', answer.text)
    assert found, answer.text
    return found[1]


def test_a_list_leads_to_its_link(member: Visitor) -> None:
    member.add(THING, name="Lamp", state="New")
    page = member.get("/thing?q=lamp&f_state=New")
    assert 'href="/thing/share?q=lamp&amp;f_state=New"' in page
    page = member.get("/thing/share?q=lamp&f_state=New")
    assert "things with “lamp”, State: New" in page
    assert "1 thing now" in page
    assert "asks for no password" in page


def test_the_link_shows_the_list_and_its_records(member: Visitor) -> None:
    shelf = member.add(SHELF, place="Attic")
    lamp = member.add(THING, name="Lamp", state="New", home=str(shelf), notes="warm light")
    other = member.add(THING, name="Chair", state="Old")
    path = share(member, "f_state=New", note="Grandma")
    page = member.get(path)
    assert "Lamp" in page
    assert "Attic" in page
    assert "Chair" not in page
    record = member.get(f"{path}/{lamp}")
    assert "warm light" in record
    assert "Attic" in record
    member.get(f"{path}/{other}", 404)
    for shown in (page, record):
        for hidden in ("/shelf", 'href="/"', "/edit", "/delete", "Grandma", "_csrf_token"):
            assert hidden not in shown


def test_what_is_shared_can_be_searched_and_turned_but_not_widened(
    member: Visitor, site: Site
) -> None:
    with site.writing("thing") as records:
        for number in range(60):
            values = {"name": f"Thing {number:02}", "state": ("New", "Old")[number % 2]}
            records.add(values | {"done": 0}, {})
    path = share(member, "q=thing&f_state=New&f_done=0&sort=name")
    assert "30 things" in member.get(path)
    assert "Thing 58" in member.get(f"{path}?page=2")
    assert "1 thing with “42”" in member.get(f"{path}?q=42")
    assert "Nothing found" in member.get(f"{path}?q=43")
    page = member.get(f"{path}?f_state=Old&f_done=1&sort=-name")
    assert "30 things" in page
    assert "Thing 59" not in page
    assert 'aria-sort="descending"' in page
    assert "<select" not in page


def test_an_empty_list_says_so(member: Visitor) -> None:
    assert "Nothing here now" in member.get(share(member))


def test_several_references_are_told_by_title(member: Visitor) -> None:
    thing = member.add(THING, name="Lamp")
    signs = [member.add(EVERYTHING.entity("sign"), owner=str(thing), level=n) for n in "12"]
    member.client.patch(f"/api/thing/{thing}", json={"marks": signs})
    path = share(member, f"f_marks={signs[0]}")
    assert "1 of 3" in member.get(f"{path}/{thing}")
    assert "Marks: 1 of 3" in member.get("/-/sharing")


def test_the_household_sees_its_links_and_takes_them_back(member: Visitor) -> None:
    assert "Nothing is shared" in member.get("/-/sharing")
    path = share(member, "f_done=1", note="Grandma", ends=today().isoformat())
    page = member.get("/-/sharing")
    for words in ("Grandma", "Done: Yes", "Not yet", 'href="/thing?f_done=1"'):
        assert words in page
    assert path.rpartition("/")[2] not in page
    member.get(path)
    member.get(path)
    assert "Not yet" not in member.get("/-/sharing")
    which = re.search(r'name="which" value="(\d+)"', page)
    assert which
    member.post("/-/sharing/revoke", {"which": "x"})
    member.get(path)
    assert member.post("/-/sharing/revoke", {"which": which[1]}).status_code == 303
    assert "Revoked" in member.get("/-/sharing?notice=revoked")
    member.get(path, 404)


def test_a_last_day_must_be_one(member: Visitor) -> None:
    for ends in ("2020-01-01", "soon", "20991231", "9999-99-99"):
        answer = member.post("/thing/share", {"ends": ends, "note": "x" * 61})
        assert answer.status_code == 422
        assert 'id="problem-ends"' in answer.text
        assert 'id="problem-note"' in answer.text


def keep(site: Site, **changes: str) -> str:
    parts = {"entity": "thing", "query": "", "note": "", "made": "2026-01-01"} | changes
    with site.database.writing() as connection:
        return SharedLinks(connection).add(SharedLink(**parts))  # type: ignore[arg-type]


def test_all_that_opens_nothing_looks_the_same(member: Visitor, site: Site) -> None:
    key = member.add(SHELF, place="Attic")
    ended = keep(site, ends=(today() - timedelta(days=1)).isoformat())
    paths = [f"/-/shared/{new(Opens.SHARE)}", "/-/shared/x", "/-/shared/" + "x" * 5000]
    paths += [f"/-/shared/{ended}", f"/-/shared/{digest(ended)}"]
    paths += [f"/-/shared/{keep(site, entity='gone')}"]
    paths += [f"/-/shared/{keep(site, query='f_gone=1')}"]
    good = f"/-/shared/{keep(site)}"
    paths += [f"{good}/{rest}" for rest in (key, 0, "x", "9" * 30, "1/edit", "")]
    answers = [member.client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert all(answer.headers == answers[0].headers for answer in answers)
    assert "/shelf" not in answers[0].text
    assert "the list has changed" in member.get("/-/sharing")


def test_unknown_and_ended_links_take_the_same_way(member: Visitor, site: Site) -> None:
    ended = keep(site, ends="2020-01-01")
    asked: list[str] = []
    with site.database.reading() as connection:
        connection.set_trace_callback(asked.append)
        for secret in (ended, new(Opens.SHARE), "x"):
            assert SharedLinks(connection).find(secret, today().isoformat()) is None
    assert len(asked) == 3
    assert len({re.sub("'[0-9a-f]{64}'", "?", statement) for statement in asked}) == 1


def test_links_are_kept_out_of_search_engines_referrers_and_caches(member: Visitor) -> None:
    member.add(THING, name="Lamp", site="https://elsewhere.example")
    headers = member.companion().client.get(share(member)).headers
    assert "noindex" in headers["x-robots-tag"]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert 'name="robots" content="noindex' in member.get(share(member))


def test_only_the_hash_of_a_link_is_kept_and_nothing_logged(
    member: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("app").propagate = True
    with caplog.at_level(logging.DEBUG, "app"):
        path = share(member)
        member.get(path)
        member.get(f"{path}/7", 404)
    secret = path.rpartition("/")[2]
    assert "GET /-/shared/share-hidden " in caplog.text
    assert not any(secret in record.getMessage() for record in caplog.records if _own(record))
    with member.site.database.reading() as connection:
        assert secret not in "\n".join(connection.iterdump())


def _own(record: logging.LogRecord) -> bool:
    """Return whether the application logged it, and not the browser of the tests."""
    return record.name.partition(".")[0] == "app"


def test_a_link_changes_nothing(member: Visitor) -> None:
    path = share(member)
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for address in (path, f"{path}/1"):
            assert member.client.request(method, address).status_code == 405


def test_links_are_made_by_forms_of_our_own(member: Visitor) -> None:
    member.get("/")
    assert member.client.post("/thing/share", data={"note": "x"}).status_code == 403
    member.get("/nothing/share", 404)
    assert "Nothing is shared" in member.get("/-/sharing")


def test_there_is_an_end_to_links(member: Visitor, site: Site) -> None:
    with site.database.writing() as connection:
        for _ in range(MOST_LINKS):
            SharedLinks(connection).add(SharedLink("thing", "", "", "2026-01-01"))
    assert "Revoke one of them first" in member.post("/thing/share", {}).text


def test_a_long_search_that_is_cut_still_works(member: Visitor) -> None:
    assert "Nothing here now" in member.get(share(member, f"q={'x' * 199}+yyyy"))


def test_links_behind_a_proxy_with_https_say_so(member: Visitor) -> None:
    member.get("/")
    form = {"_csrf_token": member.client.cookies["form_token"]}
    answer = member.client.post("/thing/share", data=form, headers={"x-forwarded-proto": "https"})
    assert 'value="https://testserver/-/shared/share-' in answer.text


def test_links_work_where_everything_else_is_closed(furnish: Furnish) -> None:
    class Closed(Feature):
        guards = True

    member = furnish(Sharing(), Closed())
    assert "asks for no password" not in member.get("/thing/share")
    assert [start for f in member.site.features for start in f.public] == ["/-/shared/"]


def test_a_link_that_lost_its_filter_shows_nothing(member: Visitor, site: Site) -> None:
    member.add(THING, name="Lamp")
    for query in ("f_home=x", "f_state=", "f_done=2", "page=1", "f_gone=1&q=Lamp"):
        member.get(f"/-/shared/{keep(site, query=query)}", 404)
    member.get(f"/-/shared/{keep(site, query='q=Lamp')}")
