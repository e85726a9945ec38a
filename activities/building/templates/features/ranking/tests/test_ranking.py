"""The best rated come first, and a click on a star rates."""

from app.features.ranking import Ranking
from tests.conftest import Furnish
from tests.everything import EVERYTHING

THING = EVERYTHING.entity("thing")
RANKING = Ranking(entity="thing", rating="stars")


def test_the_ranking_stands_beside_the_list(furnish: Furnish) -> None:
    visitor = furnish(RANKING)
    assert 'href="/thing/ranking"' in visitor.get("/thing")
    assert 'href="/thing/ranking"' not in visitor.get("/shelf")
    assert "Nothing to rank yet" in visitor.get("/thing/ranking")


def test_the_same_rating_is_the_same_place(furnish: Furnish) -> None:
    visitor = furnish(RANKING)
    with visitor.site.writing("thing") as records:
        for name, stars in (("a", 3), ("b", 5), ("c", 3), ("d", None), ("e", 1)):
            records.add({"name": name, "stars": stars}, {})
        places, _ = RANKING.places(records)
    assert [(place.title, place.rank) for place in places] == [
        *(("b", 1), ("c", 2), ("a", 2)),
        *(("e", 4), ("d", 0)),
    ]
    assert "Not rated yet" in visitor.get("/thing/ranking")


def test_a_star_rates_and_takes_the_rating_away(furnish: Furnish) -> None:
    visitor = furnish(RANKING)
    key = visitor.add(THING, name="Lamp", stars="")
    assert f'value="{key}.4" aria-label="4 of 5"' in visitor.get("/thing/ranking")
    answer = visitor.post("/thing/ranking", {"rate": f"{key}.4"})
    assert answer.headers["location"] == f"/thing/ranking?notice=rated&of={key}#place-{key}"
    page = visitor.get(answer.headers["location"])
    assert "“Lamp” has 4 of 5." in page
    assert f'value="{key}.0" aria-label="Take the 4 away"' in page
    answer = visitor.post("/thing/ranking", {"rate": f"{key}.0"})
    assert "“Lamp” is not rated." in visitor.get(answer.headers["location"])


def test_a_wrong_rating_is_refused(furnish: Furnish) -> None:
    visitor = furnish(RANKING)
    key = visitor.add(THING, stars="2")
    for text in ("", f"{key}", f"{key}.6", f"{key}.x", f"{key}.-1"):
        assert visitor.post("/thing/ranking", {"rate": text}).status_code == 400
    assert visitor.post("/thing/ranking", {"rate": "99.1"}).status_code == 404
    assert visitor.client.get(f"/api/thing/{key}").json()["stars"] == 2


def test_places_go_on_over_the_pages(furnish: Furnish) -> None:
    visitor = furnish(RANKING)
    with visitor.site.writing("thing") as records:
        for count in range(120):
            records.add({"name": f"Thing {count}", "stars": 5 - count // 30}, {})
        second, page = RANKING.places(records, 2)
        third, _ = RANKING.places(records, 3)
    assert page.pages == 3
    assert [place.rank for place in (second[0], second[10], third[0])] == [31, 61, 91]
    assert "Page 2 of 3" in visitor.get("/thing/ranking?page=2")
