"""Values of one field that stand bare among others are told as one choice."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.one_of import tell_one_of
from activities.understanding.phrasing.one_of_english import tell_one_of_english


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Raffle tickets: number, class, cash, card or not yet",
            "Raffle tickets: number, class, payment (cash/card/not yet)",
        ),
        (
            "en",
            "Orders: customer, paid by cash / card / still open, date",
            "Orders: customer, paid by (cash/card/still open), date",
        ),
        (
            "en",
            "Guests: name, coming yes no maybe, and tables",
            "Guests: name, coming (yes/no/maybe), and tables",
        ),
        ("en", "Name and going yes/no/unsure, diet", "Name and going (yes/no/unsure), diet"),
        (
            "en",
            "Medicines: dose, morning noon evening or night, how many left",
            "Medicines: dose, time of day (morning/noon/evening/night), how many left",
        ),
        (
            "en",
            "Each walk has a date, morning, noon or evening and a dog",
            "Each walk has a date, time of day (morning/noon/evening) and a dog",
        ),
        ("en", "Kids: t-shirt size (S M L XL), tent", "Kids: t-shirt size (S/M/L/XL), tent"),
        ("en", "Flats: urgency low medium high, note", "Flats: urgency (low/medium/high), note"),
        (
            "en",
            "Pupils: name, 30 or 45 minutes. Lessons: date",
            "Pupils: name, length (30 minutes/45 minutes). Lessons: date",
        ),
        (
            "es",
            "perros (raza, tamaño pequeño mediano o grande, muerde o no)",
            "perros (raza, tamaño (pequeño/mediano/grande), muerde o no)",
        ),
        ("pt", "garrafa: tipo butano ou propano, preço", "garrafa: tipo (butano/propano), preço"),
        ("de", "Name, bar, Karte oder noch nicht", "Name, Zahlung (bar/Karte/noch nicht)"),
        ("nl", "gasten: naam, komt ja nee misschien", "gasten: naam, komt (ja/nee/misschien)"),
        (
            "fr",
            "nom, dose, matin midi ou soir",
            "nom, dose, moment de la journée (matin/midi/soir)",
        ),
        (
            "it",
            "cane: taglia piccola media grande, età",
            "cane: taglia (piccola/media/grande), età",
        ),
        (
            "pl",
            "nazwa, gotówka, karta lub jeszcze nie",
            "nazwa, płatność (gotówka/karta/jeszcze nie)",
        ),
        (
            "es",
            "hora, en ayunas, después de comer o por la noche, valor",
            "hora, momento del día (en ayunas/después de comer/por la noche), valor",
        ),
        (
            "de",
            "Wert, nüchtern, nach dem Essen oder abends",
            "Wert, Tageszeit (nüchtern/nach dem Essen/abends)",
        ),
        (
            "fr",
            "valeur, à jeun, après le repas ou le soir",
            "valeur, moment de la journée (à jeun/après le repas/le soir)",
        ),
        (
            "it",
            "valore, a digiuno, dopo pranzo o alla sera",
            "valore, momento della giornata (a digiuno/dopo pranzo/alla sera)",
        ),
        (
            "pt",
            "valor, em jejum, depois do almoço ou à noite",
            "valor, período do dia (em jejum/depois do almoço/à noite)",
        ),
        (
            "nl",
            "waarde, nuchter, na het eten of 's avonds",
            "waarde, dagdeel (nuchter/na het eten/'s avonds)",
        ),
        (
            "pl",
            "wynik, na czczo, po obiedzie lub wieczorem",
            "wynik, pora dnia (na czczo/po obiedzie/wieczorem)",
        ),
        (
            "en",
            "value, fasting, after lunch or at night",
            "value, time of day (fasting/after lunch/at night)",
        ),
    ],
)
def test_bare_values_are_a_choice(language: str, text: str, told: str) -> None:
    assert tell_one_of(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Orders: customer, paid (cash, card, not yet)"),
        ("es", "avísame por la mañana, por la tarde o por la noche"),
        ("es", "momento (en ayunas, después de comer o por la noche)"),
        ("de", "Wert, abends, Gewicht oder Puls"),
        ("en", "We take cash, card or transfer at the door."),
        ("en", "Takings: day, cash, card, total"),
        ("en", "I train 30 or 45 minutes a day"),
        ("en", "Each has a date, a duration of 30, 45 or 60 minutes, and a note"),
        ("en", "Pills at times of the day (morning, noon or night)"),
        ("en", "Balls: red orange green yellow. Each winter"),
        ("en", "Blood sugar: morning, noon and evening"),
        ("es", "caja, tipo de fruta roja o verde, precio"),
        ("de", "Schmetterlinge Art Fundort Datum Falter oder Raupe"),
        ("fr", "cotisation (espèces, chèque ou pas encore)"),
    ],
)
def test_what_is_told_otherwise_stays(language: str, text: str) -> None:
    assert tell_one_of(text, language) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Items: brand, which fixer, fixed / partly / not fixable, weight",
            "Items: brand, which fixer, status (fixed/partly/not fixable), weight",
        ),
        (
            "Cars: plate, waiting for parts / waiting for customer / done",
            "Cars: plate, status (waiting for parts/waiting for customer/done)",
        ),
        ("Jobs: what, result fixed / partly / broken", "Jobs: what, result (fixed/partly/broken)"),
        ("Cafés: name, price from £ to £££, notes", "Cafés: name, price (£, ££, £££), notes"),
        ("Cafés: name, $ to $$$$", "Cafés: name, price ($, $$, $$$, $$$$)"),
        (
            "Discs: title, state of the disc and state of the cover, both in the usual grades "
            "mint, VG+, poor. Which crate",
            "Discs: title, state of the disc (mint, VG+, poor), state of the cover "
            "(mint, VG+, poor). Which crate",
        ),
        (
            "Complaints: noise, parking, rubbish. Who complained, when, solved?",
            "Complaints with kind (noise/parking/rubbish), who complained, when, solved?",
        ),
    ],
)
def test_english_turns_are_a_choice(text: str, told: str) -> None:
    assert tell_one_of_english(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Plants: name / species / watered on",
        "Loans: which thing, which borrower / out on / due back, note",
        "Defects: what, status reported / passed on / fixed",
        "A ticket costs from £5 to £10, paid in cash",
        "Members: name and phone, both needed, address",
        "A dog and a cat, both with name, age, weight. Nothing else",
        "Books: title, author, publisher. Who has it, since when",
        "Charts: designer, stitches wide, high. Pieces: name, done",
        "Museums: paintings, sculptures, tapestries. I love to go there with my kids, often",
    ],
)
def test_fields_and_prices_stay(text: str) -> None:
    assert tell_one_of_english(text) == text


def _fields(request_text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    fields = [field for one in analyse(request_text).entities for field in one.fields]
    return {field.label: (field.type.value, field.choices) for field in fields}


@pytest.mark.parametrize(
    ("request_text", "label", "kind", "choices"),
    [
        (
            "raffle tickets for the school fete, ticket number, sold to who, class, cash, card or "
            "not yet",
            "Payment",
            "choice",
            ("cash", "card", "not yet"),
        ),
        (
            "summer camp. each kid: name, birthday, t-shirt size (S M L XL) and which tent",
            "T-shirt size",
            "choice",
            ("S", "M", "L", "XL"),
        ),
        (
            "Restaurants: name, town, price from £ to £££, notes",
            "Price",
            "choice",
            ("£", "££", "£££"),
        ),
        (
            "Fahrten: Datum, Fahrer, hin oder zurück oder beides, Kilometer",
            "Hin oder zurück oder beides",
            "choice",
            ("hin", "zurück", "beides"),
        ),
        (
            "Hire cars: plate, km, who has it, any bumps or scratches, fuel level",
            "Bumps or scratches",
            "text",
            (),
        ),
        (
            "freezer contents, what, portions, frozen on, drawer 1-5, eat before",
            "Drawer",
            "integer",
            (),
        ),
        ("Bikes I sell: brand, price, a tick box for 'sold', date", "Sold", "yes_no", ()),
    ],
)
def test_what_is_told_is_kept_so(
    request_text: str, label: str, kind: str, choices: tuple[str, ...]
) -> None:
    assert _fields(request_text)[label] == (kind, choices)


def test_what_is_judged_by_numbers_stays_a_rating() -> None:
    told = _fields("Hotels: name, room 1-5, food 1-5, service 1-5")
    assert [told[label][0] for label in ("Room", "Food", "Service")] == ["rating"] * 3


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("it", "vie: nome, difficoltà F PD AD, note", "vie: nome, difficoltà (F/PD/AD), note"),
        ("es", "camisetas: talla S M XL", "camisetas: talla (S/M/XL)"),
        ("pt", "avarias: local, urgência alta/baixa.", "avarias: local, urgência (alta/baixa)."),
        (
            "de",
            "Aufträge: Kunde, Status offen/in Arbeit/fertig, Datum",
            "Aufträge: Kunde, Status (offen/in Arbeit/fertig), Datum",
        ),
        (
            "es",
            "un tablero por estado: por hacer, en curso, hecho",
            "un tablero por estado (por hacer/en curso/hecho)",
        ),
        (
            "pl",
            "koty (imię, wiek, status: w schronisku, w domu tymczasowym, adoptowany)",
            "koty (imię, wiek, status (w schronisku/w domu tymczasowym/adoptowany))",
        ),
        (
            "en",
            "dogs (name, age, status: in kennel, fostered, adopted)",
            "dogs (name, age, status (in kennel/fostered/adopted))",
        ),
    ],
)
def test_values_behind_what_they_are_of_are_a_choice(language: str, text: str, told: str) -> None:
    assert tell_one_of(text, language) == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "libros (título, tipo: novela, autor, precio)"),
        ("it", "libri: genere, A Milano, autore"),
        ("fr", "vélos : type / taille / couleur"),
    ],
)
def test_fields_behind_a_choice_are_no_values(language: str, text: str) -> None:
    assert tell_one_of(text, language) == text
