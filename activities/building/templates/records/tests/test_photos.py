"""Photos are kept without what they tell besides the picture, shown, replaced and cleaned up."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx2 import Response
from PIL import Image, ImageCms

from app.photos import LARGEST_PHOTO, small
from app.photos.picture import prepared
from app.photos.store import Photos, is_kept
from app.photos.uploads import LARGEST_FORM
from app.security import LARGEST_BODY
from app.site import Site
from app.values import InvalidError
from tests.conftest import Visitor
from tests.everything import EVERYTHING
from tests.pictures import PLACE, announced, encoded, moving, opened, photographed, picture

THING = EVERYTHING.entity("thing")
NOW = datetime.now(UTC)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


def send(guest: Visitor, path: str, data: bytes | None, **texts: str) -> Response:
    """Send a form in as browsers do when it can have a photo."""
    guest.get("/thing/new")
    form = {"name": "Lamp", **texts, "_csrf_token": guest.client.cookies["form_token"]}
    chosen = ("", b"") if data is None else ("IMG_1.jpg", data)
    return guest.client.post(
        path, data=form, files={"picture__file": chosen}, follow_redirects=False
    )


def kept(guest: Visitor, key: int = 1) -> str:
    """Return the address of a thing's photo; empty when it has none."""
    return guest.client.get(f"/api/thing/{key}").json()["picture"] or ""


def test_a_photo_is_kept_and_shown(guest: Visitor) -> None:
    assert 'enctype="multipart/form-data"' in guest.get("/thing/new")
    assert "enctype" not in guest.get("/shelf/new")
    assert send(guest, "/thing", picture(kind="JPEG", size=(2000, 1000))).status_code == 303
    address = kept(guest)
    name = address.rpartition("/")[2]
    answer = guest.client.get(address)
    assert answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    assert opened(answer.content).size == (1600, 800)
    assert opened(guest.client.get(f"/-/photos/{small(name)}").content).size == (400, 200)
    for page in ("/thing", "/thing/1"):
        assert small(name) in guest.get(page)
        assert 'alt="Lamp, picture"' in guest.get(page)
    assert f'value="{name}"' in guest.get("/thing/1/edit")


def test_what_a_camera_notes_is_used_and_dropped(guest: Visitor) -> None:
    data = photographed()
    assert PLACE in data
    send(guest, "/thing", data)
    shown = guest.client.get(kept(guest)).content
    assert PLACE not in shown
    assert b"Exif" not in shown
    image = opened(shown)
    assert image.size == (20, 40)
    above, below = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert above[0] > 200 > below[0]


def test_what_is_hidden_behind_a_picture_is_not_kept() -> None:
    data = picture(kind="JPEG") + b"<script>alert(1)</script>"
    assert b"script" not in prepared(data).large


def test_photos_stay_are_replaced_and_removed(guest: Visitor) -> None:
    send(guest, "/thing", picture(1))
    first = kept(guest)
    name = first.rpartition("/")[2]
    assert send(guest, "/thing/1", None, picture=name).status_code == 303
    assert kept(guest) == first
    send(guest, "/thing/1", picture(2), picture=name)
    assert kept(guest) not in ("", first)
    send(guest, "/thing/1", None, picture=name, picture__remove="yes")
    assert kept(guest) == ""


def test_a_photo_need_not_be_chosen_again(guest: Visitor) -> None:
    answer = send(guest, "/thing", picture(), amount="many")
    assert answer.status_code == 422
    name = answer.text.partition('name="picture" value="')[2].partition('"')[0]
    assert send(guest, "/thing", None, picture=name).status_code == 303
    assert kept(guest).endswith(name)
    answer = send(guest, "/thing/1", picture(2), _was="an earlier moment")
    assert answer.status_code == 409
    another = answer.text.partition('name="picture" value="')[2].partition('"')[0]
    assert another != name
    assert kept(guest).endswith(name)
    assert send(guest, "/thing/1", None, picture=another).status_code == 303
    assert kept(guest).endswith(another)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (HEIC, "HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isom", "film"),
        (moving("GIF"), "GIF"),
        (moving("PNG"), "stands still"),
        (moving("WEBP"), "stands still"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%PDF-1.7" + picture(kind="JPEG"), "not a photo"),
        (b"\xff\xd8\xff\xe0<html>", "damaged"),
        (picture(kind="JPEG", size=(300, 300))[:-40], "damaged"),
        (picture(size=(300, 300))[:-40], "damaged"),
        (announced(5_000, 4_000), "too many pixels"),
        (announced(12_000, 12_000), "too many pixels"),
        (announced(60_000, 60_000), "too many pixels"),
        (b"", "empty"),
        (b"\xff" * (LARGEST_PHOTO + 1), "12 MB"),
    ],
)
def test_what_is_no_photo_is_refused_beside_its_field(
    guest: Visitor, data: bytes, told: str
) -> None:
    answer = send(guest, "/thing", data)
    assert answer.status_code == 422
    assert told in answer.text.partition('id="problem-picture"')[2].partition("</p>")[0]
    assert guest.client.get("/api/thing").json()["total"] == 0


def test_pictures_of_all_makes_become_alike() -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert opened(prepared(encoded(clear)).large).getpixel((1, 1)) == (255, 255, 255)
    assert opened(prepared(encoded(clear.quantize())).large).mode == "RGB"
    assert opened(prepared(encoded(Image.new("1", (4, 4)))).small).mode == "RGB"
    assert opened(prepared(encoded(Image.new("CMYK", (4, 4)), "JPEG")).large).mode == "RGB"
    assert opened(prepared(encoded(Image.new("L", (4, 4)), "WEBP")).large).mode == "RGB"


