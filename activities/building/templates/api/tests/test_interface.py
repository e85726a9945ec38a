"""What programs do with an application that has every kind of field."""

import logging
import sqlite3
from pathlib import Path

import pytest

from app.database import Database
from app.security import LARGEST_BODY
from app.site import Site
from tests.conftest import Visitor
from tests.pictures import picture

Json = dict[str, object]


def add(guest: Visitor, kind: str, **values: object) -> int:
    answer = guest.client.post(f"/api/{kind}", json=values)
    assert answer.status_code == 201, answer.text
    return int(answer.json()["id"])


def listed(guest: Visitor, address: str) -> Json:
    answer: Json = guest.client.get(address).json()
    return answer


def test_lists_are_searched_sorted_filtered_and_paged(guest: Visitor) -> None:
    shelf = add(guest, "shelf", place="Hall")
    for number in range(30):
        add(guest, "thing", name=f"Thing {number:02}", home=shelf if number < 3 else None)
    add(guest, "thing", name="Lamp", state="Old", done=True, amount=3)
    assert listed(guest, "/api/thing")["pages"] == 2
    assert listed(guest, "/api/thing?q=lamp")["total"] == 1
    assert listed(guest, "/api/thing?q=hall")["total"] == 3
    assert listed(guest, f"/api/thing?f_home={shelf}")["total"] == 3
    assert listed(guest, "/api/thing?f_state=Old&f_done=1")["total"] == 1
    for sort in ("name", "-amount", "home", "done", "nonsense"):
        assert listed(guest, f"/api/thing?sort={sort}&page=99")["page"] == 2


def test_what_others_need_can_not_be_deleted(guest: Visitor) -> None:
    thing = add(guest, "thing", name="Lamp")
    sign = add(guest, "sign", level=2, owner=thing)
    assert guest.client.delete(f"/api/thing/{thing}").status_code == 409
    assert guest.client.delete(f"/api/sign/{sign}").status_code == 204
    assert guest.client.delete(f"/api/thing/{thing}").status_code == 204


def test_what_belongs_to_a_record_goes_with_it(guest: Visitor) -> None:
    whole = add(guest, "thing", name="Whole")
    part = add(guest, "thing", name="Part", part_of=whole)
    shelf = add(guest, "shelf", place="Hall", guard=whole)
    assert guest.client.delete(f"/api/thing/{whole}").status_code == 204
    assert guest.client.get(f"/api/thing/{part}").status_code == 404
    assert listed(guest, f"/api/shelf/{shelf}")["guard"] is None


def test_a_photo_is_kept_and_given(guest: Visitor) -> None:
    thing = add(guest, "thing", name="Lamp")
    address = f"/api/thing/{thing}/photo/picture"
    answer = guest.client.put(address, content=picture(kind="JPEG"))
    assert answer.status_code == 200, answer.text
    photo = guest.client.get(answer.json()["picture"])
    assert photo.headers["content-type"] == "image/jpeg"
    assert guest.client.put(address, content=b"no picture").status_code == 422
    assert (
        guest.client.put(f"/api/thing/{thing}/photo/name", content=picture(kind="JPEG")).status_code
        == 404
    )
    assert guest.client.get("/-/photos/nothing.jpg").status_code == 404


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://x.y"}])
def test_other_sites_change_nothing(guest: Visitor, headers: dict[str, str]) -> None:
    answer = guest.client.post("/api/shelf", json={"place": "Hall"}, headers=headers)
    assert answer.status_code == 403
    assert listed(guest, "/api/shelf")["total"] == 0


def test_too_much_is_refused(guest: Visitor) -> None:
    answer = guest.client.post("/api/shelf", content=b"x" * (LARGEST_BODY * 30))
    assert answer.status_code == 413


def test_what_goes_wrong_is_told_without_its_inside(
    guest: Visitor, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)

    def broken(_: object) -> None:
        raise ZeroDivisionError("secret")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "connect", broken)
        answer = guest.client.get("/api/shelf")
        assert answer.status_code == 500
        assert "secret" not in answer.text

    def locked(_: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(Database, "connect", locked)
        assert guest.client.get("/api/shelf").status_code == 503
        assert guest.client.get("/healthz").status_code == 503
    assert Path(site.database.path).exists()
    assert guest.client.get("/healthz").status_code == 200
