"""What can't be worked out, checked or shown is told in the person's words, and nothing else."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.wishes.figures import unmet_in
from activities.understanding.wishes.views import views_said
from models.specification import View


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Must work without internet in the woods.", "offline", "Must work without internet"),
        ("Die Liste soll auch ohne Internet funktionieren", "offline", "ohne Internet"),
        ("que funcione sin cobertura, por favor", "offline", "funcione sin cobertura"),
        ("Only me and Margit should be able to read the notes.", "rights", "read the notes"),
        ("Members with name. The members only see their own visits.", "rights", "their own visits"),
        ("Nur der Vorstand soll die Notizen lesen können.", "rights", "Nur der Vorstand"),
        ("Solo il presidente può vedere le note.", "rights", "può vedere le note"),
        ("Parents should only see the dates.", "rights", "Parents should only see the dates"),
        ("Tenants can book and only cancel their own slots.", "rights", "only cancel their own"),
        ("Addresses, which only the cooks should be able to see.", "rights", "only the cooks"),
        ("She shouldn't be able to change the fees.", "rights", "be able to change the fees"),
        ("Drivers may only say whether they can come.", "rights", "may only say whether"),
        ("Coaches should see just their own teams.", "rights", "just their own teams"),
        ("and only trustees may delete anything", "rights", "only trustees may delete anything"),
        ("Lendings: tool, out, back. Tell us how many are left.", "balance", "how many are left"),
        ("be warned if a van is already booked that day", "rule", "if a van is already booked"),
        ("Tell me which tours have fewer than six guests", "places", "have fewer than six guests"),
        ("A household may come only once a week.", "rule", "may come only once a week"),
        ("The app should stop us if they were here.", "rule", "stop us if they were here"),
        ("Please no double bookings!", "rule", "no double bookings"),
        ("Printing a number slip for the people would be nice", "slip", "Printing a number slip"),
        ("Bitte auch Etiketten drucken", "slip", "Etiketten drucken"),
        ("Show me if a course is full", "places", "if a course is full"),
        ("and how many seats are left", "places", "how many seats are left"),
        ("Which shifts still need somebody?", "places", "Which shifts still need somebody"),
        ("Welche Kurse haben noch freie Plätze?", "places", "freie Plätze"),
        ("money in and out with date, and we must see whats left.", "balance", "whats left"),
        ("weight before and after summer and how much they gained", "figure", "they gained"),
        ("The miles are paid back with 30 cents each.", "figure", "30 cents each"),
        ("Verbrauch zum Vormonat anzeigen", "previous", "Verbrauch zum Vormonat"),
        ("the difference to last month", "previous", "difference to last month"),
        ("la consommation par rapport au mois précédent", "previous", "mois précédent"),
        ("At the end of the month what everybody still owes.", "unpaid", "everybody still owes"),
        ("quanto cada um me deve e quem deve mais", "unpaid", "quanto cada um me deve"),
        ("Chi è ancora in debito?", "debtors", "Chi è ancora in debito"),
        ("See who missed more than three times", "entitled", "missed more than three times"),
        ("welke duif heeft de meeste overwinningen?", "wins", "de meeste overwinningen"),
        ("how many percent fixed", "share", "how many percent fixed"),
        ("per volunteer and quarter I need the sum", "quarter", "per volunteer and quarter"),
        ("monthly numbers for the bishop: people, bags, kilos", "apart", "for the bishop"),
        ("jars out, coins in. does it add up at 3,50 each?", "figure", "add up at 3,50 each"),
        ("price and deposit. What is still to be paid per session?", "figure", "per session"),
        (
            "People print: who, grams used. How many grams are left on each spool?",
            "balance",
            "How many grams are left on each spool",
        ),
        (
            "customers, every how many weeks they want me. Who is due next?",
            "turn",
            "Who is due next",
        ),
        ("Which families still have room?", "places", "Which families still have room"),
        ("which tours have free seats?", "places", "which tours have free seats"),
        (
            "It must never happen again that two people get the same pitch.",
            "rule",
            "It must never happen again that two people get the same pitch",
        ),
        ("No two groups in the same room at the same time", "rule", "at the same time"),
        (
            "The tax is 1.50 per adult and night, should be calculated.",
            "figure",
            "The tax is 1.50 per adult and night, should be calculated",
        ),
        ("At the end wages minus advances per picker, ok?", "figure", "advances per picker"),
        (
            "So what does each sponsor owe and what does the class bring in",
            "figure",
            "what does each sponsor owe and what does the class bring in",
        ),
    ],
)
def test_what_is_asked_for_is_told(text: str, kind: str, words: str) -> None:
    found = [one.words for one in unmet_in(text) if one.kind == kind]
    assert any(words in one for one in found), unmet_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Books that were bought offline, with price",
        "Only members can come on Mondays",
        "I can only come once a week",
        "We print badges with the names",
        "Gas bottles: size, full or empty",
        "Trips: how many places, date",
        "Her pictures hang in the hall before and after the fair",
        "fee per quarter",
        "Each barber types in their daily figures: cuts, beards, cash",
        "which bricks are missing and where",
        "I see only what I like",
        "Etiketten drucken wir nicht",
        "noms, rues et combien de places",
    ],
)
def test_what_is_only_told_is_no_wish(text: str) -> None:
    assert unmet_in(text) == ()


def _told(request: str) -> str:
    return "\n".join(one.statement for one in write_specification(analyse(request)).constraints)


def test_places_left_are_told_only_where_there_are_places() -> None:
    courses = "Courses with title, date and max places. Pupils with name. "
    assert "how many places are left" in _told(f"{courses}I want to see how many places are left.")
    rides = "Rides with date, driver, village, free seats."
    assert "is not worked out" not in _told(rides)


def test_nobody_who_asks_what_is_due_is_told_about_filters() -> None:
    plants = "le mie piante: nome, stanza, ogni quanti giorni va annaffiata, ultima annaffiatura. "
    assert "filters" not in _told(f"{plants}quali devo annaffiare oggi?")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Records with a tick for sold", False),
        ("each time they come we tick them off with the date", False),
        ("a packing list to tick off", True),
        ("I want to tick what is done", True),
    ],
)
def test_ticking_off_is_asked_for_where_nothing_is_kept_by_it(text: str, asked: bool) -> None:
    assert (View.CHECKLIST in views_said(text)) is asked


def test_what_two_people_may_read_is_not_shared() -> None:
    text = (
        "Visits with date, note. Only me and Margit should be able to read the notes, the "
        "volunteers only see their own visits."
    )
    assert View.SHARING not in analyse(text).views


@pytest.mark.parametrize(
    "text",
    [
        "My bees: queen, colour. What was done, how many frames are left in the box",
        "which rooms have a window, what it adds up to",
        "Houses that have room for a dog, what was still to be done",
        "Chores: what, how often, who. Who is due to retire, what is next to it",
        "It happens that two people ask for the same thing",
    ],
)
def test_what_only_sounds_alike_is_not_told(text: str) -> None:
    assert unmet_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "wages minus advances per picker and then more",
        "The hours minus breaks for the week",
    ],
)
def test_no_quotation_ends_where_it_leads_on(text: str) -> None:
    (one,) = unmet_in(text)
    assert one.words in text
    assert one.words.split()[-1] not in ("per", "for", "the", "and")
