"""What people write in passing, and what it must not be taken for."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.knowledge.scales import Scale, scale_in
from activities.understanding.knowledge.typos import spell
from activities.understanding.languages.bare import bare
from activities.understanding.text.words import singular
from models.conversation import Limit
from models.fields import FieldSpecification, FieldType
from models.specification import View


def the_field(request: str, label: str) -> FieldSpecification:
    (found,) = [
        field
        for entity in analyse(request).entities
        for field in entity.fields
        if field.label == label
    ]
    return found


@pytest.mark.parametrize(
    "request_text",
    [
        "Guests: name, e-mail, arrival, room. I send them a mail with the code myself.",
        "Members of our band: name, instrument, phone. I text them the night before a concert.",
        "We keep a list of who can ring which bell and who can open the gate: name, phone, bell.",
    ],
)
def test_what_people_do_themselves_is_not_asked_of_the_application(request_text: str) -> None:
    assert analyse(request_text).beyond == ()


def test_what_people_only_get_is_asked_of_the_application() -> None:
    found = analyse("Guests: name, e-mail, arrival. We get an SMS when they arrive.").beyond
    assert [wish.limit for wish in found] == [Limit.SMS]


def test_words_of_a_field_ask_for_no_view() -> None:
    told = analyse("Smoke alarms: room, when it was last tested, battery type")
    assert View.HISTORY not in told.views
    assert "Last tested" in [field.label for field in told.entities[0].fields]


def test_a_chart_every_month_makes_nothing_recur() -> None:
    views = analyse("Spending: date, shop, amount. show me a pie chart every month").views
    assert View.RECURRING not in views


def test_things_whose_name_is_reserved_keep_their_words() -> None:
    request = "Film club: matches home and away with date, opponent, score and who scored"
    assert analyse(request).entities[0].plural_label == "Matches"


def test_alternatives_that_are_a_name_are_choices() -> None:
    told = the_field("fire hoses with length, next check, OK or defect", "OK or defect")
    assert told.choices == ("OK", "defect")


@pytest.mark.parametrize(
    ("request_text", "label", "kind", "most"),
    [
        ("meine Platten: Interpret, Titel, Note von 1 bis 10", "Note", FieldType.RATING, 10),
        ("mes vins : un nom, une note sur 20, le prix", "Note", FieldType.INTEGER, 20),
        ("i miei libri: titolo, autore, voto da 1 a 10", "Voto", FieldType.RATING, 10),
    ],
)
def test_scales_are_read_in_each_language(
    request_text: str, label: str, kind: FieldType, most: int
) -> None:
    told = the_field(request_text, label)
    assert (told.type, told.maximum) == (kind, most)


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("une note sur 20", "fr", "note"),
        ("erledigt ja/nein", "de", "erledigt"),
        ("difficoltà da 1 a 10", "it", "difficoltà"),
        ("l'auteur", "fr", "auteur"),
        ("Telefon 2", "de", "Telefon 2"),
        ("die", "de", "die"),
        ("the dog", "en", "the dog"),
    ],
)
def test_a_name_is_without_what_is_no_part_of_it(words: str, language: str, name: str) -> None:
    assert bare(words, language) == name


@pytest.mark.parametrize(
    ("words", "scale"),
    [
        ("Stärke 0 bis 10", Scale(0, 10)),
        ("nota de 1 a 5", Scale(1, 5)),
        ("Preis von 3", Scale(1, 3)),
        ("10 bis 1", None),
        ("Titel", None),
    ],
)
def test_scales(words: str, scale: Scale | None) -> None:
    assert scale_in(words) == scale


def test_a_plural_of_a_usual_word_is_no_slip() -> None:
    assert spell("fire hoses") == "fire hoses"


@pytest.mark.parametrize(
    "words",
    [
        "every signer",
        "worming of the sheep",
        "nitrite and nitrate",
        "a diver and the whales",
        "pilates with two trainees",
        "phone charger, earring, router",
    ],
)
def test_rare_words_and_who_does_something_are_no_slips(words: str) -> None:
    assert spell(words) == words


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("recipies", "recipes"),
        ("adress", "address"),
        ("calender", "calendar"),
        ("freind", "friend"),
    ],
)
def test_what_is_no_word_is_taken_for_the_usual_one(slip: str, meant: str) -> None:
    assert spell(f"my {slip}") == f"my {meant}"


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("headaches", "headache"),
        ("caches", "cache"),
        ("niches", "niche"),
        ("beaches", "beach"),
        ("budgies", "budgie"),
        ("calories", "calorie"),
        ("pies", "pie"),
        ("flies", "fly"),
        ("diaries", "diary"),
        ("e-bikes", "e-bike"),
        ("mini-series", "mini-series"),
        ("zip-ties", "zip-tie"),
    ],
)
def test_words_that_end_in_an_e_keep_it(several: str, one: str) -> None:
    assert singular(several) == one


@pytest.mark.parametrize(
    "request_text",
    [
        "Can you connect the dots for me: books with title and author",
        "Garden diary pls. date, weather, what i planted",
    ],
)
def test_titles_are_names(request_text: str) -> None:
    title = analyse(request_text).title.lower()
    assert not title.startswith("connect")
    assert "please" not in title
    assert "pls" not in title


def test_what_is_no_event_gets_no_date_of_its_own() -> None:
    entities = analyse("Parking spaces and the cars that stand on them").entities
    assert all(field.type is not FieldType.DATE for one in entities for field in one.fields)


def labels(request: str) -> list[str]:
    return [field.label for entity in analyse(request).entities for field in entity.fields]


def test_the_noun_that_is_asked_for_names_the_field() -> None:
    told = labels("Books: title, in which box it lies, who gave it to me, what it is worth today")
    assert "Box" in told
    assert "Shelf" not in told


def test_words_that_say_what_was_done_name_no_thing() -> None:
    names = [e.plural_label for e in analyse("Flat: what we bought, price, who bought it").entities]
    assert "Boughts" not in names
    told = "inventory of the Red Cross depot: blankets, tents and so on with quantity and shelf"
    assert "Reds" not in [entity.plural_label for entity in analyse(told).entities]


def test_what_applications_can_do_is_neither_a_field_nor_a_thing() -> None:
    request = "Club accounts with date, amount, who paid. With import of a file, undo and a login"
    told = analyse(request)
    assert not {"Import", "Undo", "Login"} & set(labels(request))
    assert len(told.entities) == 1
    assert {View.IMPORT, View.LOGIN} <= set(told.views)


def test_an_amount_of_medicine_is_no_money() -> None:
    assert the_field("Doses of insulin with amount and time", "Amount").type is not FieldType.MONEY
    assert the_field("Expense list: what, amount, date", "Amount").type is FieldType.MONEY


def test_loans_are_of_the_things_that_are_kept() -> None:
    told = analyse("Boats with name and type, rentals with who, from and until")
    assert [(r.source, r.target) for r in told.relations] == [("rental", "boat")]
    assert analyse("Loans: what, who, due date").relations == ()


def test_a_day_is_called_a_date_and_not_by_its_name_in_the_code() -> None:
    request = "church flower rota, who does flowers on which sunday, their phone, colour theme"
    assert "Date" in labels(request)
    assert "On date" not in labels(request)


def test_what_is_only_noted_of_a_thing_is_no_wish_for_it() -> None:
    repairs = analyse("Phone repairs: customer, iPhone or Android, fault, price, done")
    assert repairs.beyond == ()
    asked = analyse("Phone repairs: customer, fault. We need an app for iPhone and Android.")
    assert Limit.NATIVE_APP in [wish.limit for wish in asked.beyond]


@pytest.mark.parametrize(
    ("request_text", "label"),
    [
        (
            "a logbook for our sailing boat: date, crew, wind, anything that broke",
            "Anything that broke",
        ),
        (
            "Machine log: hours run, oil changed, anything that needs fixing",
            "Anything that needs fixing",
        ),
        ("Babysitting: date, how long, whatever the kids broke", "Whatever the kids broke"),
        ("medicines with name, dose, what to do in an emergency", "What to do in an emergency"),
        ("books with title, author, rating and the shelf they stand on", "Shelf"),
        ("costumes: what, size, colour, who has borrowed it and when its due back", "Due back"),
    ],
)
def test_labels_are_whole(request_text: str, label: str) -> None:
    fields = [field.label for entity in analyse(request_text).entities for field in entity.fields]
    assert label in fields
    assert not {"The", "Put", "Anything that"} & set(fields)


@pytest.mark.parametrize(
    ("request_text", "labels", "kind"),
    [
        (
            "Trips with date, driver, and mileage at start and end",
            ("Mileage at start", "Mileage at end"),
            FieldType.INTEGER,
        ),
        (
            "Boiler checks: pressure before and after, temperature at top and bottom, date",
            ("Temperature at top", "Temperature at bottom"),
            FieldType.DECIMAL,
        ),
        (
            "Coins: country, year, photograph front and back",
            ("Photograph front", "Photograph back"),
            FieldType.PHOTO,
        ),
        (
            "Hikes: date, start and end time, weather",
            ("Start time", "End time"),
            FieldType.TIME,
        ),
    ],
)
def test_a_pair_is_two_fields_of_one_type(
    request_text: str, labels: tuple[str, str], kind: FieldType
) -> None:
    told = [the_field(request_text, label) for label in labels]
    assert [field.type for field in told] == [kind, kind]


def test_start_and_end_alone_are_no_pair_of_something_else() -> None:
    told = analyse("Meetings: date, start, end, room").entities[0].fields
    assert [field.label for field in told][:3] == ["Date", "Start", "End"]


@pytest.mark.parametrize(
    ("request_text", "label", "choices"),
    [
        ("repair jobs: bike, date in, status open or done, price", "Status", ("open", "done")),
        ("Quilts: name, size, machine or hand quilted", "Quilted", ("machine", "hand")),
        ("Rooms: number, single or double room, price", "Room", ("single", "double")),
        ("Invoices: date, customer, cash or card, paid", "Cash or card", ("cash", "card")),
        ("Dresses: name, size, sold or given away", "Sold or given away", ("sold", "given away")),
    ],
)
def test_alternatives_can_be_chosen(
    request_text: str, label: str, choices: tuple[str, ...]
) -> None:
    assert the_field(request_text, label).choices == choices


def test_two_names_of_one_field_are_no_choice() -> None:
    labels = [
        f.label for f in analyse("Members: name, phone or email, birthday").entities[0].fields
    ]
    assert labels == ["Name", "Phone", "Birthday"]


@pytest.mark.parametrize(
    ("request_text", "label", "kind"),
    [
        ("Trail runs with date, km, gpx file", "Gpx file", FieldType.TEXT),
        ("Knife collection: maker, steel, bought, price", "Bought", FieldType.DATE),
        ("Shopping list: item, shop, bought", "Bought", FieldType.YES_NO),
        ("Chemicals in the lab: name, amount, hazard, shelf", "Amount", FieldType.DECIMAL),
        ("Expenses: date, amount, category", "Amount", FieldType.MONEY),
        ("Bullying incidents: date, pupils, what happened", "Pupils", FieldType.TEXT),
        ("Bus trips with date, destination, passengers, driver", "Passengers", FieldType.INTEGER),
        ("Plants: latin name, common name, when to prune", "When to prune", FieldType.TEXT),
    ],
)
def test_what_stands_around_a_word_says_its_type(
    request_text: str, label: str, kind: FieldType
) -> None:
    assert the_field(request_text, label).type is kind


def test_a_file_that_cannot_be_kept_is_told() -> None:
    found = analyse("Trail runs with date, km, gpx file").beyond
    assert [wish.limit for wish in found] == [Limit.FILES]


@pytest.mark.parametrize(
    ("request_text", "choices"),
    [
        (
            "Bike repairs: bike, labour hours, status waiting/in progress/ready/collected, total",
            ("waiting", "in progress", "ready", "collected"),
        ),
        ("Jobs: customer, status: new/in progress/done", ("new", "in progress", "done")),
    ],
)
def test_what_slashes_part_can_be_chosen_whole(request_text: str, choices: tuple[str, ...]) -> None:
    assert the_field(request_text, "Status").choices == choices


def test_a_sum_is_no_field() -> None:
    found = analyse("Quiz night: teams, number of people, entry fee £2 a head, points")
    labels = {field.label for entity in found.entities for field in entity.fields}
    assert not [label for label in labels if "a head" in label.lower()]


def test_who_is_only_mentioned_gets_no_made_up_choices() -> None:
    found = analyse(
        "Tengo un taller mecánico. Clientes, sus coches con matrícula y marca, "
        "y las reparaciones con fecha y avería."
    )
    (customer,) = [entity for entity in found.entities if entity.name == "customer"]
    assert not [field.label for field in customer.fields if field.type is FieldType.CHOICE]


def test_what_is_said_no_to_is_no_title_and_not_asked_about() -> None:
    found = analyse("passwords no, but serial numbers: our appliances with brand, serial no, price")
    assert found.title == "Appliances"
    assert not found.beyond


def test_what_is_wrong_is_kept_with_an_apostrophe_too() -> None:
    text = "Repairs with bike, owner, what's wrong, labour hours, status new/in progress/done"
    labels = {field.label for entity in analyse(text).entities for field in entity.fields}
    assert {"What's wrong", "Labour hours"} <= labels
