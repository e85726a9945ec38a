"""A link opens what it is for, and tells nothing of the rest."""

import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from app.features.sharing import Sharing
from app.features.sharing_links import SharedLink, SharedLinks
from app.features.sharing_view import Fact, SharedListing, facts
from app.records import Query, Records
from app.site import Site, today
from app.tokens import Opens, digest, new
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING
from tests.test_sharing import SHELF, THING, share


@pytest.fixture
def member(furnish: Furnish) -> Visitor:
    return furnish(Sharing())


def keep(site: Site, **changes: str) -> str:
    parts = {"entity": "thing", "query": "", "note": "", "made": "2026-01-01"} | changes
    with site.database.writing() as connection:
        return SharedLinks(connection).add(SharedLink(**parts))  # type: ignore[arg-type]


def test_what_a_record_refers_to_is_told_by_its_title_alone(member: Visitor, site: Site) -> None:
    thing = member.add(THING, name="Secret", due="2026-11-01")
    shelf = member.add(SHELF, place="Attic", guard=str(thing))
    entities = [replace(e, title="due") if e is THING else e for e in EVERYTHING.entities]
    schema = replace(EVERYTHING, entities=entities)
    with site.database.reading() as connection:
        shelves = Records(connection, schema, schema.entity("shelf"))
        record = shelves.get(shelf)
        assert record is not None
        assert list(facts(shelves, record)) == [Fact("Guard", ["Thing, 1 Nov 2026"])]
        listed = SharedListing(shelves, Query(), {}).titles()
        assert listed == {"guard": {thing: "Thing, 1 Nov 2026"}}


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


def test_a_link_that_lost_its_filter_shows_nothing(member: Visitor, site: Site) -> None:
    member.add(THING, name="Lamp")
    for query in ("f_home=x", "f_state=", "f_done=2", "page=1", "f_gone=1&q=Lamp"):
        member.get(f"/-/shared/{keep(site, query=query)}", 404)
    member.get(f"/-/shared/{keep(site, query='q=Lamp')}")
