"""Records are shown as pictures."""

from app.features.gallery import Gallery, Place
from tests.conftest import Furnish, Visitor
from tests.everything import EVERYTHING
from tests.pictures import picture

THING = EVERYTHING.entity("thing")
FEATURE = Gallery(entity="thing", photo="picture")


def add(visitor: Visitor, name: str, number: int = 0) -> int:
    """Add a thing; with a photo if there is a number."""
    photo = {"picture": visitor.site.photos.keep(picture(number))} if number else {}
    return visitor.add(THING, name=name, **photo)


def test_pictures_stand_side_by_side_with_their_titles(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    assert "No pictures yet" in visitor.get("/thing/gallery")
    key = add(visitor, "Lamp", 1)
    bare = add(visitor, "Chair")
    page = visitor.get("/thing/gallery")
    assert f'href="/thing/gallery/{key}"' in page
    assert "/-/photos/small-" in page
    assert f'href="/thing/{bare}/edit"' in page
    assert page.index("Lamp") < page.index("Chair")


def test_without_any_photo_it_says_how_to_add_them(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    add(visitor, "Chair")
    page = visitor.get("/thing/gallery")
    assert "No pictures yet" in page
    assert "choose “Edit”, and choose its picture" in page
    assert 'href="/thing">Choose from the list' in page
    assert "Chair" not in page


def test_the_gallery_stands_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    assert 'href="/thing/gallery"' in visitor.get("/thing")
    assert 'href="/thing/gallery"' not in visitor.get("/shelf")


def test_large_pictures_lead_to_each_other(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    first, bare, last = (add(visitor, f"Thing {n}", n % 2 * n) for n in (1, 2, 3))
    page = visitor.get(f"/thing/gallery/{last}")
    assert "1 of 2" in page
    assert f'rel="next" href="/thing/gallery/{first}"' in page
    assert 'rel="prev"' not in page
    assert 'alt="Thing 3"' in page
    assert f'rel="prev" href="/thing/gallery/{last}"' in visitor.get(f"/thing/gallery/{first}")
    visitor.get(f"/thing/gallery/{bare}", 404)
    visitor.get("/thing/gallery/99", 404)
    with visitor.site.reading("thing") as records:
        assert FEATURE.place(records, first) == Place(2, 2, last, None)


def test_many_pictures_take_pages(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    add(visitor, "Lamp", 1)
    with visitor.site.writing("thing") as records:
        for number in range(99):
            records.add({"name": f"Thing {number}"}, {})
    assert "Page 1 of 3" in visitor.get("/thing/gallery")
    assert "Thing 0<" in visitor.get("/thing/gallery?page=99999")
    assert "Page 1 of 3" in visitor.get("/thing/gallery?page=x")
    assert "Page 2 of 3" in visitor.get("/thing/gallery?page=2")


def test_the_first_page_shows_the_newest(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    add(visitor, "Chair")
    assert "Newest pictures" not in visitor.get("/")
    add(visitor, "Lamp", 1)
    page = visitor.get("/")
    assert "Newest pictures" in page
    assert 'alt="Lamp"' in page


def test_hostile_titles_are_text(furnish: Furnish) -> None:
    visitor = furnish(FEATURE)
    add(visitor, '"><script>alert(1)</script>', 1)
    for path in ("/", "/thing/gallery", "/thing/gallery/1"):
        assert "<script>alert" not in visitor.get(path)
