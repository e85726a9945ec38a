"""A link shows one list, and nothing else."""

import re

import pytest

from app.feature import Feature
from app.features.sharing import Sharing
from app.features.sharing_links import MOST_LINKS, SharedLink, SharedLinks
from app.site import Site, today
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING
from tests.pictures import picture

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


def test_photos_of_the_list_are_shown_and_no_others(member: Visitor) -> None:
    lamp, chair = (member.add(THING, name=name) for name in ("Lamp", "Chair"))
    for key in (lamp, chair):
        address = f"/api/thing/{key}/photo/picture"
        assert member.client.put(address, content=picture(key)).status_code == 200
    path = share(member, "q=lamp")
    photo = f"{path}/{lamp}/photo/picture"
    assert f'src="{photo}"' in member.get(f"{path}/{lamp}")
    answer = member.client.get(photo)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"] == "no-store"
    for wrong in (
        f"{path}/{chair}/photo/picture",
        f"{path}/{lamp}/photo/name",
        f"{path}/x/photo/y",
    ):
        member.get(wrong, 404)
    member.get(f"/-/shared/share-{'x' * 27}/{lamp}/photo/picture", 404)
