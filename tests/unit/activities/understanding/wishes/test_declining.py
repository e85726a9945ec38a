"""What is said no to is acknowledged, and what nobody else may see gets a password."""

import pytest

from activities.specification.writing import Said, compose
from activities.understanding.analysis import analyse
from activities.understanding.wishes.declining import declined_in, only_own, private_in
from models.specification import View


@pytest.mark.parametrize(
    ("text", "declined"),
    [
        ("Vans: plate. No GPS tracking, drivers would hate that.", ("GPS tracking",)),
        ("Runs: date, km. No GPS, no tracking please.", ("GPS tracking", "tracking")),
        ("Notes: title. No ads please, and no AI.", ("adverts", "artificial intelligence")),
        ("Fahrten: Datum, km. Ohne Werbung bitte.", ("adverts",)),
        ("Sorties : date. Pas de publicité, merci.", ("adverts",)),
        ("Coches: fecha. Sin GPS, por favor.", ("GPS tracking",)),
        ("Ritten: datum, km. Geen GPS.", ("GPS tracking",)),
        ("Finds: date, place with no GPS coordinates.", ()),
        ("Cameras with no GPS chip: name.", ()),
        ("Parcels: date, whether there is no tracking number.", ()),
        ("Ads: title, price.", ()),
    ],
)
def test_what_is_not_wanted(text: str, declined: tuple[str, ...]) -> None:
    assert declined_in(text) == declined


@pytest.mark.parametrize(
    "text",
    [
        "Nobody else may read them.",
        "No one else should be able to open it.",
        "Niemand sonst darf es lesen.",
        "Il ne faut pas que quelqu'un d'autre que moi puisse les lire.",
        "Que nadie más pueda leerlo.",
        "Nessun altro può leggerlo.",
        "Niemand anders mag het lezen.",
        "Mais ninguém pode ler isto.",
    ],
)
def test_what_nobody_else_may_see_has_a_password(text: str) -> None:
    private = private_in(text)
    assert private
    shared = {View.SHARING: (private[2:], 0.6), View.CHART: ("a chart", 0.9)}
    assert set(only_own(shared, private)) == {View.CHART, View.LOGIN}


@pytest.mark.parametrize(
    "text",
    [
        "Books nobody else reads: title.",
        "Jobs nobody else wants to do.",
        "Nobody else in the family collects stamps. I can see them in the drawer.",
        "Bücher, die sonst niemand liest.",
    ],
)
def test_what_nobody_else_does_is_no_wish(text: str) -> None:
    assert private_in(text) == ""


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("Vans: plate, mileage. No GPS tracking, please.", "As you said, it has no GPS tracking."),
        ("Tagebuch: Datum, Text. Keine Fotos, bitte.", "As you said, it has no photos."),
        ("Runs: date, km. No maps please.", "As you said, it has no map."),
    ],
)
def test_it_is_said_what_it_is_without(request_: str, sentence: str) -> None:
    assert sentence in compose(Said(analyse(request_))).left_out


def test_photos_that_are_kept_are_not_denied() -> None:
    understood = analyse("Recipes: title, steps, photo. No photos of faces.")
    assert not any("no photos" in one for one in compose(Said(understood)).left_out)


@pytest.mark.parametrize("word", ["no gps ", "no ", ", ", "nobody else may "])
def test_long_texts_take_no_time(word: str) -> None:
    assert len(declined_in(word * 5_000)) <= 1
    private_in(word * 5_000)
