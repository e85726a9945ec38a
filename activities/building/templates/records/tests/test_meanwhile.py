"""What others did to a record while its form was open is told, and neither side is lost."""

import re
import time
from html import unescape

import pytest

from tests.conftest import Visitor
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
SHELF = EVERYTHING.entity("shelf")
SIGN = EVERYTHING.entity("sign")


def opened(visitor: Visitor, path: str) -> dict[str, str | list[str]]:
    """Open a form some time before others go on, and return what it sends for itself."""
    found = hidden(visitor.get(f"{path}/edit"))
    time.sleep(0.002)  # stamps have milliseconds
    return found


def hidden(page: str) -> dict[str, str | list[str]]:
    found = re.findall(r'name="(_was|_seen)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def under(page: str, name: str) -> str:
    """Return what stands in a page from the control of a field on."""
    return unescape(page.partition(f'id="field-{name}"')[2][:900])


def test_the_other_side_is_shown_and_taken_where_nothing_was_touched(guest: Visitor) -> None:
    hall, attic = guest.add(SHELF, place="Hall"), guest.add(SHELF, place="Attic")
    key = guest.add(THING, name="Lamp", home=str(hall), notes="old", price="1.50", clock="")
    typed = guest.form(THING) | {"name": "Lamp", "notes": "mine", "price": "1.50", "clock": ""}
    typed |= {"home": str(hall), "amount": "7"} | opened(guest, f"/thing/{key}")
    theirs = {"notes": "theirs", "home": attic, "clock": None, "price": "2.50"}
    sign = guest.add(SIGN, owner=str(key))
    guest.client.patch(f"/api/thing/{key}", json=theirs | {"marks": [sign]})
    answer = guest.post(f"/thing/{key}", typed)
    assert answer.status_code == 409
    assert "Somebody made this “theirs” meanwhile." in under(answer.text, "notes")
    assert "Somebody made this “Attic” meanwhile." in under(answer.text, "home")
    assert "mine</textarea>" in answer.text
    assert 'value="2.50"' in answer.text
    assert f'value="{attic}" selected' in answer.text
    assert f'name="marks" value="{sign}" checked' in answer.text
    assert "Somebody" not in under(answer.text, "mail")
    again = typed | {"price": "2.50", "home": str(attic), "marks": [str(sign)]}
    assert guest.post(f"/thing/{key}", again | hidden(answer.text)).status_code == 303
    kept = guest.client.get(f"/api/thing/{key}").json()
    assert [kept[name] for name in ("notes", "price", "home")] == ["mine", "2.50", attic]
    assert kept["amount"] == 7


def test_what_was_emptied_is_told(guest: Visitor) -> None:
    key = guest.add(THING, notes="old")
    typed = guest.form(THING) | {"notes": "mine"} | opened(guest, f"/thing/{key}")
    guest.client.patch(f"/api/thing/{key}", json={"notes": None})
    answer = guest.post(f"/thing/{key}", typed)
    assert "Somebody emptied this meanwhile." in under(answer.text, "notes")


def test_nobody_is_asked_where_both_made_the_same_of_it(guest: Visitor) -> None:
    key = guest.add(THING, notes="old")
    typed = guest.form(THING) | {"notes": "new", "amount": "7"} | opened(guest, f"/thing/{key}")
    guest.client.patch(f"/api/thing/{key}", json={"notes": "new"})
    assert guest.post(f"/thing/{key}", typed).status_code == 303
    assert guest.client.get(f"/api/thing/{key}").json()["amount"] == 7


@pytest.mark.parametrize("seen", ["", "{", "[1]", "[" * 100_000])
def test_without_marks_everything_counts_as_touched(guest: Visitor, seen: str) -> None:
    key = guest.add(SHELF, place="Hall")
    typed = {**opened(guest, f"/shelf/{key}"), "place": "Mine", "_seen": seen}
    guest.client.patch(f"/api/shelf/{key}", json={"place": "Attic"})
    answer = guest.post(f"/shelf/{key}", typed)
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.text
    assert "“Attic”" in answer.text


def test_what_was_entered_stays_when_the_record_is_gone(guest: Visitor) -> None:
    key = guest.add(SHELF, place="Hall")
    typed = opened(guest, f"/shelf/{key}") | {"place": "Great hall"}
    assert guest.post(f"/shelf/{key}/delete", {}).status_code == 303
    answer = guest.post(f"/shelf/{key}", typed)
    assert answer.status_code == 404
    assert "Somebody deleted this shelf" in answer.text
    assert 'value="Great hall"' in answer.text
    assert 'formaction="/shelf">Add as a new shelf' in answer.text
    assert "Save again" not in answer.text
    assert guest.post("/shelf", typed | hidden(answer.text)).status_code == 303