@pytest.mark.parametrize("progressive", [False, True])
def test_colours_are_the_usual_ones(progressive: bool) -> None:
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red = Image.new("RGB", (8, 8), "red")
    for profile in (usual, b"no profile"):
        data = encoded(red, "JPEG", icc_profile=profile, progressive=progressive)
        image = opened(prepared(data).large)
        assert "icc_profile" not in image.info
        assert image.getpixel((4, 4))[0] > 240


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
@pytest.mark.parametrize("notes", [b"II*\0\xff\xff\xff\xff", b"II*\0\x08\0\0\0\x05\0", b"XX"])
def test_broken_notes_spoil_no_picture(notes: bytes) -> None:
    image = Image.new("RGB", (4, 4))
    assert prepared(encoded(image, "JPEG", exif=b"Exif\0\0" + notes)).large


def test_bodies_are_large_only_where_photos_are(guest: Visitor) -> None:
    guest.get("/thing/new")
    files = {"picture__file": ("x", b"x" * LARGEST_BODY)}
    token = {"_csrf_token": guest.client.cookies["form_token"]}
    for path in ("/shelf", "/thing/1/delete", "/-/x"):
        assert guest.client.post(path, data=token, files=files).status_code == 413
    files = {"picture__file": ("x", b"x" * LARGEST_FORM)}
    assert guest.client.post("/thing", data=token, files=files).status_code == 413
    assert guest.client.post("/thing", files={"picture__file": ("x", b"x")}).status_code == 403
    odd = {"content-type": "multipart/form-data"}
    assert guest.client.post("/thing", content=b"x", headers=odd).status_code == 400


def test_only_photos_that_are_there_can_be_named(guest: Visitor) -> None:
    name = f"{'0' * 32}.jpg"
    assert "not there any more" in guest.post("/thing", {"name": "x", "picture": name}).text
    for path in (name, "small-x.jpg", "..%2Fapp.db", "app.db"):
        guest.get(f"/-/photos/{path}", 404)


def test_programs_send_and_read_photos(guest: Visitor) -> None:
    guest.add(THING, name="Lamp")
    answer = guest.client.put("/api/thing/1/photo/picture", content=picture())
    address = answer.json()["picture"]
    assert guest.client.get(address).status_code == 200
    assert guest.client.patch("/api/thing/1", json={"amount": 3}).json()["picture"] == address
    assert guest.client.patch("/api/thing/1", json={"picture": None}).json()["picture"] is None
    assert guest.client.patch("/api/thing/1", json={"picture": address}).status_code == 200
    refused = guest.client.put("/api/thing/1/photo/picture", content=HEIC)
    assert "HEIC" in refused.json()["fields"]["picture"]
    large = guest.client.put("/api/thing/1/photo/picture", content=b"x" * (LARGEST_PHOTO + 1))
    assert "12 MB" in large.json()["fields"]["picture"]
    for path in ("/api/thing/1/photo/name", "/api/thing/2/photo/picture", "/api/shelf/1/photo/x"):
        assert guest.client.put(path, content=picture()).status_code == 404
    foreign = {"origin": "https://elsewhere.example"}
    answer = guest.client.put("/api/thing/1/photo/picture", content=picture(), headers=foreign)
    assert answer.status_code == 403


def there(site: Site, name: str) -> bool:
    with site.database.reading() as connection:
        known = is_kept(connection, name)
    assert known == ((site.photos.folder / name).exists())
    return known


def test_photos_that_nothing_names_go_after_a_month(guest: Visitor, site: Site) -> None:
    guest.add(THING, name="Lamp", picture=site.photos.keep(picture(1)))
    name = kept(guest).rpartition("/")[2]
    guest.client.patch("/api/thing/1", json={"picture": None})
    site.photos.clean_up(NOW)
    site.photos.clean_up(NOW + timedelta(days=30))
    assert there(site, name)
    guest.client.patch("/api/thing/1", json={"picture": name})
    site.photos.clean_up(NOW + timedelta(days=32))
    assert there(site, name)
    guest.client.delete("/api/thing/1")
    site.photos.clean_up(NOW + timedelta(days=33))
    site.photos.clean_up(NOW + timedelta(days=65))
    assert not there(site, name)
    assert not (site.photos.folder / small(name)).exists()


def test_what_features_keep_for_later_counts_as_named(site: Site) -> None:
    name = site.photos.keep(picture(3))
    with site.database.writing() as connection:
        connection.execute('CREATE TABLE "Odd ""one" (id INTEGER, kept TEXT)')
        connection.execute('INSERT INTO "Odd ""one" VALUES (1, ?)', (f'{{"picture": "{name}"}}',))
    for days in (0, 40):
        site.photos.clean_up(NOW + timedelta(days=days))
    assert there(site, name)


def test_files_that_were_left_behind_go(site: Site) -> None:
    name = site.photos.keep(picture(4))
    stray = site.photos.folder / f"{'1' * 32}.part"
    stray.write_bytes(b"half")
    site.photos.clean_up(NOW)
    assert stray.exists()
    os.utime(stray, (0, 0))
    site.photos.clean_up(NOW)
    assert not stray.exists()
    assert there(site, name)


def test_the_same_photo_is_kept_once(site: Site) -> None:
    assert site.photos.keep(picture(5)) == site.photos.keep(picture(5))


def test_a_photo_too_large_is_told_with_its_size(site: Site) -> None:
    with pytest.raises(InvalidError, match="15 MB; 12 MB"):
        Photos(site.database).keep(b"x" * 15_000_000)
    assert isinstance(site.photos.folder, Path)
