"""What somebody takes back in the same breath is applied, and makes no field."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.correcting import apply_corrections


@pytest.mark.parametrize(
    ("request_text", "corrected"),
    [
        (
            "Recipes: title, time, servings. Sorry not time, call that cooking minutes.",
            "Recipes: title, cooking minutes, servings.",
        ),
        ("Books: title, shelf. Actually call shelf the room instead.", "Books: title, room."),
        ("Books: title, shelf. Rename shelf to room.", "Books: title, room."),
        (
            "Boats: name, sail or motor or oars (no wait, we sold those, leave that out), length.",
            "Boats: name, sail or motor, length.",
        ),
        ("Boats: name, engine (actually no, scrap that), length.", "Boats: name, length."),
        (
            "Cats: name, any allergies, photo. Actually forget the allergies thing, notes will do.",
            "Cats: name, photo.",
        ),
        ("Members: name, phone. Sorry, I meant mobile, not phone.", "Members: name, mobile."),
        ("Tools: name, place. Actually location instead of place.", "Tools: name, location."),
        (
            "Pots: name, glaze, no wait, glaze colour, and kiln. And forget the kiln.",
            "Pots: name and glaze colour.",
        ),
        (
            "Plants with name, height and price. Actually, forget the price. Also a photo.",
            "Plants with name and height. Also a photo.",
        ),
        (
            "I note the takings and the weather. Oh and leave out sugar, I buy that anyway.",
            "I note the takings and the weather.",
        ),
        ("Pflanzen: Name, Höhe, Preis. Vergiss den Preis.", "Pflanzen: Name, Höhe."),
        ("Pflanzen: Name, Höhe, Preis. Lass den Preis weg.", "Pflanzen: Name, Höhe."),
        (
            "Mitglieder: Name, Telefon. Nein, nicht Telefon, sondern Handynummer.",
            "Mitglieder: Name, Handynummer.",
        ),
        ("Plantes : nom, hauteur, prix. Oublie le prix.", "Plantes : nom, hauteur."),
        (
            "Socios: nombre, teléfono. Perdón, no el teléfono, sino el correo.",
            "Socios: nombre, correo.",
        ),
    ],
)
def test_corrections_are_applied(request_text: str, corrected: str) -> None:
    assert apply_corrections(request_text) == corrected


@pytest.mark.parametrize(
    "request_text",
    [
        "Boats: name, engine (no need to be exact), length.",
        "Houses: address, garage (leave the car out of it), price.",
        "Cats: name, food. Forget the food thing, cats decide what they eat.",
        "I always forget the dates. Birthdays: name, date.",
        "Kids: name, school. Don't forget the school. Drop the kids at school, time",
        "Visits: date, who. Call the customers back. Call the plumber the day before.",
        "Library: members, books. Take out books.",
        "We skip the summer. Skip days: date, reason.",
        "Bins: leave out the bins on Tuesday, date, done",
        "Forget spreadsheets. Books: title, author",
        "I want lists. Not books but films: title, year.",
        "Sorry for the long message. Members: name, phone.",
        "Meetings: date, wait time, room",
        "Runs: date, left knee, right knee, weather",
        "Gas, for the barbecue and the caravan, I mean the bottles. Size, swap date.",
        "Price, for both or just one. No wait not just one, we split everything.",
        "Sleep, no, wait, he doesn't sleep. Nappies: when, wet",
        "Actually call it Bookworm. Books: title, author.",
    ],
)
def test_nothing_else_is_taken_for_a_correction(request_text: str) -> None:
    assert apply_corrections(request_text) == request_text


def test_what_was_corrected_is_kept_once() -> None:
    (flight,) = analyse(
        "Flights: date, aircraft reg, from (ICAO), to (ICAO), remarks. "
        "Sorry not aircraft reg, call that tail number."
    ).entities
    kinds = {field.name: field.type.value for field in flight.fields}
    assert kinds["tail_number"] == "text"
    assert not any("reg" in name for name in kinds)


def test_what_is_left_out_makes_no_field() -> None:
    (market,) = analyse(
        "At each market I note the takings, the pitch fee and the weather. "
        "Oh and leave out sugar, I buy that at cost anyway."
    ).entities
    assert not {"cost", "sugar"} & {field.name for field in market.fields}


@pytest.mark.parametrize(
    ("request_text", "labels"),
    [
        (
            "Quiz league. For each match: date, home team, away team, venue. Actually make venue "
            "pub.",
            ["Date", "Home team", "Away team", "Pub"],
        ),
        ("Tools: name, owner, shelf. Change shelf to room, please.", ["Name", "Owner", "Room"]),
        ("Tools: name, owner, shelf. Actually make name required.", ["Name", "Owner", "Shelf"]),
    ],
)
def test_what_is_made_another_is_called_so(request_text: str, labels: list[str]) -> None:
    (entity,) = analyse(request_text).entities
    assert [field.label for field in entity.fields] == labels
