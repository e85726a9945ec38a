"""What is measured again and again has records of its own."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("request_text", "source", "target"),
    [
        ("Foster cats: name, sex, colour, arrived, weight every week", "weight_entry", "cat"),
        ("Plants: name, place, height every month, photo", "height_entry", "plant"),
        ("My tomatoes: variety, sown on, weekly height, first fruit", "height_entry", "tomato"),
    ],
)
def test_a_measurement_is_one_of_many(request_text: str, source: str, target: str) -> None:
    understood = analyse(request_text)
    assert [(one.source, one.target) for one in understood.relations] == [(source, target)]
    (entry,) = (one for one in understood.entities if one.name == source)
    assert entry.fields[0].type == "date"


@pytest.mark.parametrize(
    "request_text",
    [
        "Log of my weight every day: date, weight, mood",
        "Bills: name, amount every month, due day, company",
        "Cats: name, colour, weight, born",
    ],
)
def test_what_stays_is_a_field(request_text: str) -> None:
    assert len(analyse(request_text).entities) == 1


def test_what_is_read_each_month_has_readings() -> None:
    understood = analyse(
        "Each apartment has a meter with a serial number, and I read each meter every month."
    )
    fields = {one.name: [field.label for field in one.fields] for one in understood.entities}
    assert fields["meter"] == ["Serial number"]
    assert fields["reading"] == ["Date", "Value"]
    links = {(one.source, one.target) for one in understood.relations}
    assert links == {("meter", "apartment"), ("reading", "meter")}


@pytest.mark.parametrize(
    "request_text",
    [
        "Books with title and author. I read each book every year.",
        "Meters with serial number and last reading date. I read each meter every month.",
    ],
)
def test_what_is_no_meter_or_has_its_date_has_no_readings(request_text: str) -> None:
    assert len(analyse(request_text).entities) == 1


@pytest.mark.parametrize(
    ("text", "entity", "fields", "target"),
    [
        (
            "Old orchard, 64 trees. Each has a number, variety, row and the year it was planted. "
            "In autumn I write down per tree how many kilos.",
            "harvest",
            ["Date", "Weight (kg)"],
            "tree",
        ),
    ],
)
def test_what_is_noted_of_each_every_season_is_a_list(
    text: str, entity: str, fields: list[str], target: str
) -> None:
    understood = analyse(text)
    made = next(one for one in understood.entities if one.name == entity)
    assert [field.label for field in made.fields] == fields
    assert (entity, target) in {(one.source, one.target) for one in understood.relations}


def test_what_is_entered_every_day_has_a_day() -> None:
    understood = analyse(
        "Grape harvest starts in three weeks and last year the wages were chaos. About 30 pickers, "
        "most come back every year: name, phone, country, bank account, sleeps at our place yes "
        "no. Every day I enter for each one how many crates, and which vineyard (we have Sonnberg, "
        "Ried, Kirchweg). It's 2.20 per crate. Some want an advance, so date and amount."
    )
    crate = next(one for one in understood.entities if one.name == "crate")
    assert crate.fields[0].label == "Date"


def test_what_is_told_once_of_each_stays_with_it() -> None:
    understood = analyse(
        "Trees with number, variety, height. In spring I note for each tree the row."
    )
    assert {one.name for one in understood.entities} == {"tree"}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Every hedgehog gets a number when it comes in, plus weight and sex. We weigh them daily "
         "and want to see the weight curve.", "hedgehog"),
        ("Goats: name, breed, ear tag. We weigh them monthly.", "goat"),
        ("Puppies: name, colour, sex. They are weighed daily.", "puppy"),
    ],
)  # fmt: skip
def test_what_is_weighed_daily_has_weighings(text: str, thing: str) -> None:
    understood = analyse(text)
    (weighing,) = [one for one in understood.entities if one.label == "Weighing"]
    assert {field.label for field in weighing.fields} == {"Date", "Weight"}
    assert [(r.source, r.target) for r in understood.relations] == [(weighing.name, thing)]
    assert "Number on" not in {f.label for one in understood.entities for f in one.fields}


def test_a_check_of_nothing_that_is_told_adds_no_list() -> None:
    assert len(analyse("We check it every day. Plants: name, place").entities) == 1


def test_stories_that_are_read_have_no_readings() -> None:
    text = "Bedtime stories: title, author, for which age. We read them every night."
    assert [one.label for one in analyse(text).entities] == ["Bedtime story"]
