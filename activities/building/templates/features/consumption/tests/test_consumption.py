"""What is used is worked out from fill to fill."""

from decimal import Decimal

from app.features.consumption import Consumption
from app.features.consumption_fills import Fill, journey
from tests.conftest import Furnish, Visitor


def furnished(furnish: Furnish, vehicle: str = "home") -> Visitor:
    feature = Consumption(
        entity="thing", distance="amount", amount="weight", price="price", vehicle=vehicle
    )
    return furnish(feature)


def fill(visitor: Visitor, at: int | None, amount: int | None, home: int | None = None) -> int:
    with visitor.site.writing("thing") as records:
        values = {"amount": at, "weight": amount and amount * 10**6, "price": 1500, "home": home}
        return records.add({"name": f"Fill at {at}", **values}, {})


def car(visitor: Visitor, name: str) -> int:
    with visitor.site.writing("shelf") as shelves:
        return shelves.add({"place": name}, {})


def test_use_and_cost_from_fill_to_fill(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    van = car(visitor, "Van")
    for at, amount in ((100, 40), (600, 30), (350, 20)):
        last = fill(visitor, at, amount, van)
    page = visitor.get("/thing/consumption")
    assert page.count('scope="row"') == 2
    assert f'href="/thing/{last}"' in page
    for text in ("10", "8", "12", "€6.00", "500"):
        assert f">{text}<" in page
    assert page.count('class="block"') == 2
    assert "€6.00" in visitor.get(f"/shelf/{van}")


def test_each_vehicle_has_its_own(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    van, bike = car(visitor, "Van"), car(visitor, "Bike")
    for at, amount in ((100, 5), (200, 8), (300, 8)):
        fill(visitor, at, amount, van)
    fill(visitor, 100, 1, bike)
    fill(visitor, 150, 1, bike)
    page = visitor.get(f"/thing/consumption?vehicle={bike}")
    assert ">2<" in page
    assert 'aria-current="true">Bike<' in page
    assert 'aria-current="true">Van<' in visitor.get("/thing/consumption?vehicle=x")
    assert "Consumption" not in visitor.get(f"/shelf/{car(visitor, 'Tram')}")


def test_without_vehicles_there_is_one(furnish: Furnish) -> None:
    visitor = furnished(furnish, vehicle="")
    fill(visitor, 100, 5)
    assert "Two are needed" in visitor.get("/thing/consumption")
    key = fill(visitor, 200, None)
    assert "–" in visitor.get("/thing/consumption")
    assert "Consumption" not in visitor.get(f"/thing/{key}").replace("/consumption", "")
    assert "Consumption" in visitor.get("/thing")


def test_without_fills_it_says_what_is_needed(furnish: Furnish) -> None:
    visitor = furnished(furnish)
    fill(visitor, None, 5)
    assert "Nothing to work out yet" in visitor.get("/thing/consumption")


def number(at: int, amount: int | None, key: int = 1) -> Fill:
    return Fill(key, Decimal(at), None if amount is None else Decimal(amount))


def test_two_fills_at_one_place_count_together() -> None:
    known = journey([number(0, 9), number(100, 4, 2), number(100, 2, 3), number(0, 9, 4)])
    assert [way.use for way in known.ways] == [6]


def test_what_is_not_known_is_left_out_of_the_average() -> None:
    known = journey([number(0, 9), number(100, None, 2), number(200, 8, 3), number(200, None, 4)])
    assert [way.use for way in known.ways] == [None, None]
    assert (known.use, known.cost, known.distance) == (None, None, 200)
    some = journey([number(0, 9), number(100, None), number(300, 10)])
    assert some.use == 5
