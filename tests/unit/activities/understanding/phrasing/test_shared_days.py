"""That each books days of what they share is a list of bookings."""

import pytest

from activities.understanding.phrasing.shared_days import tell_shared_days


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        (
            "We share a cottage. Each family can book their weeks, with the meter reading.",
            "en",
            "We share a cottage. Bookings: family, from, until, the meter reading.",
        ),
        (
            "A caravan that each family can book their own weeks, and see what is free.",
            "en",
            "A caravan that bookings: family, from, until. See what is free.",
        ),
        (
            "Unser Boot: jeder kann seine Tage reservieren, mit Kilometern",
            "de",
            "Unser Boot: Reservierungen: wer, von, bis, Kilometern",
        ),
        (
            "Chaque famille réserve ses semaines.",
            "fr",
            "Réservations : famille, date de début, date de fin.",
        ),
        (
            "Quiero que cada uno reserve sus fechas, con fotos",
            "es",
            "Quiero reservas: quién, fecha de inicio, fecha de fin, fotos",
        ),
        (
            "vorrei che ognuno prenoti i suoi giorni",
            "it",
            "vorrei prenotazioni: chi, data di inizio, data di fine",
        ),
        (
            "quero que cada um reserve os seus dias",
            "pt",
            "quero reservas: quem, data de início, data de fim",
        ),
        (
            "dat iedereen zijn weken reserveert.",
            "nl",
            "Reserveringen: wie, begindatum, einddatum.",
        ),
        (
            "chcemy, żeby każdy mógł rezerwować swoje dni",
            "pl",
            "chcemy, rezerwacje: kto, data początkowa, data końcowa",
        ),
    ],
)
def test_it_keeps_bookings(text: str, language: str, told: str) -> None:
    assert tell_shared_days(text, language) == told


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Each guest books a room: date, nights, price", "en"),
        ("Jeder Kunde hat Name und Tage bis zur Zahlung", "de"),
        ("cada uno paga sus días de alquiler", "es"),
        ("Réservations avec date et client", "fr"),
        ("Ein Plan, in dem jeder seine Termine sieht, mit Raum", "de"),
        ("Jeder seine Tage, das ist gerecht", "de"),
        ("A nail studio. Everyone books weeks ahead.", "en"),
        ("Cada familia reserva sus noches con antelación.", "es"),
        ("Everybody books their dates: child, time", "en"),
    ],
)
def test_other_requests_stay_as_they_are(text: str, language: str) -> None:
    assert tell_shared_days(text, language) == text


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "We share a boat. Need a calendar to book weekends so nobody double books.",
         "We share a boat. Bookings: who, from, until. Calendar. Nobody double books."),
        ("de", "Wir teilen uns ein Boot. Wir suchen einen Kalender, um die Wochen zu buchen.",
         "Wir teilen uns ein Boot. Reservierungen: wer, von, bis. Kalender."),
        ("fr", "On partage une maison, il faut un calendrier pour réserver les semaines",
         "On partage une maison, réservations : qui, date de début, date de fin. Calendrier"),
    ],
)  # fmt: skip
def test_a_calendar_of_those_who_share_keeps_bookings(language: str, text: str, told: str) -> None:
    assert tell_shared_days(text, language) == told


@pytest.mark.parametrize(
    "text",
    [
        "I need a calendar to book days off.",
        "I share photos with my family and want a calendar of birthdays",
        "We share a hall. Bookings: who, date. A calendar to book days.",
    ],
)
def test_whoever_shares_nothing_or_tells_fields_is_left_alone(text: str) -> None:
    assert tell_shared_days(text, "en") == text
