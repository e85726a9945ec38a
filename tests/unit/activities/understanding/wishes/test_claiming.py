"""What a wish beyond the limits is taken for, by its own words."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.marking.marks import Marked, MarkedWish, Words
from activities.understanding.wishes.boundaries import beyond_limits
from activities.understanding.wishes.claiming import as_claimed, is_about_one
from models.conversation import Limit


def _kinds(limit: Limit, said: str, confidence: float = 0.4) -> list[object]:
    wish = MarkedWish(Words(0, len(said), said), limit, confidence)
    return [one.kind for one in as_claimed(Marked(wishes=(wish,))).wishes]


@pytest.mark.parametrize(
    ("marked", "said", "kind"),
    [
        (Limit.PHONE_CALLS, "tenants are told on their mobiles", Limit.SMS),
        (Limit.PHONE_CALLS, "told by a call on their mobiles", Limit.PHONE_CALLS),
        (Limit.PHONE_CALLS, "it phones them at home", Limit.PHONE_CALLS),
        (Limit.EMAIL_SENDING, "writes the thank-you letters for me", Limit.MACHINE_LEARNING),
        (Limit.EMAIL_SENDING, "writes a letter and mails it", Limit.EMAIL_SENDING),
        (Limit.EMAIL_SENDING, "reminded by email", Limit.EMAIL_SENDING),
        (Limit.SMS, "members send each other messages", Limit.REALTIME_CHAT),
        (Limit.SMS, "members send each other texts", Limit.SMS),
        (Limit.HUGE_SCALE, "about two million", Limit.HUGE_SCALE),
        (Limit.HUGE_SCALE, "a thousand users at once", Limit.HUGE_SCALE),
    ],
)
def test_a_mark_is_what_its_words_tell_of(marked: Limit, said: str, kind: Limit) -> None:
    assert _kinds(marked, said) == [kind]


def test_some_hundreds_are_no_huge_scale_unless_it_is_sure() -> None:
    assert _kinds(Limit.HUGE_SCALE, "about 800 a week") == []
    assert _kinds(Limit.HUGE_SCALE, "some hundred,") == []
    assert _kinds(Limit.HUGE_SCALE, "about 800 a week", 0.9) == [Limit.HUGE_SCALE]


@pytest.mark.parametrize(
    ("text", "said", "about"),
    [
        ("Faults reported in our mobile app: fault, who, fixed", "mobile app", True),
        ("Testers for the new iPhone app: name, device", "iPhone app", True),
        ("I need a mobile app for the allotment", "mobile app", False),
        ("It should be an iPhone app", "iPhone app", False),
    ],
)
def test_records_about_an_app_ask_for_none(text: str, said: str, about: bool) -> None:
    assert is_about_one(Limit.NATIVE_APP, text, said) is about


TOLD = [
    ("sms", "The coaches' phones should buzz when a match is moved"),
    ("sms", "it should ping the caretaker as soon as a lamp is reported"),
    ("sms", "Borrowers get a nudge on their phone the day before"),
    ("sms", "Parents get an email or a text when the bus is late"),
    ("email_sending", "Parents get a text or an email when the bus is late"),
    ("phone_calls", "if nobody feeds the cat, have it give my aunt a ring"),
    ("realtime_chat", "Seller and buyer can message back and forth"),
    ("realtime_chat", "members should be able to talk with the trainer in the app"),
    ("hardware", "it gets my readings off the blood pressure monitor"),
    ("hardware", "goods are booked out with a barcode gun"),
    ("external_service", "costs converted into pounds at the current rate"),
    ("external_service", "the ferry departures as they are right now"),
    ("machine_learning", "it should write the product descriptions by itself"),
    ("sms", "the goalkeeper gets pinged when the pitch is closed"),
    ("payments", "workshops are booked and paid for through the site"),
    ("payments", "the subscription is debited automatically every quarter"),
    ("realtime_chat", "hikers can natter with each other"),
    ("realtime_chat", "cooks and waiters can send one another notes"),
    ("gps_tracking", "it checks whether they are really at the building site"),
    ("hardware", "litres per hour, coming straight off the gauge"),
    ("hardware", "hold the badge against the reader"),
    ("external_service", "the scores come in by themselves"),
    ("external_service", "shows me whether the ferry is delayed"),
    ("external_service", "bookings flow into lexoffice"),
    ("machine_learning", "it spots mould on the photos"),
]


@pytest.mark.parametrize(("limit", "text"), TOLD)
def test_a_wish_is_found_however_it_is_told(limit: str, text: str) -> None:
    assert Limit(limit) in {wish.limit for wish in beyond_limits(text)}


NOTED = [
    "customers who I should give a call, with number and reason",
    "phones on loan: model, who has it, should be back on",
    "Clients: last contacted by email or text, answered",
    "letters my sisters wrote, date and what they talk about",
    "chest straps and watches for hire: model, size, battery",
    "scanners by the till: model, where, serviced",
    "day rate and hourly rate of each builder",
    "songs: title, who wrote the text, key",
    "rings and bells in my shop: weight, price",
    "lamps and heaters we sell: price, on offer, up to which size",
    "fees collected by hand: house, amount, date",
    "antiques: what each piece is worth, bought where",
    "badges and readers we own: number, room",
    "leaf diseases I saw in the garden: plant, disease, date",
    "trains I was on: number, from, to, was it late",
    "talks between the two choirs: date, topic",
    "plants that come up by themselves: bed, species",
    "journeys back and forth to the island: date, fare",
]


@pytest.mark.parametrize("text", NOTED)
def test_records_of_such_things_ask_for_nothing_beyond(text: str) -> None:
    assert beyond_limits(text) == ()


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (Limit.REALTIME_CHAT, "Corsi con nome e giorno, e che gli allievi possano scriversi."),
        (Limit.HARDWARE, "Werkzeuge mit Name und Ort, Ausgabe per Barcodescanner."),
    ],
)
def test_so_it_is_in_other_languages(limit: Limit, text: str) -> None:
    assert limit in {wish.limit for wish in analyse(text).beyond}
